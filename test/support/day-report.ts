/** Reports of a day for tests of how they are told. */

import { parse } from "csv-parse/sync";

import { dayReportToCsv } from "../../src/app/day/day-report-csv.ts";
import { dayReportToJson } from "../../src/app/day/day-report-json.ts";
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

/** The report as its command prints it with `--csv`. */
export function dayCsv(report: DayReport, till: Parameters<typeof dayReportToJson>[1]): string {
  return dayReportToCsv(dayReportToJson(report, till, []));
}

/** What each path of a section says, by `section.path`. */
export function csvValues(csv: string): Readonly<Record<string, string>> {
  const rows: ReadonlyArray<ReadonlyArray<string>> = parse(csv);
  return Object.fromEntries(
    rows.slice(1).map(([section = "", path = "", value = ""]) => {
      return [path === "" ? section : `${section}.${path}`, value];
    }),
  );
}
