/** The rules of a group of options by itself, wherever it is written down. */

import { type ModifierGroup } from "../goods/catalogue.ts";

export interface GroupProblem {
  readonly field: "max" | "freeCount" | "asked" | "options";
  readonly message: string;
}

/** All that is wrong with it, in words; empty when it is sound. */
export function groupProblems({
  min,
  max,
  freeCount,
  asked = false,
  options,
}: Pick<ModifierGroup, "min" | "max" | "freeCount" | "asked"> & {
  readonly options: ReadonlyArray<Pick<ModifierGroup["options"][number], "id" | "byDefault">>;
}): ReadonlyArray<GroupProblem> {
  const defaults = options.filter(({ byDefault }) => byDefault).length;
  const ids = options.map(({ id }) => id);
  const rules: ReadonlyArray<readonly [boolean, GroupProblem["field"], string]> = [
    [min <= max, "max", `${max} is less than the min of ${min}`],
    [freeCount <= max, "freeCount", `${freeCount} is more than the max`],
    [!asked || min > 0, "asked", "is for a group of which the guest takes one or more (min=1)"],
    [
      defaults >= min && defaults <= max,
      "options",
      `${defaults} by default, but the guest takes ${min} to ${max}`,
    ],
    [new Set(ids).size === ids.length, "options", "an option's id is there twice"],
  ];
  return rules.filter(([holds]) => !holds).map(([, field, message]) => ({ field, message }));
}
