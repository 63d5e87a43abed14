/** `till clock list`. */

import { shiftsToText } from "../../app/people/people-text.ts";
import { listShifts } from "../../app/people/shifts.ts";
import { localDate } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { peopleWords } from "../../words/made/people/all.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { withTill, type DayOptions } from "../with-till.ts";
import { dayOf } from "./order.ts";

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
