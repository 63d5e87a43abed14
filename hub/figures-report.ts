/**
 * Figures over shops by period: sums of stored figures, read from the views whose names and columns stay
 * (docs/hub.md). Nothing here adds up receipts.
 */

import { type RawBuilder, sql } from "kysely";

import { type Rows } from "./rows/rows-database.ts";
import { FIGURE_VIEWS, sumOf } from "./rows/views.ts";
import { type Days, type GroupDays, isAskedFor } from "./sales-report.ts";

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
  { from, to, group, by }: GroupDays & { readonly by: Period },
): Promise<FiguresReport> {
  const period = by === "total" ? sql`${from}::date` : sql`date_trunc(${by}, day::timestamp)::date`;
  const sums = REPORTS[report].sums.map((sum) => sql.ref(`figure.${sum}`));
  const { rows: found } = await sql<
    Omit<ReportRow, "sums"> & Readonly<Partial<Record<ReportSum, number>>>
  >`
    SELECT shop.shop, shop.name, shop.currency, figure.period, figure.of, ${sql.join(sums)}
    FROM (${addedUp(report, period, { from, to })}) AS figure
    JOIN till.shop AS shop ON shop.shop = figure.shop
    WHERE ${isAskedFor({ group })}
    ORDER BY shop.name COLLATE "C", shop.shop COLLATE "C", figure.period, figure.of`.execute(rows);
  return {
    rows: found.map(({ shop, name, currency, period: begun, of: what, ...own }) => {
      return { shop, name, currency, period: begun, of: what, sums: own };
    }),
    incomplete: await incompleteDays(rows, { from, to, group }),
  };
}

/**
 * Returns a query for the sums of a report by shop, period and what they are of. Sums of one name are added up before
 * the name is read: there are a thousand of a name for each that is told.
 */
function addedUp(
  report: ReportName,
  period: RawBuilder<unknown>,
  { from, to }: Days,
): RawBuilder<unknown> {
  const { view, of, sums } = REPORTS[report];
  const isOfDays = sql`day BETWEEN ${from}::date AND ${to}::date`;
  if (!isFigureView(view)) {
    const added = sums.map((sum) => sql`sum(${sql.ref(sum)})::bigint AS ${sql.ref(sum)}`);
    return sql`
      SELECT shop, ${period} AS period, ${sql.ref(of)} AS of, ${sql.join(added)}
      FROM ${sql.table(`till.${view}`)} WHERE ${isOfDays} GROUP BY shop, 2, 3`;
  }
  const figure: (typeof FIGURE_VIEWS)[FigureViewName] = FIGURE_VIEWS[view];
  const keys: Readonly<Record<string, string>> = figure.keys;
  const conditions: Readonly<Record<string, string>> = figure.sums;
  const added = sums.map((sum) => sql`${sql.raw(sumOf(conditions[sum] ?? ""))} AS ${sql.ref(sum)}`);
  return sql`
    SELECT shop, period, ${sql.raw(keys[of] ?? of)} AS of, ${sql.join(added)}
    FROM (
      SELECT shop, ${period} AS period, till, what, sum(amount) AS amount
      FROM ${sql.table(`till.${figure.table}`)} WHERE ${isOfDays} AND ${sql.raw(figure.where)}
      GROUP BY shop, 2, till, what
    ) AS named GROUP BY shop, period, 3`;
}

type FigureViewName = keyof typeof FIGURE_VIEWS;

function isFigureView(view: string): view is FigureViewName {
  return Object.hasOwn(FIGURE_VIEWS, view);
}

async function incompleteDays(
  rows: Rows,
  { from, to, group }: GroupDays,
): Promise<FiguresReport["incomplete"]> {
  const { rows: found } = await sql<FiguresReport["incomplete"][number]>`
    SELECT shop.shop, shop.name, state.day
    FROM till.day_state AS state JOIN till.shop AS shop ON shop.shop = state.shop
    WHERE state.day BETWEEN ${from}::date AND ${to}::date AND NOT state.complete
      AND ${isAskedFor({ group })}
    ORDER BY shop.name COLLATE "C", shop.shop COLLATE "C", state.day`.execute(rows);
  return found;
}
