/** Business days whose journal is asked for: how each stands, as an exit code, and who may see their cash. */

import { type DaysJournal } from "../app/day/day-journal.ts";
import { dayReports } from "../app/day/day-report.ts";
import { dayTills } from "../app/day/day-tills.ts";
import { maySeeCash } from "../app/drawers/drawer-seen.ts";
import { type OpenTill } from "../app/open-till.ts";
import { type BusinessDay } from "../domain/identity.ts";
import { daysBetween, daysFromTo } from "../domain/text/civil-time.ts";
import { booksWords } from "../words/made/books/all.ts";
import { cliDayWords } from "../words/made/cliDay/all.ts";
import { type Console } from "./console.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { CommandFault, refusedFault, usageFault } from "./fault.ts";
import { codeOf, isYetToCome, notYetFault } from "./reconciled-day.ts";
import { requireWholePast } from "./require-whole-past.ts";
import { sentencesOf } from "./sentences-of.ts";
import { type JsonOptions, type StaffOptions, whoLooks } from "./with-till.ts";

const said = sentencesOf(cliDayWords);
const ofBooks = sentencesOf(booksWords);

/** A year and a day more, for those whose year has one. */
const DAYS_MAX = 367;

export interface JournalDays {
  readonly code: ExitCode;
  /** Days with which not all is well. */
  readonly wrong: ReadonlyArray<BusinessDay>;
  /** The letters of tills of which not all was heard. */
  readonly missing: ReadonlyArray<string>;
}

/** Throws where one of the days is yet to come, and where its cash is not for whoever looks. */
export async function judgeJournalDays(
  { till, printing, clock }: Pick<OpenTill, "till" | "printing" | "clock">,
  {
    days,
    options,
  }: { readonly days: ReadonlyArray<BusinessDay>; readonly options: JsonOptions & StaffOptions },
  console: Console,
): Promise<JournalDays> {
  requireWholePast(till);
  const holder = await printing.askHolder();
  const view = holder.type === "answered" ? holder.mesh : undefined;
  const actor = await whoLooks(till, options, console);
  const seesCash = maySeeCash(till, actor);
  const judged = dayReports(till, days, { seesCash }).map((report) => {
    const tills = dayTills({ till, clock, view }, report.day);
    return { report, tills, code: codeOf(report, tills) };
  });
  const early = judged.find(({ report }) => isYetToCome(till, report));
  if (early !== undefined) throw notYetFault(early.report.day);
  // A drawer's cash is not added up for a person who may be about to count it.
  const withheld = judged.find(({ report }) => report.withholdsCash);
  if (withheld !== undefined) {
    const { day } = withheld.report;
    throw refusedFault(said(({ journal }) => journal.uncounted({ day })));
  }
  const missing = judged.flatMap(({ tills }) => tills.filter(({ isWhole }) => !isWhole));
  return {
    code: worstOf(judged.map(({ code }) => code)),
    wrong: judged.filter(({ code }) => code !== EXIT.fine).map(({ report }) => report.day),
    missing: [...new Set(missing.map(({ code }) => code))].toSorted(),
  };
}

/** Says with which days not all is well, if any. */
export function tellWrongDays(wrong: JournalDays["wrong"], console: Console): void {
  const [first] = wrong;
  if (first === undefined) return;
  console.say(said(({ journal }) => journal.notWell({ days: wrong, first })));
}

/** Throws where the receipts of a Z don't come to what it recorded: then its bookings would be guessed. */
export function requireSound({ entries }: DaysJournal): void {
  const unsound = entries.find(({ isSound }) => !isSound);
  if (unsound === undefined) return;
  const { code, day } = unsound;
  throw new CommandFault(
    EXIT.foundWrong,
    ofBooks((words) => words.unsound({ code, day })),
  );
}

export function journalDays(first: BusinessDay, last: BusinessDay): ReadonlyArray<BusinessDay> {
  if (last < first) throw usageFault(said(({ journal }) => journal.backwards({ first, last })));
  if (daysBetween(first, last) >= DAYS_MAX) {
    throw usageFault(said(({ journal }) => journal.tooMany({ max: DAYS_MAX })));
  }
  return daysFromTo(first, last);
}

/** Returns the worst exit code, in the same order as for one day. */
function worstOf(codes: ReadonlyArray<ExitCode>): ExitCode {
  const order = [EXIT.damaged, EXIT.foundWrong, EXIT.incomplete];
  return order.find((code) => codes.includes(code)) ?? EXIT.fine;
}
