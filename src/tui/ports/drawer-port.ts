/** Cash drawers, as a person at the till deals with them. */

import { type Result } from "../../domain/base/result.ts";
import { type Cash } from "../../domain/events/drawer-events.ts";
import { type EventId } from "../../domain/identity.ts";
import { type MinorUnits } from "../../domain/money/amounts.ts";
import { type Refusal } from "./refusal-port.ts";

/** The name of a drawer. */
export interface DrawerName {
  /** The number of the till's drawer; undefined for a pouch. */
  readonly no: number | undefined;
  /** The carrier of the pouch. */
  readonly pouch: string | undefined;
  /** The till that it stands at, where that is another one. */
  readonly elsewhere: string | undefined;
}

/** An open drawer. */
export interface OpenDrawer {
  readonly id: EventId;
  readonly name: DrawerName;
  /** When it was opened: `17:02`, or with its date. */
  readonly since: string;
  readonly by: string;
  /** The person sells from it here. */
  readonly isInUse: boolean;
  /** The person may sell from it here. */
  readonly isForHere: boolean;
}

export interface ForeignSum {
  /** ISO 4217. */
  readonly currency: string;
  readonly amount: MinorUnits;
}

export interface TenderSum {
  readonly method: string;
  readonly amount: MinorUnits;
}

/** The result of a count, once it is written. */
export interface CountedDrawer {
  readonly drawer: OpenDrawer;
  readonly expected: MinorUnits;
  readonly counted: MinorUnits;
  /** Own money that was moved since. */
  readonly since: MinorUnits;
  readonly foreign: ReadonlyArray<ForeignSum & { readonly counted: MinorUnits }>;
  readonly slips: ReadonlyArray<TenderSum & { readonly counted: MinorUnits }>;
  /** The amount that usually stays in it; the remainder goes into the safe. */
  readonly stays: MinorUnits;
}

/** How a drawer stands, without closing it. */
export interface DrawerX {
  readonly drawer: OpenDrawer;
  readonly payments: ReadonlyArray<{ readonly method: string; readonly count: number }>;
  readonly slips: ReadonlyArray<TenderSum>;
  /** Undefined for whoever may not see what is expected. */
  readonly cash:
    | { readonly own: MinorUnits; readonly foreign: ReadonlyArray<ForeignSum> }
    | undefined;
}

export interface TillX {
  readonly receipts: number;
  /** Undefined for whoever may not see what cash there should be: it would follow from it. */
  readonly total: MinorUnits | undefined;
}

export interface DrawerDesk {
  /** All that are open in the shop: here, then elsewhere. */
  readonly list: () => ReadonlyArray<OpenDrawer>;
  /** The one in use, where more than one is open here. */
  readonly named: () => DrawerName | undefined;
  /** The first number of which no drawer is open here. */
  readonly nextNo: () => number;
  readonly hasPouch: () => boolean;
  /** Returns the amount that stayed in it at its last close; `no`: undefined for the person's own pouch. */
  readonly stayed: (no: number | undefined) => Cash;
  /** Returns the shop's usual float. */
  readonly usualFloat: () => MinorUnits;
  /** Says whether a printer of this till opens the drawer. */
  readonly opensByPrinter: () => boolean;
  /** Somebody is about to count it: it opens, where a printer of this till can open it. */
  readonly openToCount: (session: EventId) => void;
  /** The last count of it; undefined while nobody has counted. */
  readonly counted: (session: EventId) => CountedDrawer | undefined;
  readonly look: (session: EventId) => DrawerX | undefined;
  /** Returns the figures that a Z of this till would have now. */
  readonly x: () => TillX;
  /** Prints the X. */
  readonly printX: () => Result<void, Refusal>;
}
