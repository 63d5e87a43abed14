/**
 * Card payments that a person has typed: a terminal beside the till had said yes, which the till doesn't ask.
 * All that is ever known of them is what people type.
 */

import { type EventId } from "../identity.ts";
import {
  type BookedByHand,
  type CardNoted,
  type OrderState,
  type PaymentState,
} from "../state/order-state.ts";
import { doneAt } from "./card-payments.ts";

export interface HandCard {
  readonly id: EventId;
  readonly started: NonNullable<PaymentState["started"]> & { readonly byHand: BookedByHand };
  readonly payment: PaymentState;
  /** Its money went back to the card. */
  readonly isBack: boolean;
}

/** Returns those of the order that moved money, in the order in which they were first named. */
export function handCards({
  paymentsById,
}: Pick<OrderState, "paymentsById">): ReadonlyArray<HandCard> {
  return Object.entries(paymentsById).flatMap(([id, payment]): ReadonlyArray<HandCard> => {
    const { started } = payment;
    const done = doneAt(payment);
    if (started?.byHand === undefined || done === undefined) return [];
    const { byHand } = started;
    const isBack = done.amount < 0;
    return [{ id: id as EventId, started: { ...started, byHand }, payment, isBack }];
  });
}

/** Returns what is known of the slip and the card, by the terminal or by whoever typed it. */
export function slipOf(payment: PaymentState): CardNoted & { readonly brand: string } {
  const { brand = "", last4 = "" } = doneAt(payment)?.card ?? {};
  const { slip = "", last4: typed = "" } = payment.noted ?? {};
  return { brand, slip, last4: last4 === "" ? typed : last4 };
}
