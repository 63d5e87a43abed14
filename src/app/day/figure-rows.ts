/**
 * Figures with rows of their own in the text, the CSV and the JSON of a day's report, as their definitions say: those
 * that are kept, and those that are worked out. Cash that a person may not see before the count is left out, or null.
 */

import {
  type CsvPlace,
  type CsvStand,
  type Figure,
  isPlaced,
  type JsonPlace,
  type Stands,
  type TextPlace,
} from "../../domain/figures/figure.ts";
import { type FigureId, type FigureLabels, type FIGURES } from "../../domain/figures/figures.ts";
import { localForeign } from "../../domain/tenders/foreign-cash.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { looseRows, REPORTED, type ReportedId } from "../../report/figure-fields.ts";
import { type Person } from "../../report/report-names.ts";
import { actsReportWords } from "../../words/made/actsReport/all.ts";
import { dayWords } from "../../words/made/day/all.ts";
import { stockWords } from "../../words/made/stock/all.ts";
import { moneyText, type Speech } from "../speech.ts";
import { tenderText } from "../words/tender-text.ts";
import { type TextRow } from "../words/text-columns.ts";
import { personText } from "./day-drawers-text.ts";
import { type DayReport } from "./day-report-parts.ts";
import { type LineId, LINES, type LineSums } from "./report-lines.ts";

type Row = Readonly<Record<string, unknown>>;

interface Placed {
  readonly id: ReportedId | LineId;
  readonly text: Stands["text"];
  readonly csv: ReadonlyArray<CsvStand>;
  readonly json: Stands["json"];
  readonly rows: (report: DayReport) => ReadonlyArray<Row>;
  /** What the text has a row for. */
  readonly shown: (report: DayReport) => ReadonlyArray<Row>;
  readonly field: (report: DayReport) => unknown;
}

const PLACED: ReadonlyArray<Placed> = [
  ...REPORTED.map(({ id, figure }): Placed => {
    const { text, csv, json } = figure.stands;
    return {
      id,
      text,
      csv: isPlaced(csv) ? [csv] : [],
      json,
      rows: (report) => seenRows(report, id, figure),
      shown: (report) => seenRows(report, id, figure),
      field: (report) => jsonField(report, id, figure),
    };
  }),
  ...LINES.map(([id, { text, csv, json }]): Placed => ({
    id,
    text,
    csv,
    json,
    rows: (report) => [{ ...report[id] }],
    shown: (report) => [{ ...report[id] }].filter(isSomething),
    field: (report) => report[id],
  })),
];

function isSomething(row: Row): boolean {
  return Object.values(row).some((sum) => typeof sum === "number" && sum !== 0);
}

/** The kept figures that the text names, which need words for it. */
type InText = {
  [Id in FigureId]: (typeof FIGURES)[Id]["stands"]["text"] extends { readonly place: TextPlace }
    ? Id
    : never;
}[FigureId];

type Labels = FigureLabels<InText> & {
  readonly [Id in LineId]: string | ((sum: LineSums[Id]) => string);
};

function labelsIn({ locale }: Speech): Labels {
  const words = wordsIn(dayWords, locale);
  const { covers, charges } = wordsIn(actsReportWords, locale);
  return {
    ...words.figures,
    foreign: ({ currency, count, amount }) => {
      const given = localForeign(amount, currency, locale);
      return words.foreign({ currency, payments: count, given });
    },
    covers,
    charges,
    ...wordsIn(stockWords, locale).report,
    pricedApart: ({ lists, lines }) => words.pricedApart({ lists: lists.join(", "), lines }),
  };
}

/** Returns the rows of one place of the text. */
export function figureTextRows(
  report: DayReport,
  place: TextPlace,
  speech: Speech,
): ReadonlyArray<TextRow> {
  const labels: Readonly<Record<string, unknown>> = labelsIn(speech);
  return PLACED.flatMap(({ id, text, shown }) => {
    if (!isPlaced(text) || text.place !== place) return [];
    const label = labels[id] as string | ((facts: Row) => string);
    return shown(report).map((row): TextRow => {
      const said = typeof label === "string" ? label : label(factsOf(row, report, speech));
      if (text.amount === undefined) return `  ${said}`;
      return { label: said, amount: moneyText(Number(row[text.amount]), speech) };
    });
  });
}

/** Returns the row with people and tenders as people read them. */
function factsOf(row: Row, { tenderNames }: DayReport, { locale }: Speech): Row {
  const method = String(row["method"]);
  const name = tenderNames.get(method);
  return {
    ...row,
    ...("staff" in row ? { staff: personText(personOn(row)) } : {}),
    ...("method" in row ? { method: tenderText({ method, name }, wordsIn(dayWords, locale)) } : {}),
  };
}

interface CsvRow {
  readonly section: string;
  readonly name?: string;
  readonly count?: number;
  readonly amount?: number;
  readonly currency?: string;
  readonly by?: Person;
}

/** Returns the rows of one place of the CSV. */
export function figureCsvRows(report: DayReport, place: CsvPlace): ReadonlyArray<CsvRow> {
  return PLACED.flatMap(({ csv, rows }) =>
    csv
      .filter((it) => it.place === place)
      .flatMap((it) => rows(report).map((row) => csvRow(it, withTenderName(row, report)))),
  );
}

/** Returns the row with the name of a tender of the shop's own in place of its id. */
function withTenderName(row: Row, { tenderNames }: DayReport): Row {
  if (!("method" in row)) return row;
  const method = String(row["method"]);
  return { ...row, method: tenderNames.get(method) ?? method };
}

function csvRow({ section, name, called, count, amount }: CsvStand, row: Row): CsvRow {
  return {
    section,
    ...(called === undefined ? {} : { name: called }),
    ...(name === undefined ? {} : { name: String(row[name]) }),
    ...(count === undefined ? {} : { count: Number(row[count]) }),
    ...(amount === undefined ? {} : { amount: Number(row[amount]) }),
    ...("currency" in row ? { currency: String(row["currency"]) } : {}),
    ...("staff" in row ? { by: personOn(row) } : {}),
  };
}

/** Returns the fields of one place of the JSON. */
export function figureJson(report: DayReport, place: JsonPlace): Row {
  const there = PLACED.filter(({ json }) => isPlaced(json) && json.place === place);
  return Object.fromEntries(there.map(({ id, field }) => [id, field(report)]));
}

function jsonField(report: DayReport, id: ReportedId, figure: Figure): ReadonlyArray<Row> | null {
  const rows = looseRows(report, id);
  if (!report.withholdsCash) return rows;
  if (isAllCash(figure)) return null;
  return rows.map((row) => (isCash(row) ? withoutSums(figure, row) : row));
}

/** Money of other currencies lies in drawers as a whole. */
function isAllCash({ dimensions }: Figure): boolean {
  return dimensions.some(({ name }) => name === "currency");
}

function isCash(row: Row): boolean {
  return row["method"] === "cash";
}

/** How often is no secret, how much is. */
function withoutSums({ holds }: Figure, row: Row): Row {
  const hidden = Object.entries(holds).filter(([, unit]) => unit !== "count");
  return { ...row, ...Object.fromEntries(hidden.map(([sum]) => [sum, null])) };
}

function personOn(row: Row): Person {
  return { staff: String(row["staff"]), name: String(row["name"]) };
}

function seenRows(report: DayReport, id: ReportedId, figure: Figure): ReadonlyArray<Row> {
  const rows = looseRows(report, id);
  if (!report.withholdsCash) return rows;
  return isAllCash(figure) ? [] : rows.filter((row) => !isCash(row));
}
