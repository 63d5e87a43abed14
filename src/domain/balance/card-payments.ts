/**
 * Which payments of an order a card terminal was asked for, and what is known of each.
 *
 * A yes counts whatever else was said: the money is there. Source: docs/rules/cards.md, C1, C16 and C25.
 */

import { type CardCaptured, isMoneyAct } from "../events/card-events.ts";
import { type EventId } from "../identity.ts";
import { type MinorUnits, minor } from "../money/amounts.ts";
import { type AttentionFact } from "../state/attention.ts";
import {
  type OrderState,
  type PaymentState,
  type StartedAtTerminal,
} from "../state/order-state.ts";
import { tippedAfter } from "./tips-after.ts";

/**
 * `open`: the terminal may be at it, or nobody has asked what became of it. `unknown`: asked, and the
 * terminal could not tell. `untaken`: a person has said that it took nothing.
 */
export type CardState = "open" | "captured" | "declined" | "unknown" | "untaken";

export interface CardPayment {
  readonly id: EventId;
  readonly state: CardState;
  readonly started: NonNullable<PaymentState["started"]> & {
    readonly terminal: StartedAtTerminal;
  };
  readonly payment: PaymentState;
}

/** Returns the payments of the order at terminals, in the order in which they were first named. */
export function cardPayments({
  paymentsById,
}: Pick<OrderState, "paymentsById">): ReadonlyArray<CardPayment> {
  return Object.entries(paymentsById).flatMap(([id, payment]): ReadonlyArray<CardPayment> => {
    const { started } = payment;
    if (started?.terminal === undefined) return [];
    const { terminal } = started;
    const state = cardStateOf(payment);
    return [{ id: id as EventId, state, started: { ...started, terminal }, payment }];
  });
}

/** Whether the payment is a reversal of another one: what the terminal refuses so, it may give as a refund. */
export function isReversal(order: Pick<OrderState, "paymentsById">, payment: EventId): boolean {
  return order.paymentsById[payment]?.started?.terminal?.act === "reverse";
}

export interface WaitingCard extends CardPayment {
  readonly state: "open" | "unknown";
}

/** Returns the payments of the order of which nobody knows yet whether the money comes. */
export function waitingCards(order: Pick<OrderState, "paymentsById">): ReadonlyArray<WaitingCard> {
  return cardPayments(order).filter(isWaiting);
}

function isWaiting(payment: CardPayment): payment is WaitingCard {
  // What may go back, or is reserved, brings nothing.
  const isComing = isMoneyAct(payment.started.terminal.act) && !isMoneyBack(payment.started);
  return isUnsettled(payment) && isComing;
}

/** Whether nobody knows yet what became of it. */
export function isUnsettled({ state }: Pick<CardPayment, "state">): boolean {
  return state === "open" || state === "unknown";
}

export function cardPaymentOf(
  order: Pick<OrderState, "paymentsById">,
  id: EventId,
): CardPayment | undefined {
  return cardPayments(order).find((payment) => payment.id === id);
}

function cardStateOf(payment: PaymentState): CardState {
  const { declined, unknown, words = [] } = payment;
  if (doneAt(payment) !== undefined) return "captured";
  if (declined !== undefined) return "declined";
  if (words.length > 0) return "untaken";
  return unknown === undefined ? "open" : "unknown";
}

/**
 * Returns the sum that the terminal was asked for, above zero whichever way it goes: the amount, and the tip
 * beside it, or what it was asked to reserve. A release asks for none.
 */
export function askedSum({ amount, terminal }: CardPayment["started"]): MinorUnits {
  return minor(Math.abs(amount) + (terminal.tip ?? 0) + (terminal.holds ?? 0));
}

/** Whether the terminal is asked to give money back. */
export function isMoneyBack({ terminal: { act } }: CardPayment["started"]): boolean {
  return act === "refund" || act === "reverse";
}

/** Returns what the terminal did, whoever's money that is, or none; undefined before. */
export function doneAt({
  captured,
  refunded,
  held,
}: PaymentState): NonNullable<PaymentState["captured"]> | undefined {
  return captured ?? refunded ?? held;
}

/** Returns what the terminal moved with all tips, below zero for what it gave back; undefined before it did. */
export function movedSum(payment: PaymentState): MinorUnits | undefined {
  const done = doneAt(payment);
  return done && minor(done.amount + (done.tip?.amount ?? 0) + tippedAfter(payment));
}

/** Returns the sum by which lists show it: what was moved or is held, and while nobody knows what was asked for. */
export function shownSum({ started, payment }: CardPayment): MinorUnits {
  const moved = movedSum(payment);
  if (moved !== undefined) return minor(moved + (capturedCard(payment)?.holds ?? 0));
  const asked = askedSum(started);
  return isMoneyBack(started) ? minor(0 - asked) : asked;
}

/** Returns what the terminal said when it was done; undefined before. */
export function capturedCard(payment: PaymentState): CardCaptured | undefined {
  return doneAt(payment)?.card;
}

/**
 * What became of an approval that the terminal gave without its host, which is at the shop's risk until then;
 * `waits`: nobody has told it yet. Undefined for any other payment.
 */
export type Forwarded = "waits" | "accepted" | "refused";

export function forwardedState(payment: PaymentState): Forwarded | undefined {
  if (capturedCard(payment)?.offline !== true) return undefined;
  const { forwarded = [] } = payment;
  // A refusal is money that did not come, whatever else was told.
  if (forwarded.some(({ isAccepted }) => !isAccepted)) return "refused";
  return forwarded.length === 0 ? "waits" : "accepted";
}

/**
 * Returns the questions about the order's card payments: nobody knows of one, two answers contradict, or the
 * host has refused what the terminal had approved without it.
 */
export function cardQuestions(
  order: Pick<OrderState, "paymentsById">,
): ReadonlyArray<AttentionFact> {
  const cards = cardPayments(order);
  return [...cards.flatMap(unansweredQuestion), ...cards.flatMap(refusedLater)];
}

function unansweredQuestion(card: CardPayment): ReadonlyArray<AttentionFact> {
  const { id, state, started, payment } = card;
  const amount = askedSum(started);
  if (state === "unknown") return [{ type: "payment/unknown", subject: id, amount }];
  const voices = contradicting(payment);
  return voices.length === 0 ? [] : [{ type: "payment/contradicted", subject: id, amount, voices }];
}

function refusedLater({ id, payment }: CardPayment): ReadonlyArray<AttentionFact> {
  const amount = forwardedState(payment) === "refused" ? movedSum(payment) : undefined;
  if (amount === undefined || payment.captured === null) return [];
  return [{ type: "payment/refused-later", subject: id, amount }];
}

/** Returns the answers that contradict each other: no and yes, of a person, of two, or of the terminal. */
function contradicting(payment: PaymentState): ReadonlyArray<EventId> {
  const { declined, words = [] } = payment;
  const captured = doneAt(payment);
  const noes = words.filter(({ says }) => says === "no").map(({ id }) => id);
  const yes = words.filter(({ says }) => says === "yes").map(({ id }) => id);
  const taken = captured === undefined ? [] : [captured.id];
  const untaken = declined === undefined ? noes : [declined.id, ...noes];
  const isContradicted = untaken.length > 0 && (taken.length > 0 || yes.length > 0);
  return isContradicted ? [...new Set([...untaken, ...yes, ...taken])] : [];
}
