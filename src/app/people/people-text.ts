/** The staff and their shifts, as commands list them in a language. */

import { type BusinessDay } from "../../domain/identity.ts";
import { localDate, type Locale } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { peopleWords } from "../../words/made/people/all.ts";
import { padEnd } from "../text-columns.ts";
import { type NamedStaff } from "../till.ts";
import { type ShiftEntry } from "./shifts.ts";

const NAME_CELLS = 16;

/** Prints a line for each person; `badgeOf` returns as much of the badge as the reader may see. */
export function staffToText(
  staff: ReadonlyArray<NamedStaff>,
  locale: Locale,
  badgeOf: (member: NamedStaff) => string | undefined,
): ReadonlyArray<string> {
  const words = wordsIn(peopleWords, locale);
  return staff.map((member) => {
    const { number, shownName, role, active, verifierId, language } = member;
    const badge = badgeOf(member);
    const marks = [
      ...(active ? [] : [words.disabled]),
      ...(verifierId === undefined ? [words.noPin] : []),
      ...(badge === undefined ? [] : [words.badge({ badge })]),
      ...(language === undefined ? [] : [words.language({ code: language })]),
    ];
    const columns = [number.padStart(6), padEnd(shownName, NAME_CELLS), role.padEnd(12)];
    return [...columns, marks.join(", ")].join("  ").trimEnd();
  });
}

/** Prints a line for each shift. */
export function shiftsToText(
  shifts: ReadonlyArray<ShiftEntry>,
  locale: Locale,
): ReadonlyArray<string> {
  const { working } = wordsIn(peopleWords, locale);
  return shifts.map((shift) => {
    const to = shift.out === null ? working : wallText(shift.out, locale);
    const columns = [shift.staff.padEnd(4), padEnd(shift.name, NAME_CELLS)];
    return [...columns, wallText(shift.in, locale), to].join("  ");
  });
}

/** `2026-11-20 14:32`, as the locale writes its date. */
function wallText(at: string, locale: Locale): string {
  const [date = "", time = ""] = at.split(" ");
  return `${localDate(date as BusinessDay, locale)} ${time}`;
}
