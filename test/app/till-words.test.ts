import { expect, test } from "vitest";

import { type BusinessDay } from "../../src/domain/identity.ts";
import { type Language, localDate } from "../../src/domain/text/locale.ts";
import { textWidth } from "../../src/domain/text/text-width.ts";
import { wordsIn } from "../../src/domain/text/words-in.ts";
import { shortened } from "../../src/tui/terminal/cell-text.ts";
import { tillWords } from "../../src/words/made/till/all.ts";
import { LANGUAGES, TRANSLATIONS } from "../support/languages.ts";
import { messageText } from "../support/message-text.ts";
import { sampleFacts } from "../support/sample-facts.ts";

const LINE_CELLS = 77;
const DAY = "2026-12-24" as BusinessDay;
const LAST = "2026-11-20" as BusinessDay;
/** Messages that are the same as in English, because the words are. */
const ALIKE: Readonly<Record<Exclude<Language, "en">, ReadonlyArray<string>>> = {
  de: [],
  fr: [],
  es: [],
  nl: [],
  it: [],
  pt: [],
  pl: [],
};

test.each(TRANSLATIONS)("what the till itself says in %s is not English", (language) => {
  const english = textsOf("en");
  const same = [...textsOf(language)].filter(([name, text]) => english.get(name) === text);

  // What is wrong with a field comes from the rules of the sheet, in English.
  const rules = ["refusals.entry/wrong", "refusals.setting/wrong"];
  expect(same.map(([name]) => name)).toEqual([...rules, ...ALIKE[language]]);
});

test.each(TRANSLATIONS)("a refusal in %s fits its line where the English one does", (language) => {
  const english = textsOf("en");
  const wide = [...textsOf(language)].filter(
    ([name, text]) => textWidth(text) > Math.max(LINE_CELLS, textWidth(english.get(name) ?? "")),
  );

  expect(wide).toEqual([]);
});

test.each(LANGUAGES)("a clock that stands in 1970 is asked about in one line in %s", (language) => {
  const sentence = wordsIn(tillWords, language).desk.clockAsks({ says: "1970-01-02 02:00" });

  expect(sentence).toMatch(/:\p{L}+ 21\.11\. 8:30/u);
  expect(textWidth(sentence)).toBeLessThanOrEqual(LINE_CELLS);
});

test.each(LANGUAGES)(
  "keeps what to type where another clock stands beside it in %s",
  (language) => {
    const { clockAsks, clockOf } = wordsIn(tillWords, language).desk;
    const others = ["Bar", "Terrace upstairs"].map((till) =>
      clockOf({ till, says: "2026-11-20 14:32" }),
    );

    for (const heard of [others.slice(0, 1), others]) {
      const sentence = [clockAsks({ says: "1970-01-02 02:00" }), ...heard].join(" ");
      for (const width of [LINE_CELLS, 97]) {
        const shown = shortened(sentence, { width, signs: "all" });
        expect(shown).toMatch(/:\p{L}+ 21\.11\. 8:30/u);
        expect(textWidth(shown)).toBeLessThanOrEqual(width);
      }
    }
  },
);

test.each(LANGUAGES)("a day far from the last one is asked for in one line in %s", (language) => {
  const { desk } = wordsIn(tillWords, language);
  const sentence = desk.confirmDay({
    day: localDate(DAY, language),
    last: localDate(LAST, language),
  });

  expect(sentence).toContain(localDate(DAY, language));
  expect(textWidth(sentence)).toBeLessThanOrEqual(LINE_CELLS);
});

/** Each sentence of usual facts, by group and name. */
function textsOf(language: Language): ReadonlyMap<string, string> {
  const all = Object.entries<object | string>(wordsIn(tillWords, language)).flatMap(
    ([group, messages]) =>
      typeof messages !== "object"
        ? []
        : Object.entries<unknown>({ ...messages }).map(
            ([name, message]) =>
              [
                `${group}.${name}`,
                messageText(message, sampleFacts(`till.${group}.${name}`, FACTS), SHOWN),
              ] as const,
          ),
  );
  return new Map(all);
}

/** The usual facts that are longer or shorter than others. */
const FACTS = {
  name: "Flat white",
  staff: "2",
  field: "price",
  message: "is no amount",
  text: "flat",
  id: "flat-white",
  permission: "void",
  why: "run",
  what: "note",
  taxClass: "food",
  group: "Milk",
  modifier: "oat",
  key: "language",
  keys: ["language"],
  letters: ["A", "B"],
  roles: ["cashier", "manager"],
  printers: ["receipt", "bar"],
  tables: ["1", "2", "3", "4", "5", "6", "12"],
  areas: ["Dining room", "Terrace", "Bar"],
  order: "A12",
  orders: ["A12", "B4"],
  names: ["Service", "Cover"],
  sign: ">",
  profiles: ["generic", "epson-80"],
  stations: ["bar", "kitchen"],
  nearest: ["Flat white"],
  since: "08:00",
  opened: { by: "2", wallMs: 1_795_176_000_000, offsetMinutes: 60 },
  day: "2026-11-20",
  from: "2026-11-19",
  to: "2026-11-20",
  min: 4,
  max: 48,
  course: 2,
  amount: 2000,
  due: 1000,
  tendered: 500,
  currency: "USD",
  gross: 1000,
  refundDue: 300,
  tip: 300,
  owed: [{ method: "card", amount: 300 }],
  left: 200,
  limit: 10_000,
  seconds: 30,
  act: "void",
  sentence: "Price is no amount.",
  missing: 500,
  code: "EUR",
  person: "Chiara",
};
const SHOWN = {
  code: "EUR",
  money: (amount: number) => (amount / 100).toFixed(2),
  pieces: String,
  quantity: String,
  measure: String,
  rate: () => "10 %",
  day: (day: string) => day,
  staffName: () => "Chiara",
};
