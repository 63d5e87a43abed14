/**
 * Taking money.
 *
 * The receipt names the items that it covers and the payments that it uses, worked out once and
 * recorded; nothing ever works them out again. Money that does not pay the order in full stays on it
 * as a deposit until a receipt uses it. Where goods come back for more than is bought, the receipt's
 * total is below zero, and so is the payment that it uses.
 */

import {
  addMinor,
  minor,
  type MinorUnits,
  subtractMinor,
  sumMinor,
  zeroMinor,
} from "../amounts.ts";
import { type CashSettlement, roundCash, settleCash } from "../cash-rounding.ts";
import { currenciesByCode } from "../currency.ts";
import { readCustomer } from "../customers.ts";
import { type Draft } from "../events/kinds.ts";
import { type ReceiptIssued, type ReceiptItem } from "../events/order-events.ts";
import { openedId, orderStream } from "../folds/order-fold.ts";
import { type OrderState } from "../folds/order-state.ts";
import { seriesCountKey } from "../folds/order-sums.ts";
import { registerValue } from "../folds/register.ts";
import { type ForeignCash, settleForeign, worthOf } from "../foreign-cash.ts";
import { type EventId } from "../identity.ts";
import { type LedgerView } from "../ledger-view.ts";
import { type OrderBalance, orderBalance } from "../order-balance.ts";
import { err, ok, type Result } from "../result.ts";
import { readSetting } from "../settings.ts";
import {
  type Decision,
  type DecisionContext,
  requirePermission,
  type ShopRules,
} from "./decision.ts";
import { decideExchanging } from "./exchange-goods.ts";
import { type Refusal } from "./refusal.ts";
import { tellKitchen, untoldLines } from "./send-order.ts";

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

export interface CashGiven {
  /** The tip is in it. */
  readonly tendered: MinorUnits;
  /** For whoever takes the payment. No coins make up less than cash is rounded to. */
  readonly tip: MinorUnits;
}

/** The same with a tip: what is handed over settles what is due only beyond it. */
export function decideCash(
  context: DecisionContext,
  order: OrderState,
  { tendered, tip }: CashGiven,
): Decision {
  return decideExchanging(context, order, {
    method: "cash",
    given: tendered,
    tip,
    pay: (later, after, { given = zeroMinor, tip: more }) =>
      cashFor(later, after, { tendered: given, tip: more }),
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
  const settled = settleCash({ due, tendered: forGoods, rule: cash });
  const method = "cash";
  if (settled.ok) {
    return ok(payInFull(context, order, { method, balance, tendered, tip, ...settled.value }));
  }
  if (forGoods <= 0) return err({ type: "cash/too-little", due: addMinor(due, tip), tendered });
  return ok(paymentEvents(context, order, { method, tendered, tip, ...partPayment(forGoods) }));
}

export interface ForeignGiven {
  readonly currency: string;
  /** In minor units of that currency, the tip in it. */
  readonly amount: MinorUnits;
  /** In the shop's own money. */
  readonly tip: MinorUnits;
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
  const { amount, tip } = given;
  return decideExchanging(context, order, {
    method: "cash",
    given: amount,
    tip,
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
  {
    order,
    cash: rule,
    coin,
  }: { readonly order: OrderState | undefined } & Pick<ShopRules, "cash" | "coin">,
): Result<ForeignOutlook, Refusal> {
  const foreign = foreignGiven(view, given);
  if (!foreign.ok) return foreign;
  const { worth, cash } = foreign.value;
  const due = order === undefined ? zeroMinor : orderBalance(order).due;
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

export interface CardAmount {
  /** What the terminal takes, the tip in it. */
  readonly amount: MinorUnits | undefined;
  readonly tip: MinorUnits;
}

/** The same with a tip, which the terminal has taken along. */
export function decideCard(
  context: DecisionContext,
  order: OrderState,
  { amount, tip }: CardAmount,
): Decision {
  return decideExchanging(context, order, {
    method: "card",
    given: amount,
    tip,
    pay: (later, after, { given, tip: more }) =>
      cardFor(later, after, { amount: given, tip: more }),
  });
}

function cardFor(
  context: DecisionContext,
  order: OrderState,
  { amount, tip }: CardAmount,
): Decision {
  const payable = payableOf(context, order);
  if (!payable.ok) return payable;
  const { value: balance } = payable;
  const { due, giveBack } = balance;
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
  const tendered = amount ?? addMinor(due, tip);
  const taken = minor(tendered - tip);
  // An order that costs nothing is paid by nothing.
  if (taken < 0 || (taken === 0 && due > 0)) {
    return err({ type: "amount/invalid", amount: tendered });
  }
  if (taken > due) {
    return err({ type: "card/too-much", due: addMinor(due, tip), amount: tendered });
  }
  const payment = { method: "card", tendered, tip, ...partPayment(taken) } as const;
  return ok(
    taken === due
      ? payInFull(context, order, { balance, ...payment })
      : paymentEvents(context, order, payment),
  );
}

/** What an order that can take money, or owes some, comes to. */
function payableOf(context: DecisionContext, order: OrderState): Result<OrderBalance, Refusal> {
  const allowed = requirePermission(context, "pay");
  if (!allowed.ok) return allowed;
  const balance = orderBalance(order);
  if (balance.giveBack > 0) return ok(balance);
  if (balance.status === "paid") return err({ type: "order/paid" });
  const isEmpty = balance.status === "empty" || itemsOf(order, balance).length === 0;
  return isEmpty ? err({ type: "order/empty" }) : ok(balance);
}

/**
 * What was paid beyond the order's price, or what goods that come back are worth, goes out: a payment
 * of less than nothing, so that drawer and order both know. Goods that it leaves settled get their
 * receipt.
 */
function handBack(
  context: DecisionContext,
  order: OrderState,
  payment: Payment & { readonly balance: OrderBalance },
): ReadonlyArray<Draft> {
  const { balance, rounding } = payment;
  const paid = paymentEvents(context, order, payment);
  if (itemsOf(order, balance).length === 0) return paid;
  const id = openedId(order);
  const amount = minor(payment.amount - rounding);
  const uses = [...usesOf(id, balance), { order: id, payment: context.idAt(0), amount }];
  return [...paid, ...closing(context, order, { balance, rounding, uses, count: paid.length })];
}

function cashOut({ rules }: DecisionContext, giveBack: MinorUnits): Payment {
  const owed = subtractMinor(zeroMinor, giveBack);
  const amount = roundCash(owed, rules.cash);
  const change = subtractMinor(zeroMinor, amount);
  const rounding = minor(amount - owed);
  return { method: "cash", tendered: zeroMinor, tip: zeroMinor, amount, change, rounding };
}

interface Payment extends CashSettlement, CashGiven {
  readonly method: "cash" | "card";
  readonly foreign?: ForeignCash;
}

/** `amount` is what is kept: what it settles, and the rounding. */
function partPayment(tendered: MinorUnits): CashSettlement {
  return { amount: tendered, change: zeroMinor, rounding: zeroMinor };
}

function payInFull(
  context: DecisionContext,
  order: OrderState,
  payment: Payment & { readonly balance: OrderBalance },
): ReadonlyArray<Draft> {
  const { balance, rounding } = payment;
  const settles = minor(payment.amount - rounding);
  // A cent that cash rounds away is settled all the same; other money stays in the drawer.
  const isNothing = settles === 0 && payment.tip === 0 && payment.foreign === undefined;
  const paid = isNothing ? [] : paymentEvents(context, order, payment);
  const before = usesOf(openedId(order), balance);
  const last = { order: openedId(order), payment: context.idAt(0) };
  const uses = paid.length === 0 ? before : [...before, { ...last, amount: settles }];
  const tip = payment.tip === 0 ? [] : [{ payment: last.payment, amount: payment.tip }];
  const parts = { balance, rounding, uses, tip, count: paid.length };
  return [...paid, ...closing(context, order, parts)];
}

/** The receipt, after the kitchen was told of what it did not know. `count` events stand before. */
function closing(
  context: DecisionContext,
  order: OrderState,
  parts: {
    readonly balance: OrderBalance;
    readonly rounding: MinorUnits;
    readonly uses: ReceiptIssued["uses"];
    /** Of the payment that is made now. */
    readonly tip?: ReceiptIssued["tips"];
    readonly count: number;
  },
): ReadonlyArray<Draft> {
  // Who takes the money for goods has them made, with or without the right to send.
  const tickets = tellKitchen(context, order, {
    firstIndex: parts.count,
    lines: untoldLines(context, order),
  });
  const body = receiptOf(context, order, parts);
  const streams = [orderStream(openedId(order))];
  return [...tickets, { kind: "receipt/issued", streams, body }];
}

function paymentEvents(
  { till, series, idAt }: DecisionContext,
  order: OrderState,
  { method, amount, tendered, change, rounding, tip, foreign }: Payment,
): ReadonlyArray<Draft> {
  const settles = minor(amount - rounding);
  const streams = [orderStream(openedId(order))];
  return [
    {
      kind: "payment/started",
      streams,
      body: { method, amount: settles, till, series, drawer: null },
    },
    {
      kind: "payment/captured",
      streams,
      body: {
        payment: idAt(0),
        amount: settles,
        tendered,
        ...(foreign === undefined ? {} : { foreign }),
        change,
        rounding,
        tip,
      },
    },
  ];
}

function receiptOf(
  { view, series, till }: DecisionContext,
  order: OrderState,
  parts: {
    readonly balance: OrderBalance;
    readonly rounding: MinorUnits;
    readonly uses: ReceiptIssued["uses"];
    readonly tip?: ReceiptIssued["tips"];
  },
): ReceiptIssued {
  const { balance, rounding, uses, tip = [] } = parts;
  return {
    series,
    no: view.sum(seriesCountKey(series)) + 1,
    till,
    drawer: null,
    items: itemsOf(order, balance),
    charges: [],
    tips: [...tipsOf(order, balance), ...tip].slice(-TIPS_MAX),
    taxes: balance.restTaxes.map(({ label, rate, included, net, tax }) => ({
      label,
      rate,
      included,
      base: net,
      tax,
    })),
    uses,
    total: balance.rest,
    rounding: minor(
      rounding + sumMinor(balance.deposits, ({ payment }) => roundingOf(order, payment)),
    ),
    rule: balance.ruleNumber,
    ...recipientOf(view, order),
  };
}

/** As it is known now: what becomes of the customer later changes no receipt. */
function recipientOf(view: LedgerView, order: OrderState): Pick<ReceiptIssued, "to"> {
  const id = registerValue(order.fields.customer) ?? "";
  const customer = id === "" ? undefined : readCustomer(view, id);
  if (customer === undefined || customer === "erased") return {};
  const { name = null, taxId = null } = customer.sealed;
  return { to: { customer: customer.id, name, taxId } };
}

/** More part payments with a tip nobody makes; each is in its payment all the same. */
const TIPS_MAX = 20;

function tipsOf(order: OrderState, { deposits }: OrderBalance): ReceiptIssued["tips"] {
  return deposits.flatMap(({ payment }) => {
    const amount = order.paymentsById[payment]?.captured?.tip?.amount;
    return amount === undefined ? [] : [{ payment, amount }];
  });
}

/** All deposits, with what was handed back of them: what is paid now makes the bill of them. */
function usesOf(order: EventId, { deposits }: OrderBalance): ReceiptIssued["uses"] {
  return deposits.map(({ payment, amount }) => ({ order, payment, amount }));
}

/**
 * Every line that no receipt covers in full yet; goods that cost nothing are named once. Of what is
 * taken off the order, goods that come back bear nothing.
 */
function itemsOf(order: OrderState, { lines, discount }: OrderBalance): ReceiptItem[] {
  const birth = openedId(order);
  const write = order.fields.discount.open.at(-1);
  const offWrite = discount === null || write === undefined ? null : write.id;
  const named = new Set(order.receipts.flatMap(({ body }) => body.items.map(({ line }) => line)));
  return lines
    .filter(({ voided, rest, id }) => !voided && (rest !== 0 || !named.has(id)))
    .map(({ id, comesBack, rest, restOff }) => ({
      birth,
      line: id,
      at: birth,
      num: 1,
      den: 1,
      gross: rest,
      off: restOff,
      offWrite: comesBack ? null : offWrite,
      net: subtractMinor(rest, restOff),
    }));
}

function roundingOf(order: OrderState, payment: EventId): number {
  return order.paymentsById[payment]?.captured?.rounding ?? 0;
}
