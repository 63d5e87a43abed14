/**
 * What a kitchen's screen shows: a card for each open ticket of its station, the oldest first.
 *
 * What is told later of a line stands on the card of that line, and no cook has to look for the paper
 * that it belongs to: less of it, nothing of it, otherwise than before, now instead of later. Where that
 * card is gone it is a card of its own. Derived anew from the tickets alone, the same on every screen.
 */

import { takenFrom } from "../balance/piece-turns.ts";
import { sentLineKey } from "../balance/sent-pieces.ts";
import { type TicketPart } from "../commands/kitchen/mark-ticket.ts";
import { compareInLedger } from "../events/event.ts";
import { type TicketLine } from "../events/ticket-events.ts";
import { movedBefore } from "../folds/moved-before.ts";
import { doneLines } from "../folds/ticket-fold.ts";
import { type Service } from "../goods/catalogue.ts";
import { type EventId } from "../identity.ts";
import { type Thousandths, thousandths } from "../money/amounts.ts";
import { toSoldBy } from "../order/order-view.ts";
import { type GoodsCount } from "../views.ts";
import { moveCards } from "./carried-cards.ts";
import {
  firedOnCards,
  isNamedBy,
  type IssuedTicket,
  type KitchenCard,
  type KitchenLine,
  quantityOf,
  type TicketEntry,
  toldLines,
} from "./kitchen-card.ts";

/** The lines of a ticket that have left the screen: made at a station, handed out at the pass. */
export type LinesOver = (ticket: IssuedTicket) => ReadonlySet<number>;

/**
 * Returns the cards with something to do. The tickets that are done belong to it: pieces that one of
 * them moved or fired are no more on the card that they came from.
 */
export function kitchenCards(tickets: ReadonlyArray<IssuedTicket>): ReadonlyArray<KitchenCard> {
  const open = allCards(tickets).filter(({ lines }) => lines.some(({ isDone }) => !isDone));
  return open.map((card, at) => {
    const isAddOn = card.isAddOn && open.slice(0, at).some((other) => isSameOrder(other, card));
    return isAddOn === card.isAddOn ? card : Object.assign({}, card, { isAddOn });
  });
}

/**
 * Returns since when some of the lines is to be made; undefined as long as the kitchen waits with all of
 * them, which then are never late.
 */
export function toMakeSinceMs(lines: ReadonlyArray<KitchenLine>): number | undefined {
  const begun = lines.filter(({ isHeld }) => !isHeld);
  return begun.length === 0 ? undefined : Math.min(...begun.map(({ sinceMs }) => sinceMs));
}

function isSameOrder(one: KitchenCard, other: KitchenCard): boolean {
  return one.order === other.order && one.station === other.station;
}

/** Returns the cards of all given tickets, of one station or of several. */
export function allCards(
  tickets: ReadonlyArray<IssuedTicket>,
  linesOver: LinesOver = doneLines,
): ReadonlyArray<KitchenCard> {
  const cards: KitchenCard[] = [];
  const inOrder = inTellingOrder(tickets.toSorted(byAge));
  const turns = turnsOf(inOrder);
  for (const ticket of inOrder) {
    const done = doneLines(ticket);
    const over = linesOver(ticket);
    const entries = [...toldLines(ticket).entries()].map(([place, line]): TicketEntry => ({
      ticket,
      line,
      place,
      isDone: done.has(place),
      isOver: over.has(place),
      turns,
    }));
    moveCards(cards, entries);
    const own = entries.flatMap((entry) => (applyToCards(cards, entry) ? [] : [lineOf(entry)]));
    if (own.length > 0) cards.push(cardOf(ticket, own, cards));
  }
  return cards.map(inCourses);
}

/** Returns which ticket was the first one to say each thing. */
function turnsOf(tickets: ReadonlyArray<IssuedTicket>): ReadonlyMap<string, number> {
  const turns = new Map<string, number>();
  for (const [at, ticket] of tickets.entries()) {
    for (const line of toldLines(ticket)) {
      const name = sentLineKey(line);
      if (!turns.has(name)) turns.set(name, at);
    }
  }
  return turns;
}

/** Puts the courses in turn, because a ticket has what waits wherever it was rung up. */
function inCourses(card: KitchenCard): KitchenCard {
  return { ...card, lines: card.lines.toSorted((a, b) => a.course - b.course) };
}

/** Returns the parts that a bump of it marks. */
export function partsOf({ lines }: Pick<KitchenCard, "lines">): ReadonlyArray<TicketPart> {
  const parts = Map.groupBy(
    lines.flatMap((line) => line.parts),
    ({ ticket }) => ticket,
  );
  return [...parts].map(([ticket, some]) => ({
    ticket,
    lines: some.flatMap(({ lines }) => lines),
  }));
}

/** Goods of one name, on however many lines. */
export interface GoodsOnCards extends GoodsCount {
  /** The quantity among it that the kitchen holds. */
  readonly held: Thousandths;
}

/** Returns the sums of what is to be made, the most first. */
export function allDay(cards: ReadonlyArray<KitchenCard>): ReadonlyArray<GoodsOnCards> {
  const lines = cards.flatMap((card) => card.lines.filter((it) => !it.isDone && !it.isVoid));
  return sumsByName(lines).toSorted(
    (a, b) => b.quantity - a.quantity || (a.name < b.name ? -1 : 1),
  );
}

/** Returns the sums of the lines, in the order in which their names come first. */
export function sumsByName(lines: ReadonlyArray<KitchenLine>): ReadonlyArray<GoodsOnCards> {
  const byName = Map.groupBy(lines, ({ name, soldBy }) => `${soldBy} ${name}`);
  return [...byName.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const { name, soldBy } = first;
    return [
      {
        name,
        soldBy,
        quantity: quantityOf(same),
        held: quantityOf(same.filter((it) => it.isHeld)),
      },
    ];
  });
}

/** Orders tickets as events are: a ticket of a till that had heard of another one comes after that. */
function byAge({ issued: a }: IssuedTicket, { issued: b }: IssuedTicket): number {
  return compareInLedger(a, b);
}

/**
 * Orders tickets by age, and none before the ticket whose line it changes. That one may be of
 * another order, from a till whose clock is hours ahead.
 */
function inTellingOrder(tickets: ReadonlyArray<IssuedTicket>): ReadonlyArray<IssuedTicket> {
  const orderedAt = new Map<EventId, number>();
  for (const [at, ticket] of tickets.entries()) {
    for (const { line, act } of toldLines(ticket)) {
      if (!OF_ANOTHER.has(act) && !orderedAt.has(line)) orderedAt.set(line, at);
    }
  }
  const turns = tickets.map((ticket, at) => {
    return {
      ticket,
      turn: Math.max(at, ...toldLines(ticket).map(({ line }) => orderedAt.get(line) ?? at)),
      at,
    };
  });
  return turns
    .toSorted((a, b) => a.turn - b.turn || Number(a.turn > a.at) - Number(b.turn > b.at))
    .map(({ ticket }) => ticket);
}

const OF_ANOTHER: ReadonlySet<TicketLine["act"]> = new Set(["void", "change", "move", "fire"]);

/** Whether there is a card that it belongs to. */
function applyToCards(cards: KitchenCard[], entry: TicketEntry): boolean {
  const { ticket, line } = entry;
  if (isRepeated(cards, entry)) return true;
  if (!OF_ANOTHER.has(line.act)) return false;
  if (line.act === "fire") return fireOnCards(cards, entry);
  const { station } = ticket.issued.body;
  const places = [...cards.keys()].filter((at) => {
    const card = cards[at];
    return (
      card?.station === station && meantOn(card, entry) !== undefined && isMovedHere(card, entry)
    );
  });
  // Two tills that took the same off apart take nothing of another bill.
  const onBill = places.filter((at) => cards[at]?.bill === ticket.issued.bill);
  const meant = line.act === "void" && onBill.length > 0 ? onBill : places;
  // A void of a line that is made again does not reduce the order's first quantity.
  const [first, again] = [false, true].map((isAgain) =>
    meant.filter((at) => meantOn(cards[at], entry)?.isAgain === isAgain),
  );
  applyToNearest(cards, entry, again ?? []);
  applyToNearest(cards, entry, first ?? []);
  return places.length > 0;
}

/**
 * Whether an earlier ticket said the same, because two tills sent or fired it apart: then it is the same
 * food, and what one of them let wait is being made.
 */
function isRepeated(cards: KitchenCard[], entry: TicketEntry): boolean {
  const { ticket, line } = entry;
  if (line.voided !== undefined || !REPEATED.has(line.act)) return false;
  const name = sentLineKey(line);
  const { station } = ticket.issued.body;
  let isFound = false;
  for (const [at, card] of cards.entries()) {
    if (card.station !== station || !card.lines.some((it) => it.told.includes(name))) continue;
    isFound = true;
    const lines = card.lines.map((it): KitchenLine => {
      if (!it.told.includes(name)) return it;
      return { ...noted(it, entry), isHeld: it.isHeld && line.act !== "new" };
    });
    cards[at] = { ...card, lines };
  }
  return isFound;
}

/** Acts that count once, however many tickets say them for one cause. */
const REPEATED: ReadonlySet<TicketLine["act"]> = new Set(["new", "held", "fire", "void"]);

/** Begins so much of what waits. Whether there is something on a card that it is told of. */
function fireOnCards(cards: KitchenCard[], entry: TicketEntry): boolean {
  const { station } = entry.ticket.issued.body;
  const pieces = cards
    .filter((card) => card.station === station && !isGone(card, entry))
    .flatMap((card) => card.lines.map((piece) => ({ card, piece })))
    .filter(({ piece }) => piece.line === entry.line.line);
  const waiting = firedOnCards(pieces, entry).map(({ piece }) => piece);
  // What another till did not let wait is being made, and what is void is not.
  const told = waiting[0] ?? pieces.find((it) => isNamedBy(it, entry) || it.piece.isHeld)?.piece;
  if (told === undefined) return false;
  const taken = takenFrom(waiting, entry.line.quantity);
  for (const [at, card] of cards.entries()) {
    const lines = card.lines.flatMap((piece) => {
      const quantity = thousandths(taken.get(piece) ?? 0);
      if (quantity === 0) return [taken.size === 0 && piece === told ? noted(piece, entry) : piece];
      return quantity < piece.quantity
        ? firedApart(piece, entry, quantity)
        : [lineAfter(piece, entry, { less: 0, service: card.service })];
    });
    cards[at] = { ...card, lines };
  }
  return true;
}

/** Returns the piece with a part of a ticket that a bump of it marks too. */
function noted(piece: KitchenLine, { ticket, place }: TicketEntry): KitchenLine {
  return { ...piece, parts: [...piece.parts, { ticket: ticket.issued.id, lines: [place] }] };
}

/**
 * Applies the entry to the card that it is told of: of its own bill, and what waits before what is begun,
 * and then the newest. A void goes on to other cards, until all of its quantity is found; a change to all of
 * them.
 */
function applyToNearest(
  cards: KitchenCard[],
  entry: TicketEntry,
  places: ReadonlyArray<number>,
): void {
  const { line, ticket } = entry;
  const { bill } = ticket.issued;
  // Lines on hold go first, because nobody has begun with them.
  function turnOf(at: number): number {
    const card = cards[at];
    const meant = meantOn(card, entry);
    if (card === undefined || meant === undefined) return 0;
    return (
      16 * Number(!meant.isVoid) +
      8 * Number(meant.isDone === entry.isDone) +
      4 * Number(card.bill === bill) +
      2 * Number(meant.isHeld)
    );
  }

  const isOnce = line.act === "void";
  let left = isOnce ? line.quantity : 0;
  const nearest = places.toReversed().toSorted((a, b) => turnOf(b) - turnOf(a));
  for (const [turn, at] of nearest.entries()) {
    const card = cards[at];
    if (card === undefined || (turn > 0 && isOnce && left <= 0)) break;
    const { service } = card;
    const lines = card.lines.flatMap((other) => {
      if (other.line !== line.line) return [other];
      const less = other.isVoid ? 0 : Math.min(other.quantity, left);
      left -= less;
      return [lineAfter(other, entry, { less, service })];
    });
    cards[at] = { ...card, lines };
  }
}

/** A move is told of what is on its bill by now; everything else of the line wherever it is. */
function isMovedHere(card: KitchenCard, { ticket, line }: TicketEntry): boolean {
  return line.act !== "move" || card.bill === ticket.issued.bill;
}

function meantOn(card: KitchenCard | undefined, entry: TicketEntry): KitchenLine | undefined {
  if (card === undefined || isGone(card, entry)) return undefined;
  return card.lines.find((other) => other.line === entry.line.line);
}

/** A card that has left the screen hears of nothing new. */
function isGone({ lines }: KitchenCard, entry: TicketEntry): boolean {
  return !entry.isOver && lines.every(({ isOver }) => isOver);
}

function lineAfter(
  line: KitchenLine,
  entry: TicketEntry,
  { less, service }: { readonly less: number; readonly service: Service },
): KitchenLine {
  const { ticket } = entry;
  const part = { ticket: ticket.issued.id, lines: [entry.place] };
  const isDone = line.isDone && entry.isDone;
  const isOver = line.isOver && entry.isOver;
  const parts = [...line.parts, part];
  const told = [...line.told, sentLineKey(entry.line)];
  const after: KitchenLine = { ...line, isDone, isOver, parts, told };
  switch (entry.line.act) {
    case "void": {
      const isVoid = line.isVoid || less >= line.quantity;
      if (isVoid) return { ...after, isVoid };
      const quantity = thousandths(line.quantity - less);
      return { ...after, quantity, less: thousandths(line.less + less) };
    }
    case "fire":
      return { ...after, isHeld: false, isFired: true, sinceMs: ticket.issued.wallMs };
    case "move":
      return after;
    default:
      return { ...after, ...makingOf(entry.line, service), isChanged: true };
  }
}

/** Parts what is fired of a line from what waits still; each is done by itself. */
function firedApart(
  line: KitchenLine,
  entry: TicketEntry,
  quantity: Thousandths,
): ReadonlyArray<KitchenLine> {
  const rest = { ...line, quantity: thousandths(line.quantity - quantity) };
  return [{ ...lineOf(entry), quantity, isHeld: false, isFired: true }, rest];
}

function lineOf({ ticket, line, place, isDone, isOver }: TicketEntry): KitchenLine {
  const { body, wallMs } = ticket.issued;
  const { head } = body;
  const isOrdered = line.act !== "move" && line.act !== "change";
  return {
    line: line.line,
    birth: line.birth,
    quantity: line.quantity,
    soldBy: toSoldBy(line.by),
    name: line.text,
    ...makingOf(line, head.service),
    seat: line.seat ?? 0,
    isVoid: line.act === "void",
    less: thousandths(0),
    isChanged: line.act === "change",
    isHeld: line.act === "held",
    isFired: line.act === "fire",
    isAgain: line.act === "refire",
    ...(line.combo === undefined ? {} : { combo: line.combo }),
    ...(line.goesWith === undefined ? {} : { dish: line.goesWith.dish }),
    isSoldOut: line.soldOut === true,
    isBack: line.voided !== undefined,
    reason: line.act === "refire" ? (line.reason ?? "") : "",
    isDone,
    isOver,
    sinceMs: isOrdered ? wallMs : (body.ordered ?? ticket.issued).wallMs,
    told: [sentLineKey(line)],
    parts: [{ ticket: ticket.issued.id, lines: [place] }],
  };
}

function makingOf(
  { modifiers, note, service, course }: TicketLine,
  usual: Service,
): Pick<KitchenLine, "modifiers" | "note" | "service" | "course"> {
  return { modifiers, note, service: service === usual ? undefined : service, course };
}

function cardOf(
  ticket: IssuedTicket,
  lines: ReadonlyArray<KitchenLine>,
  before: ReadonlyArray<KitchenCard>,
): KitchenCard {
  const { id, bill, body, by, hlc, wallMs } = ticket.issued;
  const { number, service, table, name, covers, dueAt } = body.head;
  // A ticket has at least one line; on one of a broken till the order is nobody's.
  const order = body.lines[0]?.birth ?? id;
  const isAddOn = before.some((card) => card.order === order && card.station === body.station);
  const { station, also } = body;
  const movedFrom = movedBefore(body.head);
  const due = dueAt === undefined ? {} : { dueAt };
  const head = { number, bill, station, service, table, name, movedFrom, covers, ...due };
  return { id, order, ...head, by, hlc, wallMs, isAddOn, lines, also };
}
