/** The headings of a sheet that people edit, and what can be wrong with any of its rows. */

import { err, ok, type Result } from "../base/result.ts";
import { quoted } from "../text/quoted.ts";
import { type SheetRow } from "./goods-sheet.ts";

export interface SheetProblem<Heading extends string = string> {
  readonly line: number;
  /** The heading; empty when the whole row is meant. */
  readonly column: Heading | "";
  /** Goes on after the place: what is wrong, and what would be right. */
  readonly message: string;
}

export type SheetResult<Value, Heading extends string = string> = Result<
  Value,
  ReadonlyArray<SheetProblem<Heading>>
>;

export interface HeadedRows<Heading> {
  /** The headings by their place. */
  readonly columns: ReadonlyArray<Heading>;
  /** The rows below them; at least one. */
  readonly body: ReadonlyArray<SheetRow>;
}

/** Reads the headings. Rows without any text are passed over; `what` is what a row is. */
export function readHead<Heading extends string>(
  rows: ReadonlyArray<SheetRow>,
  {
    headings,
    needed,
    what,
  }: {
    readonly headings: ReadonlyArray<Heading>;
    readonly needed: ReadonlyArray<Heading>;
    readonly what: string;
  },
): SheetResult<HeadedRows<Heading>, Heading> {
  const [head, ...body] = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  if (head === undefined) return err([{ line: 1, column: "", message: "there is no heading" }]);
  const names = head.cells.map(toHeading);
  const columns = names.flatMap((name) => headings.find((heading) => heading === name) ?? []);
  const wrong = names.flatMap((name, at) => {
    if (headings.every((heading) => heading !== name)) {
      return [`${quoted(name)} is no column: there are ${headings.join(", ")}`];
    }
    return names.indexOf(name) < at ? [`the column "${name}" is there twice`] : [];
  });
  const missing = needed.filter((heading) => !columns.includes(heading));
  const messages = [...wrong, ...missing.map((heading) => `the column "${heading}" is missing`)];
  // Reading stops at wrong headings, because under them every row would be wrong.
  if (messages.length === 0 && body.length > 0) return ok({ columns, body });
  const all = messages.length > 0 ? messages : [`there is no ${what} below the headings`];
  return err(all.map((message) => ({ line: head.line, column: "", message })));
}

/** `Short_Code` is the heading `short code`. */
export function toHeading(cell: string): string {
  return cell
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/gu, " ");
}

/** Returns what is wrong with a row that has more or fewer cells than there are headings. */
export function lengthProblem(
  { line, cells }: SheetRow,
  columns: ReadonlyArray<string>,
): SheetProblem<never> | undefined {
  const message = `has ${cells.length} fields, but there are ${columns.length} headings`;
  return cells.length === columns.length ? undefined : { line, column: "", message };
}
