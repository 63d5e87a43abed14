/**
 * What the kitchen has of a line, piece by piece: which ticket told it, and whether it is to wait.
 *
 * Worked out from what tickets said, in the order of their keys. The same said twice, by two tills that
 * sent or fired apart, counts once; two that took a line off apart can't unmake it twice.
 */

import { assertNever } from "../base/assert-never.ts";
import { type LinePlace } from "../events/bill-events.ts";
import { type TicketAct } from "../events/ticket-acts.ts";
import { type EventId, type StreamId } from "../identity.ts";
import { type Thousandths, thousandths } from "../money/amounts.ts";
import { type Destination, type OrderState } from "../state/order-state.ts";
import { isAllHere, ordersOnBill, piecesAt } from "./line-places.ts";
import { dishLine } from "./line-sides.ts";
import { carriedFirst, firedFirst, takenFrom, takenOffFirst } from "./piece-turns.ts";

export interface SentPiece {
  /** The ticket that told it first. */
  readonly ticket: StreamId;
  /** The cause of the ticket, which the fire of it names again. */
  readonly cause: EventId;
  /** The quantity, above zero: voided pieces are not among them. */
  readonly quantity: Thousandths;
  /** The kitchen knows of it and waits. */
  readonly isHeld: boolean;
  /** The order on whose bill the kitchen was told that they are. */
  readonly at: EventId;
  /** The table and name that the last ticket of that bill which named the line gave. */
  readonly destination: Destination;
}

export function sentPieces(order: OrderState, line: EventId): ReadonlyArray<SentPiece> {
  // The kitchen was told to take off what a guest has all the same.
  const seen = new Set(
    (order.linesById[dishLine(line)]?.handedOut ?? []).map((cause) =>
      sentLineKey({ line, act: "void", cause }),
    ),
  );
  const birth = order.gathered?.linesById[dishLine(line)]?.birth ?? order.opened?.id ?? line;
  let parts: ReadonlyArray<SentPiece> = [];
  const bills = new Set<EventId>();
  for (const sent of order.sentLines) {
    if (sent.line !== line) continue;
    const { act, cause, ticket, quantity } = sent;
    // A line that lies in several orders has its tickets from each of them.
    const name = act === "move" || act === "change" ? `${act} ${ticket}` : sentLineKey(sent);
    if (seen.has(name)) {
      // One till held it and another one did not, so it is being made.
      if (act === "new") parts = parts.map((part) => (part.cause === cause ? begun(part) : part));
      continue;
    }
    seen.add(name);
    const at = order.billByTicket?.[ticket] ?? birth;
    const destination = order.destinationByTicket?.[ticket] ?? NOWHERE;
    const from = order.movedByTicket?.[ticket] ?? {};
    parts =
      act === "void"
        ? less(parts, { quantity, at: bills.has(at) ? at : undefined })
        : told(parts, { act, cause, ticket, quantity, at, destination, from });
    // A ticket says where all of its bill goes, even if it lists only some of the line.
    parts = parts.map((part) => (part.at === at ? { ...part, destination } : part));
    for (const part of parts) bills.add(part.at);
  }
  return parts;
}

interface Told extends Omit<SentPiece, "isHeld"> {
  readonly act: Exclude<TicketAct, "void">;
  /** The table or name that the ticket says its goods were to go to before. */
  readonly from: Partial<Destination>;
}

const NOWHERE: Destination = { table: "", name: "" };

/** Returns the pieces after one more ticket has named the line. */
function told(
  parts: ReadonlyArray<SentPiece>,
  { act, from, ...piece }: Told,
): ReadonlyArray<SentPiece> {
  const { quantity, at } = piece;
  switch (act) {
    case "new":
    case "held":
      return [...parts, { ...piece, isHeld: act === "held" }];
    case "fire":
      return fired(parts, piece);
    case "move":
      return carried(parts, {
        at,
        from,
        // What goes elsewhere with its bill comes from no other one.
        quantity: lessHere(quantity, (part) => isElsewhere(part.destination, piece.destination)),
      });
    case "change":
      // It names all that its bill has of the line.
      return carried(parts, { quantity: lessHere(quantity, () => true), at, from });
    case "refire":
      return parts;
    default:
      return assertNever(act, "act of a ticket");
  }

  function lessHere(all: Thousandths, isMeant: (part: SentPiece) => boolean): Thousandths {
    const here = sumOf(parts.filter((part) => part.at === at && isMeant(part)));
    return thousandths(Math.max(0, all - here));
  }
}

/** Whether goods for one destination go to another one now. A first name is no news: the number finds the guest. */
export function isElsewhere(believed: Destination, now: Destination): boolean {
  const { table, name } = believed;
  return table !== now.table || (name !== "" && name !== now.name);
}

/** Carries pieces of other bills to this one. */
function carried(
  parts: ReadonlyArray<SentPiece>,
  { quantity, at, from }: Pick<Told, "quantity" | "at" | "from">,
): ReadonlyArray<SentPiece> {
  function isFrom({ destination }: SentPiece): boolean {
    const { table = destination.table, name = destination.name } = from;
    return destination.table === table && destination.name === name;
  }

  const elsewhere = carriedFirst(
    parts.filter((part) => part.at !== at),
    { isHeld: isOnHold, isFrom },
  );
  const taken = takenFrom(elsewhere, quantity);
  return split(parts, taken, (part) => ({ ...part, at }));
}

/** Returns the parts with what was taken of them as something else, or gone. */
function split(
  parts: ReadonlyArray<SentPiece>,
  taken: ReadonlyMap<SentPiece, number>,
  changed: (part: SentPiece) => SentPiece | undefined,
): ReadonlyArray<SentPiece> {
  return parts.flatMap((part): ReadonlyArray<SentPiece> => {
    const some = taken.get(part) ?? 0;
    if (some === 0) return [part];
    const other = changed({ ...part, quantity: thousandths(some) });
    const rest = { ...part, quantity: thousandths(part.quantity - some) };
    return [...(other === undefined ? [] : [other]), ...(rest.quantity > 0 ? [rest] : [])];
  });
}

/** Returns one key for lines that two tickets name alike. Held or not, it is the same food. */
export function sentLineKey({
  line,
  act,
  cause,
}: Pick<OrderState["sentLines"][number], "line" | "act" | "cause">): string {
  return `${line} ${act === "held" ? "new" : act} ${cause}`;
}

/** How much of a line on this bill the kitchen has been told of, voids taken off. */
export function sentQuantity(order: OrderState, line: EventId): Thousandths {
  return sumOf(piecesHere(order, line));
}

/** Returns how much of a line on this bill the kitchen holds. */
export function heldQuantity(order: OrderState, line: EventId): Thousandths {
  return sumOf(piecesHere(order, line).filter(isOnHold));
}

/**
 * Returns what the kitchen has of a line for this bill. Of a line that lies in several orders each has what
 * was told to be there; what lies elsewhere than the kitchen was told belongs to the places that lack
 * something, the order that it was born in first.
 */
export function piecesHere(order: OrderState, line: EventId): ReadonlyArray<SentPiece> {
  const parts = sentPieces(order, line);
  const where = order.gathered?.linesById[dishLine(line)];
  const state = order.linesById[dishLine(line)];
  if (where === undefined || state === undefined || isAllHere(where)) return parts;
  const places = piecesAt({ line: state }, where).toSorted(
    (one, other) => Number(other.order === where.birth) - Number(one.order === where.birth),
  );
  const onThisBill = new Set(ordersOnBill(order).flatMap(({ opened }) => opened?.id ?? []));
  const left = new Map(parts.map((part) => [part, part.quantity as number]));
  const here: SentPiece[] = [];
  const ownOrders: ReadonlySet<EventId> = new Set(where.orders);
  function take(place: LinePlace, from: ReadonlyArray<SentPiece>, quantity: number): number {
    let room = quantity;
    for (const part of from) {
      const has = left.get(part) ?? 0;
      const some = Math.min(has, room);
      if (some <= 0) continue;
      room -= some;
      left.set(part, has - some);
      if (ownOrders.has(place.order)) here.push({ ...part, quantity: thousandths(some) });
    }
    return room;
  }

  const rooms = places.map((place) => {
    const bill = ownOrders.has(place.order) ? onThisBill : new Set([place.order]);
    const told = parts.filter(({ at }) => bill.has(at)).toSorted(begunFirst);
    return { place, room: take(place, told, Math.abs(place.weight)) };
  });
  for (const { place, room } of rooms) take(place, parts.toSorted(begunFirst), room);
  return here;
}

function begunFirst(one: SentPiece, other: SentPiece): number {
  return Number(one.isHeld) - Number(other.isHeld);
}

function isOnHold({ isHeld }: SentPiece): boolean {
  return isHeld;
}

/** Returns the sent quantity on all bills together. */
export function sentQuantityOnAllBills(order: OrderState, line: EventId): Thousandths {
  return sumOf(sentPieces(order, line));
}

function sumOf(parts: ReadonlyArray<SentPiece>): Thousandths {
  return thousandths(parts.reduce((sum, { quantity }) => sum + quantity, 0));
}

/**
 * Takes a quantity off what its bill has, or off all where the kitchen was never told of pieces there. Two
 * tills that took the same off apart take nothing of another bill.
 */
function less(
  parts: ReadonlyArray<SentPiece>,
  { quantity, at }: { readonly quantity: Thousandths; readonly at: EventId | undefined },
): ReadonlyArray<SentPiece> {
  const turns = takenOffFirst(parts.filter((part) => at === undefined || part.at === at));
  return split(parts, takenFrom(turns, quantity), () => undefined);
}

/** Begins so much of what the fire names, or of what waits where it names an order; all of it is on its bill then. */
function fired(
  parts: ReadonlyArray<SentPiece>,
  { cause, quantity, at }: Pick<SentPiece, "cause" | "quantity" | "at">,
): ReadonlyArray<SentPiece> {
  const turns = firedFirst(parts, {
    isHeld: isOnHold,
    isNamed: (part) => part.cause === cause,
    isThere: (part) => part.at === at,
  });
  return split(parts, takenFrom(turns, quantity), (part) => ({ ...begun(part), at }));
}

function begun(part: SentPiece): SentPiece {
  return { ...part, isHeld: false };
}
