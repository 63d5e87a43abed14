/**
 * Panes as data: rows of text that fit their width, each with one look.
 */

import { type TapPress } from "../keys/key-event.ts";
import { cutShort, padEnd, type Signs, wrapTo } from "../terminal/cell-text.ts";

export type Look = "plain" | "bold" | "reverse" | "error" | "done" | "hint" | "faded" | "struck";

/** Cells of a row, from one to before the other, that a tap presses keys on. */
export interface Zone {
  readonly from: number;
  /** Missing for the end of the row. */
  readonly to?: number;
  readonly presses: ReadonlyArray<TapPress>;
}

export interface PaneRow {
  readonly text: string;
  readonly look: Look;
  readonly zones?: ReadonlyArray<Zone>;
}

export type PaneRows = ReadonlyArray<PaneRow>;

export interface PaneSize {
  readonly width: number;
  readonly height: number;
  readonly signs: Signs;
}

export interface SideSize extends PaneSize {
  readonly block: string;
}

export function row(text: string, look: Look = "plain"): PaneRow {
  return { text, look };
}

/** A sentence in as many rows as it takes, `indent` cells from the left; an empty one has its row, too. */
export function sentenceRows(
  text: string,
  { width, indent }: { readonly width: number; readonly indent: number },
): PaneRows {
  return wrapTo(text, width - indent).map((line) => row(" ".repeat(indent) + line));
}

/** The rows with one zone as wide as they are. */
export function tapped(rows: PaneRows, ...presses: ReadonlyArray<TapPress>): PaneRows {
  return rows.map((it) => Object.assign({ zones: [{ from: 0, presses }] }, it));
}

export const blankRow: PaneRow = { text: "", look: "plain" };

/** Exactly the pane: every row as wide as it, or cut so that it is seen, as many rows as it is high. */
export function fillPane(rows: PaneRows, { width, height, signs }: PaneSize): PaneRows {
  return Array.from({ length: height }, (_, at) => {
    const { text, ...others } = rows[at] ?? blankRow;
    return { text: padEnd(cutShort(text, { width, signs }), width), ...others };
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
