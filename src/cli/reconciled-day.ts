/** Whether a day ties out, as an exit code, and what is reported of it: for a command, a night and a journal. */

import { dayReportToJson } from "../app/day/day-report-json.ts";
import { dayReport, isComplete } from "../app/day/day-report.ts";
import { dayTills } from "../app/day/day-tills.ts";
import { type MeshView } from "../app/membership/mesh-view.ts";
import { noteReconciled } from "../app/notify/reconciled-days.ts";
import { type OpenTill } from "../app/open-till.ts";
import { tryStore } from "../app/store-errors.ts";
import { type Till } from "../app/till/till.ts";
import { type BusinessDay } from "../domain/identity.ts";
import { cliDayWords } from "../words/made/cliDay/all.ts";
import { type Console } from "./console.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { type CommandFault, usageFault } from "./fault.ts";
import { tellChecking } from "./progress-words.ts";
import { requireWholePast } from "./require-whole-past.ts";
import { sentencesOf } from "./sentences-of.ts";
import { type DayOptions, type StaffOptions } from "./with-till.ts";

const said = sentencesOf(cliDayWords);

export interface ReconcileOptions extends DayOptions, StaffOptions {
  readonly csv?: boolean;
  readonly journal?: boolean;
  /** The last day of a journal. */
  readonly to?: string;
}

export interface DayAsked {
  readonly day: BusinessDay;
  /** Whether JSON is printed: then no progress is shown. */
  readonly json?: boolean | undefined;
  /** The view of the process with the links, asked before the ledger is read. */
  readonly view: MeshView | undefined;
  /** Whether the person may see the expected cash of drawers. */
  readonly seesCash: boolean;
}

interface ReconciledDay {
  readonly report: Parameters<typeof isComplete>[0];
  readonly tills: Parameters<typeof isComplete>[1];
  readonly json: ReturnType<typeof dayReportToJson>;
  readonly code: ExitCode;
}

/** The report of a day, the tills that count in it, and the exit code that says how it stands. */
export function reconcileDay(
  { till, clock }: Pick<OpenTill, "till" | "clock">,
  { day, json: isJson = false, view, seesCash }: DayAsked,
  console: Console,
): ReconciledDay {
  requireWholePast(till);
  const tills = dayTills({ till, clock, view }, day);
  const progress = console.progress({ json: isJson });
  const report = dayReport(till, day, { ...tellChecking(progress), seesCash });
  progress.end();
  const json = dayReportToJson(report, till, tills);
  const code = codeOf(report, tills);
  // On a full disk nobody is notified of it; the report says it all the same.
  if (day < till.days().suggested) {
    tryStore(() => noteReconciled(till.ledger.store, { day, code, atMs: clock.nowMs() }));
  }
  return { report, tills, json, code };
}

export function notYetFault(day: string): CommandFault {
  return usageFault(said((words) => words.reconcile.notYet({ day })));
}

/** A slip in a timer must not tie out for years. Another till may be on its day before this one. */
export function isYetToCome(till: Till, report: Parameters<typeof isComplete>[0]): boolean {
  const { day, receipts, tenders, differences, attention, unread } = report;
  const { now, suggested } = till.days();
  const sections = [tenders, differences, attention, unread];
  return (
    day > now && day > suggested && receipts === 0 && sections.every(({ length }) => length === 0)
  );
}

/**
 * A damaged ledger outweighs what can't be read here, that a difference or a contradiction, which may
 * come of it, and that what is only not here yet.
 */
export function codeOf(...[report, tills]: Parameters<typeof isComplete>): ExitCode {
  const { differences, attention, unread } = report;
  if (differences.some(({ check }) => check === "chain")) return EXIT.damaged;
  if (unread.length > 0) return EXIT.incomplete;
  if (differences.length > 0 || attention.length > 0) return EXIT.foundWrong;
  return isComplete(report, tills) ? EXIT.fine : EXIT.incomplete;
}
