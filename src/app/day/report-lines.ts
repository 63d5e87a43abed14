/**
 * Sums of the day's report that are worked out by themselves. Each is one definition here, of which its field of the
 * report, its rows in the text and in the CSV, and its field of the JSON are made.
 */

import { type BusinessDay } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { type Locale } from "../../domain/locale.ts";
import { zeroMinor } from "../../domain/money/amounts.ts";
import { wordsIn } from "../../domain/words-in.ts";
import { chargesOfDay, type DayCharges } from "../../report/day-charges.ts";
import { coversOfDay, type DayCovers } from "../../report/day-goods.ts";
import { type PricedApart } from "../../report/reconcile.ts";
import { actsReportWords } from "../../words/made/actsReport/all.ts";
import { dayWords } from "../../words/made/day/all.ts";
import { pricedApartOn } from "../catalogue/priced-apart.ts";
import { moneyText, type Speech } from "../speech.ts";
import { type TextRow } from "../text-columns.ts";
import { type Till } from "../till.ts";

interface Figures {
  readonly count?: number;
  readonly amount?: number;
}

interface CsvName {
  readonly section: string;
  readonly name: string;
}

type CsvSum = CsvName & Figures;

/** A row of a sum. The text leaves it out where count and amount are zero; the CSV never does. */
interface LineRow {
  /** Returns the row's label in the text; a row without one stands in the CSV alone. */
  readonly label?: (locale: Locale) => string;
  /** A row without it stands in the text alone. */
  readonly csv?: CsvName;
  readonly sum: Figures;
}

type Part = "sales" | "goods" | "deposits";

interface ReportLine<Sum> {
  /** The part of the text and of the CSV that its rows end. */
  readonly part: Part;
  /** The sum of a day on which nothing of it happened. */
  readonly none: Sum;
  read(view: LedgerView, day: BusinessDay, till: Till): Sum;
  rows(sum: Sum): ReadonlyArray<LineRow>;
}

const covers: ReportLine<DayCovers> = {
  part: "goods",
  none: { orders: 0, guests: 0, total: zeroMinor },
  read: coversOfDay,
  rows: ({ orders, guests, total }) => [
    {
      label: (locale) => wordsIn(actsReportWords, locale).covers({ guests, orders }),
      csv: { section: "covers", name: "orders" },
      sum: { count: orders, amount: total },
    },
    { csv: { section: "covers", name: "guests" }, sum: { count: guests } },
  ],
};

const charges: ReportLine<DayCharges> = {
  part: "sales",
  none: { count: 0, total: zeroMinor },
  read: chargesOfDay,
  rows: ({ count, total }) => [
    {
      label: (locale) => wordsIn(actsReportWords, locale).charges,
      csv: { section: "charges", name: "service and covers" },
      sum: { count, amount: total },
    },
  ],
};

const pricedApart: ReportLine<PricedApart> = {
  part: "deposits",
  none: { lines: 0, total: zeroMinor, lists: [] },
  read: (view, day, till) => pricedApartOn(till, view, day),
  rows: ({ lists, lines, total }) => [
    {
      label: (locale) => wordsIn(dayWords, locale).pricedApart({ lists: lists.join(", "), lines }),
      sum: { count: lines, amount: total },
    },
  ],
};

/** The sums by their fields in the report and in the JSON. */
const REPORT_LINES = { charges, covers, pricedApart };

type LineId = keyof typeof REPORT_LINES;
export type LineSums = { readonly [Id in LineId]: (typeof REPORT_LINES)[Id]["none"] };

const LINES = Object.entries(REPORT_LINES) as ReadonlyArray<[LineId, ReportLine<object>]>;

export function readLineSums(view: LedgerView, day: BusinessDay, till: Till): LineSums {
  return lineSums((line) => line.read(view, day, till));
}

/** Returns the sums of a report alone, as the JSON has them. */
export function lineSumsOf(report: LineSums): LineSums {
  return lineSums((_, id) => report[id]);
}

export function lineSums(sumOf: (line: ReportLine<object>, id: LineId) => object): LineSums {
  return Object.fromEntries(LINES.map(([id, line]) => [id, sumOf(line, id)])) as LineSums;
}

export function lineTextRows(report: LineSums, part: Part, speech: Speech): ReadonlyArray<TextRow> {
  return rowsAt(report, part).flatMap(({ label, sum: { count = 0, amount = 0 } }) =>
    label === undefined || (count === 0 && amount === 0)
      ? []
      : [{ label: label(speech.locale), amount: moneyText(amount, speech) }],
  );
}

export function lineCsvRows(report: LineSums, part: Part): ReadonlyArray<CsvSum> {
  return rowsAt(report, part).flatMap(({ csv, sum }) =>
    csv === undefined ? [] : [{ ...csv, ...sum }],
  );
}

function rowsAt(report: LineSums, part: Part): ReadonlyArray<LineRow> {
  return LINES.flatMap(([id, line]) => (line.part === part ? line.rows(report[id]) : []));
}
