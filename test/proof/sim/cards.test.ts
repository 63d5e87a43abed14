/**
 * Card terminals in shops where everything goes wrong: in the end what the banks behind them have done is what
 * the shop's ledger says, payment by payment, or a person is asked about just that.
 *
 * Size: proof.
 */

import { expect, test } from "vitest";

import { TROUBLES, type Trouble } from "../../../proof/sim/options.ts";
import { type SimResult } from "../../../proof/sim/run.ts";
import { type Kind } from "../../../src/domain/events/kinds.ts";
import { shopsFrom, withoutTradesBut, wrongOf } from "./many-seeds.ts";

/** `TILL_PROOF_RUNS` plays as many as one likes. */
const SHOPS = 8;
const HOURS = 0.02;

/** Only terminals, tills that burn, and whatever is named. */
function only(...troubles: ReadonlyArray<Trouble>): ReadonlySet<Trouble> {
  const kept = new Set<Trouble>(["cards", ...troubles]);
  return new Set(TROUBLES.filter((trouble) => !kept.has(trouble)));
}

const CARD_KINDS: ReadonlyArray<Kind> = [
  "terminal/taken",
  "terminal/found",
  "payment/started",
  "payment/captured",
  "payment/declined",
  "payment/unknown",
  "payment/resolved",
  "refund/issued",
];

function kindsOf(shops: ReadonlyArray<SimResult>): ReadonlySet<Kind> {
  return new Set(shops.flatMap(({ kinds }) => [...kinds]));
}

test("no payment is charged twice and none forgotten where terminals fail and tills burn, and all that cards write is written", async () => {
  const shops = await shopsFrom(30_000, SHOPS, { hours: HOURS, without: only() });

  expect(wrongOf(shops)).toEqual([]);
  const written = kindsOf(shops);
  expect(CARD_KINDS.filter((kind) => !written.has(kind))).toEqual([]);
});

test("nor where tills die, hang and are apart", async () => {
  const wish = { hours: HOURS, without: only("crashes", "network") };
  expect(wrongOf(await shopsFrom(31_000, SHOPS, wish))).toEqual([]);
});

test("nor where everything goes wrong, and the same shop played again is the same", async () => {
  const without = new Set<Trouble>(["printers", ...withoutTradesBut()]);
  const wish = { hours: HOURS, without, isTwice: true };
  expect(wrongOf(await shopsFrom(32_000, SHOPS / 2, wish))).toEqual([]);
});
