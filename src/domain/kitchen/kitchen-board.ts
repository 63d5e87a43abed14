/**
 * The reads of a station's screen: the open tickets and the last done ones. They are bounded by an index,
 * however many tickets there have been.
 */

import {
  doneAtMs,
  doneTicketPrefix,
  isServed,
  openTicketPrefix,
  READY_PREFIX,
  type TicketState,
} from "../folds/ticket-fold.ts";
import { type BusinessDay, type EventId, streamName } from "../identity.ts";
import { type LedgerView } from "../ledger-view.ts";
import { addDays, businessDate } from "../text/civil-time.ts";
import { type IssuedTicket, type KitchenCard } from "./kitchen-card.ts";
import { allCards, kitchenCards } from "./kitchen-cards.ts";

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
export const READY_MS = 30 * 60_000;
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

/** Orders whose lines are on a ticket: one, but for what was moved. */
export function ordersOf({ issued }: IssuedTicket): ReadonlyArray<EventId> {
  return [...new Set(issued.body.lines.map(({ birth }) => birth))];
}

export function isIssued(state: TicketState): state is IssuedTicket {
  return state.issued !== null;
}

/** Returns the tickets that name lines which were born in the order. */
export function ticketsOfOrder(view: LedgerView, order: EventId): ReadonlyArray<IssuedTicket> {
  const { sentLines } = view.state("order", order);
  const streams = [...new Set(sentLines.map(({ ticket }) => ticket))];
  return streams.map((stream) => view.state("ticket", streamName(stream))).filter(isIssued);
}

/** Returns the tickets of a station of which something is to be made. */
export function openTickets(
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
export function readyTickets(view: LedgerView, moment: KitchenMoment): ReadonlyArray<IssuedTicket> {
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
export function isPast(
  { issued }: IssuedTicket,
  { today, nowMs, heardAgoMs }: KitchenMoment,
): boolean {
  const { id, day, wallMs, offsetMinutes } = issued;
  const said = businessDate(wallMs, offsetMinutes, 0);
  const isLikely = said === day || said === addDays(day, 1);
  const agoMs = heardAgoMs.get(id) ?? nowMs - wallMs;
  return isLikely && day < today && agoMs > PAST_MS;
}

/** Whether it was done so lately that nobody can have eaten it. */
export function isFresh(ticket: IssuedTicket, moment: KitchenMoment): boolean {
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
