/**
 * Money of questions that no receipt says: what was handed out beyond what was there is paid again or written off, and
 * what was paid again and is not missing any more goes back or is kept.
 *
 * What is written off, or kept, is a payment by the tender `difference`: it counts as money that is held, and tills
 * that do it apart are judged by the law of money again. Source: docs/rules/money.md, M18.
 */

import { ok } from "../../base/result.ts";
import { minor, type MinorUnits, subtractMinor, sumMinor, zeroMinor } from "../../money/amounts.ts";
import { type CashSettlement, roundCash } from "../../money/cash-rounding.ts";
import { type OrderState } from "../../state/order-state.ts";
import { DIFFERENCE } from "../../tenders/tenders.ts";
import { type Decision, type DecisionContext, requirePermission } from "../decision.ts";
import { paymentsInTurn, type RefundAmount, refundIn, refundPayments } from "./refund-payments.ts";
import { type Payment, partPayment } from "./settle-order.ts";

/**
 * Takes back in cash what was handed out beyond what was there: a payment on the order without a
 * receipt, since no goods are owed for it. What the shop had kept of the order is kept no longer, before
 * any cash comes. `amount` is what it settles; above zero.
 */
export function decidePayAgain(
  context: DecisionContext,
  order: OrderState,
  amount: MinorUnits,
): Decision {
  return differenceFirst(context, order, {
    amount,
    difference: keptBefore(order, amount),
    payBy: (method, { settles, out: coins }) =>
      againBy(method, { ...partPayment(coins), rounding: subtractMinor(coins, settles) }),
  });
}

/** Writes off what was handed out beyond what was there: nobody brings it. Whoever may has said why: `reason`. */
export function decideWriteOff(
  context: DecisionContext,
  order: OrderState,
  { amount, reason }: { readonly amount: MinorUnits; readonly reason: string },
): Decision {
  const payment = { ...againBy(DIFFERENCE, partPayment(amount)), writtenOff: reason };
  return ok(paymentsInTurn(context, order, [payment]));
}

/** Returns how much of an amount that is missing the shop had kept by payments of the order. */
export function keptBefore(order: OrderState, amount: MinorUnits): MinorUnits {
  return minor(Math.min(amount, Math.max(0, 0 - paidByDifference(order))));
}

/** Returns how much of an amount that is too much was written off by payments of the order. */
export function writtenOffBefore(order: OrderState, amount: MinorUnits): MinorUnits {
  return minor(Math.min(amount, Math.max(0, paidByDifference(order))));
}

function paidByDifference({ paymentsById }: OrderState): MinorUnits {
  return sumMinor(Object.values(paymentsById), ({ started, captured }) =>
    started?.method === DIFFERENCE && captured !== null ? captured.amount : zeroMinor,
  );
}

function againBy(method: string, settled: CashSettlement): Payment {
  return { method, tendered: settled.amount, tip: zeroMinor, again: true, ...settled };
}

/**
 * Money that was paid again and is not missing any more goes back as it came: what was written off is
 * written off no longer, and the rest goes out in cash.
 */
export function decideHandBack(
  context: DecisionContext,
  order: OrderState,
  amount: MinorUnits,
): Decision {
  return differenceFirst(context, order, {
    amount,
    difference: writtenOffBefore(order, amount),
    payBy: refundIn,
  });
}

/** Moves an amount: what of it was a difference as one, and the rest in cash. */
function differenceFirst(
  context: DecisionContext,
  order: OrderState,
  {
    amount,
    difference,
    payBy,
  }: {
    readonly amount: MinorUnits;
    readonly difference: MinorUnits;
    readonly payBy: (method: string, sums: RefundAmount) => Payment;
  },
): Decision {
  const allowed = requirePermission(context, "return");
  if (!allowed.ok) return allowed;
  const settles = subtractMinor(amount, difference);
  const payments = [
    ...(difference === 0 ? [] : [payBy(DIFFERENCE, { settles: difference, out: difference })]),
    ...(settles === 0
      ? []
      : [payBy("cash", { settles, out: roundCash(settles, context.rules.cash) })]),
  ];
  return ok(paymentsInTurn(context, order, payments));
}

/** Keeps money that was paid again and is not missing any more: nobody takes it. Whoever may has said why: `reason`. */
export function decideKeepAgain(
  context: DecisionContext,
  order: OrderState,
  { amount, reason }: { readonly amount: MinorUnits; readonly reason: string },
): Decision {
  const back = refundIn(DIFFERENCE, { settles: amount, out: amount });
  const otherwise = { of: "cash", reason };
  return ok(paymentsInTurn(context, order, [{ ...back, otherwise }]));
}

/** Keeps what a bill has beyond what is to pay, whatever it came by. */
export function decideKeepOverpaid(
  context: DecisionContext,
  order: OrderState,
  reason: string,
): Decision {
  return refundPayments(context, order, { method: DIFFERENCE, reason });
}
