/**
 * Taking money.
 *
 * Money that does not pay the order in full stays on it as a deposit until a receipt uses it. Where goods
 * come back for more than is bought, the receipt's total is below zero, and so is the payment that it
 * uses.
 */

import { type OrderState } from "../folds/order-state.ts";
import { type ForeignCash, settleForeign, worthOf } from "../foreign-cash.ts";
import { type LedgerView } from "../ledger-view.ts";
import { addMinor, minor, type MinorUnits, subtractMinor, zeroMinor } from "../money/amounts.ts";
import { roundCash, settleCash } from "../money/cash-rounding.ts";
import { currenciesByCode } from "../money/currency.ts";
import { type OrderBalance } from "../order-balance.ts";
import { err, ok, type Result } from "../result.ts";
import { readSetting } from "../settings.ts";
import { type Decision, type DecisionContext, type ShopRules } from "./decision.ts";
import { decideExchanging } from "./exchange-goods.ts";
import { type Refusal } from "./refusal.ts";
import {
  type CashGiven,
  handBack,
  partPayment,
  payableOf,
  type Payment,
  payInFull,
  paymentEvents,
} from "./settle-order.ts";
import { requireUsualTip, type TipGiven } from "./tip.ts";

/**
 * Takes cash. What is tendered up to the sum due settles the order and issues its receipt, with the
 * kitchen told of what it did not know yet; less than is due stays on the order as a part payment.
 * Exactly what is due is taken whatever coins there are; any other sum must be one that they make up.
 * Where money is to be given back, nothing is tendered, and all of it is handed out.
 */
export function decidePayCash(
  context: DecisionContext,
  order: OrderState,
  tendered: MinorUnits,
): Decision {
  return decideCash(context, order, { tendered, tip: zeroMinor });
}

/** The same with a tip: what is handed over settles what is due only beyond it. */
export function decideCash(
  context: DecisionContext,
  order: OrderState,
  { tendered, tip, isTipSure }: CashGiven,
): Decision {
  return decideExchanging(context, order, {
    method: "cash",
    given: tendered,
    tip,
    pay: (later, after, { given = zeroMinor, tip: more }) =>
      cashFor(later, after, { tendered: given, tip: more, isTipSure }),
  });
}

function cashFor(context: DecisionContext, order: OrderState, given: CashGiven): Decision {
  const payable = payableOf(context, order);
  if (!payable.ok) return payable;
  const { value: balance } = payable;
  const { tendered } = given;
  const wrong = [tendered, given.tip].find((amount) => amount < 0);
  if (wrong !== undefined) return err({ type: "amount/invalid", amount: wrong });
  const { coin, cash } = context.rules;
  const { due, giveBack } = balance;
  const tip = roundCash(given.tip, cash);
  const forGoods = minor(tendered - tip);
  const isDue = forGoods === due || forGoods === roundCash(due, cash);
  if (!isDue && tendered % coin !== 0) {
    return err({ type: "cash/no-coin", tendered, coin: minor(coin) });
  }
  if (giveBack > 0) {
    return tendered > 0 || tip > 0
      ? err({ type: "payment/owes", giveBack })
      : ok(handBack(context, order, { balance, ...cashOut(context, giveBack) }));
  }
  const usual = requireUsualTip({ ...given, tip }, due);
  if (!usual.ok) return usual;
  const settled = settleCash({ due, tendered: forGoods, rule: cash });
  const method = "cash";
  if (settled.ok) {
    return ok(payInFull(context, order, { method, balance, tendered, tip, ...settled.value }));
  }
  if (forGoods <= 0) return err({ type: "cash/too-little", due: addMinor(due, tip), tendered });
  return ok(paymentEvents(context, order, { method, tendered, tip, ...partPayment(forGoods) }));
}

/** Where more comes back than is taken, it is no way to give that out, whatever the sum. */
const SOME_MONEY = minor(1);

export interface ForeignGiven extends TipGiven {
  readonly currency: string;
  /** In minor units of that currency, the tip in it. */
  readonly amount: MinorUnits;
}

/**
 * Takes cash of another currency by the rate that the shop has for it now: it counts as cash of that
 * worth, whatever coins there are, and change goes out in the shop's own money. Source: FIELD R14.
 */
export function decideForeign(
  context: DecisionContext,
  order: OrderState,
  given: ForeignGiven,
): Decision {
  return decideExchanging(context, order, {
    method: "cash",
    given: SOME_MONEY,
    tip: given.tip,
    pay: (later, after) => foreignFor(later, after, given),
  });
}

function foreignFor(context: DecisionContext, order: OrderState, given: ForeignGiven): Decision {
  const payable = payableOf(context, order);
  if (!payable.ok) return payable;
  const { value: balance } = payable;
  const { coin, cash } = context.rules;
  const foreign = foreignGiven(context.view, given);
  if (!foreign.ok) return foreign;
  const wrong = [given.amount, given.tip].find((amount) => amount < 0);
  if (wrong !== undefined) return err({ type: "amount/invalid", amount: wrong });
  const { due, giveBack } = balance;
  if (giveBack > 0) return err({ type: "payment/owes", giveBack });
  const tip = roundCash(given.tip, cash);
  const usual = requireUsualTip({ ...given, tip }, due);
  if (!usual.ok) return usual;
  const { worth: tendered, cash: paidIn } = foreign.value;
  const forGoods = minor(tendered - tip);
  const settled = forGoods > 0 ? settleForeign(due, forGoods, { rule: cash, coin }) : undefined;
  const payment = { method: "cash", tendered, tip, foreign: paidIn } as const;
  if (settled !== undefined) {
    return ok(payInFull(context, order, { balance, ...payment, ...settled }));
  }
  if (forGoods <= 0) return err({ type: "cash/too-little", due: addMinor(due, tip), tendered });
  return ok(paymentEvents(context, order, { ...payment, ...partPayment(forGoods) }));
}

export interface ForeignOutlook {
  readonly rate: ForeignCash["rate"];
  readonly worth: MinorUnits;
  readonly change: MinorUnits;
  /** What cash would have to settle of the rest. */
  readonly left: MinorUnits;
}

/** What `decideForeign` would come to, without who may do it. */
export function foreignOutlook(
  view: LedgerView,
  given: ForeignGiven,
  { due, cash: rule, coin }: { readonly due: MinorUnits } & Pick<ShopRules, "cash" | "coin">,
): Result<ForeignOutlook, Refusal> {
  const foreign = foreignGiven(view, given);
  if (!foreign.ok) return foreign;
  const { worth, cash } = foreign.value;
  const forGoods = minor(worth - roundCash(given.tip, rule));
  const settled = settleForeign(due, forGoods, { rule, coin });
  const left = settled === undefined ? roundCash(minor(due - forGoods), rule) : zeroMinor;
  return ok({ rate: cash.rate, worth, change: settled?.change ?? zeroMinor, left });
}

/** What such money is worth in the shop's own, by the rate that holds. */
function foreignGiven(
  view: LedgerView,
  { currency, amount }: Pick<ForeignGiven, "currency" | "amount">,
): Result<{ readonly cash: ForeignCash; readonly worth: MinorUnits }, Refusal> {
  const rate = readSetting(view, "rates").find((it) => it.currency === currency)?.rate;
  const money = currenciesByCode.get(currency);
  if (rate === undefined || money === undefined) return err({ type: "currency/no-rate", currency });
  return ok({ cash: { currency, amount, rate }, worth: worthOf(amount, { rate }, money) });
}

/**
 * Takes money by card, on a terminal that stands beside the till and has said yes: to the cent, nothing
 * is rounded and no change given. Without an amount it is all that is due. Below zero it goes the other
 * way, to the card of whoever brings goods back: all that these are worth, and no money that was paid
 * before and nobody knows how.
 */
export function decidePayCard(
  context: DecisionContext,
  order: OrderState,
  amount: MinorUnits | undefined,
): Decision {
  return decideCard(context, order, { amount, tip: zeroMinor });
}

export interface CardAmount extends TipGiven {
  /** What the terminal takes, the tip in it. */
  readonly amount: MinorUnits | undefined;
}

/** The same with a tip, which the terminal has taken along. */
export function decideCard(
  context: DecisionContext,
  order: OrderState,
  { amount, tip, isTipSure }: CardAmount,
): Decision {
  return decideExchanging(context, order, {
    method: "card",
    given: amount,
    tip,
    pay: (later, after, { given, tip: more }) =>
      cardFor(later, after, { amount: given, tip: more, isTipSure }),
  });
}

function cardFor(
  context: DecisionContext,
  order: OrderState,
  { amount, tip, isTipSure }: CardAmount,
): Decision {
  const payable = payableOf(context, order);
  if (!payable.ok) return payable;
  const { value: balance } = payable;
  const { giveBack } = balance;
  if (tip < 0) return err({ type: "amount/invalid", amount: tip });
  if (giveBack > 0) {
    if (tip > 0) return err({ type: "payment/owes", giveBack });
    const owed = subtractMinor(zeroMinor, giveBack);
    const isForGoods = owed === balance.rest && (amount ?? owed) === owed;
    return isForGoods
      ? ok(
          handBack(context, order, {
            balance,
            method: "card",
            tendered: owed,
            tip,
            ...partPayment(owed),
          }),
        )
      : err({ type: "payment/owes", giveBack });
  }
  return takeExactly(context, order, { balance, amount, tip, isTipSure, method: "card" });
}

export interface TenderGiven extends CardAmount {
  /** Id of a tender of the shop's own. */
  readonly tender: string;
}

/** Takes a tender of the shop's own, at most what is due: no change is given for it. */
export function decideTender(
  context: DecisionContext,
  order: OrderState,
  given: TenderGiven,
): Decision {
  return decideExchanging(context, order, {
    method: "cash",
    given: SOME_MONEY,
    tip: given.tip,
    pay: (later, after) => tenderFor(later, after, given),
  });
}

function tenderFor(
  context: DecisionContext,
  order: OrderState,
  { tender: id, amount, tip, isTipSure }: TenderGiven,
): Decision {
  const payable = payableOf(context, order);
  if (!payable.ok) return payable;
  const tender = readSetting(context.view, "tenders").find((it) => it.id === id);
  if (tender === undefined) return err({ type: "tender/unknown", text: id });
  if (tip < 0) return err({ type: "amount/invalid", amount: tip });
  const { value: balance } = payable;
  if (balance.giveBack > 0) return err({ type: "payment/owes", giveBack: balance.giveBack });
  const { name } = tender;
  return takeExactly(context, order, { balance, amount, tip, isTipSure, method: id, name });
}

/** To the cent. */
function takeExactly(
  context: DecisionContext,
  order: OrderState,
  {
    balance,
    amount,
    ...how
  }: CardAmount & Pick<Payment, "method" | "name"> & { readonly balance: OrderBalance },
): Decision {
  const { due } = balance;
  const { tip, name } = how;
  const usual = requireUsualTip(how, due);
  if (!usual.ok) return usual;
  const tendered = amount ?? addMinor(due, tip);
  const taken = minor(tendered - tip);
  // An order that costs nothing is paid by nothing.
  if (taken < 0 || (taken === 0 && due > 0)) {
    return err({ type: "amount/invalid", amount: tendered });
  }
  if (taken > due) {
    const sums = { due: addMinor(due, tip), amount: tendered };
    return err(
      name === undefined
        ? { type: "card/too-much", ...sums }
        : { type: "tender/too-much", name, ...sums },
    );
  }
  const payment = { ...how, tendered, ...partPayment(taken) };
  return ok(
    taken === due
      ? payInFull(context, order, { balance, ...payment })
      : paymentEvents(context, order, payment),
  );
}

function cashOut({ rules }: DecisionContext, giveBack: MinorUnits): Payment {
  const owed = subtractMinor(zeroMinor, giveBack);
  const amount = roundCash(owed, rules.cash);
  const change = subtractMinor(zeroMinor, amount);
  const rounding = minor(amount - owed);
  return { method: "cash", tendered: zeroMinor, tip: zeroMinor, amount, change, rounding };
}
