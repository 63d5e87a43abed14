/**
 * Deposits on bottles in shops where everything goes wrong but the clocks: what goes out, comes back empty and goes back
 * with its receipt is what receipts say, and a deposit is there as its goods are.
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
  without: new Set<Trouble>(["printers", "cards", "clocks", ...withoutTradesBut("bottles")]),
};
/** What comes about in them: else they would show nothing of it. */
const KINDS = ["order/deposit-added", "order/empties-returned", "refund/issued"] as const;

test("deposits go out and come back as receipts say, on every till", async () => {
  const shops = await shopsFrom(110_000, SHOPS, BUSY);

  expect(wrongOf(shops)).toEqual([]);
  expect(KINDS.filter((kind) => !shops.some(({ kinds }) => kinds.has(kind)))).toEqual([]);
});
