/** All that the report of a business day says. */

import { type CompTotal } from "../../report/comps.ts";
import { type DayAct } from "../../report/day-acts.ts";
import { type DayDrawer } from "../../report/day-drawers.ts";
import { type DayCategory } from "../../report/day-goods.ts";
import { type DayOutage } from "../../report/day-outages.ts";
import { type DaySafe, type OutsideDrawers } from "../../report/day-safe.ts";
import { type DayServer } from "../../report/day-servers.ts";
import { type DayZs } from "../../report/day-zs.ts";
import { type DayBooks } from "../../report/reconcile.ts";
import { type LineSums } from "./report-lines.ts";

export interface DayReport extends DayBooks, LineSums {
  readonly drawers: ReadonlyArray<DayDrawer>;
  readonly safe: DaySafe;
  readonly outside: OutsideDrawers;
  /** Its closes and Zs, and the sums by till. */
  readonly closing: DayZs;
  readonly goods: ReadonlyArray<DayCategory>;
  /** What each person served, by what they are called. */
  readonly servers: ReadonlyArray<DayServer & { readonly name: string }>;
  /** What people did besides selling, who vouched for it and why, in the ledger's order. */
  readonly acts: ReadonlyArray<DayAct>;
  /** What each person gave away. */
  readonly comps: ReadonlyArray<CompTotal>;
  /** When other tills were cut off from this one, as far as that shows. */
  readonly outages: ReadonlyArray<DayOutage>;
  /**
   * Whoever looks may not see what is expected, and a drawer of the day is open and was not counted: then
   * no sum of cash is told, or they would count what they were told.
   */
  readonly withholdsCash: boolean;
}
