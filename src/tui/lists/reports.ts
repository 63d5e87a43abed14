/** Reports at the register: which one. */

import { REPORT_SPANS } from "../ports/report-port.ts";
import { type ListOf, refused, refusedBy, type RegisterState } from "../register-state.ts";
import { does, type ListRows, numbered } from "../rows/list-row.ts";
import { type TillContext } from "../till-context.ts";
import { type ListKind } from "./list-kind.ts";
import { readReport } from "./report.ts";

export const reportsList = {
  opens: { report: listReports },
  title: ({ reportList }) => reportList.title,
  rows: reportChoices,
} as const satisfies ListKind<"reports">;

function listReports({ words }: TillContext, state: RegisterState): RegisterState {
  const { session } = state;
  if (session === undefined) return refused(state, words.whyNot.logInFirst);
  const listed = session.reports.list();
  if (!listed.ok) return refusedBy(state, listed.fault);
  const list = { type: "reports" as const, reports: listed.value, filter: "", at: 0 };
  return { ...state, list, showsHelp: false, message: undefined };
}

function reportChoices(_till: TillContext, { reports }: ListOf<"reports">): ListRows {
  const [span] = REPORT_SPANS;
  return numbered(reports, ({ report, name }) => ({
    label: name,
    choice: does((till, state) => readReport(till, state, { report, span })),
  }));
}
