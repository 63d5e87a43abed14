/** Reports at the register: which one, then its days, and what it says. */

import {
  REPORT_SPANS,
  type ReportChoice,
  type ReportSpan,
  type ShownReport,
} from "./ports/report-port.ts";
import { refused, refusedBy, type RegisterState, reported } from "./register-state.ts";
import { PAPER_COLUMNS } from "./rows/paper-list.ts";
import { wrapTo } from "./terminal/cell-text.ts";
import { type TillContext } from "./till-context.ts";

/** A row of one of these lists. */
export type ReportRowChoice =
  | { readonly type: "report"; readonly report: string; readonly span: ReportSpan }
  | { readonly type: "report-print"; readonly shown: ShownReport };

export function listReports({ words }: TillContext, state: RegisterState): RegisterState {
  const { session } = state;
  if (session === undefined) return refused(state, words.whyNot.logInFirst);
  const listed = session.reports.list();
  if (!listed.ok) return refusedBy(state, listed.fault);
  const list = { type: "reports" as const, reports: listed.value, filter: "", at: 0 };
  return { ...state, list, showsHelp: false, message: undefined };
}

export function chooseReport(
  { port, words }: TillContext,
  state: RegisterState,
  choice: ReportRowChoice,
): RegisterState {
  const { session } = state;
  if (session === undefined) return state;
  if (choice.type === "report-print") {
    const { report, span, name } = choice.shown;
    const queued = session.reports.print(report, span);
    return queued.ok
      ? reported(state, words.reportList.printed({ report: name }))
      : refusedBy(state, queued.fault);
  }
  port.longWork();
  const read = session.reports.read(choice.report, choice.span, PAPER_COLUMNS);
  if (!read.ok) return refusedBy(state, read.fault);
  const shown = read.value;
  const notes = shown.notes.flatMap((note) => wrapTo(note, PAPER_COLUMNS));
  const lines = [...shown.lines, ...notes];
  const list = { type: "report" as const, shown, lines, top: 0, filter: "", at: 0 };
  return { ...state, list, message: undefined };
}

/** The first choice of each report. */
export function firstLook({ report }: ReportChoice): ReportRowChoice {
  return { type: "report", report, span: REPORT_SPANS[0] };
}
