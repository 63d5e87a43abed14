/**
 * The money that a payment moved through a person's hands: a tender, or the refund that remained
 * for returned goods.
 */

import { type OrderState } from "../../domain/folds/order-state.ts";
import { type EventId, type Origin } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { minor, type MinorUnits, sumMinor, zeroMinor } from "../../domain/money/amounts.ts";
import { receiptNumber, toPaymentView } from "../../domain/order/order-view.ts";
import { type PaymentView } from "../../domain/views.ts";
import { type Committed } from "../../ledger/ledger.ts";
import { orderState } from "./orders.ts";

type Out = OrderState["refunds"][number]["body"]["out"];

/** Returns the money of that commit; undefined where there was none. */
export function moneyMoved(
  view: LedgerView,
  order: EventId,
  events: Committed["events"],
): PaymentView | undefined {
  // Goods that came back paid before, and are no money.
  const started = events.filter(
    ({ known }) => known?.kind === "payment/started" && known.body.method !== "exchange",
  );
  const out = events.flatMap(({ known }) =>
    known?.kind === "refund/issued" ? known.body.out : [],
  );
  const state = orderState(view, order);
  const paid = started.flatMap(({ event }) => toPaymentView(state, event.id) ?? []);
  return together(order, asOne(paid), out);
}

/** A refund by one tender may belong to several payments: then there is a payment for each. */
function asOne(payments: ReadonlyArray<PaymentView>): PaymentView | undefined {
  const [first, ...others] = payments;
  if (first === undefined || others.length === 0) return first;
  function sum(of: "amount" | "tendered" | "change" | "rounding"): MinorUnits {
    return sumMinor(payments, (payment) => payment[of]);
  }

  return {
    ...first,
    amount: sum("amount"),
    tendered: sum("tendered"),
    change: sum("change"),
    rounding: sum("rounding"),
  };
}

/** A payment with its receipt. */
export interface PaidHere {
  readonly payment: PaymentView;
  readonly receiptNumber: string;
}

/**
 * Returns the last payment that this till took, as far as the order itself tells; undefined for
 * none. A payment at another till, apart from this one, gave this one's guest no change.
 */
export function paidHereLast(view: LedgerView, id: EventId, origin: Origin): PaidHere | undefined {
  const order = orderState(view, id);
  function isOwn(event: string): boolean {
    return event.startsWith(`${origin}:`);
  }
  const receipt = order.receipts.findLast((it) => isOwn(it.id));
  if (receipt === undefined) return undefined;
  const payments = Object.entries(order.paymentsById).filter(([event]) => isOwn(event));
  const last = payments.findLast(([, { started }]) => started?.method !== "exchange");
  const paid = last && toPaymentView(order, last[0] as EventId);
  const payment = together(id, paid, outForReturns(view, order)) ?? exchangedAlone(order);
  if (payment === undefined) return undefined;
  return { payment, receiptNumber: receiptNumber(receipt.body.series, receipt.body.no) };
}

/** Goods that were worth as much: nobody has seen any money. */
function exchangedAlone(order: OrderState): PaymentView | undefined {
  const [last] = Object.keys(order.paymentsById).slice(-1);
  const paid = last === undefined ? undefined : toPaymentView(order, last as EventId);
  return paid && { ...paid, method: "cash", amount: zeroMinor, tendered: zeroMinor };
}

function outForReturns(view: LedgerView, { returnsById = {} }: OrderState): Out {
  return Object.values(returnsById).flatMap(({ taken, ends }) => {
    const refunded = ends.find(({ refund }) => refund !== null)?.refund;
    if (taken === null || refunded === undefined) return [];
    const { refunds } = orderState(view, taken.order);
    return refunds.find(({ id }) => id === refunded)?.body.out ?? [];
  });
}

/** A refund for goods counts as change, as it does for goods that come back without a receipt. */
function together(id: EventId, paid: PaymentView | undefined, out: Out): PaymentView | undefined {
  const money = out.filter(({ method }) => method !== "exchange");
  const [first] = money;
  if (first === undefined) return paid;
  const handed = sumMinor(money, ({ amount }) => amount);
  return {
    id: paid?.id ?? id,
    method: first.method,
    amount: minor((paid?.amount ?? 0) + handed),
    tendered: zeroMinor,
    change: minor((paid?.change ?? 0) - handed),
    rounding: zeroMinor,
  };
}
