/** A payment that was made otherwise than it was booked is put right, as a shell says it. */

import {
  correctablePayments,
  decideCorrectPayment,
} from "../../domain/commands/correct-payment.ts";
import { type DecisionContext } from "../../domain/commands/decision.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { foldText } from "../../domain/entry-text.ts";
import { type OrderState } from "../../domain/folds/order-state.ts";
import { type EventId } from "../../domain/identity.ts";
import { type MinorUnits } from "../../domain/money/amounts.ts";
import { paymentParts } from "../../domain/payment-parts.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { readSetting } from "../../domain/settings.ts";
import { type OwnTender, tenderNamed } from "../../domain/tenders.ts";
import { type Actor, type Till } from "../till.ts";
import { findOrder, type OrderDetails, orderState, writtenOrder } from "./orders.ts";

export interface CorrectionWords {
  /** As somebody types it: its number of today, a receipt's, or its id. */
  readonly order: string;
  /** `cash`, `card`, or the name or digit of a tender of the shop's own. */
  readonly to: string;
  /** Undefined where the order was paid by one other tender. */
  readonly from: string | undefined;
  /** Undefined for all that was booked by it. */
  readonly amount: MinorUnits | undefined;
  readonly reason: string;
}

/** The last payment of the order that was booked by that tender. */
export function correctPayment(
  till: Till,
  actor: Actor,
  { order: text, to: toName, from: fromName, amount, reason }: CorrectionWords,
): Result<OrderDetails, Refusal> {
  const found = findOrder(till, text);
  if (found === undefined) return err({ type: "order/unknown", text });
  const { id } = found.order;
  const done = till.act(actor, "correct payment", (context) => {
    const order = orderState(context.view, id);
    const tenders = readSetting(context.view, "tenders");
    const to = methodNamed(tenders, order, toName);
    if (to === undefined) return err({ type: "tender/unknown", text: toName });
    const from = fromName === undefined ? undefined : methodNamed(tenders, order, fromName);
    if (from === undefined && fromName !== undefined) {
      return err({ type: "tender/unknown", text: fromName });
    }
    const chosen = bookedBy(context, order, { from, to });
    if (!chosen.ok) return chosen;
    return decideCorrectPayment(context, order, { ...chosen.value, to, amount, reason });
  });
  return done.ok ? ok(writtenOrder(till, id)) : done;
}

/** As it is called now, or was when the order was paid. */
function methodNamed(
  tenders: ReadonlyArray<OwnTender>,
  { paymentsById }: OrderState,
  name: string,
): string | undefined {
  const folded = foldText(name);
  if (folded === "cash" || folded === "card") return folded;
  const parts = Object.values(paymentsById).flatMap(paymentParts);
  const own = parts.find((part) => part.name !== undefined && foldText(part.name) === folded);
  return tenderNamed(tenders, name)?.id ?? own?.method;
}

function bookedBy(
  context: DecisionContext,
  order: OrderState,
  { from, to }: { readonly from: string | undefined; readonly to: string },
): Result<{ readonly payment: EventId; readonly from: string }, Refusal> {
  const all = correctablePayments(context, order).flatMap(({ payment, parts }) =>
    parts.map(({ method }) => ({ payment, from: method })),
  );
  const others = all.filter((it) => it.from !== to);
  const last = others.findLast((it) => from === undefined || it.from === from);
  const methods = new Set(others.map((it) => it.from));
  if (from === undefined && methods.size > 1) return err({ type: "correction/which" });
  if (last !== undefined) return ok(last);
  // The decision says what is wrong with it.
  const any =
    all.at(-1)?.payment ?? (Object.keys(order.paymentsById).at(-1) as EventId | undefined);
  return any === undefined
    ? err({ type: "correction/no-payment" })
    : ok({ payment: any, from: from ?? to });
}
