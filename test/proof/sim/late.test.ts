/**
 * Boxes that join while people work, are told what today rests on, and hear the past late: somebody works there by what
 * was told, and in the end everything is right all the same.
 *
 * Size: whole.
 */

import { expect, test } from "vitest";

import { type Trouble } from "../../../proof/sim/options.ts";
import { shopsFrom, withoutTradesBut, wrongOf } from "./many-seeds.ts";

/** `TILL_PROOF_RUNS` plays as many as one likes. */
const SHOPS = 3;
const without = new Set<Trouble>(["printers", "cards", "tablets", ...withoutTradesBut("stock")]);

test("a till that sells before the past is here is equal to the others once it has heard it", async () => {
  const wish = { hearsLate: true, actsPerHour: 4000, troublesPerHour: 800, without };
  expect(wrongOf(await shopsFrom(95_000, SHOPS, wish))).toEqual([]);
});
