/** Reports of a day for tests of how they are told. */

import { type DayReport } from "../../src/app/day/day-report-parts.ts";
import { lineSums } from "../../src/app/day/report-lines.ts";
import { minor } from "../../src/domain/money/amounts.ts";
import { type DayBooks } from "../../src/report/reconcile.ts";

/** What a day has besides its orders, on which nothing of it happened. */
export const QUIET_NIGHT: Omit<DayReport, keyof DayBooks> = {
  tenderNames: new Map(),
  drawers: [],
  reassigned: [],
  safe: { moves: [], lies: { own: minor(0), foreign: [] } },
  outside: { count: 0, amount: minor(0), by: [] },
  closing: {
    closes: [],
    zs: [],
    missingZs: [],
    ended: [],
    recorded: [],
    supplements: [],
    now: [],
    unexplained: [],
  },
  goods: [],
  servers: [],
  ...lineSums(({ none }) => none),
  acts: [],
  comps: [],
  compTaxes: [],
  terminals: [],
  outages: [],
  otherDates: [],
  openTabs: { tabs: 0, amount: minor(0) },
  atRisk: { payments: 0, amount: minor(0) },
  withholdsCash: false,
};
