/** What a person types of the slip of a terminal that the till doesn't ask, with its payment or after it. */

import { handCards } from "../../balance/hand-cards.ts";
import { err, ok } from "../../base/result.ts";
import { type Draft } from "../../events/kinds.ts";
import { paymentStream } from "../../folds/order-fold.ts";
import { type EventId } from "../../identity.ts";
import { type CardNoted, type OrderState } from "../../state/order-state.ts";
import { checkedSlip } from "../../terminals/slip-text.ts";
import { type Decision, type DecisionContext, requirePermission } from "../decision.ts";

export interface SlipOf extends CardNoted {
  /** The payment, by its payment/started. */
  readonly payment: EventId;
}

/** Decides what is noted of a payment that was typed by hand; the last word holds. */
export function decideNoteSlip(
  context: DecisionContext,
  order: OrderState,
  { payment, ...typed }: SlipOf,
): Decision {
  const allowed = requirePermission(context, "pay");
  if (!allowed.ok) return allowed;
  if (order.paymentsById[payment] === undefined)
    return err({ type: "card/unknown", text: payment });
  if (handCards(order).every(({ id }) => id !== payment)) return err({ type: "slip/not-by-hand" });
  const slip = checkedSlip(typed);
  return slip.ok ? ok([noted(order, payment, slip.value)]) : slip;
}

/** Decides the same of the card payment that was just decided; where no money moved there is none. */
export function decideWithSlip(
  context: DecisionContext,
  order: OrderState,
  { drafts, slip: typed }: { readonly drafts: ReadonlyArray<Draft>; readonly slip: CardNoted },
): Decision {
  const slip = checkedSlip(typed);
  if (!slip.ok) return slip;
  const at = drafts.findIndex(
    ({ kind, body }) => kind === "payment/started" && body.method === "card",
  );
  return ok(at === -1 ? drafts : [...drafts, noted(order, context.idAt(at), slip.value)]);
}

function noted(order: OrderState, payment: EventId, slip: CardNoted): Draft {
  const streams = [paymentStream(order, payment)];
  return { kind: "payment/noted", streams, body: { payment, ...slip } };
}
