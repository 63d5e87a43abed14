/** What the ledger knows of the payments at a terminal, for whoever judges what the terminal says. */

import { capturedCard, type CardPayment, cardPayments } from "../balance/card-payments.ts";
import { type HandCard, handCards } from "../balance/hand-cards.ts";
import { type TerminalReceipt } from "../events/card-events.ts";
import {
  cardAfterTag,
  cardReceiptTag,
  cardStartPrefix,
  cardUntakenTag,
  CARD_OPEN_TAG,
} from "../folds/order-sums.ts";
import { TERMINAL_TAG } from "../folds/terminal-fold.ts";
import { chainPosition, deviceOf, type EventId, type StreamId, streamName } from "../identity.ts";
import { type LedgerView } from "../ledger-view.ts";
import { type TerminalTaken } from "../state/terminal-state.ts";

/** More than a terminal does in a day: what was started before no longer contests what it says now. */
const STARTS_READ = 300;

/** A payment at a terminal, with the order that it was made on. */
export interface PlacedPayment extends CardPayment {
  readonly order: EventId;
}

/** Returns the payments of which no terminal has said yet what became of them. */
export function openCardPayments(view: LedgerView): ReadonlyArray<PlacedPayment> {
  return unsettledCardPayments(view).filter(({ state }) => state === "open");
}

/** Returns the payments that are open, and those of which nobody could tell. */
export function unsettledCardPayments(view: LedgerView): ReadonlyArray<PlacedPayment> {
  const placed = view.tagged(CARD_OPEN_TAG).flatMap((stream) => paymentsIn(view, stream));
  return placed.filter(({ state }) => state === "open" || state === "unknown");
}

/** Returns the payments that took nothing by a person's word, and whose terminal was taken over since. */
export function untakenBeforeTakes(view: LedgerView): ReadonlyArray<PlacedPayment> {
  const turns = view.tagged(TERMINAL_TAG).flatMap((stream) => {
    const terminal = streamName(stream);
    return view
      .state("terminal", terminal)
      .taken.map(({ turn }) => cardUntakenTag(terminal, turn - 1));
  });
  const streams = [...new Set(turns)].flatMap((tag) => view.tagged(tag));
  return [...new Set(streams)]
    .flatMap((stream) => paymentsIn(view, stream))
    .filter(({ state }) => state === "untaken");
}

/** Returns the last payments at a terminal, the newest first. */
export function paymentsAt(
  view: LedgerView,
  terminal: string,
  limit: number = STARTS_READ,
): ReadonlyArray<PlacedPayment> {
  const last = view.lastTagged(cardStartPrefix(terminal), limit).map(([, stream]) => stream);
  return [...new Set(last)]
    .flatMap((stream) => paymentsIn(view, stream))
    .filter(({ started }) => started.terminal.id === terminal)
    .toSorted((one, other) => other.started.terminal.hlc - one.started.terminal.hlc);
}

/** Returns the payments of an order that were started on it. */
export function paymentsIn(view: LedgerView, stream: StreamId): ReadonlyArray<PlacedPayment> {
  const order = streamName(stream) as EventId;
  return cardPayments(view.state("order", order))
    .filter(({ started }) => started.home)
    .map((payment) => Object.assign({ order }, payment));
}

/** A payment that was typed as another terminal's, with the order that it was made on. */
export interface PlacedHandCard extends HandCard {
  readonly order: EventId;
}

/** Returns those that were typed on it. */
export function handCardsIn(view: LedgerView, stream: StreamId): ReadonlyArray<PlacedHandCard> {
  const order = streamName(stream) as EventId;
  return handCards(view.state("order", order))
    .filter(({ started }) => started.home)
    .map((card) => Object.assign({ order }, card));
}

/** Returns a payment wherever its order is; undefined where there is none of that name on it. */
export function placedPayment(
  view: LedgerView,
  { order, id }: Pick<PlacedPayment, "order" | "id">,
): PlacedPayment | undefined {
  const found = cardPayments(view.state("order", order)).find((payment) => payment.id === id);
  return found && { ...found, order };
}

/** What the ledger says against a terminal's memory of one payment. */
export interface LedgerSays {
  /** Somebody has used the terminal since, or may have: what it did last need not be this payment. */
  readonly isUsedSince: boolean;
  /** Returns whether another payment has claimed that receipt. */
  readonly isClaimed: (receipt: TerminalReceipt) => boolean;
}

/**
 * Returns what the ledger says of a payment at a terminal. Source: docs/rules/cards.md, C9, C10 and C22.
 */
export function ledgerSays(view: LedgerView, payment: PlacedPayment): LedgerSays {
  const { id: terminal, turn } = payment.started.terminal;
  const { taken } = view.state("terminal", terminal);
  const isTaken = taken.some((take) => take.turn > turn);
  return {
    isUsedSince: isTaken || paymentsAt(view, terminal).some((other) => contests(payment, other)),
    isClaimed: (receipt) => isClaimedByOther(view, payment, receipt),
  };
}

/**
 * Returns the take-over that ended a payment's time at its terminal: that of the next higher number. None
 * where there was none, or where two tills apart took the same number, since each read another memory.
 */
export function takeAfter(
  view: LedgerView,
  { started: { terminal } }: PlacedPayment,
): TerminalTaken | undefined {
  const later = view
    .state("terminal", terminal.id)
    .taken.filter(({ turn }) => turn > terminal.turn)
    .toSorted((one, other) => one.turn - other.turn);
  const [next, second] = later;
  return next?.turn === second?.turn ? undefined : next;
}

/**
 * Returns what the ledger says against what a take-over read, for the till that started the payment: it
 * knows all that it started itself, and whatever the next driver did came later. Source:
 * docs/rules/cards.md, C12.
 */
export function ledgerSaysAt(
  view: LedgerView,
  payment: PlacedPayment,
  take: Pick<TerminalTaken, "turn">,
): LedgerSays {
  const before = paymentsAt(view, payment.started.terminal.id).filter(
    ({ started }) => started.terminal.turn < take.turn,
  );
  return {
    isUsedSince: before.some((other) => contests(payment, other)),
    isClaimed: (receipt) => isClaimedByOther(view, payment, receipt),
  };
}

/** Whether the other payment may be what the terminal did last: a later one of the same till, or of another driver. */
function contests(payment: PlacedPayment, other: PlacedPayment): boolean {
  if (other.id === payment.id || other.payment.declined?.how === "untold") return false;
  const [one, two] = [payment, other].map(({ id }) => chainPosition(id));
  if (one?.origin === two?.origin) return (two?.seq ?? 0) > (one?.seq ?? 0);
  if (deviceOf(payment.id) === deviceOf(other.id)) {
    return other.started.terminal.hlc > payment.started.terminal.hlc;
  }
  return other.started.terminal.turn >= payment.started.terminal.turn;
}

function isClaimedByOther(
  view: LedgerView,
  { id, started: { terminal } }: PlacedPayment,
  receipt: TerminalReceipt,
): boolean {
  return view
    .tagged(cardReceiptTag(terminal.id, receipt))
    .flatMap((stream) => paymentsIn(view, stream))
    .some((other) => other.id !== id && isSameReceipt(capturedCard(other.payment)?.ref, receipt));
}

export function isSameReceipt(
  one: TerminalReceipt | null | undefined,
  other: TerminalReceipt,
): boolean {
  return one?.receipt === other.receipt && one.trace === other.trace && one.date === other.date;
}

/** Whether the ledger knows that receipt of the terminal: as a payment's, or as the last before one. */
export function isPlaced(view: LedgerView, terminal: string, receipt: TerminalReceipt): boolean {
  const { found, taken } = view.state("terminal", terminal);
  const known = [...found, ...taken].some(({ last }) => isSameReceipt(last?.ref, receipt));
  const tags = [cardReceiptTag(terminal, receipt), cardAfterTag(terminal, receipt)];
  return known || tags.some((tag) => view.tagged(tag).length > 0);
}
