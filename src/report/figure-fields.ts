/** Figures that stand in the report of a day as rows of their own: each is a field, made from its definition. */

import { type Figure, isPlaced, type NamedSums } from "../domain/figures/figure.ts";
import { type FigureId, type FigureRow, FIGURES } from "../domain/figures/figures.ts";
import { compareText } from "../domain/text/entry-text.ts";

/** The figures whose rows the report has. */
export type ReportedId = {
  [Id in FigureId]: (typeof FIGURES)[Id]["stands"]["json"] extends { readonly rows: string }
    ? Id
    : never;
}[FigureId];

/** A row of the report: a member of the staff by number and name. */
type ReportedRow<Row> = Row extends { readonly staff: string }
  ? Row & { readonly name: string }
  : Row;

export type ReportFigures = {
  readonly [Id in ReportedId]: ReadonlyArray<ReportedRow<FigureRow<Id>>>;
};

type LooseRow = Readonly<Record<string, string | number>>;
type LooseFigures = Readonly<Record<string, ReadonlyArray<LooseRow>>>;

export interface ReportedFigure {
  readonly id: ReportedId;
  readonly figure: Figure;
}

const ALL = Object.entries(FIGURES) as unknown as ReadonlyArray<[ReportedId, Figure]>;

export const REPORTED: ReadonlyArray<ReportedFigure> = ALL.flatMap(([id, figure]) => {
  return isPlaced(figure.stands.json) ? [{ id, figure }] : [];
});

/** Returns the fields from a day's kept sums, by staff number, then by what else tells rows apart. */
export function figureFields(kept: NamedSums): ReportFigures {
  return fieldsOf(({ figure }) => rowsOf(figure, kept));
}

/** Looks up the names of those who are named by their numbers. */
export function withStaffNames(
  figures: ReportFigures,
  staffName: (number: string) => string,
): ReportFigures {
  return fieldsOf(({ id }) =>
    looseRows(figures, id).map((row) =>
      "staff" in row ? Object.assign({}, row, { name: staffName(String(row["staff"])) }) : row,
    ),
  );
}

/** Returns the rows of one figure, whatever it is. */
export function looseRows(figures: ReportFigures, id: ReportedId): ReadonlyArray<LooseRow> {
  return (figures as unknown as LooseFigures)[id] ?? [];
}

function fieldsOf(rows: (reported: ReportedFigure) => ReadonlyArray<LooseRow>): ReportFigures {
  const fields = Object.fromEntries(REPORTED.map((reported) => [reported.id, rows(reported)]));
  return fields as unknown as ReportFigures;
}

function rowsOf(figure: Figure, kept: NamedSums): ReadonlyArray<LooseRow> {
  const { json } = figure.stands;
  const keepsZeros = isPlaced(json) && json.rows === "all";
  const others = figure.dimensions.map(({ name }) => name).filter((name) => name !== "staff");
  return figure
    .rows(kept)
    .filter((row) => keepsZeros || figure.sums.some((sum) => row[sum] !== 0))
    .toSorted((a, b) => comparing(["staff", ...others], a, b))
    .map((row) =>
      "staff" in row ? Object.assign({ staff: row["staff"] ?? "", name: "" }, row) : row,
    );
}

function comparing(names: ReadonlyArray<string>, a: LooseRow, b: LooseRow): number {
  for (const name of names) {
    const compared = compareText(String(a[name] ?? ""), String(b[name] ?? ""));
    if (compared !== 0) return compared;
  }
  return 0;
}
