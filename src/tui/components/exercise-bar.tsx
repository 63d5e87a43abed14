import { type ReactNode } from "react";

import { drawable, wrapTo } from "../cell-text.ts";
import { type PaneRow, row } from "../pane-row.ts";
import { type RegisterState } from "../register-state.ts";
import { Pane } from "./pane.tsx";
import { useScreen } from "./screen-context.ts";

/** Which exercise, and a sentence in two: the panes seldom change their height. */
const ROWS_MIN = 3;

interface BarSize {
  readonly columns: number;
  readonly ascii: boolean;
}

export interface ExerciseBarProps {
  readonly exercise: RegisterState["exercise"];
}

/** How many rows it takes from the panes: none of what it says is cut off. */
export function exerciseRows({ exercise }: RegisterState, size: BarSize): number {
  return rowsOf(exercise, size).length;
}

/** What a training asks for, above the work and never over it. */
export function ExerciseBar({ exercise }: ExerciseBarProps): ReactNode {
  const { style, columns } = useScreen();
  return <Pane rows={rowsOf(exercise, { columns, ascii: style.ascii })} />;
}

function rowsOf(
  exercise: RegisterState["exercise"],
  { columns, ascii }: BarSize,
): ReadonlyArray<PaneRow> {
  if (exercise === undefined) return [];
  const { title, text } = exercise;
  const told = [drawable(title, ascii), ...wrapTo(drawable(text, ascii), columns - 2)];
  const rows = told.map((line) => row(` ${line}`, "hint"));
  return [...rows, ...Array.from({ length: Math.max(0, ROWS_MIN - rows.length) }, () => row(" "))];
}
