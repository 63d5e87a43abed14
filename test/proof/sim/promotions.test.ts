/**
 * Promotions and combos in shops where everything goes wrong but the clocks: deals count as acts wrote them and whole,
 * no merge makes one, and what comes back is what was paid.
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
  without: new Set<Trouble>(["printers", "cards", "clocks", ...withoutTradesBut("promotions")]),
};
/** What comes about in them: else they would show nothing of it. */
const KINDS = ["order/promoted", "receipt/issued", "refund/issued"] as const;

test("deals take off what acts wrote, on every till, and what comes back of them is what was paid", async () => {
  const shops = await shopsFrom(90_000, SHOPS, BUSY);

  expect(wrongOf(shops)).toEqual([]);
  expect(KINDS.filter((kind) => !shops.some(({ kinds }) => kinds.has(kind)))).toEqual([]);
});

test("where nobody touches what another till has begun, nobody is asked about a promotion", async () => {
  const without = new Set<Trouble>([
    ...BUSY.without,
    "crashes",
    "disks",
    "full-disks",
    "revocations",
  ]);
  const wish = { ...BUSY, actsPerHour: 3000, without, manners: "silence" } as const;
  expect(wrongOf(await shopsFrom(92_000, SHOPS, wish))).toEqual([]);
});
