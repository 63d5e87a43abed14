/**
 * Taking money.
 *
 * Money that does not pay the order in full stays on it as a deposit until a receipt uses it. Where goods
 * come back for more than is bought, the receipt's total is below zero, and so is the payment that it
 * uses.
 */

import { moneyOwed } from "../../balance/money-by-tender.ts";
import { type OrderBalance, orderBalance } from "../../balance/order-balance.ts";
import { err, ok, type Result } from "../../base/result.ts";
import { type Draft } from "../../events/kinds.ts";
import { type LedgerView } from "../../ledger-view.ts";
import {
  addMinor,
  minor,
  type MinorUnits,
  subtractMinor,
  sumMinor,
  zeroMinor,
} from "../../money/amounts.ts";
import { roundCash, settleCash } from "../../money/cash-rounding.ts";
import { currenciesByCode } from "../../money/currency.ts";
import { readSetting } from "../../settings/settings.ts";
import { type OrderState } from "../../state/order-state.ts";
import { type ForeignCash, settleForeign, worthOf } from "../../tenders/foreign-cash.ts";
import { type Decision, type DecisionContext, type ShopRules } from "../decision.ts";
import { type Refusal } from "../refusal.ts";
import { decideExchanging } from "./exchange-goods.ts";
import { type PaymentRefund, refundIn, refundPayments } from "./refund-payments.ts";
import {
  type CashGiven,
  partPayment,
  payableOf,
  type Payment,
  payInFull,
  paymentEvents,
} from "./settle-order.ts";
import { requireUsualTip, type TipGiven } from "./tip.ts";

/**
 * Takes cash. What is tendered beyond the tip, up to the sum due, settles the order and issues its
 * receipt, with the kitchen told of what it did not know yet; less than is due stays on the order as a
 * part payment. Exactly what is due is taken whatever coins there are; any other sum must be one that
 * they make up. Where money is to be given back, nothing is tendered, and what came in cash is handed out.
 */
export function decideCash(
  context: DecisionContext,
  order: OrderState,
  { tendered, tip, reason, isTipSure }: CashGiven,
): Decision {
  return decideExchanging(context, order, {
    method: "cash",
    given: tendered,
    tip,
    reason,
    pay: (later, after, { given = zeroMinor, ...more }) =>
      cashFor(later, after, { tendered: given, ...more, isTipSure }),
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
  const { due, refundDue } = balance;
  const tip = roundCash(given.tip, cash);
  const forGoods = minor(tendered - tip);
  const isDue = forGoods === due || forGoods === roundCash(due, cash);
  if (!isDue && tendered % coin !== 0) {
    return err({ type: "cash/no-coin", tendered, coin: minor(coin) });
  }
  if (refundDue > 0) {
    return tendered > 0 || tip > 0
      ? err({ type: "payment/owes", refundDue })
      : refundPayments(context, order, { method: "cash", reason: given.reason });
  }
  const usual = requireUsualTip({ ...given, tip }, due);
  if (!usual.ok) return usual;
  const settled = settleCash({ due, tendered: forGoods, rule: cash });
  const method = "cash";
  if (settled.ok) {
    const payments = [{ method, tendered, tip, ...settled.value }];
    return ok(payInFull(context, order, { balance, payments }));
  }
  if (forGoods <= 0) return err({ type: "cash/too-little", due: addMinor(due, tip), tendered });
  return ok(paymentEvents(context, order, { method, tendered, tip, ...partPayment(forGoods) }));
}

/**
 * An amount above zero, for asking whether the tender takes money at all: a tender cannot give out
 * more returned goods than sold ones.
 */
const SOME_MONEY = minor(1);

export interface ForeignGiven extends TipGiven {
  readonly currency: string;
  /** The amount in minor units of that currency, the tip included. */
  readonly amount: MinorUnits;
}

/**
 * Takes cash of another currency by the rate that the shop has for it now: it counts as cash of that
 * worth, whatever coins there are, and change goes out in the shop's own money. Source:
 * docs/rules/arithmetic.md, R14.
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
  const { due, refundDue } = balance;
  if (refundDue > 0) return err({ type: "payment/owes", refundDue });
  const tip = roundCash(given.tip, cash);
  const usual = requireUsualTip({ ...given, tip }, due);
  if (!usual.ok) return usual;
  const { worth: tendered, cash: paidIn } = foreign.value;
  const forGoods = minor(tendered - tip);
  const settled = forGoods > 0 ? settleForeign(due, forGoods, { rule: cash, coin }) : undefined;
  const payment = { method: "cash", tendered, tip, foreign: paidIn } as const;
  if (settled !== undefined) {
    return ok(payInFull(context, order, { balance, payments: [{ ...payment, ...settled }] }));
  }
  if (forGoods <= 0) return err({ type: "cash/too-little", due: addMinor(due, tip), tendered });
  return ok(paymentEvents(context, order, { ...payment, ...partPayment(forGoods) }));
}

export interface ForeignOutlook {
  readonly rate: ForeignCash["rate"];
  readonly worth: MinorUnits;
  readonly change: MinorUnits;
  /** The amount that cash would have to settle after it. */
  readonly left: MinorUnits;
}

/** Returns the result of `decideForeign`, without asking who may do it. */
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

/** Returns the worth of the foreign money in the shop's own, by the current rate. */
function foreignGiven(
  view: LedgerView,
  { currency, amount }: Pick<ForeignGiven, "currency" | "amount">,
): Result<{ readonly cash: ForeignCash; readonly worth: MinorUnits }, Refusal> {
  const rate = readSetting(view, "rates").find((it) => it.currency === currency)?.rate;
  const money = currenciesByCode.get(currency);
  if (rate === undefined || money === undefined) return err({ type: "currency/no-rate", currency });
  return ok({ cash: { currency, amount, rate }, worth: worthOf(amount, { rate }, money) });
}

export interface CardAmount extends TipGiven {
  /** The amount on the terminal, the tip included; below zero for a refund. */
  readonly amount: MinorUnits | undefined;
  /** Why money goes back so that did not come so. */
  readonly reason?: string | undefined;
  /** Whether what the card pays beyond the bill goes out in cash, where the shop allows so much. */
  readonly hasCashBack?: boolean | undefined;
  /** The payment that a terminal has answered; missing where the terminal beside the till is read by a person. */
  readonly begun?: Payment["begun"];
}

/**
 * Takes money by card, with a tip that the terminal has taken along: to the cent, nothing is rounded and no change
 * given. Without an amount it is all that is due. Below zero it goes the other way: what came by card, and what
 * goods are worth that come back.
 */
export function decideCard(
  context: DecisionContext,
  order: OrderState,
  { amount, tip, reason, ...said }: CardAmount,
): Decision {
  return decideExchanging(context, order, {
    method: "card",
    given: amount,
    tip,
    reason,
    pay: (later, after, { given, ...more }) =>
      cardFor(later, after, { amount: given, ...more, ...said }),
  });
}

function cardFor(
  context: DecisionContext,
  order: OrderState,
  { amount, tip, reason, ...said }: CardAmount,
): Decision {
  const payable = payableOf(context, order);
  if (!payable.ok) return payable;
  const { value: balance } = payable;
  if (tip < 0) return err({ type: "amount/invalid", amount: tip });
  return balance.refundDue > 0
    ? refundExactly(context, order, { method: "card", amount, tip, reason })
    : takeExactly(context, order, { balance, amount, tip, ...said, method: "card" });
}

export interface RefundToTender extends Pick<PaymentRefund, "method" | "reason"> {
  /** The refund to a card that the person was shown; undefined for whatever it is. */
  readonly shown?: MinorUnits | undefined;
}

/** Gives back by one tender what came by it; with a reason also what came by others. */
export function decideRefundPayments(
  context: DecisionContext,
  order: OrderState,
  { method, reason, shown }: RefundToTender,
): Decision {
  const tip = zeroMinor;
  if (orderBalance(order).refundDue === 0) return err({ type: "payment/nothing-back" });
  if (method === "cash") return decideCash(context, order, { tendered: zeroMinor, tip, reason });
  const amount = shown === undefined ? undefined : subtractMinor(zeroMinor, shown);
  if (method === "card") return decideCard(context, order, { amount, tip, reason });
  return decideTender(context, order, { tender: method, amount, tip, reason });
}

/** Refunds exactly what the person was shown, or all of it. */
function refundExactly(
  context: DecisionContext,
  order: OrderState,
  { amount, tip, ...back }: CardAmount & PaymentRefund,
): Decision {
  const { refundDue } = orderBalance(order);
  if (tip > 0 || (amount ?? 0) > 0) return err({ type: "payment/owes", refundDue });
  const done = refundPayments(context, order, back);
  if (!done.ok || amount === undefined || amount === 0 - handedOutBy(done.value)) return done;
  return err({ type: "payment/owes", refundDue });
}

function handedOutBy(drafts: ReadonlyArray<Draft>): MinorUnits {
  return sumMinor(drafts, (draft) =>
    draft.kind === "payment/captured" ? 0 - draft.body.tendered : 0,
  );
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
    reason: given.reason,
    pay: (later, after) => tenderFor(later, after, given),
  });
}

function tenderFor(
  context: DecisionContext,
  order: OrderState,
  { tender: id, amount, tip, reason, isTipSure }: TenderGiven,
): Decision {
  const payable = payableOf(context, order);
  if (!payable.ok) return payable;
  const { value: balance } = payable;
  const taken = readSetting(context.view, "tenders").find((it) => it.id === id);
  // Money that came by a tender that the shop has no more is still refunded by it.
  const owed = moneyOwed(order).byTender.find(({ method }) => method === id);
  const name = taken?.name ?? owed?.name;
  if (name === undefined) return err({ type: "tender/unknown", text: id });
  if (tip < 0) return err({ type: "amount/invalid", amount: tip });
  return balance.refundDue > 0
    ? refundExactly(context, order, { method: id, name, amount, tip, reason })
    : takeExactly(context, order, { balance, amount, tip, isTipSure, method: id, name });
}

/** To the cent. */
function takeExactly(
  context: DecisionContext,
  order: OrderState,
  {
    balance,
    amount,
    hasCashBack = false,
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
  if (taken > due && hasCashBack) {
    return takeWithCashBack(context, order, { ...how, balance, tendered });
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
      ? payInFull(context, order, { balance, payments: [payment] })
      : paymentEvents(context, order, payment),
  );
}

/**
 * The card pays more than is due, and the rest goes out in cash: so each tender says what went through it,
 * the card's terminal and the drawer agree with the till, and the money counts as the card's wherever it
 * goes back.
 */
function takeWithCashBack(
  context: DecisionContext,
  order: OrderState,
  {
    balance,
    tendered,
    ...how
  }: Pick<Payment, "method" | "tendered" | "tip" | "begun"> & { readonly balance: OrderBalance },
): Decision {
  const taken = minor(tendered - how.tip);
  const beyond = subtractMinor(taken, balance.due);
  const most = minor(readSetting(context.view, "cash-back"));
  if (beyond > most) return err({ type: "card/cash-back", back: beyond, most });
  const back = refundIn("cash", { settles: beyond, out: roundCash(beyond, context.rules.cash) });
  const payments = [
    { ...how, tendered, ...partPayment(taken) },
    { ...back, otherwise: { of: how.method } },
  ];
  return ok(payInFull(context, order, { balance, payments }));
}
