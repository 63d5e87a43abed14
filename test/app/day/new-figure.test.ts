/**
 * A program that counts one figure more than the one before: what was closed before it, and what is
 * closed beside it, ties out all the same.
 *
 * Size: whole.
 */

import path from "node:path";

import { expect, test } from "vitest";
import { z } from "zod";

import { FIGURES_REVISION } from "../../../src/domain/figures/day-sums.ts";
import { type BusinessDay } from "../../../src/domain/identity.ts";
import { addDays } from "../../../src/domain/text/civil-time.ts";
import { enrolBar } from "../../support/cafe-bar.ts";
import { CAFE_DAY, CAFE_START_MS, cafeCopies } from "../../support/cafe.ts";
import { NODE, runProcess } from "../../support/till-process.ts";
import {
  atBoth,
  findAt,
  knowledge,
  meetAndCloseDay,
  sellAndMakeZ,
} from "../../support/two-programs.ts";

const newCafe = cafeCopies();
const DAYS = [CAFE_DAY as BusinessDay, addDays(CAFE_DAY as BusinessDay, 1)] as const;
const [DAY, NEXT] = DAYS;
const DAY_MS = 86_400_000;
const SUPPORT = path.join(import.meta.dirname, "../../support");

test("a day ties out at every till, closed before a new figure or beside it", async () => {
  const shop = await shopOfTwo();
  await atBoth(shop, (a, b) => {
    for (const till of [a, b]) sellAndMakeZ(till);
    meetAndCloseDay(a, b);
  });
  const next = { ...shop, nowMs: shop.nowMs + DAY_MS };
  // The second till is not updated yet.
  await atBoth(next, (_, b) => {
    sellAndMakeZ(b);
  });

  const { before, after, known } = await atLater(next);

  expect(before.differences).toEqual([]);
  expect(after).toEqual({
    differences: [],
    zs: [
      { series: `${DAY} A`, revision: FIGURES_REVISION, payments: null },
      { series: `${DAY} B`, revision: FIGURES_REVISION, payments: null },
      { series: `${NEXT} A`, revision: FIGURES_REVISION + 1, payments: 1 },
      { series: `${NEXT} B`, revision: FIGURES_REVISION, payments: null },
    ],
  });
  // Nothing else is left out: a Z since the figure has to know it.
  expect(known).toEqual([
    [false, true],
    [true, true],
  ]);
  expect((await atBoth(next, (...tills) => findAt(tills, DAYS))).differences).toEqual([]);
  expect(knowledge(["payments", "sales"], FIGURES_REVISION)).toEqual([
    [true, false],
    [true, true],
  ]);
});

async function shopOfTwo() {
  const cafe = await newCafe();
  const founder = cafe.open();
  const bar = await enrolBar(cafe, founder.till);
  const dirs = [cafe.dir, bar.dir] as const;
  await bar.close();
  await founder.close();
  return { dirs, nowMs: CAFE_START_MS, seed: "today" };
}

const foundSchema = z.object({ differences: z.array(z.unknown()), zs: z.array(z.unknown()) });

/** With a program of its own, the first till sells and closes, and the day is closed. */
async function atLater({ dirs, nowMs }: Awaited<ReturnType<typeof shopOfTwo>>) {
  const more = ["--import", path.join(SUPPORT, "one-figure-more.ts")];
  const script = path.join(SUPPORT, "two-programs.ts");
  const { code, stdout, stderr } = await runProcess(NODE, [
    ...more,
    script,
    ...dirs,
    String(nowMs),
    ...DAYS,
  ]);
  expect([code, stderr]).toEqual([0, ""]);
  return z
    .object({ before: foundSchema, after: foundSchema, known: z.array(z.array(z.boolean())) })
    .parse(JSON.parse(stdout));
}
