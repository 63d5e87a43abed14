/** A card of a kitchen's screen, and a line of it. */

import { toldLine } from "../balance/line-sides.ts";
import { firedFirst } from "../balance/piece-turns.ts";
import { sentLineKey } from "../balance/sent-pieces.ts";
import { type TicketPart } from "../commands/kitchen/mark-ticket.ts";
import { type TicketLine } from "../events/ticket-events.ts";
import { type TicketState } from "../folds/ticket-fold.ts";
import { type Service } from "../goods/catalogue.ts";
import { type EventId } from "../identity.ts";
import { type SoldBy, type Thousandths, thousandths } from "../money/amounts.ts";
import { type Destination } from "../state/order-state.ts";

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
  /** The line that the kitchen was told of; an option that is made for another station's dish is one of its own. */
  readonly line: EventId;
  /** The order that it was born in. */
  readonly birth: EventId;
  /** The quantity that is still to make; for a void line the quantity that is not to be made. */
  readonly quantity: Thousandths;
  readonly soldBy: SoldBy;
  readonly name: string;
  /** The combo that it is a part of. */
  readonly combo?: string;
  /** Of an option that is made for the dish of another station: that dish. */
  readonly dish?: string;
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

/** A line of a ticket, and what screens said of it. */
export interface TicketEntry {
  readonly ticket: IssuedTicket;
  readonly line: TicketLine;
  readonly place: number;
  readonly isDone: boolean;
  readonly isOver: boolean;
  /** When each piece was first told, counted in tickets, by the name that `told` of a card's line begins with. */
  readonly turns: ReadonlyMap<string, number>;
}

/** Returns the lines of a ticket as the kitchen knows them: each option that it makes for a dish by its own name. */
export function toldLines({ issued }: IssuedTicket): ReadonlyArray<TicketLine> {
  return issued.body.lines.map((line) =>
    line.goesWith === undefined ? line : Object.assign({}, line, { line: toldLine(line) }),
  );
}

/** A piece on a card. */
export interface CardPiece {
  readonly card: KitchenCard;
  readonly piece: KitchenLine;
}

/** Returns the pieces that a fire begins, among these, in their turn. */
export function firedOnCards(
  pieces: ReadonlyArray<CardPiece>,
  entry: TicketEntry,
): ReadonlyArray<CardPiece> {
  return firedFirst(inTurn(pieces, entry), {
    isHeld: ({ piece }) => piece.isHeld && !piece.isVoid,
    isNamed: (it) => isNamedBy(it, entry),
    isThere: ({ card }) => card.bill === entry.ticket.issued.bill,
  });
}

/** Sorts pieces as tickets told them first. */
export function inTurn(
  pieces: ReadonlyArray<CardPiece>,
  { turns }: TicketEntry,
): ReadonlyArray<CardPiece> {
  return pieces.toSorted((one, other) => turnOf(one) - turnOf(other));

  function turnOf({ piece: { told } }: CardPiece): number {
    return turns.get(told[0] ?? "") ?? 0;
  }
}

/** Whether a fire names the piece, by what told it. */
export function isNamedBy({ piece }: CardPiece, { line }: TicketEntry): boolean {
  return piece.told.includes(sentLineKey({ ...line, act: "new" }));
}

/** How much all of them are. */
export function quantityOf(lines: ReadonlyArray<KitchenLine>): Thousandths {
  return thousandths(lines.reduce((all, { quantity }) => all + quantity, 0));
}
