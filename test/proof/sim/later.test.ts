/**
 * Orders for later in shops where everything goes wrong but the clocks: two tills hand out the same one, or one keeps the
 * deposit of what the other hands out, and each cent is held, owed or in one question.
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
  without: new Set<Trouble>(["printers", "cards", "clocks", ...withoutTradesBut("later")]),
};
/** What comes about in them: else they would show nothing of it. */
const KINDS = ["order/forfeit-added", "receipt/issued"] as const;

test("each deposit is held, used once, or in one question, on every till", async () => {
  const shops = await shopsFrom(80_000, SHOPS, BUSY);

  expect(wrongOf(shops)).toEqual([]);
  expect(KINDS.filter((kind) => !shops.some(({ kinds }) => kinds.has(kind)))).toEqual([]);
});

test("where nobody touches what another till has begun, nobody is asked", async () => {
  const without = new Set<Trouble>([
    ...BUSY.without,
    "crashes",
    "disks",
    "full-disks",
    "revocations",
  ]);
  const wish = { ...BUSY, actsPerHour: 3000, without, manners: "silence" } as const;
  expect(wrongOf(await shopsFrom(82_000, SHOPS, wish))).toEqual([]);
});
