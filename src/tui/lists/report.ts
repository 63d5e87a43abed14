/** One report as lines: its days and its paper by digit, above what it says. */

import { REPORT_SPANS, type ReportSpan, type ShownReport } from "../ports/report-port.ts";
import { type ListOf, refusedBy, type RegisterState, reported } from "../register-state.ts";
import { does, type ListRows, signAt, signRow } from "../rows/list-row.ts";
import { PAPER_COLUMNS } from "../rows/paper-list.ts";
import { wrapTo } from "../terminal/cell-text.ts";
import { type TillContext } from "../till-context.ts";
import { type ListKind } from "./list-kind.ts";

export const reportList = {
  title: (_words, { shown: { name, range } }) => `${name}, ${range}`,
  rows: reportRows,
} as const satisfies ListKind<"report">;

function reportRows({ words }: TillContext, { shown }: ListOf<"report">): ListRows {
  const { spans, print } = words.reportList;
  const { report, span: seen } = shown;
  const others = REPORT_SPANS.filter((span) => span !== seen);
  const prints = does((till, state) => printReport(till, state, shown));
  return [
    ...others.map((span, at) => {
      const choice = does((till, state) => readReport(till, state, { report, span }));
      return signRow(signAt(at), { label: spans[span], choice });
    }),
    signRow(signAt(others.length), { label: print, choice: prints }),
  ];
}

function printReport(
  { words }: TillContext,
  state: RegisterState,
  { report, span, name }: ShownReport,
): RegisterState {
  const queued = state.session?.reports.print(report, span);
  if (queued === undefined) return state;
  return queued.ok
    ? reported(state, words.reportList.printed({ report: name }))
    : refusedBy(state, queued.fault);
}

export function readReport(
  { port }: TillContext,
  state: RegisterState,
  { report, span }: { readonly report: string; readonly span: ReportSpan },
): RegisterState {
  const { session } = state;
  if (session === undefined) return state;
  port.longWork();
  const read = session.reports.read(report, span, PAPER_COLUMNS);
  if (!read.ok) return refusedBy(state, read.fault);
  const shown = read.value;
  const notes = shown.notes.flatMap((note) => wrapTo(note, PAPER_COLUMNS));
  const lines = [...shown.lines, ...notes];
  const list = { type: "report" as const, shown, lines, top: 0, filter: "", at: 0 };
  return { ...state, list, message: undefined };
}
