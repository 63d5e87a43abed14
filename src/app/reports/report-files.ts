/** A report for other programs: one flat table (RFC 4180), or JSON. Names of columns are English and stable. */

import { minor } from "../../domain/money/amounts.ts";
import { type Currency, formatMoney } from "../../domain/money/currency.ts";
import {
  type Column,
  COLUMNS,
  type ColumnUnit,
  type ReportRow,
  type ReportTable,
} from "../../report/sales/report-table.ts";
import { sheetToCsv } from "../catalogue/catalogue-file.ts";

/**
 * Returns a row per row of the report, without its total: whoever adds the column up gets that. Amounts have a
 * decimal point, quantities three digits behind one, shares and changes are percents.
 */
export function reportToCsv({ columns, rows }: ReportTable, currency: Currency): string {
  return sheetToCsv([
    columns,
    ...rows.map((row) => columns.map((column) => csvCell(row[column], COLUMNS[column], currency))),
  ]);
}

function csvCell(value: ReportRow[Column], unit: ColumnUnit, currency: Currency): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "string") return value;
  if (unit === "money") return formatMoney(minor(value), currency);
  if (unit === "quantity" || unit === "weight") return (value / 1000).toFixed(3);
  return unit === "share" || unit === "change" ? (value / 10).toFixed(1) : String(value);
}

/** Money in minor units, quantities in thousandths, shares and changes in tenths of a percent. */
export function reportToJson(
  { columns, rows, total, late = [] }: ReportTable,
  about: object,
): Readonly<Record<string, unknown>> {
  return { ...about, columns, rows, total, late };
}
