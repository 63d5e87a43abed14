/**
 * A week of a shop with two tills that often don't hear each other: people sell, give back, put right, move and
 * count cash, and close days.
 */

import { closeOwnZ, closeShopDay } from "../../src/app/day/close-day.ts";
import { drawerHere } from "../../src/app/drawers/drawers.ts";
import { settingDraft } from "../../src/app/founding/shop-drafts.ts";
import { findOrder, listOrders } from "../../src/app/orders/orders.ts";
import { exchange, refund } from "../../src/app/orders/refund.ts";
import { sell, type SaleWords } from "../../src/app/orders/sell.ts";
import { type Till } from "../../src/app/till/till.ts";
import { ok } from "../../src/domain/base/result.ts";
import { type Cash, MOVES, SAFE_MOVES } from "../../src/domain/events/drawer-events.ts";
import { seriesCountKey } from "../../src/domain/folds/order-sums.ts";
import { type BusinessDay } from "../../src/domain/identity.ts";
import { milliPercent, minor, zeroMinor } from "../../src/domain/money/amounts.ts";
import { receiptNumber } from "../../src/domain/order/order-view.ts";
import { payOrder, performOn } from "./acts.ts";
import { type Cafe, cafeCopies } from "./cafe.ts";
import { type Dice } from "./dice.ts";
import { closeDrawer, countDrawer, moveCash, moveSafe, openDrawer } from "./drawer-acts.ts";
import { synchroniseLedgers } from "./shop.ts";

const RAVI = { number: "4", name: "Ravi" };
const DAYS = 7;
const ACTS_A_DAY = 40;
const DAY_MS = 24 * 3_600_000;

/** Copies of a café with a tender of its own, foreign cash, rounding and a float; called once by a file of tests. */
export function weekCafes(): () => Promise<Cafe> {
  return cafeCopies({
    before: ({ till }) => {
      const events = [
        settingDraft("rates", [{ currency: "USD", rate: 92_345_678 }]),
        settingDraft("tenders", [{ digit: 1, id: "own-meal-voucher", name: "Meal voucher" }]),
        settingDraft("cash-step", 5),
        settingDraft("float", 10_000),
      ];
      till.ledger.commit({ by: "", name: "set up", decide: () => ok({ events }) });
    },
  });
}

/** Returns its days. Acts that are refused are none. `hears`: whether the tills hear each other now and then. */
export function playWeek(
  { clock }: Cafe,
  tills: readonly [Till, Till],
  { dice, hears = true }: { readonly dice: Dice; readonly hears?: boolean },
): ReadonlyArray<BusinessDay> {
  const [a, b] = tills;
  const days: BusinessDay[] = [];
  for (let no = 0; no < DAYS; no += 1) {
    for (const till of tills) till.beginDay(RAVI);
    const day = a.days().now;
    days.push(day);
    for (let act = 0; act < ACTS_A_DAY; act += 1) {
      clock.advance(60_000);
      playAct(dice.pick(tills), day, dice);
      if (dice.chance(10) && hears) hear(a, b);
    }
    if (dice.chance(70) && hears) hear(a, b);
    clock.advance(DAY_MS - ACTS_A_DAY * 60_000);
  }
  if (hears) hear(a, b);
  return days;
}

function hear(a: Till, b: Till): void {
  synchroniseLedgers(a.ledger, b.ledger);
  synchroniseLedgers(b.ledger, a.ledger);
}

function playAct(till: Till, day: BusinessDay, dice: Dice): void {
  const roll = dice.nat(100);
  if (roll < 45) sell(till, RAVI, saleBy(dice));
  else if (roll < 50) changeOpen(till, dice);
  else if (roll < 57) payOpen(till, dice);
  else if (roll < 66) giveBack(till, dice);
  else if (roll < 70) correct(till, day, dice);
  else if (roll < 92) playDrawer(till, dice);
  else if (roll < 96) closeOwnZ(till, day);
  else closeShopDay(till, { day, asked: "4", missing: [], without: [] });
}

function saleBy(dice: Dice): SaleWords {
  const goods = ["100", "300", "2*croissant", "3*100", "<100"];
  const entries = [dice.pick(goods), dice.pick(goods.slice(0, -1))];
  return { entries, payment: paymentBy(dice), service: dice.pick(["counter", "takeaway"]) };
}

function paymentBy(dice: Dice): SaleWords["payment"] {
  const tip = minor(dice.chance(30) ? dice.nat(300) : 0);
  const tendered = minor(dice.pick([500, 1000, 5000]) + dice.nat(10));
  return dice.pick<SaleWords["payment"]>([
    { type: "cash", tendered, tip },
    { type: "card", tip },
    { type: "card", amount: minor(200), tip },
    { type: "tender", tender: "own-meal-voucher", amount: undefined, tip: minor(0) },
    { type: "tender", tender: "own-meal-voucher", amount: minor(300), tip: minor(0) },
    { type: "foreign", currency: "USD", amount: minor(2000), tip },
    { type: "none" },
  ]);
}

function payOpen(till: Till, dice: Dice): void {
  const open = till.ledger.read(() => listOrders(till, { day: till.days().now, openOnly: true }));
  const payment = paymentBy(dice);
  if (open.length === 0 || payment.type === "none") return;
  payOrder(till, RAVI, { order: dice.pick(open).id, payment });
}

/** Takes something off an open order, or gives some of its price away. */
function changeOpen(till: Till, dice: Dice): void {
  const open = till.ledger.read(() => listOrders(till, { day: till.days().now, openOnly: true }));
  const [order] = dice.shuffle(open);
  if (order === undefined) return;
  const line = findOrder(till, order.id)?.order.lines.at(-1)?.id;
  if (dice.chance(40) && line !== undefined) {
    performOn(till, RAVI, {
      act: "void",
      order: order.id,
      voids: [{ line }],
      reason: dice.pick(["spilt", "changed their mind"]),
    });
    return;
  }
  const half = { rate: milliPercent(50_000), amount: zeroMinor };
  const meal = { rate: milliPercent(100_000), amount: zeroMinor, kind: "staff-meal" as const };
  performOn(till, RAVI, {
    act: "discount",
    order: order.id,
    discount: dice.pick([half, meal]),
    reason: "regular",
  });
}

function giveBack(till: Till, dice: Dice): void {
  const series = dice.pick(["A", "B"]);
  const issued = till.ledger.read((view) => view.sum(seriesCountKey(series)));
  if (issued === 0) return;
  const number = receiptNumber(series, 1 + dice.nat(issued));
  const parts = dice.chance(50) ? [] : [{ position: 1, quantity: undefined }];
  const how = { number, parts, reason: "cold", goods: undefined } as const;
  if (dice.chance(30)) exchange(till, RAVI, { ...how, order: undefined });
  else refund(till, RAVI, { ...how, method: dice.pick(["cash", "card"]), what: undefined });
}

function correct(till: Till, day: BusinessDay, dice: Dice): void {
  const paid = listOrders(till, { day, openOnly: false }).filter(({ status }) => status === "paid");
  for (const { id: order } of dice.shuffle(paid).slice(0, 3)) {
    const to = dice.pick(["cash", "card", "own-meal-voucher"]);
    performOn(till, RAVI, { act: "correct", order, to, reason: "pressed F9" });
  }
}

function playDrawer(till: Till, dice: Dice): void {
  const here = drawerHere(till, RAVI);
  const amount = minor(1 + dice.nat(3000));
  if (here === undefined) {
    openDrawer(till, RAVI, {
      no: dice.pick([1, 2, undefined]),
      float: cash(dice.pick([0, 9500, 10_000, 15_000]), dice.nat(3) * 500),
    });
    return;
  }
  if (dice.chance(60)) {
    const currency = dice.chance(20) ? "USD" : undefined;
    const move = { what: dice.pick(MOVES), currency, amount, reason: "milk", staff: "4" };
    moveCash(till, RAVI, { session: here.id, ...move });
  } else if (dice.chance(30)) {
    moveSafe(till, RAVI, { what: dice.pick(SAFE_MOVES), amount, reason: "bag 7" });
  } else {
    const counted = Math.max(0, here.expected.own + dice.nat(400) - 200);
    const session = here.id;
    countDrawer(till, RAVI, { session, cash: cash(counted, dice.nat(5000)) });
    if (dice.chance(60)) closeDrawer(till, RAVI, { session, reason: "", anyway: true });
  }
}

function cash(own: number, dollars: number): Cash {
  const foreign = dollars === 0 ? [] : [{ currency: "USD", amount: minor(dollars) }];
  return { own: minor(own), pieces: [], foreign };
}
