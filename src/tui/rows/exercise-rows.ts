/** The task of a training, above what it is about. */

import { type RegisterState } from "../register-state.ts";
import { drawable, wrapTo, type Signs } from "../terminal/cell-text.ts";
import { type PaneRows, row } from "./pane-row.ts";

/** Which exercise, and a sentence in two: the panes seldom change their height. */
const BAR_ROWS_MIN = 3;

interface BarSize {
  readonly columns: number;
  readonly signs: Signs;
}

/** Returns the exercise's task, above the order and never over it: nothing of it is cut off. */
export function exerciseRows({ exercise }: RegisterState, { columns, signs }: BarSize): PaneRows {
  if (exercise === undefined) return [];
  const { title, text } = exercise;
  const exerciseLines = [drawable(title, signs), ...wrapTo(drawable(text, signs), columns - 2)];
  const rows = exerciseLines.map((line) => row(` ${line}`, "hint"));
  return [
    ...rows,
    ...Array.from({ length: Math.max(0, BAR_ROWS_MIN - rows.length) }, () => row(" ")),
  ];
}
