/** `till clock list` and `till clock hours`. */

import { type HoursBy } from "../../app/people/hours-periods.ts";
import {
  hoursToCsv,
  hoursToText,
  shiftsToText,
  straysToText,
} from "../../app/people/people-text.ts";
import { listShifts, listStrays, workedHours } from "../../app/people/shifts.ts";
import { localDate } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { peopleWords } from "../../words/made/people/all.ts";
import { reportsWords } from "../../words/made/reports/all.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { usageFault } from "../fault.ts";
import { sentencesOf } from "../sentences-of.ts";
import { withTill, type DayOptions } from "../with-till.ts";
import { dayOf } from "./order.ts";
import { rangeOf } from "./report.ts";

const said = sentencesOf(reportsWords);

export interface HoursOptions extends DayOptions {
  readonly to?: string;
  readonly by: HoursBy;
  readonly person?: string;
  readonly csv?: boolean;
}

export function listTheShifts(options: DayOptions, console: Console): Promise<ExitCode> {
  return withTill(options, console, ({ till }) => {
    const day = dayOf(options.day, till);
    const shifts = listShifts(till, day);
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

/** The hours of people, for the shop and for payroll. */
export function tellHours(options: HoursOptions, console: Console): Promise<ExitCode> {
  const { by, person } = options;
  if (options.csv === true && options.json === true)
    throw usageFault(said(({ oneForm }) => oneForm));
  return withTill(options, console, async ({ till }) => {
    const { from, to } = rangeOf(till, options);
    const rows = workedHours(till, { from, to, by, staff: person });
    if (options.json === true) console.json({ from, to, by, hours: rows });
    else if (options.csv === true) await console.write(hoursToCsv(rows));
    else for (const line of hoursToText(rows, console.locale())) console.out(line);
    return EXIT.fine;
  });
}
