/**
 * What a kitchen's screen shows: a card for each open ticket of its station, the oldest first.
 *
 * What is told later of a line stands on the card of that line, and no cook has to look for the paper
 * that it belongs to: less of it, nothing of it, otherwise than before, now instead of later. Where that
 * card is gone it is a card of its own. Derived anew from the tickets alone, the same on every screen.
 */

import { type TicketPart } from "../commands/mark-ticket.ts";
import { compareInLedger } from "../events/event.ts";
import { type TicketIssued, type TicketLine } from "../events/ticket-events.ts";
import { doneLines, linesToDo, type TicketState } from "../folds/ticket-fold.ts";
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
  /** The parts of tickets that are done with it. */
  readonly parts: ReadonlyArray<TicketPart>;
}

/** Returns the cards with something to do. */
export function kitchenCards(tickets: ReadonlyArray<IssuedTicket>): ReadonlyArray<KitchenCard> {
  const open = tickets.filter((ticket) => linesToDo(ticket).length > 0);
  return allCards(open).filter(({ lines }) => lines.some(({ isDone }) => !isDone));
}

/** Returns the cards of all given tickets, of one station or of several. */
export function allCards(tickets: ReadonlyArray<IssuedTicket>): ReadonlyArray<KitchenCard> {
  const cards: KitchenCard[] = [];
  for (const ticket of inTellingOrder(tickets.toSorted(byAge))) {
    const own: KitchenLine[] = [];
    const done = doneLines(ticket);
    for (const [place, line] of ticket.issued.body.lines.entries()) {
      const entry = { ticket, line, place, isDone: done.has(place) };
      updateDestination(cards, entry);
      if (!applyToCards(cards, entry)) own.push(lineOf(entry));
    }
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
}

/**
 * Moves all cards of the order to the newest table and name: a ticket says that once, even if it
 * lists only some lines.
 */
function updateDestination(
  cards: KitchenCard[],
  { ticket, line: { birth, act } }: TicketEntry,
): void {
  // A ticket that orders more has a card of its own.
  if (act === "new" || act === "held") return;
  const { station, head } = ticket.issued.body;
  for (const [at, card] of cards.entries()) {
    if (card.station !== station || card.order !== birth) continue;
    cards[at] = { ...card, ...destinationAfter(card, head) };
  }
}

function destinationAfter(
  card: KitchenCard,
  head: TicketIssued["head"],
): Pick<KitchenCard, "table" | "name" | "movedFrom"> {
  const { table, name } = head;
  const { table: tableBefore, name: nameBefore } = { ...card.movedFrom, ...movedBefore(head) };
  // Goods that went away and came back are where their card says.
  const movedFrom = {
    ...(tableBefore === undefined || tableBefore === table ? {} : { table: tableBefore }),
    ...(nameBefore === undefined || nameBefore === name ? {} : { name: nameBefore }),
  };
  return { table, name, movedFrom };
}

function movedBefore({ tableBefore, nameBefore }: TicketIssued["head"]): Partial<Destination> {
  return {
    ...(tableBefore === undefined ? {} : { table: tableBefore }),
    ...(nameBefore === undefined ? {} : { name: nameBefore }),
  };
}

const OF_ANOTHER: ReadonlySet<TicketLine["act"]> = new Set(["void", "change", "move", "fire"]);

/** Whether there is a card that it belongs to. */
function applyToCards(cards: KitchenCard[], entry: TicketEntry): boolean {
  const { ticket, line } = entry;
  if (!OF_ANOTHER.has(line.act)) return false;
  const { station } = ticket.issued.body;
  const places = [...cards.keys()].filter((at) => {
    const card = cards[at];
    return card?.station === station && card.lines.some((other) => isMeant(other, line));
  });
  // A void of a line that is made again does not reduce the order's first quantity.
  const [first, again] = [false, true].map((isAgain) =>
    places.filter((at) => meantOn(cards[at], line)?.isAgain === isAgain),
  );
  applyToNewest(cards, entry, again ?? []);
  applyToNewest(cards, entry, first ?? []);
  return places.length > 0;
}

/**
 * Applies the entry to the newest card; a void also to older cards, until all of its quantity is
 * found, and a change to all of them.
 */
function applyToNewest(
  cards: KitchenCard[],
  entry: TicketEntry,
  places: ReadonlyArray<number>,
): void {
  const { line } = entry;
  // Lines on hold go first, because nobody has begun with them.
  function waitsAt(at: number): number {
    return Number(cards[at]?.lines.some((it) => it.line === line.line && it.isHeld) ?? false);
  }

  const isChange = line.act === "change" || line.act === "move";
  let left = line.act === "void" ? line.quantity : 0;
  const newestFirst = places.toReversed().toSorted((a, b) => waitsAt(b) - waitsAt(a));
  for (const [turn, at] of newestFirst.entries()) {
    const card = cards[at];
    if (card === undefined || (turn > 0 && left <= 0 && !isChange)) break;
    const lines = card.lines.flatMap((other) => {
      if (!isMeant(other, line)) return [other];
      if (line.act === "fire" && line.quantity < other.quantity) return firedApart(other, entry);
      const less = Math.min(other.quantity, left);
      left -= less;
      return [lineAfter(other, entry, { less, service: card.service })];
    });
    cards[at] = { ...card, lines };
  }
}

function meantOn(card: KitchenCard | undefined, line: TicketLine): KitchenLine | undefined {
  return card?.lines.find((other) => isMeant(other, line));
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
  const part = { ticket: entry.ticket.issued.id, lines: [entry.place] };
  const isDone = line.isDone && entry.isDone;
  const after: KitchenLine = { ...line, isDone, parts: [...line.parts, part] };
  switch (entry.line.act) {
    case "void": {
      const isVoid = less >= line.quantity;
      if (isVoid) return { ...after, isVoid };
      const quantity = thousandths(line.quantity - less);
      return { ...after, quantity, less: thousandths(line.less + less) };
    }
    case "fire":
      return { ...after, isHeld: false, isFired: true };
    case "move":
      return after;
    default:
      return { ...after, ...makingOf(entry.line, service), isChanged: true };
  }
}

/** Parts what is fired of a line from what waits still; each is done by itself. */
function firedApart(line: KitchenLine, entry: TicketEntry): ReadonlyArray<KitchenLine> {
  const { quantity } = entry.line;
  const rest = { ...line, quantity: thousandths(line.quantity - quantity) };
  return [{ ...lineOf(entry), quantity, isHeld: false, isFired: true }, rest];
}

function lineOf({ ticket, line, place, isDone }: TicketEntry): KitchenLine {
  const { head } = ticket.issued.body;
  return {
    line: line.line,
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
  { issued: { id, body, by, hlc, wallMs } }: IssuedTicket,
  lines: ReadonlyArray<KitchenLine>,
  before: ReadonlyArray<KitchenCard>,
): KitchenCard {
  const { number, service, table, name, covers, dueAt } = body.head;
  // A ticket has at least one line; on one of a broken till the order is nobody's.
  const order = body.lines[0]?.birth ?? id;
  const isAddOn = before.some((card) => card.order === order && card.station === body.station);
  const { station, also } = body;
  const movedFrom = movedBefore(body.head);
  const due = dueAt === undefined ? {} : { dueAt };
  const head = { number, station, service, table, name, movedFrom, covers, ...due };
  return { id, order, ...head, by, hlc, wallMs, isAddOn, lines, also };
}
