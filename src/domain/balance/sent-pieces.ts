/**
 * What the kitchen has of a line, piece by piece: which ticket told it, and whether it is to wait.
 *
 * Worked out from what tickets said, in the order of their keys. The same said twice, by two tills that
 * sent or fired apart, counts once; two that took a line off apart can't unmake it twice.
 */

import { type EventId, type StreamId } from "../identity.ts";
import { type Thousandths, thousandths } from "../money/amounts.ts";
import { type OrderState } from "../state/order-state.ts";
import { isAllHere, piecesAt } from "./line-places.ts";

export interface SentPiece {
  /** The ticket that told it first. */
  readonly ticket: StreamId;
  /** The cause of the ticket, which the fire of it names again. */
  readonly cause: EventId;
  /** The quantity, above zero: voided pieces are not among them. */
  readonly quantity: Thousandths;
  /** The kitchen knows of it and waits. */
  readonly isHeld: boolean;
  /** The cause of the fire of some pieces of a part, such as the order that they lie in; missing for most. */
  readonly firedFor?: EventId;
}

export function sentPieces(order: OrderState, line: EventId): ReadonlyArray<SentPiece> {
  // The kitchen was told to take off what a guest has all the same.
  const seen = new Set(
    (order.linesById[line]?.handedOut ?? []).map((cause) =>
      sentLineKey({ line, act: "void", cause }),
    ),
  );
  let parts: SentPiece[] = [];
  for (const { line: sent, act, cause, ticket, quantity } of order.sentLines) {
    if (sent !== line) continue;
    const name = sentLineKey({ line, act, cause });
    if (seen.has(name)) {
      // One till held it and another one did not, so it is being made.
      if (act === "new") parts = parts.map((part) => (part.cause === cause ? begun(part) : part));
      continue;
    }
    seen.add(name);
    switch (act) {
      case "new":
      case "held":
        parts.push({ ticket, cause, quantity, isHeld: act === "held" });
        break;
      case "fire":
        parts = fired(parts, cause, quantity);
        break;
      case "void":
        parts = less(parts, quantity);
        break;
      default:
    }
  }
  return parts;
}

/** Returns one key for lines that two tickets name alike. Held or not, it is the same food. */
export function sentLineKey({
  line,
  act,
  cause,
}: Pick<OrderState["sentLines"][number], "line" | "act" | "cause">): string {
  return `${line} ${act === "held" ? "new" : act} ${cause}`;
}

/**
 * How much of a line the kitchen has been told of, voids taken off. Of a line that lies in several orders
 * each has what was told in its name; the rest is of the order that it was born in, then of the others.
 */
export function sentQuantity(order: OrderState, line: EventId): Thousandths {
  return thousandths(piecesHere(order, line).sent);
}

/** Returns how much of a line on this bill the kitchen holds. */
export function heldQuantity(order: OrderState, line: EventId): Thousandths {
  return thousandths(piecesHere(order, line).held);
}

interface PiecesHere {
  readonly sent: number;
  readonly held: number;
}

function piecesHere(order: OrderState, line: EventId): PiecesHere {
  const parts = sentPieces(order, line);
  const where = order.gathered?.linesById[line];
  const state = order.linesById[line];
  if (where === undefined || state === undefined || isAllHere(where)) {
    return { sent: sumOf(parts), held: sumOf(parts.filter(isOnHold)) };
  }
  const places = piecesAt({ line: state }, where).toSorted(
    (one, other) => Number(other.order === where.birth) - Number(one.order === where.birth),
  );
  const named = new Set<EventId>(places.map((place) => place.order));
  const shared = parts.filter((part) => !named.has(placeOf(part)));
  let held: number = sumOf(shared.filter(isOnHold));
  let begun = sumOf(shared) - held;
  const here = { sent: 0, held: 0 };
  for (const place of places) {
    const partsHere = parts.filter((part) => placeOf(part) === place.order);
    const room = Math.max(0, Math.abs(place.weight) - sumOf(partsHere));
    const moreBegun = Math.min(begun, room);
    const moreHeld = Math.min(held, room - moreBegun);
    begun -= moreBegun;
    held -= moreHeld;
    if (!where.orders.includes(place.order)) continue;
    here.sent += sumOf(partsHere) + moreBegun + moreHeld;
    here.held += sumOf(partsHere.filter(isOnHold)) + moreHeld;
  }
  return here;
}

/** Returns what a part was sent or fired for: an order that has pieces of the line, or the line itself. */
function placeOf({ cause, firedFor }: SentPiece): EventId {
  return firedFor ?? cause;
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

/** Takes a quantity off: held pieces go first, since nobody has begun with them, then those sent last. */
function less(parts: ReadonlyArray<SentPiece>, quantity: Thousandths): SentPiece[] {
  const newestFirst = parts.toReversed();
  const waiting = newestFirst.filter(({ isHeld }) => isHeld);
  const left = new Map(parts.map((part) => [part, part.quantity]));
  let rest: number = quantity;
  for (const part of [...waiting, ...newestFirst]) {
    const has = left.get(part) ?? 0;
    const gone = Math.min(has, rest);
    rest -= gone;
    left.set(part, thousandths(has - gone));
  }
  return parts
    .map((part): SentPiece => Object.assign({}, part, { quantity: left.get(part) }))
    .filter((part) => part.quantity > 0);
}

/**
 * Begins so much of what the fire names, or, where it names no part but an order that has pieces of the line, so much of
 * what waits.
 */
function fired(
  parts: ReadonlyArray<SentPiece>,
  cause: EventId,
  quantity: Thousandths,
): SentPiece[] {
  const isNamed = parts.some((part) => part.cause === cause);
  let left: number = quantity;
  return parts.flatMap((part): SentPiece[] => {
    const isMeant = part.isHeld && (!isNamed || part.cause === cause);
    const taken = isMeant ? Math.min(left, part.quantity) : 0;
    if (taken <= 0) return [part];
    left -= taken;
    const began = { ...begun(part), quantity: thousandths(taken) };
    const firedPart = isNamed ? began : { ...began, firedFor: cause };
    const rest = thousandths(part.quantity - taken);
    return rest > 0 ? [firedPart, { ...part, quantity: rest }] : [firedPart];
  });
}

function begun(part: SentPiece): SentPiece {
  return { ...part, isHeld: false };
}
