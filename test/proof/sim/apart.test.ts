/**
 * Shops in which people say at tills that don't hear each other what contradicts: each contradiction is asked about at
 * each till, and nothing else is.
 *
 * Size: whole.
 */

import { expect, test } from "vitest";

import { type Trouble } from "../../../proof/sim/options.ts";
import { type SimResult } from "../../../proof/sim/run.ts";
import { proofRuns } from "../../support/proof-runs.ts";
import { smallShop, withoutTradesBut, wrongOf } from "./many-seeds.ts";

/** `TILL_PROOF_RUNS` plays as many as one likes. */
const SHOPS = 3;
/** One shop in three is one of these. */
const STEP = 3;
const BUSY = {
  actsPerHour: 4000,
  troublesPerHour: 1500,
  without: new Set<Trouble>(["printers", "cards", ...withoutTradesBut("apart", "bottles")]),
};
/** What comes about in them: else they would show nothing of it. */
const KINDS = [
  "order/exempted",
  "order/line-changed",
  "purchase/ordered",
  "stock/received",
  "stock/entered",
  "stocktake/approved",
  "attention/resolved",
] as const;

test("what tills say apart is asked about once at each of them, and nothing else is", async () => {
  const shops: SimResult[] = [];
  for (let shop = 0; shop < proofRuns(SHOPS); shop += 1) {
    shops.push(await smallShop(120_000 + STEP * shop, BUSY));
  }

  expect(wrongOf(shops)).toEqual([]);
  expect(KINDS.filter((kind) => !shops.some(({ kinds }) => kinds.has(kind)))).toEqual([]);
});
