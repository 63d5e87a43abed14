/** Labels with amounts below each other, among sentences, as reports on a terminal show them. */

import { textWidth } from "../../domain/text/text-width.ts";

/** A sentence as it is, or a label and what stands in the column of amounts, with what follows it. */
export type TextRow =
  | string
  | { readonly label: string; readonly amount: string; readonly after?: string };

export interface Columns {
  /** The least width: wider labels and amounts widen their column, for all rows. */
  readonly labelCells: number;
  readonly amountCells: number;
}

const ROW_CELLS = 80;
const INDENT = "  ";

/** A label that would take its row beyond 80 cells stands alone beyond its column. */
export function textColumns(
  rows: ReadonlyArray<TextRow>,
  { labelCells, amountCells }: Columns,
): ReadonlyArray<string> {
  const cells = rows.filter((row) => typeof row !== "string");
  const amountsEnd = widest(
    cells.map(({ amount }) => amount),
    amountCells,
  );
  const most = ROW_CELLS - INDENT.length - 1 - amountsEnd;
  const fitting = cells.map(({ label }) => label).filter((label) => textWidth(label) <= most);
  const labelsEnd = widest(fitting, labelCells);
  return rows.map((row) => {
    if (typeof row === "string") return row;
    const { label, amount, after = "" } = row;
    return `${INDENT}${padEnd(label, labelsEnd)} ${amount.padStart(amountsEnd)}${after}`;
  });
}

/**
 * Rows of cells below each other, each column as wide as its widest cell: the first `left` columns begin
 * where they begin, the others end where they end.
 */
export function tableLines(
  rows: ReadonlyArray<ReadonlyArray<string>>,
  left: number,
): ReadonlyArray<string> {
  const widths = (rows[0] ?? []).map((_, column) =>
    widest(
      rows.map((row) => row[column] ?? ""),
      1,
    ),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 1;
        return column < left ? padEnd(cell, width) : cell.padStart(width);
      })
      .join("  ")
      .trimEnd(),
  );
}

/** Pads as `String.prototype.padEnd` does, by the cells that a terminal takes. */
export function padEnd(text: string, cells: number): string {
  return text + " ".repeat(Math.max(0, cells - textWidth(text)));
}

/** The cells of the widest, or as many as are asked for at least. */
export function widest(texts: ReadonlyArray<string>, least: number): number {
  return texts.reduce((most, text) => Math.max(most, textWidth(text)), least);
}
