/**
 * Stock in shops where everything goes wrong but the clocks: in the end what each till says there is lies on the
 * shelf, and what was sold without a right to it is named to the piece. Wrong clocks have the rough shops.
 *
 * Size: whole.
 */

import { expect, test } from "vitest";

import { type Trouble } from "../../../proof/sim/options.ts";
import { shopsFrom, withoutTradesBut, wrongOf } from "./many-seeds.ts";

/** `TILL_PROOF_RUNS` plays as many as one likes. */
const SHOPS = 4;
const BUSY = {
  actsPerHour: 5000,
  troublesPerHour: 1500,
  without: new Set<Trouble>(["printers", "cards", "clocks", ...withoutTradesBut("stock")]),
};

test("where the clocks are right, each till says in the end what lies on the shelf", async () => {
  expect(wrongOf(await shopsFrom(60_000, SHOPS, BUSY))).toEqual([]);
});

test("where only cables are cut, and nobody sells anyway, counts or takes back, nobody is asked about stock", async () => {
  const without = new Set<Trouble>([
    ...BUSY.without,
    "crashes",
    "disks",
    "full-disks",
    "revocations",
  ]);
  const wish = { ...BUSY, actsPerHour: 2500, without, manners: "silence" } as const;
  expect(wrongOf(await shopsFrom(61_000, SHOPS, wish))).toEqual([]);
});
