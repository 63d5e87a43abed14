import { describe, expect, test } from "vitest";

import { textWidth } from "../../src/domain/text-width.ts";
import { wordsIn } from "../../src/domain/words-in.ts";
import { tillWords } from "../../src/words/made/till/all.ts";
import { type TillWords } from "../../src/words/made/till/words.ts";
import { messageText } from "../support/message-text.ts";
import { sampleFacts } from "../support/sample-facts.ts";

const LINE_CELLS = 77;
const [en, de, fr, es] = (["en", "de", "fr", "es"] as const).map((locale) =>
  wordsIn(tillWords, locale),
) as [TillWords, TillWords, TillWords, TillWords];

describe.each([
  ["fr", fr],
  ["es", es],
] as const)("what the till itself says in %s", (_, own) => {
  test("is not English", () => {
    const english = textsOf(en);
    const same = [...textsOf(own)].filter(([name, text]) => english.get(name) === text);

    // What is wrong with a field comes from the rules of the sheet, in English.
    expect(same.map(([name]) => name)).toEqual(["refusals.entry/wrong", "refusals.setting/wrong"]);
  });
});

test.each([
  ["de", de],
  ["fr", fr],
  ["es", es],
] as const)("a refusal in %s fits its line where the English one does", (_, own) => {
  const english = textsOf(en);
  const wide = [...textsOf(own)].filter(
    ([name, text]) => textWidth(text) > Math.max(LINE_CELLS, textWidth(english.get(name) ?? "")),
  );

  expect(wide).toEqual([]);
});

test.each([
  ["en", en],
  ["de", de],
  ["fr", fr],
  ["es", es],
] as const)("a clock that stands in 1970 is asked about in one line in %s", (_, { desk }) => {
  const sentence = desk.clockAsks({ says: "1970-01-02 02:00" });

  expect(sentence).toMatch(/:\p{L}+ 21\.11\. 8:30/u);
  expect(textWidth(sentence)).toBeLessThanOrEqual(LINE_CELLS);
});

test.each([
  ["en", en, ["2026-12-24", "2026-11-20"]],
  ["de", de, ["24.12.2026", "20.11.2026"]],
  ["fr", fr, ["24/12/2026", "20/11/2026"]],
  ["es", es, ["24/12/2026", "20/11/2026"]],
] as const)("a day far from the last one is asked for in one line in %s", (_, { desk }, days) => {
  const sentence = desk.confirmDay({ day: days[0], last: days[1] });

  expect(sentence).toContain(days[0]);
  expect(textWidth(sentence)).toBeLessThanOrEqual(LINE_CELLS);
});

/** Each sentence of usual facts, by group and name. */
function textsOf(words: TillWords): ReadonlyMap<string, string> {
  const all = Object.entries<object | string>(words).flatMap(([group, messages]) =>
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
  giveBack: 300,
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
