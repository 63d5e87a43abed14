/**
 * The needs of a kitchen's screen, declared here and met by `app`. Nobody logs in, because the box
 * itself acts. A refusal means that nothing was written.
 */

import { type Result } from "../../domain/base/result.ts";
import { type TicketPart } from "../../domain/commands/kitchen/mark-ticket.ts";
import { type Service } from "../../domain/goods/catalogue.ts";
import { type KitchenLine } from "../../domain/kitchen/kitchen-card.ts";
import { type SoldBy, type Thousandths } from "../../domain/money/amounts.ts";
import { type Destination } from "../../domain/state/order-state.ts";
import { type Locale } from "../../domain/text/locale.ts";

export interface KitchenPort {
  readonly shop: {
    readonly name: string;
    readonly device: string;
    readonly training: boolean;
    readonly locale: Locale;
  };
  /** The station of the screen; undefined for the pass. */
  readonly station: { readonly id: string; readonly name: string } | undefined;
  readonly board: () => KitchenBoard;
  /** The cards that were done last, newest first. */
  readonly done: () => ReadonlyArray<DoneCard>;
  /** Bumps a card. At a station, these lines are made; at the pass, they are handed out. */
  readonly bump: (card: BoardCard) => Result<void, KitchenRefusal>;
  readonly finish: (parts: ReadonlyArray<TicketPart>) => Result<void, KitchenRefusal>;
  readonly recall: (parts: ReadonlyArray<TicketPart>) => Result<void, KitchenRefusal>;
  /** The numbers that tickets had on this box's screen: a new start keeps them. */
  readonly numbers: () => ReadonlyArray<readonly [card: string, number: number]>;
  readonly keepNumbers: (numbers: ReadonlyArray<readonly [card: string, number: number]>) => void;
  /** Returns the troubles: printers, other tills, the disk. */
  readonly troubles: () => ReadonlyArray<string>;
  readonly subscribe: (listener: () => void) => () => void;
}

export type KitchenRefusal = "said" | "shut-out" | "no-room";

export interface KitchenBoard {
  /** The oldest first. */
  readonly cards: ReadonlyArray<BoardCard>;
  /** Open tickets of earlier days, which are not shown. */
  readonly past: number;
  readonly allDay: ReadonlyArray<{
    readonly name: string;
    readonly soldBy: SoldBy;
    readonly quantity: Thousandths;
    readonly held: Thousandths;
  }>;
}

/** A ticket, or at the pass what is on one bill: a table's, or an order's without a table. */
export interface BoardCard {
  readonly id: string;
  /** The order's call-out number. */
  readonly number: string;
  readonly service: Service;
  readonly table: string;
  readonly name: string;
  /** The table or name before, where it has changed. */
  readonly movedFrom: Partial<Destination>;
  readonly covers: number;
  /** When it is wanted, such as `2026-12-05T10:00`, and that moment; missing for now. */
  readonly due?: { readonly at: string; readonly wallMs: number };
  readonly server: string;
  /** What is known of the guest, such as an allergy; empty for nothing. */
  readonly guestNote: string;
  /** Since when it is to be made, by the clock of the till that sent or fired it. */
  readonly wallMs: number;
  /** The kitchen waits with all of it, so that it grows no older; missing for false. */
  readonly isAllHeld?: boolean;
  readonly isAddOn: boolean;
  /** The notes of what was ordered before, where the card adds to it. */
  readonly notesBefore: ReadonlyArray<string>;
  /** Whether every station has done its part; for the pass. */
  readonly isReady: boolean;
  readonly sections: ReadonlyArray<CardSection>;
  readonly also: ReadonlyArray<{ readonly station: string; readonly pieces: number }>;
  /** The parts of tickets that a bump of it marks. */
  readonly parts: ReadonlyArray<TicketPart>;
}

export interface CardSection {
  /** Name of the station at the pass; undefined where all is of one. */
  readonly station: string | undefined;
  readonly lines: ReadonlyArray<KitchenLine>;
}

export interface DoneCard {
  readonly number: string;
  readonly table: string;
  readonly goods: string;
  readonly time: string;
  readonly parts: ReadonlyArray<TicketPart>;
}
