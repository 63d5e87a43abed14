/**
 * Figures with rows of their own in the text, the CSV and the JSON of a day's report, as their definitions say. Cash
 * that a person may not see before the count is left out, or null.
 */

import {
  type CsvPlace,
  type CsvStand,
  type Figure,
  isPlaced,
  type JsonPlace,
  type TextPlace,
} from "../../domain/figures/figure.ts";
import { type FigureId, type FigureLabels, type FIGURES } from "../../domain/figures/figures.ts";
import { minor, type MinorUnits } from "../../domain/money/amounts.ts";
import { looseRows, REPORTED, type ReportedId } from "../../report/figure-fields.ts";
import { type Person } from "../../report/report-names.ts";
import { type DayWords } from "../../words/made/day/words.ts";
import { type TextRow } from "../text-columns.ts";
import { personText } from "./day-drawers-text.ts";
import { type DayReport } from "./day-report-parts.ts";

type Row = Readonly<Record<string, string | number>>;

/** The figures that the text names, which need words for it. */
type InText = {
  [Id in FigureId]: (typeof FIGURES)[Id]["stands"]["text"] extends { readonly place: TextPlace }
    ? Id
    : never;
}[FigureId];

interface TextWays {
  readonly words: Pick<DayWords, "figures">;
  readonly money: (amount: MinorUnits) => string;
  /** A tender's name as people read it. */
  readonly tender: (method: string) => string;
}

/** Returns the rows of one place of the text. */
export function figureTextRows(
  report: DayReport,
  place: TextPlace,
  { words, money, tender }: TextWays,
): ReadonlyArray<TextRow> {
  const labels: FigureLabels<InText> = words.figures;
  return REPORTED.flatMap(({ id, figure }) => {
    const { text } = figure.stands;
    if (!isPlaced(text) || text.place !== place) return [];
    const label = labels[id as InText] as string | ((facts: Row) => string);
    return seenRows(report, id, figure).map((row): TextRow => {
      const facts = {
        ...row,
        ...("staff" in row ? { staff: personText(personOn(row)) } : {}),
        ...("method" in row ? { method: tender(String(row["method"])) } : {}),
      };
      const said = typeof label === "string" ? label : label(facts);
      if (text.amount === undefined) return `  ${said}`;
      return { label: said, amount: money(minor(Number(row[text.amount]))) };
    });
  });
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
  return REPORTED.flatMap(({ id, figure }) => {
    const { csv } = figure.stands;
    if (!isPlaced(csv) || csv.place !== place) return [];
    return seenRows(report, id, figure).map((row) => csvRow(csv, row));
  });
}

function csvRow({ section, name, count, amount }: Omit<CsvStand, "place">, row: Row): CsvRow {
  return {
    section,
    ...(name === undefined ? {} : { name: String(row[name]) }),
    ...(count === undefined ? {} : { count: Number(row[count]) }),
    ...(amount === undefined ? {} : { amount: Number(row[amount]) }),
    ...("currency" in row ? { currency: String(row["currency"]) } : {}),
    ...("staff" in row ? { by: personOn(row) } : {}),
  };
}

/** Returns the fields of one place of the JSON. */
export function figureJson(
  report: DayReport,
  place: JsonPlace,
): Readonly<Record<string, ReadonlyArray<unknown> | null>> {
  const there = REPORTED.filter(({ figure: { stands } }) => {
    return isPlaced(stands.json) && stands.json.place === place;
  });
  const fields: Record<string, ReadonlyArray<unknown> | null> = {};
  for (const { id, figure } of there) {
    const isNothing = report.withholdsCash && isAllCash(figure);
    const rows = looseRows(report, id).map((row) =>
      report.withholdsCash && isCash(row) ? withoutSums(figure, row) : row,
    );
    fields[id] = isNothing ? null : rows;
  }
  return fields;
}

/** Money of other currencies lies in drawers as a whole. */
function isAllCash({ dimensions }: Figure): boolean {
  return dimensions.some(({ name }) => name === "currency");
}

function isCash(row: Row): boolean {
  return row["method"] === "cash";
}

/** How often is no secret, how much is. */
function withoutSums({ holds }: Figure, row: Row): Readonly<Record<string, unknown>> {
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
