/** All that the report of a business day says. */

import { type DayDrawer } from "./day-drawers.ts";
import { type DaySafe, type OutsideDrawers } from "./day-safe.ts";
import { type DayZs } from "./day-zs.ts";
import { type DayBooks } from "./reconcile.ts";

export interface DayReport extends DayBooks {
  readonly drawers: ReadonlyArray<DayDrawer>;
  readonly safe: DaySafe;
  readonly outside: OutsideDrawers;
  /** Its closes and Zs, and the sums by till. */
  readonly closing: DayZs;
  /**
   * Whoever looks may not see what is expected, and a drawer of the day is open and was not counted: then
   * no sum of cash is told, or they would count what they were told.
   */
  readonly withholdsCash: boolean;
}
