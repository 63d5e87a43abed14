/** The technical journal, as a command lists it in a language. */

import { type BusinessDay } from "../../domain/identity.ts";
import { NOBODY } from "../../domain/people/pin-waits.ts";
import { localDate, type Locale } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { journalWords } from "../../words/made/journal/all.ts";
import { type JournalWords } from "../../words/made/journal/words.ts";
import { tillWords } from "../../words/made/till/all.ts";
import { type Till } from "../till/till.ts";
import { refusedAct } from "../words/refused-act.ts";
import { padEnd } from "../words/text-columns.ts";
import { type JournalLine } from "./journal.ts";

const NAME_CELLS = 16;

export function journalToText(
  lines: ReadonlyArray<JournalLine>,
  till: Pick<Till, "staffName">,
  locale: Locale,
): ReadonlyArray<string> {
  const words = wordsIn(journalWords, locale);
  return lines.map((line) => {
    const [date = "", time = ""] = line.at.split(" ");
    return [
      `${localDate(date as BusinessDay, locale)} ${time}`,
      padEnd(line.till, NAME_CELLS),
      padEnd(personText(line, till, locale), NAME_CELLS),
      sentence(line, words, locale) + (line.isWritten ? "" : words.notWritten),
    ].join("  ");
  });
}

function personText(
  { staff }: JournalLine,
  { staffName }: Pick<Till, "staffName">,
  locale: Locale,
): string {
  if (staff === "") return "";
  return staff === NOBODY ? wordsIn(tillWords, locale).attention.nobodysNumber : staffName(staff);
}

function sentence({ act, what, count }: JournalLine, words: JournalWords, locale: Locale): string {
  if (act === "training-ended") return words.trainingEnded({ receipts: count ?? undefined });
  if (act !== "refused") return act === "rescued" ? words.rescued : words.trainingBegan;
  const times = count ?? 0;
  if (what === "pin") return words.wrongPins({ times });
  if (what === "inactive") return words.inactive({ times });
  return what === "more"
    ? words.more({ times })
    : words.refused({ act: refusedAct(what, locale), times });
}
