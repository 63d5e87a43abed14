/** `till report`: figures over days, as a table for people or for other programs. */

import { tillsNotHeard } from "../../app/day/what-is-open.ts";
import { maySeeCash } from "../../app/drawers/drawer-seen.ts";
import { type OpenTill } from "../../app/open-till.ts";
import { type FilterWish, readFilter, type ReportFilter } from "../../app/reports/read-filter.ts";
import { reportToCsv, reportToJson } from "../../app/reports/report-files.ts";
import { type ReportName } from "../../app/reports/report-filters.ts";
import { reportPage } from "../../app/reports/report-page.ts";
import { reportId, reportToDocument } from "../../app/reports/report-paper.ts";
import { reportToText } from "../../app/reports/report-text.ts";
import {
  cutRows,
  isCashWithheld,
  makeReport,
  type ReportAsked,
} from "../../app/reports/reports.ts";
import { soldNames } from "../../app/reports/sold-names.ts";
import { speechOf } from "../../app/speech.ts";
import { type Actor, type Till } from "../../app/till/till.ts";
import { percent } from "../../app/words/percent.ts";
import { type BusinessDay } from "../../domain/identity.ts";
import { daysBetween } from "../../domain/text/civil-time.ts";
import { localDate } from "../../domain/text/locale.ts";
import { reportsWords } from "../../words/made/reports/all.ts";
import { actFault } from "../act-fault.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { usageFault } from "../fault.ts";
import { quoted } from "../one-line.ts";
import { printDocument } from "../print-document.ts";
import { requireWholePast } from "../require-whole-past.ts";
import { sentencesOf } from "../sentences-of.ts";
import { type DayOptions, type StaffOptions, whoActs, whoLooks, withTill } from "../with-till.ts";
import { dayOf } from "./order.ts";

const said = sentencesOf(reportsWords);

export interface ReportOptions extends DayOptions, StaffOptions, FilterWish {
  readonly to?: string;
  readonly by?: ReportAsked["step"];
  readonly beside?: ReportAsked["beside"];
  readonly top?: string;
  readonly flop?: string;
  readonly csv?: boolean;
  readonly html?: boolean;
  readonly print?: boolean;
}

/** Ten years and their leap days. */
const DAYS_MAX = 3660;
const PAPER_CELLS = 80;

export function tellReport(
  report: ReportName,
  options: ReportOptions,
  console: Console,
): Promise<ExitCode> {
  const forms = [options.csv, options.json, options.html, options.print].filter(
    (it) => it === true,
  );
  if (forms.length > 1) throw usageFault(said((it) => it.oneForm));
  return withTill(options, console, async (open) => {
    const { till, printing, clock } = open;
    requireWholePast(till);
    const { from, to } = rangeOf(till, options);
    const holder = await printing.askHolder();
    const view = holder.type === "answered" ? holder.mesh : undefined;
    const actor = await whoLooks(till, options, console);
    if (report === "labour") requireReports(till, actor ?? (await whoActs(till, options, console)));
    const speech = { ...speechOf(till, actor), locale: console.locale() };
    const names = soldNames(till, speech);
    const asked: ReportAsked = {
      report,
      from,
      to,
      step: options.by ?? "day",
      beside: options.beside,
      names,
      speech,
      filter: filterOf(till, names, options),
      withholdsCash: !maySeeCash(till, actor) && isCashWithheld(till, to),
    };
    const progress = console.progress(options);
    const table = makeReport(till, asked, (day, done) => {
      const facts = { day: localDate(day, speech.locale), percent: percent({ done, total: 1 }) };
      progress.show(said((words) => words.reading(facts)));
    });
    progress.end();
    const missing = tillsNotHeard({ till, clock, view }, to);
    await show(table, asked, {
      options,
      console,
      missing: missing.map(({ code }) => code),
      open,
    });
    return missing.length > 0 ? EXIT.incomplete : EXIT.fine;
  });
}

/** What people earn, and what each did, is not for everybody. */
export function requireReports(till: Till, actor: Actor): void {
  if (maySeeCash(till, actor)) return;
  throw actFault({ type: "permission/missing", permission: "reports", staff: actor.number }, till);
}

/** The days asked for, until today: a month may be asked for before it has ended. */
export function rangeOf(
  till: Till,
  options: Pick<ReportOptions, "day" | "to">,
): { readonly from: BusinessDay; readonly to: BusinessDay } {
  const first = dayOf(options.day, till);
  const last = options.to === undefined ? first : dayOf(options.to, till, "--to");
  if (last < first) throw usageFault(said((words) => words.backwards({ first, last })));
  if (daysBetween(first, last) >= DAYS_MAX) {
    throw usageFault(said((words) => words.tooMany({ max: DAYS_MAX })));
  }
  const { now, suggested } = till.days();
  const today = now > suggested ? now : suggested;
  if (first > today) throw usageFault(said((words) => words.yetToCome({ day: first, today })));
  const { firstDay } = till.founding;
  if (last < firstDay) throw usageFault(said((words) => words.beforeShop({ day: firstDay })));
  return { from: first < firstDay ? firstDay : first, to: last > today ? today : last };
}

function filterOf(till: Till, names: ReportAsked["names"], options: ReportOptions): ReportFilter {
  const read = readFilter({ till, names }, options);
  if (read.ok) return read.value;
  const { what, text, like } = read.fault;
  const facts = { option: `--${what}`, text: quoted(text), like: like.slice(0, LIKE_MAX) };
  throw usageFault(said((words) => words.noSuch(facts)));
}

const LIKE_MAX = 12;

function countOf(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,4}$/u.test(text)) return Number(text);
  throw usageFault(said((words) => words.noNumber({ option, text: quoted(text) })));
}

interface Showing {
  readonly options: ReportOptions;
  readonly console: Console;
  /** The letters of the tills of which not all was heard. */
  readonly missing: ReadonlyArray<string>;
  readonly open: OpenTill;
}

async function show(
  table: ReturnType<typeof makeReport>,
  asked: ReportAsked,
  { options, console, missing, open }: Showing,
): Promise<void> {
  const { report, from, to, step, speech } = asked;
  const cut = cutRows(table, {
    top: countOf("--top", options.top),
    flop: countOf("--flop", options.flop),
  });
  if (options.json === true) {
    const about = { report, from, to, by: step, currency: speech.currency.code, missing };
    console.json(reportToJson(cut, about));
    return;
  }
  const shop = open.till.founding.name;
  if (options.csv === true) {
    await console.write(reportToCsv(cut, speech.currency));
  } else if (options.html === true) {
    const page = reportPage(shop, asked, { table: cut, missing });
    const { reportToHtml } = await import("../../app/reports/report-html.ts");
    await console.write(reportToHtml(cut, page, speech));
  } else if (options.print === true) {
    const page = reportPage(shop, asked, { table: cut, missing });
    const document = reportToDocument(open, { table: cut, page }, speech);
    await printDocument(open, console, { id: reportId(open, report), document });
    console.words(said((words) => words.printed({ report: page.title })));
  } else {
    const page = reportPage(shop, asked, { table: cut, missing: [] });
    console.out(`${page.title}, ${page.range}`);
    const lines = cut.rows.length === 0 ? [] : reportToText(cut, { speech, cells: PAPER_CELLS });
    for (const line of lines) console.out(line);
    for (const note of page.notes) console.words(note);
  }
  if (missing.length > 0) {
    const tills = missing.join(", ");
    console.say(said((words) => words.notHeard({ tills })));
  }
}
