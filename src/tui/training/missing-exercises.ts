/** Which exercises a shop can't have, and what it lacks for them: told before the first. */

import { type TillContext } from "../till-context.ts";
import { type Learner } from "./exercise.ts";
import { EXERCISE_IDS, type ExerciseId, EXERCISES } from "./exercises.ts";

/** The exercises that a shop can't have for one reason, by their numbers: none is dropped in silence. */
export interface MissingExercises {
  readonly lacks: "options" | "kitchen" | "other";
  readonly numbers: ReadonlyArray<string>;
}

/** They are about what is sold on the way. */
const ABOUT_RECEIPTS: ReadonlySet<ExerciseId> = new Set(["reprint", "refund"]);

/** By their numbers, those of one reason together. */
export function missingOnes(till: TillContext, learner: Learner): ReadonlyArray<MissingExercises> {
  const numbersByLack = new Map<MissingExercises["lacks"], string[]>();
  for (const [at, id] of EXERCISE_IDS.entries()) {
    if (ABOUT_RECEIPTS.has(id) || EXERCISES[id](till, learner) !== undefined) continue;
    const lacks = lackOf(till, id);
    numbersByLack.set(lacks, [...(numbersByLack.get(lacks) ?? []), String(at + 1)]);
  }
  return [...numbersByLack].map(([lacks, numbers]) => ({ lacks, numbers }));
}

function lackOf(till: TillContext, id: ExerciseId): MissingExercises["lacks"] {
  const goods = [...till.catalogue().productsBySku.values()].filter(({ active }) => active);
  if (id === "away" && goods.every(({ modifierGroups }) => modifierGroups.length === 0)) {
    return "options";
  }
  const isOfKitchen = id === "kitchen" || id === "void" || id === "table";
  return isOfKitchen && goods.every(({ station }) => station === "") ? "kitchen" : "other";
}
