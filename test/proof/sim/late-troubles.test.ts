/**
 * Boxes that are told today first, by tellers of every manner, in a shop that is apart, and dying at every step.
 *
 * Size: proof.
 */

import { expect, test } from "vitest";

import { DEATHS, MANNERS } from "../../../proof/sim/late-troubles.ts";
import { type Trouble } from "../../../proof/sim/options.ts";
import { proofRuns } from "../../support/proof-runs.ts";
import { smallShop, withoutTradesBut, wrongOf } from "./many-seeds.ts";

/** In so many shops each thing happens that is named below. */
const SHOPS = 24;
const FIRST_SEED = 96_000;
const without = new Set<Trouble>(["printers", "cards", "tablets", ...withoutTradesBut("stock")]);

test("a shop is whole in the end whoever told its newcomers of today, where they came in and at which step they died", async () => {
  const lines: string[] = [];
  const wrong: string[] = [];
  for (let seed = FIRST_SEED; seed < FIRST_SEED + proofRuns(SHOPS); seed += 1) {
    const wish = { hearsLate: true, actsPerHour: 4000, troublesPerHour: 800, without };
    const shop = await smallShop(seed, wish, { onLine: (line) => lines.push(line) });
    wrong.push(...wrongOf([shop]));
  }
  expect(wrong).toEqual([]);
  expect(
    DEATHS.filter((death) => !lines.some((line) => line.endsWith(`dies as it ${death}`))),
  ).toEqual([]);
  expect(
    MANNERS.filter((manner) => !lines.some((line) => line.includes(`${manner}, for `))),
  ).toEqual([]);
  expect(lines.join("\n")).toMatch(/newcomer: E, let in by [A-D], apart from [A-D]+/u);
});
