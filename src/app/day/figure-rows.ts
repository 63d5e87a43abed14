/**
 * Figures with rows of their own in the text, the CSV and the JSON of a day's report, as their definitions say. Cash
 * that a person may not see before the count is left out, or null.
 */

import {
  type CsvPlace,
  type CsvStand,
  type Figure,
  type JsonPlace,
  type TextPlace,
} from "../../domain/figures/figure.ts";
import { type FigureId, type FigureRow, type FIGURES } from "../../domain/figures/figures.ts";
import { minor, type MinorUnits } from "../../domain/money/amounts.ts";
import { looseRows, REPORTED, type ReportedId } from "../../report/figure-fields.ts";
import { type DayWords } from "../../words/made/day/words.ts";
import { type TextRow } from "../text-columns.ts";
import { type DayReport } from "./day-report-parts.ts";

type Row = Readonly<Record<string, string | number>>;

/** The figures that the text names, which need words for it. */
type InText = {
  [Id in FigureId]: (typeof FIGURES)[Id]["stands"]["text"] extends { readonly place: TextPlace }
    ? Id
    : never;
}[FigureId];

/** What a label says: dimensions as people read them, and how many. */
type LabelFacts<Id extends FigureId> = {
  readonly [Name in keyof FigureRow<Id>]: FigureRow<Id>[Name] extends string ? string : number;
};

/** Fails to compile where the words have no label, or one that asks for what the figure doesn't say. */
type DayLabels = { readonly [Id in InText]: string | ((facts: LabelFacts<Id>) => string) };

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
  const labels: DayLabels = words.figures;
  return REPORTED.flatMap(({ id, figure }) => {
    const { text } = figure.stands;
    if (text === null || text === "by hand" || text.place !== place) return [];
    const label = labels[id as InText] as string | ((facts: Row) => string);
    return seenRows(report, id, figure).map((row): TextRow => {
      const facts = {
        ...row,
        ...("staff" in row ? { staff: whoOf(row) } : {}),
        ...("method" in row ? { method: tender(String(row["method"])) } : {}),
      };
      const said = typeof label === "string" ? label : label(facts);
      if (text.amount === undefined) return `  ${said}`;
      return { label: said, amount: money(minor(Number(row[text.amount]))) };
    });
  });
}

function whoOf(row: Row): string {
  return String(row["name"] === "" ? row["staff"] : row["name"]);
}

interface CsvRow {
  readonly section: string;
  readonly name?: string;
  readonly count?: number;
  readonly amount?: number;
  readonly currency?: string;
  readonly by?: { readonly staff: string; readonly name: string };
}

/** Returns the rows of one place of the CSV. */
export function figureCsvRows(report: DayReport, place: CsvPlace): ReadonlyArray<CsvRow> {
  return REPORTED.flatMap(({ id, figure }) => {
    const { csv } = figure.stands;
    if (csv === null || csv === "by hand" || csv.place !== place) return [];
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
    ...("staff" in row ? { by: { staff: String(row["staff"]), name: String(row["name"]) } } : {}),
  };
}

/** Returns the fields of one place of the JSON. */
export function figureJson(
  report: DayReport,
  place: JsonPlace,
): Readonly<Record<string, ReadonlyArray<unknown> | null>> {
  const there = REPORTED.filter(({ figure: { stands } }) => {
    return stands.json !== null && stands.json !== "by hand" && stands.json.place === place;
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

function seenRows(report: DayReport, id: ReportedId, figure: Figure): ReadonlyArray<Row> {
  const rows = looseRows(report, id);
  if (!report.withholdsCash) return rows;
  return isAllCash(figure) ? [] : rows.filter((row) => !isCash(row));
}
