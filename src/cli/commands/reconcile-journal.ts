/** `till reconcile --journal`: business days as double entry, for a bookkeeper. */

import { journalLines } from "../../app/day/day-journal.ts";
import { dayReports } from "../../app/day/day-report.ts";
import { dayTills } from "../../app/day/day-tills.ts";
import { addDays } from "../../domain/civil-time.ts";
import { type BusinessDay } from "../../domain/identity.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { CommandFault, usageFault } from "../fault.ts";
import { whoLooks, withTill } from "../with-till.ts";
import { dayOf } from "./order.ts";
import {
  codeOf,
  isYetToCome,
  maySeeReports,
  notYetFault,
  type ReconcileOptions,
} from "./reconcile.ts";

/** A year and a day more, for those whose year has one. */
const DAYS_MAX = 367;

export function tellJournal(options: ReconcileOptions, console: Console): Promise<ExitCode> {
  if (options.journal !== true)
    throw usageFault("--to goes with --journal: a report is of one day.");
  if (options.json === true) throw usageFault("Say --journal or --json: a journal is text.");
  if (options.csv === true) throw usageFault("Say --journal or --csv: a journal is no table.");
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
      console.say(
        `Not all is well with ${wrong.join(", ")}: \`till reconcile --day ${wrong[0]}\` says what.`,
      );
    }
    return worstOf(judged.map(({ code }) => code));
  });
}

/** What lies in a drawer is not added up for somebody who may be about to count it. */
function uncountedFault(day: BusinessDay): CommandFault {
  const who = "who may see reports (--staff NUMBER)";
  return new CommandFault(
    EXIT.refused,
    `A drawer of ${day} is not counted yet: until then its cash is for ${who}.`,
  );
}

function daysBetween(first: BusinessDay, last: BusinessDay): ReadonlyArray<BusinessDay> {
  if (last < first) throw usageFault(`--to ${last} comes before --day ${first}.`);
  const days: BusinessDay[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) {
    if (days.length === DAYS_MAX) throw usageFault(`At most ${DAYS_MAX} days at once.`);
    days.push(day);
  }
  return days;
}

/** What weighs more than another thing in one day does so in several. */
function worstOf(codes: ReadonlyArray<ExitCode>): ExitCode {
  const order = [EXIT.damaged, EXIT.foundWrong, EXIT.incomplete];
  return order.find((code) => codes.includes(code)) ?? EXIT.fine;
}
