/**
 * Vouchers in shops where everything goes wrong but the clocks: nothing is redeemed twice by right, no till goes
 * further below zero than the limit, and tills that hear each other redeem all that is left.
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
  without: new Set<Trouble>(["printers", "cards", "clocks", ...withoutTradesBut("vouchers")]),
};

test("what is left of each voucher is what guests paid and didn't redeem, on every till", async () => {
  expect(wrongOf(await shopsFrom(70_000, SHOPS, BUSY))).toEqual([]);
});

test("where only cables are cut, and nobody redeems by a limit, nobody is asked about a voucher", async () => {
  const without = new Set<Trouble>([
    ...BUSY.without,
    "crashes",
    "disks",
    "full-disks",
    "revocations",
  ]);
  const wish = { ...BUSY, actsPerHour: 3000, without, manners: "silence" } as const;
  expect(wrongOf(await shopsFrom(71_000, SHOPS, wish))).toEqual([]);
});
