/** A sale that lacks a guarded article asks whoever has most of it. */

import { expect, test } from "vitest";

import { sell } from "../../../src/app/orders/sell.ts";
import { askForRights, giveAsked } from "../../../src/app/stock/asked-rights.ts";
import { inCash } from "../../../src/domain/commands/order/ring-up.ts";
import { type Refusal } from "../../../src/domain/commands/refusal.ts";
import { ONE_IN_STOCK } from "../../../src/domain/goods/stock-quantity.ts";
import { type DeviceId } from "../../../src/domain/identity.ts";
import { type AskedRights } from "../../../src/mesh/gossip/asking.ts";
import { cafeCopies, MIA } from "../../support/cafe.ts";
import { faultOf } from "../../support/shop.ts";
import { keep, receive } from "../../support/stock-acts.ts";
import { meet, type TillAt, twoTills } from "../../support/two-tills.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => sku === "CROISSANT" });

/** So many guarded croissants at the counter, and none at the bar. */
async function atTheCounter(count: number) {
  const tills = await twoTills(await newCafe());
  keep(tills.counter.till, "CROISSANT", "guarded");
  receive(tills.counter, "CROISSANT", count);
  meet(tills.counter, tills.bar);
  return tills;
}

function trySelling({ till }: TillAt, count: number) {
  const wish = { entries: [`${count}*croissant`], payment: inCash(undefined), service: undefined };
  return sell(till, MIA, wish);
}

interface Ask {
  readonly device: DeviceId;
  readonly asked: AskedRights;
}

function refusalOf(at: TillAt, count: number): Refusal {
  const fault = faultOf(trySelling(at, count));
  if (fault.type === "entry/unreadable") throw new Error("Nobody could read it.");
  return fault;
}

function asksAfter(at: TillAt, count: number): ReadonlyArray<Ask> {
  const asks: Ask[] = [];
  askForRights(at.till, refusalOf(at, count), (device, asked) => {
    asks.push({ device, asked });
  });
  return asks;
}

/** What a refused sale of so many asks for. */
function askedBy(at: TillAt, count: number) {
  const [ask] = asksAfter(at, count);
  if (ask === undefined) throw new Error("Nobody is asked.");
  return ask;
}

function balanceAt({ till }: TillAt, of: TillAt): number {
  const { accounts } = till.ledger.read((view) => view.state("stock", "CROISSANT"));
  return (accounts[of.till.ledger.identity.origin] ?? 0) / ONE_IN_STOCK;
}

function answer(at: TillAt, from: TillAt, { asked }: Ask): void {
  giveAsked(at.till, from.till.ledger.identity.key.device, asked);
}

test("A sale that lacks asks the richest till, which gives half of what it has", async () => {
  const { counter, bar } = await atTheCounter(10);
  const ask = askedBy(bar, 1);
  expect(ask).toMatchObject({
    device: counter.till.ledger.identity.key.device,
    asked: { of: "stock/CROISSANT", quantity: ONE_IN_STOCK },
  });

  answer(counter, bar, ask);
  meet(counter, bar);
  expect(balanceAt(bar, bar)).toBe(5);
  expect(trySelling(bar, 1).ok).toBe(true);
});

test("What the sale lacks is given, also where that is more than half, and never more than there is", async () => {
  const { counter, bar } = await atTheCounter(8);
  answer(counter, bar, askedBy(bar, 6));
  meet(counter, bar);
  expect(balanceAt(bar, bar)).toBe(6);

  answer(counter, bar, askedBy(bar, 9));
  meet(counter, bar);
  expect(balanceAt(bar, bar)).toBe(8);
  expect(trySelling(bar, 8).ok).toBe(true);
});

test("Asking twice or late gives once", async () => {
  const { counter, bar } = await atTheCounter(10);
  const ask = askedBy(bar, 1);
  answer(counter, bar, ask);
  answer(counter, bar, ask);
  expect(balanceAt(counter, bar)).toBe(5);
  meet(counter, bar);
  answer(counter, bar, ask);
  expect(balanceAt(counter, bar)).toBe(5);
});

test("A till asks nobody where nobody has any, and nothing is given of what it doesn't guard", async () => {
  const { counter, bar } = await atTheCounter(1);
  const ask = askedBy(bar, 1);
  expect(trySelling(counter, 1).ok).toBe(true);
  answer(counter, bar, ask);
  meet(counter, bar);
  expect(balanceAt(bar, bar)).toBe(0);
  expect(asksAfter(bar, 1)).toEqual([]);

  keep(counter.till, "CROISSANT", "counted");
  receive(counter, "CROISSANT", 5);
  answer(counter, bar, ask);
  expect(balanceAt(counter, bar)).toBe(0);
});
