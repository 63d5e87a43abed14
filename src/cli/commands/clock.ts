/** `till clock in|out|list`. */

import { shiftsToText } from "../../app/people/people-text.ts";
import { clockIn, clockOut, listShifts } from "../../app/people/shifts.ts";
import { localDate } from "../../domain/locale.ts";
import { wordsIn } from "../../domain/words-in.ts";
import { peopleWords } from "../../words/made/people/all.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { refusalFault } from "../refusal-fault.ts";
import { speechIn } from "../speech-in.ts";
import {
  type JsonOptions,
  type StaffOptions,
  whoActs,
  withTill,
  type DayOptions,
} from "../with-till.ts";
import { dayOf } from "./order.ts";

export type ClockOptions = JsonOptions & StaffOptions;

export function clockStaff(
  way: "in" | "out",
  options: ClockOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async ({ till }) => {
    const actor = await whoActs(till, options, console);
    const done = way === "in" ? clockIn(till, actor) : clockOut(till, actor);
    if (!done.ok) throw refusalFault(done.fault, till);
    const { number, name } = actor;
    if (options.json === true) console.json({ staff: number, name, way, at: done.value });
    else {
      const { clockedIn, clockedOut } = wordsIn(peopleWords, speechIn(console, till).locale);
      console.out((way === "in" ? clockedIn : clockedOut)({ name, time: done.value }));
    }
    return EXIT.fine;
  });
}

export function listTheShifts(options: DayOptions, console: Console): Promise<ExitCode> {
  return withTill(options, console, ({ till }) => {
    const day = dayOf(options.day, till);
    const shifts = listShifts(till, day);
    if (options.json === true) {
      console.json({ day, shifts });
      return EXIT.fine;
    }
    const locale = console.locale();
    if (shifts.length === 0)
      console.say(wordsIn(peopleWords, locale).nobodyIn({ day: localDate(day, locale) }));
    for (const line of shiftsToText(shifts, locale)) console.out(line);
    return EXIT.fine;
  });
}
