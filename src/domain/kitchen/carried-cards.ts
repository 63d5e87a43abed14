/**
 * What a ticket carries from one card to another: goods that go elsewhere with their bill, and pieces that
 * come from other bills.
 */

import { carriedFirst } from "../balance/piece-turns.ts";
import { isElsewhere, sentLineKey } from "../balance/sent-pieces.ts";
import { type TicketIssued, type TicketLine } from "../events/ticket-events.ts";
import { movedBefore } from "../folds/moved-before.ts";
import { thousandths } from "../money/amounts.ts";
import { type Destination } from "../state/order-state.ts";
import {
  type CardPiece,
  firedOnCards,
  inTurn,
  type KitchenCard,
  type KitchenLine,
  quantityOf,
  type TicketEntry,
} from "./kitchen-card.ts";

/**
 * Moves what the ticket says is elsewhere: all cards of its bill, since the newest table and name are
 * said once even if it lists only some lines, and the pieces that it names of other bills.
 */
export function moveCards(cards: KitchenCard[], entries: ReadonlyArray<TicketEntry>): void {
  const [first] = entries;
  if (first === undefined) return;
  const { ticket } = first;
  const { station, head } = ticket.issued.body;
  const { bill } = ticket.issued;
  const named = entries.filter(({ line }) => line.act !== "new" && line.act !== "held");
  const taken: Taken = new Map();
  for (const entry of named) takeElsewhere(cards, entry, taken);
  if (named.length > 0) {
    for (const [at, card] of cards.entries()) {
      if (card.station !== station || card.bill !== bill) continue;
      cards[at] = { ...card, ...destinationAfter(card, head) };
    }
  }
  for (const [card, lines] of taken) carryPieces(cards, { card, lines, entries: named });
}

/** The pieces that are carried, by the card that they come from. */
type Taken = Map<KitchenCard, Map<KitchenLine, number>>;

/** Notes which pieces of other bills the entry carries to its own. */
function takeElsewhere(cards: ReadonlyArray<KitchenCard>, entry: TicketEntry, taken: Taken): void {
  const { ticket, line } = entry;
  if (!CARRIES.has(line.act)) return;
  const { station } = ticket.issued.body;
  const pieces = cards
    .filter((card) => card.station === station)
    .flatMap((card) => card.lines.map((piece) => ({ card, piece })))
    .filter(({ piece }) => piece.line === line.line && !piece.isVoid);
  if (line.act === "fire") {
    // Another till said it before: it begins nothing more.
    if (pieces.some(({ piece }) => piece.told.includes(sentLineKey(line)))) return;
    takeInTurn(firedOnCards(pieces, entry), entry, { taken, quantity: line.quantity });
    return;
  }
  const ordered = pieces.filter(({ piece }) => !piece.isAgain);
  takeInTurn(carriedOnCards(ordered, entry), entry, { taken, quantity: lessHere(ordered, entry) });
  takeAgain(pieces, entry, taken);
}

/** Takes so much of the pieces, and notes of it what is of another bill. */
function takeInTurn(
  pieces: ReadonlyArray<CardPiece>,
  { ticket }: TicketEntry,
  { taken, quantity: all }: { readonly taken: Taken; readonly quantity: number },
): void {
  let left = all;
  for (const { card, piece } of pieces) {
    const quantity = Math.min(left, piece.quantity - (taken.get(card)?.get(piece) ?? 0));
    const isThere = card.bill === ticket.issued.bill;
    // What is over may be so since the others of it went away, and never where all of it goes.
    const isGone = !isThere && !isLive(piece) && quantity >= piece.quantity;
    if (quantity <= 0 || isGone) continue;
    left -= quantity;
    if (!isThere) note(taken, { card, piece }, quantity);
  }
}

/** Returns the pieces of other bills in the turn in which a move or change carries them. */
function carriedOnCards(
  pieces: ReadonlyArray<CardPiece>,
  entry: TicketEntry,
): ReadonlyArray<CardPiece> {
  const { bill, body } = entry.ticket.issued;
  const from = movedBefore(body.head);
  return carriedFirst(
    inTurn(pieces, entry).filter(({ card }) => card.bill !== bill),
    { isHeld: ({ piece }) => piece.isHeld, isFrom: ({ card }) => isAt(card, from) },
  ).toSorted((a, b) => Number(isLive(b.piece)) - Number(isLive(a.piece)));
}

/** How much comes from other bills: a move names what goes elsewhere with its bill too, and a change all that it has. */
function lessHere(pieces: ReadonlyArray<CardPiece>, { ticket, line }: TicketEntry): number {
  const { head } = ticket.issued.body;
  const here = pieces
    .filter(({ card }) => card.bill === ticket.issued.bill)
    .filter(({ card }) => line.act !== "move" || isElsewhere(card, head));
  return line.quantity - quantityOf(here.map(({ piece }) => piece));
}

/** What is made again goes along with the last piece of its line. */
function takeAgain(pieces: ReadonlyArray<CardPiece>, { ticket }: TicketEntry, taken: Taken): void {
  const { bill } = ticket.issued;
  for (const { card, piece } of pieces.filter((it) => it.piece.isAgain)) {
    const stays = pieces.some(
      (it) =>
        !it.piece.isAgain &&
        it.card.bill === card.bill &&
        isLive(it.piece) &&
        it.piece.quantity > (taken.get(it.card)?.get(it.piece) ?? 0),
    );
    if (!stays && card.bill !== bill && isLive(piece)) note(taken, { card, piece }, piece.quantity);
  }
}

function note(taken: Taken, { card, piece }: CardPiece, quantity: number): void {
  const lines = taken.get(card) ?? new Map<KitchenLine, number>();
  lines.set(piece, (lines.get(piece) ?? 0) + quantity);
  taken.set(card, lines);
}

/** Acts that bring goods to the bill whose ticket names them. */
const CARRIES: ReadonlySet<TicketLine["act"]> = new Set(["change", "move", "fire"]);

/** Whether there is something of it to carry. */
function isLive({ isVoid, isOver }: KitchenLine): boolean {
  return !isVoid && !isOver;
}

function isAt(card: KitchenCard, from: Partial<Destination>): boolean {
  const { table = card.table, name = card.name } = from;
  return card.table === table && card.name === name;
}

interface CarriedPieces {
  readonly card: KitchenCard;
  readonly lines: ReadonlyMap<KitchenLine, number>;
  /** What the ticket that carries them says; at least one. */
  readonly entries: ReadonlyArray<TicketEntry>;
}

/** Carries a card elsewhere, or some pieces of it as a card of their own, each done by itself. */
function carryPieces(cards: KitchenCard[], { card, lines, entries }: CarriedPieces): void {
  const ticket = entries[0]?.ticket;
  if (ticket === undefined) return;
  const at = cards.indexOf(card);
  const { id, body, bill } = ticket.issued;
  const { number } = body.head;
  const rest = card.lines.flatMap((piece): ReadonlyArray<KitchenLine> => {
    const quantity = thousandths(piece.quantity - (lines.get(piece) ?? 0));
    return quantity > 0 ? [{ ...piece, quantity }] : [];
  });
  const moved = { ...destinationAfter(card, body.head), number, bill };
  const isParted = [...lines].some(([piece, quantity]) => quantity < piece.quantity);
  if (!isParted && !rest.some(isLive)) {
    cards[at] = { ...card, ...moved };
    return;
  }
  cards[at] = { ...card, lines: rest };
  const carried = card.lines.flatMap((piece): ReadonlyArray<KitchenLine> => {
    const quantity = lines.get(piece);
    if (quantity === undefined) return [];
    const entry = entries.find(({ line }) => line.line === piece.line);
    const moved = {
      ...piece,
      quantity: thousandths(quantity),
      seat: entry?.line.seat ?? 0,
      less: thousandths(0),
    };
    if (quantity === piece.quantity || entry === undefined) return [moved];
    // Of pieces that part, the ticket that carries them is all that a bump of them marks.
    return [{ ...moved, parts: [], isDone: entry.isDone, isOver: entry.isOver }];
  });
  const there = cards.findIndex((it) => it.id === id);
  const before = cards[there];
  if (before === undefined) cards.push({ ...card, ...moved, id, isAddOn: false, lines: carried });
  else cards[there] = { ...before, lines: [...before.lines, ...carried] };
}

function destinationAfter(
  card: KitchenCard,
  head: TicketIssued["head"],
): Pick<KitchenCard, "table" | "name" | "movedFrom" | "covers"> {
  const { table, name, covers } = head;
  const { table: tableBefore, name: nameBefore } = { ...card.movedFrom, ...movedBefore(head) };
  // Goods that went away and came back are where their card says.
  const movedFrom = {
    ...(tableBefore === undefined || tableBefore === table ? {} : { table: tableBefore }),
    ...(nameBefore === undefined || nameBefore === name ? {} : { name: nameBefore }),
  };
  return { table, name, movedFrom, covers };
}
