/** The card payments at terminals, as people and programs read them. */

import {
  capturedCard,
  type CardState,
  type Forwarded,
  forwardedState,
  movedSum,
  shownSum,
} from "../../domain/balance/card-payments.ts";
import { slipOf } from "../../domain/balance/hand-cards.ts";
import { type CardAct } from "../../domain/events/card-events.ts";
import { orderStream } from "../../domain/folds/order-fold.ts";
import { cardDayTag } from "../../domain/folds/order-sums.ts";
import { type BusinessDay, type EventId } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { type MinorUnits, sumMinor, zeroMinor } from "../../domain/money/amounts.ts";
import {
  handCardsIn,
  paymentsIn,
  type PlacedHandCard,
  type PlacedPayment,
} from "../../domain/terminals/card-ledger.ts";
import { tillNameOf } from "../membership/till-name.ts";
import { tillName } from "../mesh/mesh-report.ts";
import { wallToText } from "../orders/order-json.ts";
import { findOwnOrder } from "../orders/orders.ts";
import { type Till } from "../till/till.ts";

export interface ListedCard {
  readonly id: EventId;
  /** The number of the order, such as `A12`. */
  readonly order: string;
  /** Null where a person has typed what a terminal said that no till asks. */
  readonly terminal: string | null;
  /** The name of the till that asked for it, or where it was typed. */
  readonly till: string;
  /** What the terminal was asked for: `pay`, `refund`, `reverse`, `reserve`, `increase`, `book` or `release`. */
  readonly act: CardAct;
  readonly state: CardState;
  /** What the terminal took, with the tip; what it was asked for while nobody knows. Below zero it gives back. */
  readonly sum: MinorUnits;
  readonly at: string | null;
  readonly brand: string | null;
  readonly last4: string | null;
  /** The number of the terminal's receipt; null where nobody knows it. */
  readonly receipt: number | null;
  /** The number of its slip as a person typed it; null for none. */
  readonly slip: string | null;
  /** Why nobody knows what became of it; null where somebody does. */
  readonly why: string | null;
  /** The names of the tills that could not be heard, where that is why. */
  readonly missing: ReadonlyArray<string>;
  readonly isOffline: boolean;
  /** What became of that at its host; null for what was not approved offline. */
  readonly forwarded: Forwarded | null;
}

/** A card payment of either kind. */
export type AnyCard = PlacedPayment | PlacedHandCard;

/** Whether a person has typed it. */
export function isTyped(card: AnyCard): card is PlacedHandCard {
  return "isBack" in card;
}

/** Returns the card payments that were started that day, also those typed by hand, in the order of starting. */
export function listCards(till: Till, day: BusinessDay): ReadonlyArray<ListedCard> {
  return till.ledger.read((view) =>
    cardsOfDay(view, day).map((payment) => toListed(till, view, payment)),
  );
}

/** Returns the same as they stand in the ledger. */
export function cardsOfDay(view: LedgerView, day: BusinessDay): ReadonlyArray<AnyCard> {
  const typed = view
    .tagged(cardDayTag(day))
    .flatMap((stream) => handCardsIn(view, stream))
    .filter(({ started }) => started.day === day);
  return [...cardsStarted(view, day), ...typed].toSorted((one, other) => hlcOf(one) - hlcOf(other));
}

function hlcOf(card: AnyCard): number {
  return isTyped(card) ? card.started.byHand.hlc : card.started.terminal.hlc;
}

/** Returns the payments at terminals that were started that day, in the order of starting. */
export function cardsStarted(view: LedgerView, day: BusinessDay): ReadonlyArray<PlacedPayment> {
  const all = view.tagged(cardDayTag(day)).flatMap((stream) => paymentsIn(view, stream));
  return all
    .filter(({ started }) => started.day === day)
    .toSorted((one, other) => one.started.terminal.hlc - other.started.terminal.hlc);
}

/** Returns how much of a day stands at the shop's risk: approved without the host, and not taken by it yet. */
export function cardsAtRisk(
  view: LedgerView,
  day: BusinessDay,
): { readonly payments: number; readonly amount: MinorUnits } {
  const waiting = cardsStarted(view, day).flatMap(({ payment }) =>
    forwardedState(payment) === "waits" ? (movedSum(payment) ?? []) : [],
  );
  const amount = sumMinor(waiting, (sum) => sum);
  return { payments: waiting.length, amount };
}

/**
 * Returns the last card payment of an order that a person named, of those that are wanted where there is such
 * a one; undefined for none.
 */
export function findCard(
  till: Till,
  text: string,
  isWanted: (payment: AnyCard) => boolean = () => true,
): AnyCard | undefined {
  const order = findOwnOrder(till, text);
  if (order === undefined) return undefined;
  const stream = orderStream(order);
  const all = till.ledger.read((view) =>
    [...paymentsIn(view, stream), ...handCardsIn(view, stream)].toSorted(
      (one, other) => hlcOf(one) - hlcOf(other),
    ),
  );
  return all.findLast(isWanted) ?? all.findLast((card) => !isTyped(card));
}

/** Returns a payment as it is listed; undefined where the order has none of that name. */
export function listedCard(
  till: Till,
  { order, id }: Pick<AnyCard, "order" | "id">,
): ListedCard | undefined {
  return till.ledger.read((view) => {
    const stream = orderStream(order);
    const all = [...paymentsIn(view, stream), ...handCardsIn(view, stream)];
    const card = all.find((one) => one.id === id);
    return card && toListed(till, view, card);
  });
}

function toListed(till: Till, view: LedgerView, card: AnyCard): ListedCard {
  return isTyped(card) ? typedListed(till, view, card) : askedListed(till, view, card);
}

/** All that is ever known of it is what people typed. */
function typedListed(
  till: Till,
  view: LedgerView,
  { id, order, started, payment, isBack }: PlacedHandCard,
): ListedCard {
  const { brand, slip, last4 } = slipOf(payment);
  return {
    id,
    order: view.state("order", order).opened?.number ?? "",
    terminal: null,
    till: tillNameOf(till.ledger.admission(), started.till),
    act: isBack ? "refund" : "pay",
    state: "captured",
    sum: movedSum(payment) ?? zeroMinor,
    at: wallToText(started.byHand),
    brand: brand === "" ? null : brand,
    last4: last4 === "" ? null : last4,
    receipt: null,
    slip: slip === "" ? null : slip,
    why: null,
    missing: [],
    isOffline: false,
    forwarded: null,
  };
}

function askedListed(till: Till, view: LedgerView, card: PlacedPayment): ListedCard {
  const { id, order, state, started, payment } = card;
  const { unknown } = payment;
  const { brand = null, last4 = null, ref = null, offline = false } = capturedCard(payment) ?? {};
  return {
    id,
    order: view.state("order", order).opened?.number ?? "",
    terminal: started.terminal.id,
    till: tillNameOf(till.ledger.admission(), started.till),
    act: started.terminal.act,
    state,
    sum: shownSum(card),
    at: wallToText(started.terminal),
    brand,
    last4,
    receipt: ref?.receipt ?? null,
    slip: null,
    why: state === "unknown" ? (unknown?.why ?? null) : null,
    missing:
      state === "unknown"
        ? (unknown?.missing ?? []).map((device) => tillName(till.ledger.admission(), device))
        : [],
    isOffline: offline,
    forwarded: forwardedState(payment) ?? null,
  };
}
