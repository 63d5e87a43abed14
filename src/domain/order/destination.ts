/**
 * The destination of the kitchen's tickets, and the destination that the kitchen believes in: a
 * table that guests have left is on every ticket that was printed before.
 */

import { isAllHere } from "../balance/line-places.ts";
import { dishLine } from "../balance/line-sides.ts";
import { piecesHere, type SentPiece } from "../balance/sent-pieces.ts";
import { type EventId, type StreamId, streamName } from "../identity.ts";
import { type LedgerView } from "../ledger-view.ts";
import { type Thousandths, thousandths } from "../money/amounts.ts";
import { type OrderState, type Destination } from "../state/order-state.ts";
import { registerValue } from "../state/register.ts";

const NOWHERE: Destination = { table: "", name: "" };

export function destinationOf({ fields }: OrderState): Destination {
  return { table: registerValue(fields.table) ?? "", name: registerValue(fields.name) ?? "" };
}

/**
 * Returns the table or name that has changed since the kitchen got the ticket; empty for no change.
 * A name for an order that had none is no change, because the number still finds the guest.
 */
function movedFrom(believed: Destination, now: Destination): Partial<Destination> {
  return {
    ...(believed.table === now.table ? {} : { table: believed.table }),
    ...(believed.name === now.name || believed.name === "" ? {} : { name: believed.name }),
  };
}

/** Which station a ticket is for; empty for one that isn't here. */
export type StationOf = (ticket: StreamId) => string;

export function stationsBy(view: LedgerView): StationOf {
  return (ticket) => view.state("ticket", streamName(ticket)).issued?.body.station ?? "";
}

/**
 * Returns the destination that the kitchen last read for these lines. The newest ticket that names
 * one of them counts, or a later notice to its station that states where they are. A void ticket
 * lists only voided lines, and states the destination of all others. Empty where no ticket names
 * them.
 */
export function linesMovedFrom(
  order: OrderState,
  lines: ReadonlyArray<EventId>,
  stationOf: StationOf,
): Partial<Destination> {
  if (order.destinationByTicket === undefined && !isSomewhere(destinationOf(order))) return {};
  const pieces = lines.map((line) => piecesHere(order, line)).filter(({ length }) => length > 0);
  if (pieces.length > 0) {
    const [elsewhere] = lines.flatMap((line) => piecesElsewhere(order, line, stationOf) ?? []);
    return elsewhere?.from ?? {};
  }
  const sentLines = sentLinesHere(order);
  const tickets = sentLines.filter(({ line }) => lines.includes(line)).map(({ ticket }) => ticket);
  const last = tickets.at(-1);
  if (last === undefined) return {};
  const from = ticketMovedFrom(order, last);
  if (isMoved(from)) return from;
  const stations = new Set(tickets.map(stationOf));
  const newest = sentLines.findLast(({ ticket }) => stations.has(stationOf(ticket)));
  return ticketMovedFrom(order, newest?.ticket ?? last);
}

/**
 * Counts the pieces of a line here that the kitchen believes to be elsewhere, with their
 * destination, where the pieces went different ways. Undefined where it believes none, and for a
 * line that was always together.
 */
export function piecesElsewhere(
  order: OrderState,
  line: EventId,
  stationOf: StationOf,
): { readonly from: Partial<Destination>; readonly quantity: Thousandths } | undefined {
  const now = destinationOf(order);
  const elsewhere = piecesHere(order, line)
    .map((piece) => ({
      quantity: piece.quantity,
      from: movedFrom(believedOf(order, piece, stationOf), now),
    }))
    .filter(({ from }) => isMoved(from));
  const [first] = elsewhere;
  if (first === undefined) return undefined;
  const sum = elsewhere.reduce((all, { quantity }) => all + quantity, 0);
  return { from: first.from, quantity: thousandths(sum) };
}

/** Returns the destination that the piece's station was last told by its bill. */
function believedOf(
  order: OrderState,
  { at, ticket, destination }: SentPiece,
  stationOf: StationOf,
): Destination {
  const station = stationOf(ticket);
  const newest = order.sentLines.findLast((sent) => {
    const birth = order.gathered?.linesById[dishLine(sent.line)]?.birth ?? order.opened?.id;
    const bill = order.billByTicket?.[sent.ticket] ?? birth;
    return bill === at && stationOf(sent.ticket) === station;
  });
  return newest === undefined
    ? destination
    : (order.destinationByTicket?.[newest.ticket] ?? NOWHERE);
}

function ticketMovedFrom(order: OrderState, ticket: StreamId): Partial<Destination> {
  return movedFrom(order.destinationByTicket?.[ticket] ?? NOWHERE, destinationOf(order));
}

/**
 * What was told of the pieces that lie on this bill. Of a line that lies on several bills each of them has
 * the tickets that carried pieces to its own place; without one, the bill that the line was born on has
 * those that carried nothing, and another bill has all.
 */
function sentLinesHere(order: OrderState): OrderState["sentLines"] {
  const { gathered, sentLines } = order;
  if (gathered === undefined) return sentLines;
  return sentLines.filter(({ line, act, ticket }) => {
    const where = gathered.linesById[dishLine(line)];
    if (where === undefined) return true;
    const isHere = isAllHere(where);
    const isSpread = order.linesById[dishLine(line)]?.fields.place !== undefined;
    if (isHere && (act !== "void" || !isSpread)) return true;
    const sendings = sentLines.filter((one) => one.line === line);
    const isCarried = sendings.some((one) => !isMoved(ticketMovedFrom(order, one.ticket)));
    // Pieces that were taken off another bill say nothing of those here.
    if (isHere) return !isCarried || !isMoved(ticketMovedFrom(order, ticket));
    if (isCarried) return !isMoved(ticketMovedFrom(order, ticket));
    return !where.orders.includes(where.birth) || act !== "move";
  });
}

function isSomewhere({ table, name }: Destination): boolean {
  return table !== "" || name !== "";
}

export function isMoved(from: Partial<Destination>): boolean {
  return from.table !== undefined || from.name !== undefined;
}
