/** `till reconcile --journal`: business days as double entry, for a bookkeeper. */

import { journalLines } from "../../app/day/day-journal.ts";
import { dayReports } from "../../app/day/day-report.ts";
import { dayTills } from "../../app/day/day-tills.ts";
import { type BusinessDay } from "../../domain/identity.ts";
import { addDays } from "../../domain/text/civil-time.ts";
import { cliDayWords } from "../../words/made/cliDay/all.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { type CommandFault, refusedFault, usageFault } from "../fault.ts";
import {
  codeOf,
  isYetToCome,
  maySeeReports,
  notYetFault,
  type ReconcileOptions,
} from "../reconciled-day.ts";
import { sentencesOf } from "../sentences-of.ts";
import { whoLooks, withTill } from "../with-till.ts";
import { dayOf } from "./order.ts";

const said = sentencesOf(cliDayWords);

/** A year and a day more, for those whose year has one. */
const DAYS_MAX = 367;

export function tellJournal(options: ReconcileOptions, console: Console): Promise<ExitCode> {
  if (options.journal !== true) throw usageFault(said(({ journal }) => journal.toAlone));
  if (options.json === true) throw usageFault(said(({ journal }) => journal.isText));
  if (options.csv === true) throw usageFault(said(({ journal }) => journal.noTable));
  return withTill(options, console, async ({ till, printing, clock }) => {
    const first = dayOf(options.day, till);
    const last = options.to === undefined ? first : dayOf(options.to, till, "--to");
    const days = daysBetween(first, last);
    const holder = await printing.askHolder();
    const view = holder.type === "answered" ? holder.mesh : undefined;
    const actor = await whoLooks(till, options, console);
    const seesCash = actor !== undefined && maySeeReports(till, actor);
    const judged = dayReports(till, days, { seesCash }).map((report) => ({
      report,
      code: codeOf(report, dayTills({ till, clock, view }, report.day)),
    }));
    const early = judged.find(({ report }) => isYetToCome(till, report));
    if (early !== undefined) throw notYetFault(early.report.day);
    const withheld = judged.find(({ report }) => report.withholdsCash);
    if (withheld !== undefined) throw uncountedFault(withheld.report.day);
    for (const line of journalLines(till, days)) console.out(line);
    const wrong = judged.filter(({ code }) => code !== EXIT.fine).map(({ report }) => report.day);
    if (wrong.length > 0) {
      const facts = { days: wrong, first: wrong[0] ?? "" };
      console.say(said(({ journal }) => journal.notWell(facts)));
    }
    return worstOf(judged.map(({ code }) => code));
  });
}

/** A drawer's cash is not added up for a person who may be about to count it. */
function uncountedFault(day: BusinessDay): CommandFault {
  return refusedFault(said(({ journal }) => journal.uncounted({ day })));
}

function daysBetween(first: BusinessDay, last: BusinessDay): ReadonlyArray<BusinessDay> {
  if (last < first) throw usageFault(said(({ journal }) => journal.backwards({ first, last })));
  const days: BusinessDay[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) {
    if (days.length === DAYS_MAX)
      throw usageFault(said(({ journal }) => journal.tooMany({ max: DAYS_MAX })));
    days.push(day);
  }
  return days;
}

/** Returns the worst exit code, in the same order as for one day. */
function worstOf(codes: ReadonlyArray<ExitCode>): ExitCode {
  const order = [EXIT.damaged, EXIT.foundWrong, EXIT.incomplete];
  return order.find((code) => codes.includes(code)) ?? EXIT.fine;
}
