/** Reports of a day for tests of how they are told. */

import { minor } from "../../src/domain/money/amounts.ts";
import { type DayReport } from "../../src/report/day-report.ts";
import { type DayBooks } from "../../src/report/reconcile.ts";

/** What a day has besides its orders, on which nothing of it happened. */
export const QUIET_NIGHT: Omit<DayReport, keyof DayBooks> = {
  drawers: [],
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
  covers: { orders: 0, guests: 0, total: minor(0) },
  acts: [],
  comps: [],
  outages: [],
  withholdsCash: false,
};
