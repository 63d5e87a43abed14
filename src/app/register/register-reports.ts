/** Reports over days at the register, for whoever may see them. */

import { ok } from "../../domain/base/result.ts";
import { addDays } from "../../domain/text/civil-time.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { type ReportTable } from "../../report/sales/report-table.ts";
import { type ReportDesk, type ReportSpan, type ShownReport } from "../../tui/ports/report-port.ts";
import { reportsWords } from "../../words/made/reports/all.ts";
import { tillsNotHeard } from "../day/what-is-open.ts";
import { UNFILTERED } from "../reports/read-filter.ts";
import { REPORT_NAMES, type ReportName } from "../reports/report-filters.ts";
import { type ReportPage, reportPage } from "../reports/report-page.ts";
import { reportId, reportToDocument } from "../reports/report-paper.ts";
import { reportToText } from "../reports/report-text.ts";
import { makeReport, type ReportAsked } from "../reports/reports.ts";
import { soldNames } from "../reports/sold-names.ts";
import { type Desk, mayCount, mayReport } from "./register-desk.ts";
import { printDayPaper } from "./register-drawers.ts";

/** The days before today that a report begins and ends with. */
const SPANS: Readonly<Record<ReportSpan, readonly [from: number, to: number]>> = {
  today: [0, 0],
  yesterday: [1, 1],
  week: [6, 0],
  month: [29, 0],
};

interface MadeReport {
  readonly asked: ReportAsked;
  readonly table: ReportTable;
  readonly page: ReportPage;
}

export function reportActions(desk: Desk): ReportDesk {
  return {
    list: () => {
      const may = mayReport(desk);
      const { titles } = wordsIn(reportsWords, desk.locale());
      return may.ok ? ok(REPORT_NAMES.map((report) => ({ report, name: titles[report] }))) : may;
    },
    read: (report, span, columns) => {
      const may = mayCount(desk);
      return may.ok ? ok(shownReport(makeHere(desk, nameOf(report), span), span, columns)) : may;
    },
    print: (report, span) => {
      const may = mayCount(desk);
      if (!may.ok) return may;
      const made = makeHere(desk, nameOf(report), span);
      const document = reportToDocument(desk.open, made, made.asked.speech);
      return printDayPaper(desk, { id: reportId(desk.open, report), document });
    },
  };
}

/** Only names that `list` gave come back. */
function nameOf(report: string): ReportName {
  return REPORT_NAMES.find((name) => name === report) ?? "sales";
}

function makeHere(desk: Desk, report: ReportName, span: ReportSpan): MadeReport {
  const { till } = desk;
  const speech = { currency: till.currency, locale: desk.locale() };
  const names = soldNames(till, speech);
  const today = till.days().now;
  const [begins, ends] = SPANS[span];
  const to = addDays(today, 0 - ends);
  const { firstDay } = till.founding;
  const wanted = addDays(today, 0 - begins);
  // Nothing is listed day by day of a time before the shop; a day before it is one without sales.
  const from = wanted < firstDay && firstDay <= to ? firstDay : wanted;
  const step = report === "sales" && from === to ? "hour" : "day";
  const asked: ReportAsked = {
    report,
    from,
    to,
    step,
    names,
    speech,
    filter: UNFILTERED,
    beside: undefined,
    withholdsCash: false,
  };
  const table = makeReport(till, asked);
  const { clock, printing } = desk.open;
  const missing = tillsNotHeard({ till, clock, view: printing.mesh() }, to).map(({ code }) => code);
  return { asked, table, page: reportPage(till.founding.name, asked, { table, missing }) };
}

function shownReport(
  { asked, table, page }: MadeReport,
  span: ReportSpan,
  columns: number,
): ShownReport {
  const { report, speech } = asked;
  const { title: name, range, notes } = page;
  const lines = table.rows.length === 0 ? [] : reportToText(table, { speech, cells: columns });
  return { report, name, span, range, notes, lines };
}
