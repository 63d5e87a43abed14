/** A report as text for a terminal: a table that fits its width, a bar in each row, and a line of small bars above. */

import { type BusinessDay } from "../../domain/identity.ts";
import { thousandths } from "../../domain/money/amounts.ts";
import { sixtiethsText } from "../../domain/text/duration-text.ts";
import { localDay, localQuantity, withDecimal } from "../../domain/text/locale.ts";
import { textWidth } from "../../domain/text/text-width.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import {
  type Column,
  COLUMNS,
  type ColumnUnit,
  type ReportRow,
  type ReportTable,
} from "../../report/sales/report-table.ts";
import { reportsWords } from "../../words/made/reports/all.ts";
import { moneyText, type Speech } from "../speech.ts";
import { padEnd, widest } from "../words/text-columns.ts";
import { bar, sparkline } from "./bars.ts";

/** Dropped from the right of this list until the table fits: the first says least. */
export const LEAST_FIRST: ReadonlyArray<Column> = [
  "sku",
  "perReceipt",
  "returned",
  "refunded",
  "orders",
  "byNumber",
  "perGuest",
  "guests",
  "sales",
  "receipts",
  "staff",
  "byMoney",
  "done",
];

const BAR_CELLS_MIN = 8;
const BAR_CELLS_MAX = 24;
const GAP = 2;

/** `cells`: the width of the terminal. A table that is wider even without what may go stays as wide as it is. */
export function reportToText(
  table: ReportTable,
  { speech, cells }: { readonly speech: Speech; readonly cells: number },
): ReadonlyArray<string> {
  const { rows, total, bars } = table;
  const all = total === null ? rows : [...rows, total];
  const columns = fittingColumns(table, speech, cells - GAP - BAR_CELLS_MIN);
  const words = wordsIn(reportsWords, speech.locale);
  const widths = columns.map((column, at) => {
    const width = widthOf(column, all, speech);
    // The row of sums begins with its own word, whichever column is first.
    return at > 0 || total === null ? width : widest([words.total], width);
  });
  const tableCells = widths.reduce((sum, width) => sum + width + GAP, 0);
  const barCells = Math.min(BAR_CELLS_MAX, cells - tableCells - GAP);
  const most = bars === undefined ? 0 : Math.max(0, ...rows.map((row) => Number(row[bars] ?? 0)));
  const lines = rows.map((row) => {
    const text = lineOf(columns, widths, (column) => cellText(column, row, speech));
    const isShown = bars !== undefined && barCells >= BAR_CELLS_MIN && most > 0;
    return isShown ? `${text}  ${bar(Number(row[bars] ?? 0) / most, barCells)}`.trimEnd() : text;
  });
  const heads = lineOf(columns, widths, (column) => (isText(column) ? "" : words.columns[column]));
  const first = columns[0];
  const foot =
    total === null
      ? []
      : [
          lineOf(columns, widths, (column) =>
            column === first ? words.total : cellText(column, total, speech),
          ),
        ];
  return [...sparkLines(table), heads.trimEnd(), ...lines, ...foot.map((line) => line.trimEnd())];
}

/** A line of small bars says more than one row at once, from three on. */
const SPARK_FROM = 3;
const SPARK_MOST = 78;

function sparkLines({ columns, rows, bars }: ReportTable): ReadonlyArray<string> {
  if (bars === undefined || columns[0] !== "step") return [];
  if (rows.length < SPARK_FROM || rows.length > SPARK_MOST) return [];
  return [`  ${sparkline(rows.map((row) => Number(row[bars] ?? 0)))}`, ""];
}

function lineOf(
  columns: ReadonlyArray<Column>,
  widths: ReadonlyArray<number>,
  textOf: (column: Column) => string,
): string {
  const cells = columns.map((column, at) => {
    const text = textOf(column);
    const width = widths[at] ?? 0;
    return isText(column) ? padEnd(text, width) : " ".repeat(width - textWidth(text)) + text;
  });
  return `  ${cells.join("  ")}`.trimEnd();
}

/** Whether a column's cells are words: they stand at the left. */
export function isText(column: Column): boolean {
  return COLUMNS[column] === "text";
}

/** What is zero or nothing in every row says nothing; the same sum twice says it once. */
export function usedColumns(
  { columns, bars }: ReportTable,
  all: ReadonlyArray<ReportRow>,
): ReadonlyArray<Column> {
  return columns.filter((column) => {
    if (column === "step" || column === "name") return true;
    if (column === bars) return all.some((row) => row[column] !== null);
    if (column === "sales") return all.some(({ sales, amount }) => sales !== amount);
    return all.some((row) => ![0, null, undefined, ""].includes(row[column]));
  });
}

/** Returns the columns that say something and fit on so many cells; those that say least go first. */
export function fittingColumns(
  table: ReportTable,
  speech: Speech,
  cells: number,
): ReadonlyArray<Column> {
  const all = table.total === null ? table.rows : [...table.rows, table.total];
  let kept = usedColumns(table, all);
  for (const least of LEAST_FIRST) {
    const wide = kept.reduce((sum, column) => sum + widthOf(column, all, speech) + GAP, GAP);
    if (wide <= cells) break;
    kept = kept.filter((column) => column !== least);
  }
  return kept;
}

function widthOf(column: Column, all: ReadonlyArray<ReportRow>, speech: Speech): number {
  const words = wordsIn(reportsWords, speech.locale);
  const head = isText(column) ? 0 : textWidth(words.columns[column]);
  return widest(
    all.map((row) => cellText(column, row, speech)),
    Math.max(head, column === "step" || column === "name" ? textWidth(words.total) : 0),
  );
}

type Texts = Readonly<Record<ColumnUnit, (value: number, speech: Speech) => string>>;

const TEXTS: Texts = {
  text: (value) => String(value),
  count: (value) => String(value),
  quantity: (value, { locale }) => withDecimal(String(value / 1000), locale),
  weight: (value, { locale }) => localQuantity(thousandths(value), "weight", locale),
  money: moneyText,
  share: (value, { locale }) => withDecimal((value / 10).toFixed(1), locale),
  change: (value, { locale }) =>
    `${value > 0 ? "+" : ""}${withDecimal((value / 10).toFixed(1), locale)}%`,
  minutes: sixtiethsText,
  seconds: sixtiethsText,
};

/** Returns a cell as people read it; empty where there is nothing. */
export function cellText(column: Column, row: ReportRow, speech: Speech): string {
  const value = row[column];
  if (value === undefined || value === null) return "";
  if (column === "step") return stepText(String(value), speech);
  return typeof value === "string" ? value : TEXTS[COLUMNS[column]](value, speech);
}

/** A step that is one day. */
export const A_DAY = /^\d{4}-\d{2}-\d{2}$/u;

/** A day is written as the language has it, with its weekday; other steps stand as they are. */
function stepText(step: string, { locale }: Speech): string {
  if (!A_DAY.test(step)) return step;
  return localDay(step as BusinessDay, locale);
}
