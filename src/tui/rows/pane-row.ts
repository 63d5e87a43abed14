/**
 * Panes as data: rows of text that fit their width, each with one look.
 */

import { cutShort, padEnd, type Signs } from "../terminal/cell-text.ts";

export type Look = "plain" | "bold" | "reverse" | "error" | "done" | "hint" | "faded" | "struck";

export interface PaneRow {
  readonly text: string;
  readonly look: Look;
}

export type PaneRows = ReadonlyArray<PaneRow>;

export interface PaneSize {
  readonly width: number;
  readonly height: number;
  readonly signs: Signs;
}

export function row(text: string, look: Look = "plain"): PaneRow {
  return { text, look };
}

export const blankRow: PaneRow = { text: "", look: "plain" };

/** Exactly the pane: every row as wide as it, or cut so that it is seen, as many rows as it is high. */
export function fillPane(rows: PaneRows, { width, height, signs }: PaneSize): PaneRows {
  return Array.from({ length: height }, (_, at) => {
    const { text, look } = rows[at] ?? blankRow;
    return { text: padEnd(cutShort(text, { width, signs }), width), look };
  });
}

/** The part of a long list around one row, moved by as little as can be said without remembering. */
export function windowAround<Item>(
  items: ReadonlyArray<Item>,
  at: number,
  height: number,
): ReadonlyArray<Item> {
  const first = firstAround(items, at, height);
  return items.slice(first, first + height);
}

/**
 * Cuts the rows to a window, with the numbers of hidden rows in place of its first and last row,
 * but never of the chosen one. Rows are made when they are seen, because most rows of a long list
 * never are.
 */
export function markedWindow(
  rows: ReadonlyArray<PaneRow | (() => PaneRow)>,
  { at, height }: { readonly at: number; readonly height: number },
  {
    above,
    below,
  }: Readonly<Record<"above" | "below", (facts: { readonly count: number }) => string>>,
): PaneRows {
  const first = firstAround(rows, at, height);
  const end = first + height;
  return rows.slice(first, end).map((shown, index) => {
    const place = first + index;
    if (place !== at && place === first && first > 0)
      return row(` ${above({ count: first + 1 })}`, "hint");
    const isCut = place === end - 1 && end < rows.length;
    if (place !== at && isCut) return row(` ${below({ count: rows.length - end + 1 })}`, "hint");
    return typeof shown === "function" ? shown() : shown;
  });
}

function firstAround(items: ReadonlyArray<unknown>, at: number, height: number): number {
  return Math.max(0, Math.min(at - Math.floor(height / 2), items.length - height));
}
