/** What is known of a sheet of a stocktake, and of one article on it. */

import { type EventKey } from "../events/event.ts";
import { type StocktakeApproved, type StocktakeOpened } from "../events/stocktake-events.ts";
import { type BusinessDay, type EventId, type Origin } from "../identity.ts";

/** Who said it, and when. */
export interface SheetAct {
  readonly id: EventId;
  readonly till: Origin;
  readonly by: string;
  readonly day: BusinessDay;
  readonly hlc: number;
  readonly wallMs: number;
  readonly offsetMinutes: number;
}

export interface SheetState {
  /** Null while the event that opened it is not here. */
  readonly opened: (SheetAct & { readonly body: StocktakeOpened }) | null;
  /** In the ledger's order: tills apart may have approved it twice. */
  readonly approved: ReadonlyArray<SheetAct & { readonly body: StocktakeApproved }>;
}

export const emptySheet: SheetState = { opened: null, approved: [] };

/** What somebody counted on a shelf. `hlc`, `origin` and `seq` say when. */
export interface SheetEntry extends EventKey {
  readonly id: EventId;
  readonly by: string;
  readonly wallMs: number;
  readonly offsetMinutes: number;
  readonly counted: number;
  readonly how: string;
  readonly replaces: ReadonlyArray<EventId>;
}

/** An approval of the article. */
export interface SheetCount {
  /** When the last of its entries was made. */
  readonly at: EventKey;
  readonly counted: number;
  readonly entries: ReadonlyArray<EventId>;
  readonly by: string;
}

export interface SheetLineState {
  /** Empty until something is said of the article. */
  readonly sheet: EventId | "";
  /** By rising key. */
  readonly entries: ReadonlyArray<SheetEntry>;
  readonly counts: ReadonlyArray<SheetCount>;
}

export const emptySheetLine: SheetLineState = { sheet: "", entries: [], counts: [] };
