/**
 * Points in shops where everything goes wrong but the clocks: none is made or lost, by right none is spent twice, and
 * tills that hear each other spend all that are left.
 *
 * Size: whole.
 */

import { expect, test } from "vitest";

import { type Trouble } from "../../../proof/sim/options.ts";
import { shopsFrom, withoutTradesBut, wrongOf } from "./many-seeds.ts";

/** `TILL_PROOF_RUNS` plays as many as one likes. */
const SHOPS = 3;
const BUSY = {
  actsPerHour: 5000,
  troublesPerHour: 1500,
  without: new Set<Trouble>(["printers", "cards", "clocks", ...withoutTradesBut("points")]),
};
/** What comes about in them: else they would show nothing of it. */
const KINDS = ["order/pointed", "points/spent", "points/given", "refund/issued"] as const;

test("what customers have of points is what they earned and didn't spend, on every till", async () => {
  const shops = await shopsFrom(101_000, SHOPS, BUSY);

  expect(wrongOf(shops)).toEqual([]);
  expect(KINDS.filter((kind) => !shops.some(({ kinds }) => kinds.has(kind)))).toEqual([]);
});
