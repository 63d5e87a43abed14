/** Stored figures by what they are of: taxes, tenders, goods, differences of drawers and so on, as tables. */

import { type ReportName, REPORTS, type ReportSum } from "../figures-report.ts";
import { type Days } from "../sales-report.ts";
import { currencyOf, type PageContext } from "./page-context.ts";
import { type PageShop, reportOf, tillNames } from "./page-figures.ts";
import { type Cell, type Column, type Row, type Table } from "./view.ts";

const SHOWN = [
  "taxes",
  "tenders",
  "goods",
  "discounts",
  "voids",
  "drawers",
] as const satisfies ReadonlyArray<ReportName>;
/** Sums that count something. */
const COUNTS: ReadonlySet<ReportSum> = new Set(["count", "minutes", "receipts"]);

/** Returns those that have any figures on these days. Of several shops each row names its own. */
export async function reportTables(
  context: PageContext,
  shops: ReadonlyArray<PageShop>,
  days: Days,
): Promise<ReadonlyArray<Table>> {
  const tables: Table[] = [];
  for (const report of SHOWN) {
    const found = await reportOf(context.rows, { shops, report }, days);
    if (found.length === 0) continue;
    const names = report === "drawers" ? await tillNames(context.rows, shops) : undefined;
    const rows = shops.flatMap((shop) => {
      const own = found.filter((row) => row.shop === shop.shop);
      return own.map(({ of, sums }): Row => {
        const cells = REPORTS[report].sums.map((sum) => cellOf(sum, sums[sum] ?? 0));
        const what: Cell = { type: "text", text: names?.(shop.shop, of) ?? of };
        const first: ReadonlyArray<Cell> =
          shops.length > 1 ? [{ type: "text", text: shop.name }, what] : [what];
        return { currency: currencyOf(shop), cells: [...first, ...cells] };
      });
    });
    const columns = columnsOf(context, report, shops.length > 1);
    tables.push({ type: "table", id: report, title: context.words.reports[report], columns, rows });
  }
  return tables;
}

function columnsOf(
  { words }: PageContext,
  report: (typeof SHOWN)[number],
  hasShop: boolean,
): ReadonlyArray<Column> {
  const { of, sums } = REPORTS[report];
  return [
    ...(hasShop ? [{ key: "shop", head: words.column.shop }] : []),
    { key: of, head: words.column[of] },
    ...sums.map((sum) => ({ key: sum, head: words.column[sum] })),
  ];
}

function cellOf(sum: ReportSum, value: number): Cell {
  return COUNTS.has(sum) ? { type: "count", count: value } : { type: "money", amount: value };
}
