import { expect, test } from "vitest";

import { LOCALES } from "../../src/domain/text/locale.ts";
import { toPrintable } from "../../src/printer/encoding/printable-text.ts";
import { generic58, generic80, epson80 } from "../../src/printer/encoding/profile.ts";
import { paperWords } from "../../src/printer/paper-words.ts";
import { tillNamed } from "../../src/printer/till-named.ts";
import { enPaper as en } from "../support/english-words.ts";

test.each(LOCALES)("every printer can show what papers say in %s", (locale) => {
  const texts = Object.values(paperWords(locale)).flatMap((group) =>
    Object.values(group).flatMap((text: unknown) => textsOf(text)),
  );

  expect(texts.length).toBeGreaterThan(40);
  for (const profile of [epson80, generic58, generic80]) {
    expect(texts.filter((text) => toPrintable(text, profile).lost.length > 0)).toEqual([]);
  }
});

test.each(LOCALES)("papers in %s have what English has", (locale) => {
  const words = paperWords(locale);

  for (const [group, messages] of Object.entries(en)) {
    expect(Object.keys(words[group as keyof typeof en]).toSorted()).toEqual(
      Object.keys(messages).toSorted(),
    );
  }
});

test.each([
  ["de", "Kasse 1", "Kasse 1"],
  ["de", "Bar", "Kasse Bar"],
  ["fr", "Caisse", "Caisse"],
  ["es", "caja 2", "caja 2"],
  ["nl", "kassa 2", "kassa 2"],
  ["it", "Cassa", "Cassa"],
  ["pt", "Caixa 1", "Caixa 1"],
  ["pl", "Kasa 1", "Kasa 1"],
  ["en", "Tiller", "Till Tiller"],
  ["en", "Front counter", "Till Front counter"],
] as const)("in %s the till %s is called %s", (locale, name, called) => {
  expect(tillNamed(paperWords(locale).receipt.till, name)).toBe(called);
});

function textsOf(text: unknown): ReadonlyArray<string> {
  if (typeof text === "string") return [text];
  if (Array.isArray(text)) return text as ReadonlyArray<string>;
  if (typeof text === "object" && text !== null) return Object.values(text).flatMap(textsOf);
  return [(text as (...facts: ReadonlyArray<string>) => string)("1", "2")];
}
