/**
 * Figures with rows of their own in the text and the JSON of a day's report, as their definitions say: those that are
 * kept, and those that are worked out. Cash that a person may not see before the count is left out, or null.
 */

import { type Figure, isPlaced, type Stands, type TextPlace } from "../../domain/figures/figure.ts";
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
  /** What the text has a row for. */
  readonly shown: (report: DayReport) => ReadonlyArray<Row>;
}

const PLACED: ReadonlyArray<Placed> = [
  ...REPORTED.map(({ id, figure }): Placed => ({
    id,
    text: figure.stands.text,
    shown: (report) => seenRows(report, id, figure),
  })),
  ...LINES.map(([id, { text }]): Placed => ({
    id,
    text,
    shown: (report) => [{ ...report[id] }].filter(isSomething),
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

/** Returns the fields of the JSON that have the rows of a kept figure. */
export function figureJson(report: DayReport): Row {
  return Object.fromEntries(REPORTED.map(({ id, figure }) => [id, jsonField(report, id, figure)]));
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
