/** What a page shows, before it is text: tables, charts and cards of figures. The same tables become HTML and CSV. */

import { type BusinessDay } from "../../src/domain/identity.ts";
import { type Currency } from "../../src/domain/money/currency.ts";

export type Cell =
  | { readonly type: "text"; readonly text: string; readonly href?: string | undefined }
  | { readonly type: "day"; readonly day: BusinessDay; readonly href?: string | undefined }
  | { readonly type: "count"; readonly count: number }
  /** Thousandths. */
  | { readonly type: "quantity"; readonly quantity: number }
  /** Minor units of the row's currency. */
  | { readonly type: "money"; readonly amount: number }
  /** By how many parts of it `amount` is more than `before`; empty where there was nothing before. */
  | { readonly type: "change"; readonly amount: number; readonly before: number };

export interface Column {
  /** The heading in CSV, which is English for everybody. */
  readonly key: string;
  readonly head: string;
}

export interface Row {
  readonly cells: ReadonlyArray<Cell>;
  /** Of its amounts; undefined where the code is none that this program knows. */
  readonly currency: Currency | undefined;
  /** A sum of other rows, which is not in CSV. */
  readonly isTotal?: boolean;
}

export interface Table {
  readonly type: "table";
  /** Names it in the address of its CSV. */
  readonly id: string;
  readonly title: string;
  readonly columns: ReadonlyArray<Column>;
  readonly rows: ReadonlyArray<Row>;
  /** What is to be known about the figures. */
  readonly note?: string | undefined;
  /** Shown when somebody opens it: what a chart shows already. */
  readonly isFolded?: boolean;
}

/** Lines over hours of a day, or over days. */
export interface Chart {
  readonly type: "chart";
  readonly title: string;
  readonly currency: Currency | undefined;
  /** `hours`: `labels` are hours since the midnight with which the day began; `days`: business days. */
  readonly over: "hours" | "days";
  readonly labels: ReadonlyArray<number | BusinessDay>;
  readonly series: ReadonlyArray<{
    readonly name: string;
    /** Minor units; null where nothing is known yet. */
    readonly amounts: ReadonlyArray<number | null>;
    readonly isPast?: boolean;
  }>;
}

/** One figure to be read from afar. */
export interface Card {
  readonly label: string;
  readonly figure: string;
  readonly details: ReadonlyArray<string>;
}

export type Block =
  | Table
  | Chart
  | { readonly type: "cards"; readonly cards: ReadonlyArray<Card> }
  | { readonly type: "note"; readonly text: string };

/** Asks for days; what is chosen goes back to the same page. */
export type DayChoice =
  | { readonly type: "none" }
  | { readonly type: "day"; readonly day: BusinessDay }
  | {
      readonly type: "range";
      readonly from: BusinessDay;
      readonly to: BusinessDay;
      /** What else the address says, and says again. */
      readonly keep?: Readonly<Record<string, string>>;
    };

export interface View {
  readonly title: string;
  /** Says more of what the title names, such as the day. */
  readonly subtitle: string;
  readonly choice: DayChoice;
  /** Drawn anew when rows have changed. */
  readonly isLive: boolean;
  readonly blocks: ReadonlyArray<Block>;
}
