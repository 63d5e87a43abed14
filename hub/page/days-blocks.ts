/** Figures day by day: a chart, and the table behind it. */

import { type BusinessDay } from "../../src/domain/identity.ts";
import { daysFromTo } from "../../src/domain/text/civil-time.ts";
import { type Days } from "../sales-report.ts";
import { type PageContext, shopsByCurrency } from "./page-context.ts";
import { type PageShop } from "./page-figures.ts";
import { type Cell, type Chart, type Column, type Table } from "./view.ts";

/** A longer table is folded below its chart. */
const OPEN_DAYS_MAX = 14;

export interface DayFigures {
  readonly day: BusinessDay;
  /** ISO 4217. */
  readonly currency: string;
  /** Minor units: what the chart shows. */
  readonly amount: number;
  /** Behind the day and the amount. */
  readonly cells: ReadonlyArray<Cell>;
}

/** Returns a chart and its table for each currency of the shops that has figures, newest day first. */
export function dayBlocks(
  { words, text }: PageContext,
  figures: ReadonlyArray<DayFigures>,
  {
    shops,
    days,
    columns,
    title,
  }: {
    readonly shops: ReadonlyArray<PageShop>;
    readonly days: Days;
    readonly columns: ReadonlyArray<Column>;
    readonly title: string;
  },
): ReadonlyArray<Chart | Table> {
  const labels = daysFromTo(days.from, days.to);
  const groups = shopsByCurrency(shops);
  return groups.flatMap(({ code, currency }): ReadonlyArray<Chart | Table> => {
    const own = figures.filter((row) => row.currency === code);
    if (own.length === 0) return [];
    const amountsByDay = new Map(own.map(({ day, amount }) => [day, amount]));
    const name = groups.length > 1 ? `${title} (${code})` : title;
    const amounts = labels.map((day) => amountsByDay.get(day) ?? 0);
    const chart: Chart = {
      type: "chart",
      title: name,
      currency,
      over: "days",
      labels,
      series: [{ name: `${text.day(days.from)} – ${text.day(days.to)}`, amounts }],
    };
    const table: Table = {
      type: "table",
      id: groups.length > 1 ? `days-${code.toLowerCase()}` : "days",
      title: words.frame.table,
      isFolded: labels.length > OPEN_DAYS_MAX,
      columns: [
        { key: "day", head: words.column.day },
        { key: "sold", head: words.column.sold },
        ...columns,
      ],
      rows: own
        .toSorted((one, other) => (one.day < other.day ? 1 : -1))
        .map(({ day, amount, cells }) => {
          const first: Cell = { type: "day", day, href: `/day?day=${day}` };
          return { currency, cells: [first, { type: "money", amount } satisfies Cell, ...cells] };
        }),
    };
    return labels.length > 1 ? [chart, table] : [table];
  });
}
