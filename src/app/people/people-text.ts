/** The staff and their shifts, as commands list them in a language. */

import { type BusinessDay } from "../../domain/identity.ts";
import { sixtiethsText } from "../../domain/text/duration-text.ts";
import { localDate, type Locale } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { peopleWords } from "../../words/made/people/all.ts";
import { type PeopleWords } from "../../words/made/people/words.ts";
import { sheetToCsv } from "../catalogue/catalogue-file.ts";
import { type NamedStaff } from "../till/till.ts";
import { padEnd } from "../words/text-columns.ts";
import { type HoursRow, type ShiftEntry, type StrayEntry } from "./shifts.ts";

const NAME_CELLS = 16;
const SHIFT_CELLS = 14;
const PERIOD_CELLS = 10;
const SUM_CELLS = 9;

const HOURS_COLUMNS = [
  "period",
  "staff",
  "name",
  "shifts",
  "presence",
  "work",
  "paidBreaks",
  "unpaidBreaks",
  "open",
  "doubted",
  "corrected",
] as const satisfies ReadonlyArray<keyof HoursRow>;

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

/** Prints a line for each shift, and below it what there is to say of it. */
export function shiftsToText(
  shifts: ReadonlyArray<ShiftEntry>,
  locale: Locale,
): ReadonlyArray<string> {
  const words = wordsIn(peopleWords, locale);
  return shifts.flatMap((shift) => {
    const to = shift.out === null ? words.working : wallText(shift.out, locale);
    const columns = [shift.shift.padEnd(SHIFT_CELLS), padEnd(shift.name, NAME_CELLS)];
    const worked = shift.work === null ? [] : [sixtiethsText(shift.work).padStart(5)];
    return [
      [...columns, wallText(shift.in, locale), to, ...worked].join("  "),
      ...notesOf(shift, words, locale).map((note) => `    ${note}`),
    ];
  });
}

/** Prints a line for each clocking out that ends no shift. */
export function straysToText(
  strays: ReadonlyArray<StrayEntry>,
  locale: Locale,
): ReadonlyArray<string> {
  const { stray } = wordsIn(peopleWords, locale);
  return strays.map(({ name, at }) => stray({ name, time: at.split(" ")[1] ?? at }));
}

function notesOf(shift: ShiftEntry, words: PeopleWords, locale: Locale): ReadonlyArray<string> {
  const { breaks, corrected, doubted, contradictions, out } = shift;
  const pauses = breaks.map(({ from, to, paid }) => {
    const end = to ?? out?.split(" ")[1];
    return end === undefined
      ? words.onBreak({ from })
      : words.breakText({ from, to: end, isPaid: paid });
  });
  return [
    ...(out === null ? [words.atTill({ till: shift.till })] : []),
    ...pauses,
    ...(corrected === null ? [] : [correctionText(corrected, words, locale)]),
    ...(doubted ? [words.doubted] : []),
    ...(contradictions.includes("out") ? [words.outAgain] : []),
    ...(contradictions.includes("overlap") ? [words.overlapped] : []),
  ];
}

function correctionText(
  { name, reason, in: from, out }: NonNullable<ShiftEntry["corrected"]>,
  words: PeopleWords,
  locale: Locale,
): string {
  const to = out === null ? words.working : wallText(out, locale);
  return words.fixedBy({ name, reason, from: wallText(from, locale), to });
}

/** Prints a table of the hours, as hours and minutes. */
export function hoursToText(rows: ReadonlyArray<HoursRow>, locale: Locale): ReadonlyArray<string> {
  const words = wordsIn(peopleWords, locale);
  if (rows.length === 0) return [words.hours.none];
  const { person, period, presence, work, breaks } = words.hours;
  const hasPeriod = rows.some((row) => row.period !== "");

  function line(cells: {
    readonly of: string;
    readonly who: string;
    readonly sums: ReadonlyArray<string>;
    readonly marks: string;
  }): string {
    return [
      ...(hasPeriod ? [padEnd(cells.of, PERIOD_CELLS)] : []),
      padEnd(cells.who, NAME_CELLS),
      ...cells.sums.map((sum) => sum.padStart(SUM_CELLS)),
      cells.marks,
    ]
      .join("  ")
      .trimEnd();
  }

  return [
    line({ of: period, who: person, sums: [presence, breaks, work], marks: "" }),
    ...rows.map((row) =>
      line({
        of: row.period,
        who: row.name,
        sums: [row.presence, row.paidBreaks + row.unpaidBreaks, row.work].map(sixtiethsText),
        marks: words.hours.marks({ open: row.open }),
      }),
    ),
  ];
}

/** The same for payroll, in minutes: a row for each period and person, with English columns. */
export function hoursToCsv(rows: ReadonlyArray<HoursRow>): string {
  return sheetToCsv([
    HOURS_COLUMNS,
    ...rows.map((row) => HOURS_COLUMNS.map((column) => String(row[column]))),
  ]);
}

/** `2026-11-20 14:32`, as the locale writes its date. */
function wallText(at: string, locale: Locale): string {
  const [date = "", time = ""] = at.split(" ");
  return `${localDate(date as BusinessDay, locale)} ${time}`;
}
