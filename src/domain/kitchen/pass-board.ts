/**
 * The reads of the pass: what is made or to be made of each bill, and not handed out. A piece stands where it
 * lies now, whatever its papers say, so that each table has a card of its own.
 */

import { dishLine } from "../balance/line-sides.ts";
import { type TicketPart } from "../commands/kitchen/mark-ticket.ts";
import { lineBirth } from "../folds/order-fold.ts";
import { lastDoneMs, servedLines } from "../folds/ticket-fold.ts";
import { type EventId } from "../identity.ts";
import { type LedgerView } from "../ledger-view.ts";
import { destinationOf } from "../order/destination.ts";
import { billOrder, billsOfLine, gatherOrder } from "../order/gathered-order.ts";
import { type Destination } from "../state/order-state.ts";
import { type GoodsCount } from "../views.ts";
import {
  isFresh,
  isPast,
  type KitchenMoment,
  openTickets,
  ordersOf,
  READY_MS,
  readyTickets,
  ticketsOfOrder,
} from "./kitchen-board.ts";
import { type IssuedTicket, type KitchenCard, type KitchenLine } from "./kitchen-card.ts";
import { allCards, partsOf, sumsByName } from "./kitchen-cards.ts";

export interface PassOrder {
  /** The order on whose bill its goods are. */
  readonly bill: EventId;
  readonly number: string;
  /** The table and name that it is carried to now, whatever its papers say. */
  readonly place: Destination;
  /** The time of its first ticket: its place in the common order, and the clock of its till. */
  readonly hlc: number;
  readonly wallMs: number;
  /** What handing it out marks: nothing of what the kitchen waits with. */
  readonly parts: ReadonlyArray<TicketPart>;
  /** The cards; the first of them has the order's head as it was then. */
  readonly cards: ReadonlyArray<KitchenCard>;
  readonly isReady: boolean;
}

/** What stations were told of the goods of one bill, with what is handed out. */
interface ToldBill {
  readonly bill: EventId;
  readonly cards: ReadonlyArray<KitchenCard>;
  /** What tickets said of goods that stand on no card. */
  readonly unshown: ReadonlyArray<TicketPart>;
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
  const births = [...shown, ...ready].flatMap(ordersOf);
  const orders = passOrders(view, births).toSorted(
    (a, b) => a.hlc - b.hlc || (a.bill < b.bill ? -1 : 1),
  );
  return { orders, past: open.length - shown.length };
}

/** Returns what is to be handed out of the goods that were born in these orders, and of others on their tickets. */
export function passOrders(
  view: LedgerView,
  births: ReadonlyArray<EventId>,
): ReadonlyArray<PassOrder> {
  return toldBills(view, births).flatMap((told) => passOrder(view, told) ?? []);
}

/** Undefined when all of it has been handed out, but for a course that waits. */
function passOrder(
  view: LedgerView,
  { bill, cards: told, unshown }: ToldBill,
): PassOrder | undefined {
  const cards = withLines(told, ({ isOver }) => !isOver);
  const [first] = cards;
  if (first === undefined || isBetweenCourses(told, cards)) return undefined;
  const order = view.state("order", bill);
  const begun = linesOn(cards).filter(({ isHeld }) => !isHeld);
  return {
    bill,
    number: order.opened?.number ?? first.number,
    place: destinationOf(order),
    hlc: first.hlc,
    wallMs: first.wallMs,
    parts: [...partsOf({ lines: begun }), ...unshown],
    cards,
    isReady: isReadyNow(linesOn(cards)),
  };
}

function linesOn(cards: ReadonlyArray<KitchenCard>): ReadonlyArray<KitchenLine> {
  return cards.flatMap(({ lines }) => lines);
}

/** Returns the cards with these lines alone, and none without any. */
function withLines(
  cards: ReadonlyArray<KitchenCard>,
  isMeant: (line: KitchenLine) => boolean,
): ReadonlyArray<KitchenCard> {
  return cards.flatMap((card) => {
    const lines = card.lines.filter(isMeant);
    return lines.length === 0 ? [] : [{ ...card, lines }];
  });
}

/** Whether a course went out and nothing else is made yet: the order comes back when the next one is fired. */
function isBetweenCourses(
  told: ReadonlyArray<KitchenCard>,
  cards: ReadonlyArray<KitchenCard>,
): boolean {
  return linesOn(cards).every(({ isHeld }) => isHeld) && linesOn(told).some(({ isOver }) => isOver);
}

/** Whether something is made, and all else is what the kitchen waits with: a course goes out by itself. */
function isReadyNow(lines: ReadonlyArray<KitchenLine>): boolean {
  return (
    lines.some(({ isDone }) => isDone) && lines.every(({ isDone, isHeld }) => isDone || isHeld)
  );
}

/** Each bill among goods that were born in these orders, and whether its food is ready. */
export interface BillReadiness {
  readonly bill: EventId;
  /**
   * Whether every station has done all that it was told of the bill; or a course of it, while the kitchen waits with
   * the next one.
   */
  readonly isReady: boolean;
}

export function billReadiness(
  view: LedgerView,
  births: ReadonlyArray<EventId>,
): ReadonlyArray<BillReadiness> {
  return toldBills(view, births).map(({ bill, cards }) => {
    const lines = linesOn(cards);
    const isReady =
      (lines.length > 0 && lines.every(({ isDone }) => isDone)) ||
      isReadyNow(lines.filter(({ isOver }) => !isOver));
    return { bill, isReady };
  });
}

/**
 * Returns what is made for an order's bill and not handed out yet, goods of one name together. What was made half an
 * hour ago was carried, whoever did not say so.
 */
export function goodsAtPass(
  view: LedgerView,
  order: EventId,
  nowMs: number,
): ReadonlyArray<GoodsCount> {
  const bill = billOrder(view, order);
  const own = passOrders(view, birthsOn(view, bill)).find((it) => it.bill === bill);
  const made = linesOn(own?.cards ?? []).filter(({ isDone, isVoid, parts }) => {
    return isDone && !isVoid && parts.some(({ ticket }) => isLatelyDone(view, ticket, nowMs));
  });
  return sumsByName(made);
}

/** Returns the orders that the lines on a bill were born in, the bill's own first. */
export function birthsOn(view: LedgerView, bill: EventId): ReadonlyArray<EventId> {
  const order = gatherOrder(view, bill);
  const births = Object.keys(order.linesById).map((line) => lineBirth(order, line as EventId));
  return [...new Set([bill, ...births])];
}

function isLatelyDone(view: LedgerView, ticket: EventId, nowMs: number): boolean {
  return nowMs - (lastDoneMs(view.state("ticket", ticket)) ?? -Infinity) < READY_MS;
}

/** Sorts what stations were told of these orders by the bills that it is on now. */
function toldBills(view: LedgerView, births: ReadonlyArray<EventId>): ReadonlyArray<ToldBill> {
  const told = families(view, births).flatMap((tickets) => toldByBill(view, tickets));
  return [...Map.groupBy(told, ({ bill }) => bill)].map(([bill, some]) => ({
    bill,
    cards: some.flatMap(({ cards }) => cards),
    unshown: some.flatMap(({ unshown }) => unshown),
  }));
}

function toldByBill(
  view: LedgerView,
  tickets: ReadonlyArray<IssuedTicket>,
): ReadonlyArray<ToldBill> {
  const cards = allCards(tickets, servedLines);
  const shown = cards.flatMap((card) => {
    const byBill = Map.groupBy(card.lines, (line) => billNow(view, card, line));
    return [...byBill].map(([bill, lines]) => ({
      bill,
      cards: [{ ...card, lines }],
      unshown: [],
    }));
  });
  const parts = partsOf({ lines: linesOn(cards) });
  const unshown = tickets.flatMap(({ issued }) => {
    const own = new Set(
      parts.filter(({ ticket }) => ticket === issued.id).flatMap(({ lines }) => lines),
    );
    const lines = [...issued.body.lines.keys()].filter((place) => !own.has(place));
    const part = { ticket: issued.id, lines };
    const bill = billOrder(view, issued.bill);
    return lines.length === 0 ? [] : [{ bill, cards: [], unshown: [part] }];
  });
  return [...shown, ...unshown];
}

/** The bill that tickets told, or the one that the line lies on where nobody told that. */
function billNow(view: LedgerView, card: KitchenCard, { birth, line }: KitchenLine): EventId {
  const told = billOrder(view, card.bill);
  const bills = billsOfLine(view, birth, dishLine(line));
  return bills.includes(told) ? told : (bills[0] ?? told);
}

/** Returns the tickets of these orders, those together that name the same order. */
function families(
  view: LedgerView,
  births: ReadonlyArray<EventId>,
): ReadonlyArray<ReadonlyArray<IssuedTicket>> {
  const seen = new Set<EventId>();
  return births.flatMap((birth) => {
    if (seen.has(birth)) return [];
    const family = new Map<EventId, IssuedTicket>();
    const orders = new Set([birth]);
    for (const order of orders) {
      seen.add(order);
      for (const ticket of ticketsOfOrder(view, order)) {
        family.set(ticket.issued.id, ticket);
        for (const other of ordersOf(ticket)) orders.add(other);
      }
    }
    return family.size === 0 ? [] : [[...family.values()]];
  });
}
