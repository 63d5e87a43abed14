/** Who works here, and when, as commands list it in every language. */

import { describe, expect, test } from "vitest";

import { shiftsToText, staffToText } from "../../../src/app/people/people-text.ts";
import { type ShiftEntry } from "../../../src/app/people/shifts.ts";
import { type NamedStaff } from "../../../src/app/till/till.ts";
import { type BusinessDay } from "../../../src/domain/identity.ts";
import { type Locale } from "../../../src/domain/text/locale.ts";
import { textWidth } from "../../../src/domain/text/text-width.ts";
import { wordsIn } from "../../../src/domain/text/words-in.ts";
import { peopleWords } from "../../../src/words/made/people/all.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { englishIn } from "../../support/english-left.ts";
import { OTHER_LOCALES } from "../../support/languages.ts";
import { messageText } from "../../support/message-text.ts";

const newCafe = cafeCopies();
const DAY = "2026-11-20" as BusinessDay;
const NOTHING = { breaks: [], doubted: false, corrected: null, contradictions: [] } as const;
const SHIFTS: ReadonlyArray<ShiftEntry> = [
  {
    ...NOTHING,
    shift: "1/2026-11-20",
    staff: "1",
    name: "Mia",
    day: DAY,
    till: "A Theke",
    in: "2026-11-20 08:00",
    out: "2026-11-20 16:30",
    minutes: 510,
    work: 480,
    breaks: [
      { from: "12:00", to: "12:30", paid: false },
      { from: "14:00", to: "14:10", paid: true },
    ],
    corrected: {
      by: "4",
      name: "Ravi",
      reason: "vergessen",
      in: "2026-11-20 08:00",
      out: null,
    },
  },
  {
    ...NOTHING,
    shift: "2/2026-11-20",
    staff: "2",
    name: "Jonas",
    day: DAY,
    till: "B Bar",
    in: "2026-11-20 15:55",
    out: null,
    minutes: null,
    work: null,
    breaks: [{ from: "18:00", to: null, paid: false }],
    doubted: true,
    contradictions: ["out", "overlap"],
  },
];

test("hours and people are listed in German", async () => {
  const [mia] = (await newCafe()).open().till.staff();
  if (mia === undefined) throw new Error("Nobody works here.");
  const gone: NamedStaff = { ...mia, verifierId: undefined, active: false, language: "fr" };

  expect(shiftsToText(SHIFTS, "de")).toEqual([
    "1/2026-11-20    Mia               20.11.2026 08:00  20.11.2026 16:30   8:00",
    "    Pause 12:00 bis 12:30",
    "    Pause 14:00 bis 14:10, bezahlt",
    "    berichtigt von Ravi: vergessen (gestempelt 20.11.2026 08:00 bis noch da)",
    "2/2026-11-20    Jonas             20.11.2026 15:55  noch da",
    "    an B Bar",
    "    Pause seit 18:00",
    "    Uhr zweifelhaft",
    "    zweimal ausgestempelt",
    "    ein Teil zählt in einer anderen Schicht",
  ]);
  expect(staffToText([mia, gone], "de", () => "99900011")).toEqual([
    "     1  Mia               cashier       Ausweis 99900011",
    "     1  Mia               cashier       GESPERRT, keine PIN, Ausweis 99900011, Sprache fr",
  ]);
});

describe.each(OTHER_LOCALES)("people in %s", (locale) => {
  test("are told of in words of that language, on 80 cells", () => {
    const english = textsOf("en");
    const own = textsOf(locale);

    const same = [...own].filter(([name, text]) => english.get(name) === text);
    // Italians say badge, too.
    expect(same.map(([name]) => name)).toEqual(locale === "it" ? ["badge"] : []);
    expect([...own.values()].flatMap((text) => englishIn(text, locale))).toEqual([]);
    expect(shiftsToText(SHIFTS, locale).filter((line) => textWidth(line) > 80)).toEqual([]);
  });
});

function textsOf(locale: Locale): ReadonlyMap<string, string> {
  const { done, hours, ...rest } = wordsIn(peopleWords, locale);
  return new Map(
    Object.entries({ ...rest, ...prefixed("done", done), ...prefixed("hours", hours) }).map(
      ([name, message]) => [name, messageText(message, "Mia", "08:00")],
    ),
  );
}

/** Beside those of the same name. */
function prefixed(group: string, words: object): object {
  return Object.fromEntries(Object.entries(words).map(([name, say]) => [`${group} ${name}`, say]));
}
