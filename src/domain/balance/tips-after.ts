/**
 * Tips that are typed after their card payment, from the line that a guest wrote on the slip. Each says the
 * whole tip and which earlier voices it stands in place of; what it moves counts as it was recorded. Two tills
 * apart may both have typed it: both count until a person says which holds. Source: docs/rules/cards.md, C26.
 */

import { type EventId } from "../identity.ts";
import { minor, type MinorUnits, sumMinor } from "../money/amounts.ts";
import { type AttentionFact } from "../state/attention.ts";
import {
  type OrderState,
  type PaymentState,
  type ReceiptState,
  type TippedState,
} from "../state/order-state.ts";

/** Returns the voices that no other stands in place of. */
export function standingTips({ tipped = [] }: PaymentState): ReadonlyArray<TippedState> {
  const gone = new Set(tipped.flatMap(({ body }) => body.over));
  return tipped.filter(({ id }) => !gone.has(id));
}

/** Returns what was moved after the payment, below zero where a tip was typed smaller. */
export function tippedAfter({ tipped = [] }: Pick<PaymentState, "tipped">): MinorUnits {
  return sumMinor(tipped, ({ body }) => body.moved);
}

/** Returns the whole tip of a payment as it counts. */
export function wholeTip(payment: PaymentState): MinorUnits {
  return minor((payment.captured?.tip?.amount ?? 0) + tippedAfter(payment));
}

/**
 * Returns how many tips more there are by each voice, below zero for fewer: one that was typed anew is no other tip,
 * and one that is none any more is no tip.
 */
export function tipsMore({
  captured,
  tipped = [],
}: Pick<PaymentState, "captured" | "tipped">): ReadonlyMap<EventId, number> {
  const atFirst = Number((captured?.tip?.amount ?? 0) > 0);
  const more = new Map<EventId, number>();
  const knownTo = new Map<EventId, ReadonlyArray<EventId>>();
  for (const { id, body } of tipped) {
    const known = [...new Set(body.over.flatMap((one) => [one, ...(knownTo.get(one) ?? [])]))];
    const before = known.reduce((sum, one) => sum + (more.get(one) ?? 0), atFirst);
    more.set(id, Number(body.tip > 0) - before);
    knownTo.set(id, known);
  }
  return more;
}

/** Returns the staff number of whose the tip of a payment is; undefined where it has none. */
export function tippedPerson(payment: PaymentState | undefined): string | undefined {
  return payment?.tipOf ?? payment?.captured?.tip?.to ?? payment?.tipped?.at(-1)?.body.to;
}

export interface TippedPayment {
  readonly id: EventId;
  readonly payment: PaymentState;
}

/**
 * Returns the payments of that receipt alone by a card that was typed by hand, as they were booked, that have a tip:
 * it goes back at the terminal beside the till, if somebody says so.
 */
export function tippedByHand(
  { paymentsById, receipts }: Pick<OrderState, "paymentsById" | "receipts">,
  receipt: ReceiptState,
): ReadonlyArray<TippedPayment> {
  const others = new Set(receipts.filter(({ id }) => id !== receipt.id).flatMap(paymentsOf));
  return paymentsOf(receipt).flatMap((id) => {
    const payment = paymentsById[id];
    const isByHand = payment?.started?.byHand !== undefined && payment.corrections === undefined;
    if (!isByHand || others.has(id)) return [];
    return wholeTip(payment) > 0 ? [{ id, payment }] : [];
  });
}

function paymentsOf({ body }: ReceiptState): ReadonlyArray<EventId> {
  return body.uses.map(({ payment }) => payment);
}

/** Returns the questions about tips that two tills have typed apart: both count. */
export function tipQuestions({
  paymentsById,
}: Pick<OrderState, "paymentsById">): ReadonlyArray<AttentionFact> {
  return Object.entries(paymentsById).flatMap(([id, payment]): ReadonlyArray<AttentionFact> => {
    const standing = standingTips(payment);
    if (standing.length < 2) return [];
    const voices = standing.map((tip) => tip.id);
    const amount = wholeTip(payment);
    return [{ type: "payment/tipped-twice", subject: id as EventId, amount, voices }];
  });
}
