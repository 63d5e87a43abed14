import { Text } from "ink";
import { type ReactNode } from "react";

import { drawable, wrapTo } from "../cell-text.ts";
import { type RegisterState } from "../register-state.ts";
import { useScreen } from "./screen-context.ts";

/** Which exercise, and its sentence in two. */
const EXERCISE_ROWS = 3;

export interface ExerciseBarProps {
  readonly exercise: RegisterState["exercise"];
}

/** How many rows it takes from the panes. */
export function exerciseRows({ exercise }: RegisterState): number {
  return exercise === undefined ? 0 : EXERCISE_ROWS;
}

/** What a training asks for, above the work and never over it. */
export function ExerciseBar({ exercise }: ExerciseBarProps): ReactNode {
  const { style, columns } = useScreen();
  if (exercise === undefined) return null;
  const text = wrapTo(drawable(exercise.text, style.ascii), columns - 2);
  const [first = "", second = ""] = text;
  return (
    <>
      <Text wrap="truncate">{style.hint(` ${drawable(exercise.title, style.ascii)}`)}</Text>
      <Text wrap="truncate">{style.hint(` ${first}`)}</Text>
      <Text wrap="truncate">{style.hint(` ${second}`)}</Text>
    </>
  );
}
