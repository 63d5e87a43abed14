/**
 * The tabs of an order: what card terminals have reserved for it, and what became of each reservation.
 *
 * A reservation is no money. Booked, it is; released, it never was. Source: docs/rules/cards.md, C19 and C25.
 */

import { type CardCaptured } from "../events/card-events.ts";
import { type EventId } from "../identity.ts";
import { minor, type MinorUnits, sumMinor, zeroMinor } from "../money/amounts.ts";
import { type OrderState } from "../state/order-state.ts";
import {
  askedSum,
  capturedCard,
  type CardPayment,
  cardPayments,
  doneAt,
  isUnsettled,
} from "./card-payments.ts";

/**
 * `opening`: the terminal was asked, and has not answered. `unknown`: nobody can tell whether it reserved.
 * `ending`: it was asked to book or to release, and nobody knows yet whether it did.
 */
export type TabState = "opening" | "unknown" | "open" | "ending" | "booked" | "released";

export interface CardTab {
  /** The reservation, by its payment/started. */
  readonly id: EventId;
  readonly state: TabState;
  /** So much may be booked of it: what was reserved, with all that it was raised by. */
  readonly holds: MinorUnits;
  /** What was booked of it, with the tip. */
  readonly booked: MinorUnits;
  readonly started: CardPayment["started"];
  /** What the terminal said of the reservation; undefined while nobody knows. */
  readonly card: CardCaptured | undefined;
  /** The booking or the release that counts, or that may; undefined for none. */
  readonly end: CardPayment | undefined;
  /** The terminal was asked to raise it, and nobody knows yet whether it did. */
  readonly isRaising: boolean;
}

type Payments = Pick<OrderState, "paymentsById">;

/** Returns the reservations of an order, of which nobody said that they were declined, in their order. */
export function cardTabs(order: Payments): ReadonlyArray<CardTab> {
  const all = cardPayments(order);
  return all.flatMap((reservation) => {
    const { started, state } = reservation;
    const isThere = state === "captured" || isUnsettled(reservation);
    return started.terminal.act === "reserve" && isThere ? [tabOf(reservation, all)] : [];
  });
}

function tabOf(reservation: CardPayment, all: ReadonlyArray<CardPayment>): CardTab {
  const { id, started, payment } = reservation;
  const own = all.filter((it) => it.started.terminal.of === id);
  const ends = own.filter((it) => isEnd(it) && (it.state === "captured" || isUnsettled(it)));
  // Where two tills ended it apart, the bank did one of both: a booking is money.
  const end =
    ends.find((it) => it.state === "captured" && it.started.terminal.act === "book") ??
    ends.find((it) => it.state === "captured") ??
    ends[0];
  const raises = own.filter((it) => it.started.terminal.act === "increase");
  const held = [reservation, ...raises].map((it) => doneAt(it.payment)?.card?.holds ?? zeroMinor);
  const reserved = sumMinor(held, (sum) => sum);
  const booked = end?.started.terminal.act === "book" ? end.payment.captured : null;
  return {
    id,
    state: stateOf(reservation, end),
    holds: reserved > 0 ? reserved : askedSum(started),
    booked: minor((booked?.amount ?? 0) + (booked?.tip?.amount ?? 0)),
    started,
    card: capturedCard(payment),
    end,
    isRaising: raises.some(isUnsettled),
  };
}

function isEnd({ started }: CardPayment): boolean {
  return started.terminal.act === "book" || started.terminal.act === "release";
}

function stateOf({ state }: CardPayment, end: CardPayment | undefined): TabState {
  if (state === "open") return "opening";
  if (state !== "captured") return "unknown";
  if (end === undefined) return "open";
  if (end.state !== "captured") return "ending";
  return end.started.terminal.act === "book" ? "booked" : "released";
}

/** Returns those of which the guest's card still holds money, or may: neither booked nor released. */
export function unclosedTabs(order: Payments): ReadonlyArray<CardTab> {
  return cardTabs(order).filter(({ state }) => state !== "booked" && state !== "released");
}

/** Returns those that can be booked or released now. */
export function openTabs(order: Payments): ReadonlyArray<CardTab> {
  return cardTabs(order).filter(({ state }) => state === "open");
}

/** Returns how much the open tabs of an order allow to be booked. */
export function tabLimit(order: Payments): MinorUnits {
  return sumMinor(openTabs(order), ({ holds }) => holds);
}

/** Whether a release of it was sent and came to nothing: a person looks at it then, and no till tries again. */
export function wasRefusedRelease(order: Payments, { id }: Pick<CardTab, "id">): boolean {
  return cardPayments(order).some(
    ({ started: { terminal }, state, payment }) =>
      terminal.of === id &&
      terminal.act === "release" &&
      (state === "untaken" || (state === "declined" && payment.declined?.how !== "untold")),
  );
}
