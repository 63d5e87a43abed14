import { type RegisterState } from "../register-state.ts";
import { type PaneRow, row } from "../rows/pane-row.ts";
import { drawable, wrapTo, type Signs } from "../terminal/cell-text.ts";

/** Which exercise, and a sentence in two: the panes seldom change their height. */
const ROWS_MIN = 3;

interface BarSize {
  readonly columns: number;
  readonly signs: Signs;
}

/** What a training asks for, above the work and never over it: none of what it says is cut off. */
export function exerciseRows(
  { exercise }: RegisterState,
  { columns, signs }: BarSize,
): ReadonlyArray<PaneRow> {
  if (exercise === undefined) return [];
  const { title, text } = exercise;
  const told = [drawable(title, signs), ...wrapTo(drawable(text, signs), columns - 2)];
  const rows = told.map((line) => row(` ${line}`, "hint"));
  return [...rows, ...Array.from({ length: Math.max(0, ROWS_MIN - rows.length) }, () => row(" "))];
}
