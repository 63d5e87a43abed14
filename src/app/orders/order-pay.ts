/** An order that is open in the shop is paid from a shell, whichever till rang it up: all of it, or a part. */

import { decideRefundPayments } from "../../domain/commands/pay-order.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { decidePayment, type MadePayment } from "../../domain/commands/ring-up.ts";
import { type OrderState } from "../../domain/folds/order-state.ts";
import { billParts } from "../../domain/order/bill-parts.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { type PaymentView, type ReceiptView } from "../../domain/views.ts";
import { type Committed } from "../../ledger/ledger.ts";
import { receiptViewOf } from "../printing/papers.ts";
import { type Actor, type Till } from "../till.ts";
import { moneyMoved } from "./money-moved.ts";
import { findOrder, type OrderDetails, orderDetails, orderState } from "./orders.ts";

export interface OrderPayment {
  /** The order as it is typed: its number of today, a receipt's, or its id. */
  readonly order: string;
  readonly payment: MadePayment;
  /** The part of a split bill, counted from 1; undefined for the whole of what is left. */
  readonly part?: number | undefined;
  /** Why money that came otherwise goes back by that tender; undefined where it doesn't. */
  readonly reason?: string | undefined;
}

export interface PaidOrder {
  readonly details: OrderDetails;
  /** Undefined where nothing went through anybody's hands. */
  readonly payment: PaymentView | undefined;
  /** The receipt of this payment; undefined as long as something is due. */
  readonly receipt: ReceiptView | undefined;
  /** The refunds of goods that were exchanged for the order's. */
  readonly refunds: ReadonlyArray<ReceiptView>;
}

export function payOrder(
  till: Till,
  actor: Actor,
  { order: text, payment, reason, part }: OrderPayment,
): Result<PaidOrder, Refusal> {
  const found = findOrder(till, text);
  if (found === undefined) return err({ type: "order/unknown", text });
  const { id } = found.order;
  const done = till.act(actor, "pay order", (context) => {
    const order = orderState(context.view, id);
    if (part !== undefined) {
      const chosen = partNumbered(order, part);
      return chosen.ok ? decidePayment({ ...context, part: chosen.value }, order, payment) : chosen;
    }
    return reason === undefined
      ? decidePayment(context, order, payment)
      : decideRefundPayments(context, order, { method: methodOf(payment), reason });
  });
  if (!done.ok) return done;
  const { events } = done.value;
  return till.ledger.read((view) => {
    const details = orderDetails(till, view, id);
    if (details === undefined) throw new Error("The order that was just paid is not there.");
    return ok({
      details,
      payment: moneyMoved(view, id, events),
      receipt: issuedIn(till, events, "receipt/issued")[0],
      refunds: issuedIn(till, events, "refund/issued"),
    });
  });
}

function partNumbered(order: OrderState, no: number): Result<string, Refusal> {
  const parts = billParts(order);
  const part = parts[no - 1];
  return part === undefined
    ? err({ type: "split/part-unknown", text: String(no), parts: parts.length })
    : ok(part.id);
}

function methodOf(payment: MadePayment): string {
  if (payment.type === "tender") return payment.tender;
  return payment.type === "card" ? "card" : "cash";
}

function issuedIn(
  till: Till,
  events: Committed["events"],
  kind: "receipt/issued" | "refund/issued",
): ReadonlyArray<ReceiptView> {
  return till.ledger.read((view) =>
    events.flatMap(({ event }) => {
      const [order] = event.streams;
      if (event.kind !== kind || order === undefined) return [];
      return receiptViewOf(till, view, { order, receipt: event.id }) ?? [];
    }),
  );
}
