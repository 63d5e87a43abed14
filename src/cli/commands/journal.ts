/** `till journal`: what was refused to whom, trainings, and rescues by the recovery sheet. */

import { journalToText } from "../../app/people/journal-text.ts";
import { type JournalLine, listJournal } from "../../app/people/journal.ts";
import { isStaffNumber } from "../../domain/people/staff-number.ts";
import { localDate } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { journalWords } from "../../words/made/journal/all.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { refusalFault } from "../refusal-fault.ts";
import { speechIn } from "../speech-in.ts";
import { type DayOptions, withTill } from "../with-till.ts";
import { dayOf } from "./order.ts";

export interface JournalOptions extends DayOptions {
  /** Staff number. */
  readonly person?: string;
}

export function showJournal(options: JournalOptions, console: Console): Promise<ExitCode> {
  return withTill({ ...options, onlyLooks: true }, console, ({ till }) => {
    const { person } = options;
    const day = options.day === "all" ? undefined : dayOf(options.day, till);
    if (person !== undefined && !isStaffNumber(person)) {
      throw refusalFault({ type: "staff/number-invalid", text: person }, till);
    }
    const lines = listJournal(till, { day, person });
    if (options.json === true) {
      const named = lines.map((line) => toJson(line, till.staffName));
      console.json({ day: day ?? null, lines: named });
      return EXIT.fine;
    }
    const { locale } = speechIn(console, till);
    const words = wordsIn(journalWords, locale);
    if (lines.length === 0) {
      console.say(
        day === undefined ? words.nothingAtAll : words.nothing({ day: localDate(day, locale) }),
      );
    }
    for (const line of journalToText(lines, till, locale)) console.out(line);
    return EXIT.fine;
  });
}

function toJson({ isWritten, ...line }: JournalLine, staffName: (number: string) => string) {
  const name = isStaffNumber(line.staff) ? staffName(line.staff) : "";
  return { ...line, name, written: isWritten };
}
