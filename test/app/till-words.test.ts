import { describe, expect, test } from "vitest";

import { de } from "../../src/app/words/de.ts";
import { en } from "../../src/app/words/en.ts";
import { es } from "../../src/app/words/es.ts";
import { fr } from "../../src/app/words/fr.ts";
import { type PartialTillWords } from "../../src/app/words/words-shape.ts";
import { textWidth } from "../../src/domain/text-width.ts";
import { messageText } from "../support/message-text.ts";

const LINE_CELLS = 77;

describe.each([
  ["fr", fr()],
  ["es", es()],
] as const)("what the till itself says in %s", (_, own) => {
  test("is as much as in German, for which the compiler counts", () => {
    const names = new Set(namesOf(own));

    expect(namesOf(de()).filter((name) => !names.has(name))).toEqual([]);
  });

  test("is not English", () => {
    const english = textsOf(en);

    expect([...textsOf(own)].filter(([name, text]) => english.get(name) === text)).toEqual([]);
  });
});

test.each([
  ["de", de()],
  ["fr", fr()],
  ["es", es()],
] as const)("a refusal in %s fits its line where the English one does", (_, own) => {
  const english = textsOf(en);
  const wide = [...textsOf(own)].filter(
    ([name, text]) => textWidth(text) > Math.max(LINE_CELLS, textWidth(english.get(name) ?? "")),
  );

  expect(wide).toEqual([]);
});

test.each([
  ["en", en],
  ["de", de()],
  ["fr", fr()],
  ["es", es()],
] as const)("a clock that stands in 1970 is asked about in one line in %s", (_, { desk }) => {
  const sentence = desk?.clockAsks?.("1970-01-02 02:00") ?? "";

  expect(sentence).toMatch(/:\p{L}+ 21\.11\. 8:30/u);
  expect(textWidth(sentence)).toBeLessThanOrEqual(LINE_CELLS);
});

test.each([
  ["en", en, ["2026-12-24", "2026-11-20"]],
  ["de", de(), ["24.12.2026", "20.11.2026"]],
  ["fr", fr(), ["24/12/2026", "20/11/2026"]],
  ["es", es(), ["24/12/2026", "20/11/2026"]],
] as const)("a day far from the last one is asked for in one line in %s", (_, { desk }, days) => {
  const sentence = desk?.confirmDay?.(days[0], days[1]) ?? "";

  expect(sentence).toContain(days[0]);
  expect(textWidth(sentence)).toBeLessThanOrEqual(LINE_CELLS);
});

function namesOf(words: PartialTillWords): ReadonlyArray<string> {
  return [...textsOf(words).keys()].toSorted();
}

/** Each sentence of usual facts, by group and name. */
function textsOf(words: PartialTillWords): ReadonlyMap<string, string> {
  const all = Object.entries(words).flatMap(([group, messages]) =>
    Object.entries<unknown>(messages).map(
      ([name, message]) => [`${group}.${name}`, messageText(message, FACTS, SHOWN)] as const,
    ),
  );
  return new Map(all);
}

/** Whichever facts a sentence takes: itself a text, and each fact by its name. */
const FACTS = Object.assign(["Flat white"], {
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
  waitMs: 30_000,
});
const SHOWN = {
  code: "EUR",
  money: (amount: number) => (amount / 100).toFixed(2),
  quantity: String,
  measure: String,
  rate: () => "10 %",
  day: (day: string) => day,
  staffName: () => "Chiara",
};
