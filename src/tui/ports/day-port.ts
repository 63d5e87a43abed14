/** The business day, as a person at the till closes it. */

import { type Result } from "../../domain/base/result.ts";
import { type MinorUnits } from "../../domain/money/amounts.ts";
import { type GoodsCount } from "../../domain/views.ts";
import { type DrawerName } from "./drawer-port.ts";
import { type Refusal } from "./refusal-port.ts";
import { type TableOrName } from "./table-port.ts";

export interface ClosedZ {
  /** `A-12`. */
  readonly name: string;
  readonly total: MinorUnits;
}

/** All closes of a day together. */
export interface DayResult {
  /** To be read, with its weekday. */
  readonly day: string;
  readonly zs: ReadonlyArray<ClosedZ>;
  readonly total: MinorUnits;
  /** Names of tills that were not heard. */
  readonly missing: ReadonlyArray<string>;
  /** Names of tills that were shut out or replaced, and not heard to the end: they make no Z any more. */
  readonly gone: ReadonlyArray<string>;
}

/** The things that are open when the day is to be closed: none of them holds the close up. */
export interface DayOpen {
  readonly day: string;
  readonly orders: { readonly count: number; readonly due: MinorUnits };
  /** Paid orders whose guests still wait for something. */
  readonly waiting: ReadonlyArray<
    TableOrName & { readonly number: string; readonly goods: ReadonlyArray<GoodsCount> }
  >;
  readonly drawers: ReadonlyArray<DrawerName>;
  /** Tabs by card that nobody has booked or let go. */
  readonly tabs: ReadonlyArray<
    TableOrName & {
      readonly number: string;
      readonly sum: MinorUnits;
      /** The last day on which the card holds it; empty where nobody knows. */
      readonly until: string;
    }
  >;
  readonly people: ReadonlyArray<{ readonly name: string; readonly since: string }>;
  readonly papers: number;
  readonly attention: number;
  /** Names of tills that were not heard. */
  readonly tills: ReadonlyArray<string>;
  /** What to do about those that are off: a sentence at most. */
  readonly off: ReadonlyArray<string>;
  /** Undefined as long as nobody has closed it. */
  readonly closed: DayResult | undefined;
}

/** A close that somebody asked for here has come to its end. */
export type DayNews =
  | ({
      readonly type: "closed";
      /** Of each card terminal that has not ended its day, why and what to do; missing for none. */
      readonly terminals?: ReadonlyArray<string>;
    } & DayResult)
  | { readonly type: "failed"; readonly message: string };

export interface DayDesk {
  readonly look: () => DayOpen;
  /** Begins to close the day; what it came to is told once the other tills have had their time. */
  readonly close: () => Result<void, Refusal>;
  /** Prints one of the Zs of the day: the same as the first time. */
  readonly printZ: (name: string) => Result<void, Refusal>;
  /** Answers which day it is: the next one begins, or the one before goes on. */
  readonly turn: (begins: boolean) => void;
}

export interface DayPort {
  /** Each is told once. */
  readonly dayNews: () => ReadonlyArray<DayNews>;
}
