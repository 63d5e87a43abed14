/** A report as a table: what every report is, whichever way it is shown. */

import { type LateSales } from "./late-sales.ts";

/** The unit of a column: money in minor units, quantities in thousandths, weights in grams, shares and changes in tenths of a percent. */
export type ColumnUnit =
  | "text"
  | "count"
  | "quantity"
  | "weight"
  | "money"
  | "share"
  | "change"
  | "minutes"
  | "seconds";

/** Every column that a report may have; its name in JSON and CSV, and of its heading. */
export const COLUMNS = {
  step: "text",
  name: "text",
  sku: "text",
  staff: "text",
  act: "text",
  reason: "text",
  orders: "count",
  receipts: "count",
  refunds: "count",
  guests: "count",
  count: "count",
  quantity: "quantity",
  weight: "weight",
  sales: "money",
  returned: "money",
  refunded: "money",
  amount: "money",
  saved: "money",
  broken: "money",
  net: "money",
  base: "money",
  tax: "money",
  kept: "money",
  charges: "money",
  tips: "money",
  perReceipt: "money",
  perGuest: "money",
  byNumber: "share",
  byMoney: "share",
  earlier: "money",
  change: "change",
  minutes: "minutes",
  expected: "money",
  counted: "money",
  difference: "money",
  done: "count",
  toTicket: "seconds",
  toDone: "seconds",
  slowest: "seconds",
  unpriced: "minutes",
  cost: "money",
  ofSales: "share",
} as const satisfies Readonly<Record<string, ColumnUnit>>;

export type Column = keyof typeof COLUMNS;

/** The cells of a row; a number by the unit of its column, null where there is none, such as an average of nothing. */
export type ReportRow = Readonly<Partial<Record<Column, string | number | null>>>;

export interface ReportTable {
  readonly columns: ReadonlyArray<Column>;
  readonly rows: ReadonlyArray<ReportRow>;
  /** The rows added up; null where they don't add up to anything. */
  readonly total: ReportRow | null;
  /** What of it came to closed days after their close; missing where none did, and of what is no sales. */
  readonly late?: ReadonlyArray<LateSales>;
  /** The column that bars show; missing where none of them says how much. */
  readonly bars?: Column;
}

/** Returns a part of a whole in tenths of a percent, rounded half up; null for a part of nothing. */
export function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part * 1000) / whole);
}

/** Returns a quotient rounded half up; null for one by nothing. */
export function each(sum: number, count: number): number | null {
  return count === 0 ? null : Math.round(sum / count);
}
