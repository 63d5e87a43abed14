/** `till clock list` and `till clock hours`. */

import { eveningLines, eveningTitle, eveningToDocument } from "../../app/day/evening-text.ts";
import { eveningToJson, ownEvening } from "../../app/day/own-evening.ts";
import { type HoursBy } from "../../app/people/hours-periods.ts";
import {
  hoursToCsv,
  hoursToText,
  shiftsToText,
  straysToText,
} from "../../app/people/people-text.ts";
import { listShifts, listStillOpen, listStrays, workedHours } from "../../app/people/shifts.ts";
import { reportId } from "../../app/reports/report-paper.ts";
import { speechOf } from "../../app/speech.ts";
import { localDate } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { peopleWords } from "../../words/made/people/all.ts";
import { reportsWords } from "../../words/made/reports/all.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { usageFault } from "../fault.ts";
import { printDocument } from "../print-document.ts";
import { requireWholePast } from "../require-whole-past.ts";
import { sentencesOf } from "../sentences-of.ts";
import {
  type DayOptions,
  type JsonOptions,
  type StaffOptions,
  whoIsThere,
  withTill,
} from "../with-till.ts";
import { dayOf } from "./order.ts";
import { rangeOf } from "./report.ts";

const said = sentencesOf(reportsWords);

export interface HoursOptions extends DayOptions {
  readonly to?: string;
  readonly by: HoursBy;
  readonly person?: string;
  readonly csv?: boolean;
}

export interface EveningOptions extends JsonOptions, StaffOptions {
  readonly print?: boolean;
}

export function listTheShifts(options: DayOptions, console: Console): Promise<ExitCode> {
  return withTill(options, console, ({ till }) => {
    requireWholePast(till);
    const day = dayOf(options.day, till);
    const shifts = [
      // Somebody who began yesterday works now.
      ...(day === till.days().now ? listStillOpen(till, day) : []),
      ...listShifts(till, day),
    ];
    const strays = listStrays(till, day);
    if (options.json === true) {
      console.json({ day, shifts, strays });
      return EXIT.fine;
    }
    const locale = console.locale();
    if (shifts.length === 0)
      console.say(wordsIn(peopleWords, locale).nobodyIn({ day: localDate(day, locale) }));
    for (const line of shiftsToText(shifts, locale)) console.out(line);
    for (const line of straysToText(strays, locale)) console.out(line);
    return EXIT.fine;
  });
}

/** For the person themselves: nobody else is told what somebody has to hand in. */
export function tellEvening(options: EveningOptions, console: Console): Promise<ExitCode> {
  if (options.print === true && options.json === true) {
    throw usageFault(said(({ oneForm }) => oneForm));
  }
  return withTill(options, console, async (open) => {
    const { till } = open;
    requireWholePast(till);
    const actor = await whoIsThere(till, options, console);
    const speech = { ...speechOf(till, actor), locale: console.locale() };
    const evening = ownEvening(till, actor.number);
    if (options.json === true) {
      console.json(eveningToJson(till, evening));
      return EXIT.fine;
    }
    if (options.print === true) {
      const document = eveningToDocument(till, evening, speech);
      await printDocument(open, console, { id: reportId(open, "evening"), document });
      return EXIT.fine;
    }
    console.out(eveningTitle(till, evening, speech));
    for (const line of eveningLines(till, evening, { speech, cells: EVENING_CELLS })) {
      console.out(`  ${line}`);
    }
    return EXIT.fine;
  });
}

const EVENING_CELLS = 40;

/** The hours of people, for the shop and for payroll. */
export function tellHours(options: HoursOptions, console: Console): Promise<ExitCode> {
  const { by, person } = options;
  if (options.csv === true && options.json === true)
    throw usageFault(said(({ oneForm }) => oneForm));
  return withTill(options, console, async ({ till }) => {
    requireWholePast(till);
    const { from, to } = rangeOf(till, options);
    const rows = workedHours(till, { from, to, by, staff: person });
    if (options.json === true) console.json({ from, to, by, hours: rows });
    else if (options.csv === true) await console.write(hoursToCsv(rows));
    else for (const line of hoursToText(rows, console.locale())) console.out(line);
    return EXIT.fine;
  });
}
