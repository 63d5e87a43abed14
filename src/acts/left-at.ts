/** The time at which a person says that they left, as both clocking in and clocking out take it. */

import { err, ok, type Result } from "../domain/base/result.ts";
import { readTimeOfDay } from "../domain/commands/people/clock-staff.ts";

/** A time of day in minutes after midnight; missing where nothing is said. */
export interface LeftAt {
  readonly left?: number | undefined;
}

/** Reads `23:30`; undefined says nothing. What can't be read is refused by `leftHow`. */
export function readLeft<Fault>(
  typed: string | undefined,
  leftHow: (facts: { readonly typed: string }) => Fault,
): Result<LeftAt, Fault> {
  if (typed === undefined) return ok({});
  const left = readTimeOfDay(typed);
  return left === undefined ? err(leftHow({ typed })) : ok({ left });
}
