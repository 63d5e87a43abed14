/** Lists that show a paper, a report or a history below their rows, to be turned by pages. */

import { type List, type RegisterState } from "../register-state.ts";
import { rowIn } from "../terminal/cell-text.ts";
import { type PaneRows, type PaneSize, row } from "./pane-row.ts";

/** As many columns as the pane beside an order has on the smallest screen. */
export const PAPER_COLUMNS = 36;

type PaperList = Extract<List, { readonly top: number }>;

export function isPaper(list: List): list is PaperList {
  return "top" in list;
}

/** The paper, from where it was turned to. */
export function paperRows({ lines, top }: PaperList, { height, signs }: PaneSize): PaneRows {
  const first = Math.max(0, Math.min(top, lines.length - height));
  // Columns are made of blanks.
  return lines.slice(first, first + height).map((text) => row(`  ${rowIn(text, signs)}`));
}

export function turnPaper(state: RegisterState, list: PaperList, by: number): RegisterState {
  const top = Math.max(0, Math.min(list.top + by, list.lines.length - 1));
  return { ...state, list: { ...list, top } };
}
