/**
 * Figures over shops by period: sums of stored figures, read from the views whose names and columns stay
 * (docs/hub.md). Nothing here adds up receipts.
 */

import { sql } from "kysely";

import { type Rows } from "./rows/rows-database.ts";
import { type Days } from "./sales-report.ts";

/** Which view a report reads, what its rows are of, and what it adds up. */
export const REPORTS = {
  taxes: { view: "tax_by_day", of: "label", sums: ["net", "tax"] },
  tenders: { view: "tender_by_day", of: "method", sums: ["count", "amount"] },
  goods: { view: "goods_by_day", of: "category", sums: ["amount"] },
  hours: { view: "hours_by_day", of: "staff", sums: ["minutes"] },
  discounts: { view: "discount_by_day", of: "staff", sums: ["count", "amount"] },
  voids: { view: "void_by_day", of: "staff", sums: ["count", "amount"] },
  drawers: { view: "drawer_by_day", of: "till", sums: ["amount"] },
  people: { view: "people_by_day", of: "staff", sums: ["receipts", "sold", "refunded"] },
} as const satisfies Readonly<
  Record<
    string,
    { readonly view: string; readonly of: string; readonly sums: ReadonlyArray<ReportSum> }
  >
>;

export type ReportSum =
  | "net"
  | "tax"
  | "count"
  | "amount"
  | "minutes"
  | "receipts"
  | "sold"
  | "refunded";
export type ReportName = keyof typeof REPORTS;

/** How days are put together: `week` names the Monday, `month` and `year` their first day, `total` is one row. */
export const PERIODS = ["day", "week", "month", "year", "total"] as const;
export type Period = (typeof PERIODS)[number];

export interface ReportRow {
  readonly shop: string;
  readonly name: string;
  readonly currency: string;
  /** The first day of the period. */
  readonly period: string;
  readonly of: string;
  readonly sums: Readonly<Partial<Record<ReportSum, number>>>;
}

export interface FiguresReport {
  readonly rows: ReadonlyArray<ReportRow>;
  /** Days of which something is known to be missing, or that nobody has closed. */
  readonly incomplete: ReadonlyArray<{
    readonly shop: string;
    readonly name: string;
    readonly day: string;
  }>;
}

export function isReport(text: string): text is ReportName {
  return Object.hasOwn(REPORTS, text);
}

export async function figuresOf(
  rows: Rows,
  report: ReportName,
  { from, to, by }: Days & { readonly by: Period },
): Promise<FiguresReport> {
  const { view, of, sums } = REPORTS[report];
  const period =
    by === "total" ? sql`${from}::date` : sql`date_trunc(${by}, figure.day::timestamp)::date`;
  const added = sql.join(
    sums.map((sum) => sql`sum(figure.${sql.ref(sum)})::bigint AS ${sql.ref(sum)}`),
  );
  const { rows: found } = await sql<
    Omit<ReportRow, "sums"> & Readonly<Partial<Record<ReportSum, number>>>
  >`
    SELECT shop.shop, shop.name, shop.currency, ${period} AS period,
      figure.${sql.ref(of)} AS of, ${added}
    FROM ${sql.table(`till.${view}`)} AS figure
    JOIN till.shop AS shop ON shop.shop = figure.shop
    WHERE figure.day BETWEEN ${from}::date AND ${to}::date
    GROUP BY 1, 2, 3, 4, 5
    ORDER BY shop.name COLLATE "C", shop.shop COLLATE "C", 4, 5`.execute(rows);
  return {
    rows: found.map(({ shop, name, currency, period: begun, of: what, ...own }) => {
      return { shop, name, currency, period: begun, of: what, sums: own };
    }),
    incomplete: await incompleteDays(rows, { from, to }),
  };
}

async function incompleteDays(
  rows: Rows,
  { from, to }: Days,
): Promise<FiguresReport["incomplete"]> {
  const { rows: found } = await sql<FiguresReport["incomplete"][number]>`
    SELECT shop.shop, shop.name, state.day
    FROM till.day_state AS state JOIN till.shop AS shop ON shop.shop = state.shop
    WHERE state.day BETWEEN ${from}::date AND ${to}::date AND NOT state.complete
    ORDER BY shop.name COLLATE "C", shop.shop COLLATE "C", state.day`.execute(rows);
  return found;
}
