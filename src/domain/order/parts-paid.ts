/** How many parts of a bill are paid, over all of its plans. */

import { type PartView } from "../views.ts";

/** Returns the paid parts and all of them: those of earlier plans count, as they do in the numbers of parts. */
export function partsPaidOf(parts: ReadonlyArray<Pick<PartView, "of" | "receipt">>): {
  readonly paid: number;
  readonly of: number;
} {
  const of = parts.at(-1)?.of ?? 0;
  const left = parts.filter(({ receipt }) => receipt === "");
  return { paid: of - left.length, of };
}
