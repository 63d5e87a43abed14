/**
 * What a kitchen's screen shows: a card for each open ticket of its station, the oldest first.
 *
 * What is told later of a line stands on the card of that line, and no cook has to look for the paper
 * that it belongs to: less of it, nothing of it, otherwise than before, now instead of later. Where that
 * card is gone it is a card of its own. Derived anew from the tickets alone, the same on every screen.
 */

import { isElsewhere, sentLineKey } from "../balance/sent-pieces.ts";
import { type TicketPart } from "../commands/mark-ticket.ts";
import { compareInLedger } from "../events/event.ts";
import { type TicketIssued, type TicketLine } from "../events/ticket-events.ts";
import { movedBefore } from "../folds/moved-before.ts";
import { doneLines, type TicketState } from "../folds/ticket-fold.ts";
import { type Service } from "../goods/catalogue.ts";
import { type EventId } from "../identity.ts";
import { type SoldBy, type Thousandths, thousandths } from "../money/amounts.ts";
import { toSoldBy } from "../order/order-view.ts";
import { type Destination } from "../state/order-state.ts";
import { type GoodsCount } from "../views.ts";

export type IssuedTicket = TicketState & { readonly issued: NonNullable<TicketState["issued"]> };

export interface KitchenCard {
  /** The ticket that made it. */
  readonly id: EventId;
  readonly order: EventId;
  readonly number: string;
  /** The order on whose bill its goods are, as the tickets said. */
  readonly bill: EventId;
  readonly station: string;
  readonly service: Service;
  readonly table: string;
  readonly name: string;
  /** The table and name that the card had before, where they have changed. */
  readonly movedFrom: Partial<Destination>;
  readonly covers: number;
  /** When it is wanted, such as `2026-12-05T10:00`; missing for now. */
  readonly dueAt?: string;
  /** Staff number of whoever sent it. */
  readonly by: string;
  /** The card's position in the ledger's order; its age goes by the clock of its till. */
  readonly hlc: number;
  readonly wallMs: number;
  /** An older card of the same order is still there. */
  readonly isAddOn: boolean;
  readonly lines: ReadonlyArray<KitchenLine>;
  /** The pieces of the same order at other stations, as the ticket says. */
  readonly also: ReadonlyArray<{ readonly station: string; readonly pieces: number }>;
}

export interface KitchenLine {
  readonly line: EventId;
  /** The order that it was born in. */
  readonly birth: EventId;
  /** The quantity that is still to make; for a void line the quantity that is not to be made. */
  readonly quantity: Thousandths;
  readonly soldBy: SoldBy;
  readonly name: string;
  /** The combo that it is a part of. */
  readonly combo?: string;
  readonly modifiers: ReadonlyArray<{ readonly name: string; readonly count: number }>;
  readonly note: string;
  /** The service of the line, where it differs from its order's. */
  readonly service: Service | undefined;
  /** 0 for none. */
  readonly course: number;
  /** The seat at the table; 0 for the whole table. */
  readonly seat: number;
  readonly isVoid: boolean;
  /** The quantity taken off since the ticket, where that is not all of it. */
  readonly less: Thousandths;
  /** To be made otherwise than the ticket said at first. */
  readonly isChanged: boolean;
  /** The kitchen is to wait with it. */
  readonly isHeld: boolean;
  /** The kitchen was to wait with it, and is to begin now. */
  readonly isFired: boolean;
  readonly isAgain: boolean;
  /** The goods were sold although the cashier saw that they were sold out. */
  readonly isSoldOut: boolean;
  /** The kitchen was told that it is void, and it is wanted after all. */
  readonly isBack: boolean;
  /** The reason why it is made again; empty for none. */
  readonly reason: string;
  readonly isDone: boolean;
  /** It has left the screen: it was made at a station, or handed out at the pass. */
  readonly isOver: boolean;
  /** Since when it is to be made, by the clock of the till that sent or fired it. */
  readonly sinceMs: number;
  /** What tickets have said of it, as `sentLineKey` names that. */
  readonly told: ReadonlyArray<string>;
  /** The parts of tickets that are done with it. */
  readonly parts: ReadonlyArray<TicketPart>;
}

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
  for (const ticket of inTellingOrder(tickets.toSorted(byAge))) {
    const done = doneLines(ticket);
    const over = linesOver(ticket);
    const entries = [...ticket.issued.body.lines.entries()].map(([place, line]): TicketEntry => ({
      ticket,
      line,
      place,
      isDone: done.has(place),
      isOver: over.has(place),
    }));
    moveCards(cards, entries);
    const own = entries.flatMap((entry) => (applyToCards(cards, entry) ? [] : [lineOf(entry)]));
    if (own.length > 0) cards.push(cardOf(ticket, own, cards));
  }
  return cards.map(inCourses);
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
    return [{ name, soldBy, quantity: sum(same), held: sum(same.filter((it) => it.isHeld)) }];
  });
}

function sum(lines: ReadonlyArray<KitchenLine>): Thousandths {
  return thousandths(lines.reduce((all, { quantity }) => all + quantity, 0));
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
  for (const [at, { issued }] of tickets.entries()) {
    for (const { line, act } of issued.body.lines) {
      if (!OF_ANOTHER.has(act) && !orderedAt.has(line)) orderedAt.set(line, at);
    }
  }
  const turns = tickets.map((ticket, at) => {
    const { lines } = ticket.issued.body;
    return {
      ticket,
      turn: Math.max(at, ...lines.map(({ line }) => orderedAt.get(line) ?? at)),
      at,
    };
  });
  return turns
    .toSorted((a, b) => a.turn - b.turn || Number(a.turn > a.at) - Number(b.turn > b.at))
    .map(({ ticket }) => ticket);
}

interface TicketEntry {
  readonly ticket: IssuedTicket;
  readonly line: TicketLine;
  readonly place: number;
  readonly isDone: boolean;
  readonly isOver: boolean;
}

/**
 * Moves what the ticket says is elsewhere: all cards of its bill, since the newest table and name are
 * said once even if it lists only some lines, and the pieces that it names of other bills.
 */
function moveCards(cards: KitchenCard[], entries: ReadonlyArray<TicketEntry>): void {
  const [first] = entries;
  if (first === undefined) return;
  const { ticket } = first;
  const { station, head } = ticket.issued.body;
  const { bill } = ticket.issued;
  const named = entries.filter(({ line }) => line.act !== "new" && line.act !== "held");
  const taken = new Map<KitchenCard, Map<KitchenLine, number>>();
  for (const entry of named) takeElsewhere(cards, entry, taken);
  if (named.length > 0) {
    for (const [at, card] of cards.entries()) {
      if (card.station !== station || card.bill !== bill) continue;
      cards[at] = { ...card, ...destinationAfter(card, head) };
    }
  }
  for (const [card, lines] of taken) carryPieces(cards, { card, lines, entries: named });
}

/** Notes which pieces of other bills the entry carries to its own, those first that it says it came from. */
function takeElsewhere(
  cards: ReadonlyArray<KitchenCard>,
  { ticket, line }: TicketEntry,
  taken: Map<KitchenCard, Map<KitchenLine, number>>,
): void {
  if (!CARRIES.has(line.act)) return;
  const { station, head } = ticket.issued.body;
  const { bill } = ticket.issued;
  const from = movedBefore(head);
  const meant = cards
    .filter((card) => card.station === station)
    .flatMap((card) => card.lines.map((piece) => ({ card, piece })))
    .filter(({ piece }) => isMeant(piece, line) && !piece.isVoid);
  const ordered = meant.filter(({ piece }) => !piece.isAgain);
  const there = ordered.filter(({ card }) => card.bill === bill);
  const elsewhere = ordered
    .filter(({ card }) => card.bill !== bill)
    .toReversed()
    .toSorted(
      (a, b) =>
        Number(isLive(b.piece)) - Number(isLive(a.piece)) ||
        Number(isAt(b.card, from)) - Number(isAt(a.card, from)) ||
        Number(b.piece.isHeld) - Number(a.piece.isHeld),
    );
  // A move names what goes elsewhere with its bill, and what comes to that; a change names all that it has.
  const counted = there.filter(({ card }) => line.act !== "move" || isElsewhere(card, head));
  let left = line.quantity - sum(counted.map(({ piece }) => piece));
  for (const { card, piece } of elsewhere) {
    const quantity = Math.min(left, piece.quantity - (taken.get(card)?.get(piece) ?? 0));
    // What is over may be so since the others of it went away, and never where all of it goes.
    if (quantity <= 0 || (!isLive(piece) && quantity >= piece.quantity)) continue;
    left -= quantity;
    note(card, piece, quantity);
  }
  // What is made again goes along with the last piece of its line.
  for (const { card, piece } of meant.filter((it) => it.piece.isAgain)) {
    const stays = ordered.some(
      (it) =>
        it.card.bill === card.bill &&
        isLive(it.piece) &&
        it.piece.quantity > (taken.get(it.card)?.get(it.piece) ?? 0),
    );
    if (!stays && card.bill !== bill && isLive(piece)) note(card, piece, piece.quantity);
  }

  function note(card: KitchenCard, piece: KitchenLine, quantity: number): void {
    const lines = taken.get(card) ?? new Map<KitchenLine, number>();
    lines.set(piece, (lines.get(piece) ?? 0) + quantity);
    taken.set(card, lines);
  }
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

const OF_ANOTHER: ReadonlySet<TicketLine["act"]> = new Set(["void", "change", "move", "fire"]);

/** Whether there is a card that it belongs to. */
function applyToCards(cards: KitchenCard[], entry: TicketEntry): boolean {
  const { ticket, line } = entry;
  if (isRepeated(cards, entry)) return true;
  if (!OF_ANOTHER.has(line.act)) return false;
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
    const part = { ticket: ticket.issued.id, lines: [entry.place] };
    const lines = card.lines.map((it): KitchenLine => {
      if (!it.told.includes(name)) return it;
      const isHeld = it.isHeld && line.act !== "new";
      return { ...it, isHeld, parts: [...it.parts, part] };
    });
    cards[at] = { ...card, lines };
  }
  return isFound;
}

/** Acts that count once, however many tickets say them for one cause. */
const REPEATED: ReadonlySet<TicketLine["act"]> = new Set(["new", "held", "fire", "void"]);

/**
 * Applies the entry to the card that it is told of: of its own bill, and what waits before what is begun,
 * and then the newest. A void goes on to other cards, until all of its quantity is found; a fire too; a
 * change to all of them.
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
    const isOfIt = meant.told.includes(sentLineKey({ ...line, act: "new" }));
    return (
      16 * Number(!meant.isVoid) +
      8 * Number(meant.isDone === entry.isDone) +
      4 * Number(card.bill === bill) +
      2 * Number(meant.isHeld) +
      Number(line.act === "fire" && isOfIt)
    );
  }

  const isOnce = line.act === "void" || line.act === "fire";
  let left = isOnce ? line.quantity : 0;
  const nearest = places.toReversed().toSorted((a, b) => turnOf(b) - turnOf(a));
  for (const [turn, at] of nearest.entries()) {
    const card = cards[at];
    if (card === undefined || (turn > 0 && isOnce && left <= 0)) break;
    const { service } = card;
    const lines = card.lines.flatMap((other) => {
      if (!isMeant(other, line)) return [other];
      if (line.act === "fire" && left < other.quantity) {
        const quantity = thousandths(left);
        left = 0;
        return quantity <= 0 ? [other] : firedApart(other, entry, quantity);
      }
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
  // A card that has left the screen hears of nothing new.
  const isGone = card?.lines.every(({ isOver }) => isOver) ?? true;
  if (isGone && !entry.isOver) return undefined;
  return card?.lines.find((other) => isMeant(other, entry.line));
}

/** Fired is what waits, on whichever card that is. */
function isMeant(line: KitchenLine, entry: TicketLine): boolean {
  return line.line === entry.line && (entry.act !== "fire" || line.isHeld);
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
