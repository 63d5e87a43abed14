/**
 * The reads of kitchen screens: the open tickets, the last done ones, and for the pass their
 * orders. They are bounded by an index, however many tickets there have been.
 */

import {
  doneAtMs,
  doneTicketPrefix,
  isServed,
  lastDoneMs,
  openTicketPrefix,
  READY_PREFIX,
  servedLines,
  type TicketState,
} from "../folds/ticket-fold.ts";
import { type BusinessDay, type EventId, streamName } from "../identity.ts";
import { type LedgerView } from "../ledger-view.ts";
import { destinationOfLines } from "../order/destination.ts";
import { type Destination } from "../state/order-state.ts";
import { addDays, businessDate } from "../text/civil-time.ts";
import { type GoodsCount } from "../views.ts";
import {
  allCards,
  type IssuedTicket,
  type KitchenCard,
  kitchenCards,
  type KitchenLine,
  sumsByName,
} from "./kitchen-cards.ts";

/**
 * The most open tickets: more than a station can have in hand. Older ones are of a station without
 * a screen.
 */
const OPEN_MAX = 200;
/** The number of last done tickets that can be recalled. */
const DONE_MAX = 20;
/** The age from which an unbumped ticket of the day before is no food any more. */
const PAST_MS = 6 * 3_600_000;
/** A pass that nobody works at must not fill up with what has been eaten. */
const READY_MS = 30 * 60_000;
/** The most ready tickets of all stations: more than a shop has within that time. */
const READY_MAX = 400;

export interface KitchenMoment {
  readonly nowMs: number;
  /** The business day that the clock of this box suggests. */
  readonly today: BusinessDay;
  /**
   * How long ago something was heard of each ticket, of those that came as they were sent while the
   * screen was there: of these nobody's clock is asked.
   */
  readonly heardAgoMs: ReadonlyMap<EventId, number>;
}

export interface StationBoard {
  readonly cards: ReadonlyArray<KitchenCard>;
  /** Open tickets of earlier days that are not shown. */
  readonly past: number;
}

/** Something that was bumped, as it can be recalled. */
export interface DoneTicket {
  readonly card: KitchenCard;
  readonly doneMs: number;
  /** The time since it was done, as far as this box knows. */
  readonly agoMs: number;
}

export interface PassOrder {
  readonly order: EventId;
  readonly number: string;
  /** The table and name that it is carried to now, whatever its papers say. */
  readonly place: Destination;
  /** The time of its first ticket: its place in the common order, and the clock of its till. */
  readonly hlc: number;
  readonly wallMs: number;
  /** The tickets to mark as served. */
  readonly tickets: ReadonlyArray<EventId>;
  /** The cards; the first of them has the order's head as it was then. */
  readonly cards: ReadonlyArray<KitchenCard>;
  readonly isReady: boolean;
}

export function readStation(
  view: LedgerView,
  station: string,
  moment: KitchenMoment,
): StationBoard {
  const open = openTickets(view, station, moment);
  const shown = open.filter((ticket) => !isPast(ticket, moment));
  const cards = kitchenCards(withFamily(view, station, shown));
  return { cards, past: open.length - shown.length };
}

/**
 * Adds the station's other tickets of the same orders: what a done one moved or fired is no more on the card
 * of an open one.
 */
function withFamily(
  view: LedgerView,
  station: string,
  tickets: ReadonlyArray<IssuedTicket>,
): ReadonlyArray<IssuedTicket> {
  const known = new Set(tickets.map(({ issued }) => issued.id));
  const orders = new Set(tickets.flatMap(ordersOf));
  const streams = [...orders].flatMap((order) =>
    view.state("order", order).sentLines.map(({ ticket }) => ticket),
  );
  const others = [...new Set(streams)]
    .filter((stream) => !known.has(streamName(stream) as EventId))
    .map((stream) => view.state("ticket", streamName(stream)))
    .filter(isIssued)
    .filter((ticket) => doneAtMs(ticket) !== undefined);
  return [...tickets, ...others.filter(isOf(station))];
}

export function readDone(
  view: LedgerView,
  station: string,
  moment: KitchenMoment,
): ReadonlyArray<DoneTicket> {
  return doneTickets(view, station, moment).flatMap((ticket) => {
    const doneMs = doneAtMs(ticket);
    const [card] = allCards([ticket]);
    if (card === undefined || doneMs === undefined) return [];
    return [{ card, doneMs, agoMs: doneAgoMs(ticket, doneMs, moment) }];
  });
}

/** The oldest first: what is being made anywhere, and what is ready and not handed out. */
export function readPass(
  view: LedgerView,
  stations: ReadonlyArray<string>,
  moment: KitchenMoment,
): { readonly orders: ReadonlyArray<PassOrder>; readonly past: number } {
  const open = stations.flatMap((station) => openTickets(view, station, moment));
  const shown = open.filter((ticket) => !isPast(ticket, moment));
  const ready = readyTickets(view, moment).filter(
    (ticket) => stations.includes(ticket.issued.body.station) && isFresh(ticket, moment),
  );
  const names = new Set([...shown, ...ready].flatMap(ordersOf));
  const orders = [...names]
    .flatMap((order) => passOrder(view, order) ?? [])
    .toSorted((a, b) => a.hlc - b.hlc || (a.order < b.order ? -1 : 1));
  return { orders, past: open.length - shown.length };
}

/** Undefined when all of it has been handed out, but for a course that waits. */
export function passOrder(view: LedgerView, order: EventId): PassOrder | undefined {
  const tickets = ticketsOfOrder(view, order);
  const cards = cardsToServe(tickets);
  const [first] = cards;
  if (first === undefined || isBetweenCourses(tickets, cards)) return undefined;
  return {
    order,
    number: first.number,
    place: destinationOfLines(view, order, linesToCarry(view, order, cards)),
    hlc: first.hlc,
    wallMs: first.wallMs,
    tickets: tickets.map(({ issued }) => issued.id),
    cards,
    isReady: isReadyNow(cards.flatMap(({ lines }) => lines)),
  };
}

/** Whether a course went out and nothing else is made yet: the order comes back when the next one is fired. */
function isBetweenCourses(
  tickets: ReadonlyArray<IssuedTicket>,
  cards: ReadonlyArray<KitchenCard>,
): boolean {
  const isAllHeld = cards.every(({ lines }) => lines.every(({ isHeld }) => isHeld));
  return isAllHeld && tickets.some((ticket) => servedLines(ticket).size > 0);
}

/** Returns what is not handed out yet: a course that was leaves the card, and what waits stays. */
function cardsToServe(tickets: ReadonlyArray<IssuedTicket>): ReadonlyArray<KitchenCard> {
  return allCards(tickets, servedLines).flatMap((card) => {
    const lines = card.lines.filter(({ isOver }) => !isOver);
    return lines.length === 0 ? [] : [{ ...card, lines }];
  });
}

/** Whether something is made, and all else is what the kitchen waits with: a course goes out by itself. */
function isReadyNow(lines: ReadonlyArray<KitchenLine>): boolean {
  return (
    lines.some(({ isDone }) => isDone) && lines.every(({ isDone, isHeld }) => isDone || isHeld)
  );
}

/** Returns the order's own lines: papers may name lines of other orders beside them. */
function linesToCarry(
  view: LedgerView,
  order: EventId,
  cards: ReadonlyArray<KitchenCard>,
): ReadonlyArray<EventId> {
  const { linesById } = view.state("order", order);
  const lines = cards.flatMap((card) => card.lines);
  return lines.flatMap(({ line, isVoid }) =>
    !isVoid && linesById[line] !== undefined ? [line] : [],
  );
}

/** Returns the table and name that the ready food of an order is carried to. */
export function destinationOfReady(view: LedgerView, order: EventId): Destination {
  const cards = cardsToServe(ticketsOfOrder(view, order));
  return destinationOfLines(view, order, linesToCarry(view, order, cards));
}

/**
 * Whether every station has done all that it was told of the order, and it was told something; or a course of it, while
 * the kitchen waits with the next one.
 */
export function isOrderReady(view: LedgerView, order: EventId): boolean {
  const tickets = ticketsOfOrder(view, order);
  if (tickets.length === 0) return false;
  if (tickets.every((ticket) => doneAtMs(ticket) !== undefined)) return true;
  return isReadyNow(cardsToServe(tickets).flatMap(({ lines }) => lines));
}

/**
 * Returns what is made of an order and not handed out yet, goods of one name together. What was made half an hour
 * ago was carried, whoever did not say so.
 */
export function goodsAtPass(
  view: LedgerView,
  order: EventId,
  nowMs: number,
): ReadonlyArray<GoodsCount> {
  const tickets = ticketsOfOrder(view, order);
  const fresh = new Set(
    tickets
      .filter((ticket) => nowMs - (lastDoneMs(ticket) ?? -Infinity) < READY_MS)
      .map(({ issued }) => issued.id),
  );
  const made = cardsToServe(tickets)
    .flatMap(({ lines }) => lines)
    .filter(({ isDone, isVoid, parts }) => {
      return isDone && !isVoid && parts.some(({ ticket }) => fresh.has(ticket));
    });
  return sumsByName(made);
}

/** Orders whose lines are on a ticket: one, but for what was moved. */
export function ordersOf({ issued }: IssuedTicket): ReadonlyArray<EventId> {
  return [...new Set(issued.body.lines.map(({ birth }) => birth))];
}

export function isIssued(state: TicketState): state is IssuedTicket {
  return state.issued !== null;
}

function ticketsOfOrder(view: LedgerView, order: EventId): ReadonlyArray<IssuedTicket> {
  const { sentLines } = view.state("order", order);
  const streams = [...new Set(sentLines.map(({ ticket }) => ticket))];
  return streams.map((stream) => view.state("ticket", streamName(stream))).filter(isIssued);
}

function openTickets(
  view: LedgerView,
  station: string,
  moment: KitchenMoment,
): ReadonlyArray<IssuedTicket> {
  const open = taggedTickets(view, { prefix: openTicketPrefix(station), limit: OPEN_MAX });
  const heard = heardTickets(view, moment).filter((ticket) => doneAtMs(ticket) === undefined);
  return once([...open, ...heard]).filter(isOf(station));
}

function doneTickets(
  view: LedgerView,
  station: string,
  moment: KitchenMoment,
): ReadonlyArray<IssuedTicket> {
  const done = taggedTickets(view, { prefix: doneTicketPrefix(station), limit: DONE_MAX });
  const heard = heardTickets(view, moment).filter((ticket) => doneAtMs(ticket) !== undefined);
  return once([...done, ...heard]).filter(isOf(station));
}

/** Returns the tickets of all stations that are done and not handed out. */
function readyTickets(view: LedgerView, moment: KitchenMoment): ReadonlyArray<IssuedTicket> {
  const ready = taggedTickets(view, { prefix: READY_PREFIX, limit: READY_MAX });
  const heard = heardTickets(view, moment).filter(
    (ticket) => doneAtMs(ticket) !== undefined && !isServed(ticket),
  );
  return once([...ready, ...heard]);
}

/** The index has them by their tills' clocks: with a wrong one they may be far behind all others. */
function heardTickets(
  view: LedgerView,
  { heardAgoMs }: KitchenMoment,
): ReadonlyArray<IssuedTicket> {
  return [...heardAgoMs.keys()].map((ticket) => view.state("ticket", ticket)).filter(isIssued);
}

function once(tickets: ReadonlyArray<IssuedTicket>): ReadonlyArray<IssuedTicket> {
  return [...new Map(tickets.map((ticket) => [ticket.issued.id, ticket])).values()];
}

interface TagRange {
  readonly prefix: string;
  readonly limit: number;
}

function taggedTickets(view: LedgerView, { prefix, limit }: TagRange): ReadonlyArray<IssuedTicket> {
  return view
    .lastTagged(prefix, limit)
    .map(([, stream]) => view.state("ticket", streamName(stream)))
    .filter(isIssued);
}

/** Names of stations may be alike in an index. */
function isOf(station: string): (ticket: IssuedTicket) => boolean {
  return ({ issued }) => issued.body.station === station;
}

/**
 * Whether the ticket is of a day that is over. A till whose clock can't be right says nothing of
 * the age of its tickets, so those are shown; so is a ticket that was received as it was sent, not
 * long ago.
 */
function isPast({ issued }: IssuedTicket, { today, nowMs, heardAgoMs }: KitchenMoment): boolean {
  const { id, day, wallMs, offsetMinutes } = issued;
  const said = businessDate(wallMs, offsetMinutes, 0);
  const isLikely = said === day || said === addDays(day, 1);
  const agoMs = heardAgoMs.get(id) ?? nowMs - wallMs;
  return isLikely && day < today && agoMs > PAST_MS;
}

function isFresh(ticket: IssuedTicket, moment: KitchenMoment): boolean {
  const doneMs = doneAtMs(ticket);
  return doneMs !== undefined && doneAgoMs(ticket, doneMs, moment) < READY_MS;
}

function doneAgoMs(
  { issued }: IssuedTicket,
  doneMs: number,
  { nowMs, heardAgoMs }: KitchenMoment,
): number {
  return heardAgoMs.get(issued.id) ?? nowMs - doneMs;
}
