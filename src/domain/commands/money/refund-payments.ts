/**
 * Money that an order has too much of goes back: by the tender that it came by, each by a payment of less
 * than nothing, so that drawer and order both know. The last of them makes the receipt of what is settled.
 *
 * By another tender it goes with the right to give back, or the word of somebody who has it, and for a
 * reason; the payment then says by what it had come, which the day's report names.
 */

import { moneyOwed, type TenderOwed } from "../../balance/money-by-tender.ts";
import { orderBalance } from "../../balance/order-balance.ts";
import { err, ok, type Result } from "../../base/result.ts";
import { type Draft } from "../../events/kinds.ts";
import { type VoucherCredit } from "../../events/voucher-events.ts";
import { minor, type MinorUnits, zeroMinor } from "../../money/amounts.ts";
import { type CashRule, roundCash } from "../../money/cash-rounding.ts";
import { EXACT } from "../../order/refund.ts";
import { type OrderState } from "../../state/order-state.ts";
import {
  type Decision,
  type DecisionContext,
  requirePermission,
  requireReason,
} from "../decision.ts";
import { foldDrafts, shiftContext } from "../order/drafted-order.ts";
import { type Refusal } from "../refusal.ts";
import { closeWhenEven, type Payment, paymentEvents } from "./settle-order.ts";
import { creditsOnto, VOUCHER } from "./voucher-credits.ts";

export interface PaymentRefund {
  /** `cash`, `card`, or the id of a tender of the shop's own. */
  readonly method: string;
  /** The name of the shop's own tender. */
  readonly name?: string | undefined;
  /** Why all that came by other tenders goes out by this one as well; undefined where it doesn't. */
  readonly reason?: string | undefined;
}

/** The amount that a tender refunds of an order whose returned goods are settled. */
export interface RefundAmount {
  /** The amount of the order that the refund settles; zero or above. */
  readonly settles: MinorUnits;
  /** The amount handed out: cash is rounded, and never beyond what came. */
  readonly out: MinorUnits;
}

/**
 * Returns the amount that came by that tender; the worth of goods without a receipt goes out in
 * cash or to a card.
 */
export function refundBy(
  order: OrderState,
  { method, cash }: { readonly method: string; readonly cash: CashRule },
): RefundAmount {
  const { byTender, forGoods } = moneyOwed(order);
  const rule = method === "cash" ? cash : EXACT;
  const goods = method === "cash" || method === "card" ? forGoods : zeroMinor;
  const owed = byTender.find((part) => part.method === method);
  if (owed === undefined) return { settles: goods, out: roundCash(goods, rule) };
  const settles = minor(owed.amount + goods);
  const most = roundDown(owed.most, rule) + roundCash(goods, rule);
  return { settles, out: minor(Math.min(roundCash(settles, rule), most)) };
}

/** Gives back what that tender brought; with a reason also what other ones did. */
export function refundPayments(
  context: DecisionContext,
  order: OrderState,
  { method, name, reason }: PaymentRefund,
): Decision {
  const { cash } = context.rules;
  const { byTender } = moneyOwed(order);
  const refund = refundBy(order, { method, cash });
  const otherTenders = byTender.filter((part) => part.method !== method);
  const isNothing = refund.settles === 0 && (reason === undefined || otherTenders.length === 0);
  if (isNothing) {
    return byTender.length === 0
      ? err({ type: "payment/owes", refundDue: orderBalance(order).refundDue })
      : err({ type: "payment/came-otherwise", owed: byTender });
  }
  const called = byTender.find((part) => part.method === method)?.name ?? name;
  const payments: Payment[] =
    refund.settles === 0 ? [] : byVouchers(context, order, refundIn(method, refund, called));
  if (reason !== undefined && otherTenders.length > 0) {
    const why = otherwiseFor(context, reason);
    if (!why.ok) return why;
    for (const part of otherTenders) {
      const otherwise = {
        of: part.method,
        ...(part.name === undefined ? {} : { name: part.name }),
        reason: why.value,
      };
      const back = moneyBack(part, method === "cash" ? cash : EXACT);
      payments.push({ ...refundIn(method, back, called), otherwise });
    }
  }
  const paid = paymentsInTurn(context, order, payments);
  const after = foldDrafts(context, order, paid);
  return ok([...paid, ...closeWhenEven(shiftContext(context, paid.length), after)]);
}

/** A voucher that money goes onto, with what papers call it. */
export interface VoucherOnto extends Pick<VoucherCredit, "id" | "year"> {
  readonly name: string;
}

/**
 * Gives back onto vouchers: onto each that paid what it brought, and onto the one that is named what goods are worth
 * that come back without a receipt.
 */
export function refundOntoVouchers(
  context: DecisionContext,
  order: OrderState,
  { id, year, name }: VoucherOnto,
): Decision {
  const { byTender, forGoods } = moneyOwed(order);
  const refund = refundBy(order, { method: VOUCHER, cash: EXACT });
  const called = byTender.find(({ method }) => method === VOUCHER)?.name;
  const own = byVouchers(context, order, refundIn(VOUCHER, refund, called));
  const forReturned = refundIn(VOUCHER, { settles: forGoods, out: forGoods }, name);
  const onto = { ...forReturned, voucher: { id, year, after: [], beyond: zeroMinor } };
  const paid = paymentsInTurn(context, order, [...own, onto]);
  const after = foldDrafts(context, order, paid);
  return ok([...paid, ...closeWhenEven(shiftContext(context, paid.length), after)]);
}

/** Money of vouchers goes back onto each that paid, by a payment of its own. */
function byVouchers(
  { view }: Pick<DecisionContext, "view">,
  order: OrderState,
  payment: Payment,
): Payment[] {
  if (payment.method !== VOUCHER) return [payment];
  return creditsOnto(view, order, minor(0 - payment.amount)).map(({ id, year, amount }) => {
    const back = refundIn(VOUCHER, { settles: amount, out: amount }, payment.name);
    return Object.assign(back, { voucher: { id, year, after: [], beyond: zeroMinor } });
  });
}

const EVENTS_PER_PAYMENT = 2;

/** Returns the events of payments that are made one after another. */
export function paymentsInTurn(
  context: DecisionContext,
  order: OrderState,
  payments: ReadonlyArray<Payment>,
): ReadonlyArray<Draft> {
  return payments.flatMap((payment, index) =>
    paymentEvents(shiftContext(context, index * EVENTS_PER_PAYMENT), order, payment),
  );
}

function otherwiseFor(context: DecisionContext, reason: string): Result<string, Refusal> {
  const allowed = requirePermission(context, "return");
  return allowed.ok ? requireReason(reason, { type: "refund/reason-needed" }) : allowed;
}

function moneyBack({ amount, most }: TenderOwed, rule: CashRule): RefundAmount {
  const out = Math.min(roundCash(amount, rule), roundDown(most, rule));
  return { settles: amount, out: minor(out) };
}

function roundDown(amount: MinorUnits, rule: CashRule): MinorUnits {
  return roundCash(amount, { ...rule, direction: "down" });
}

/** Cash goes out as change, which is what a drawer counts; anything else is a payment the other way. */
export function refundIn(method: string, { settles, out }: RefundAmount, name?: string): Payment {
  const amount = minor(0 - out);
  const isCash = method === "cash";
  return {
    method,
    name,
    amount,
    tendered: isCash ? zeroMinor : amount,
    change: isCash ? out : zeroMinor,
    rounding: minor(settles - out),
    tip: zeroMinor,
  };
}
