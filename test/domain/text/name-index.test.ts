import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { compareText, foldName, isDigits, wordsOf } from "../../../src/domain/text/entry-text.ts";
import { createNameIndex } from "../../../src/domain/text/name-index.ts";

const word = fc.oneof(
  fc.constantFrom("oat", "oats", "o", "oatmilk", "86", "860", "8", "crème", "茶", "3*sterne"),
  fc.string({ unit: "grapheme", maxLength: 4 }),
);
const sentence = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(" "));
const names = fc
  .array(sentence.map(foldName), { maxLength: 20 })
  .map((all) => all.toSorted(compareText));
const typed = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.map(foldName));

describe("the names of a shop", () => {
  test("are found by what they begin with, all of them and no others", () => {
    fc.assert(
      fc.property(names, word.map(foldName), (sorted, prefix) => {
        const { from, to } = createNameIndex(sorted).beginning(prefix);

        const begin = sorted.filter((name) => prefix !== "" && name.startsWith(prefix));
        expect(sorted.slice(from, to)).toEqual(begin);
      }),
    );
  });

  test("are found by the beginnings of their words, and by digits as whole words", () => {
    fc.assert(
      fc.property(names, typed, fc.integer({ min: 1, max: 5 }), (sorted, words, limit) => {
        const real = words.flatMap(wordsOf);
        fc.pre(real.length > 0);

        const ranks = createNameIndex(sorted).withWords(real, limit);

        const fit = [...sorted.entries()].filter(([, name]) => hasAll(name, real));
        expect(ranks).toEqual(fit.slice(0, limit).map(([rank]) => rank));
      }),
    );
  });

  test("are told word by word, each word once", () => {
    const index = createNameIndex(["milk oat", "oat", "oat oat bar"]);

    expect([...index.words()].map(([each, ranks]) => [each, [...ranks]])).toEqual([
      ["bar", [2]],
      ["milk", [0]],
      ["oat", [0, 1, 2]],
    ]);
  });
});

/** As anybody would look for them, name by name. */
function hasAll(name: string, typedWords: ReadonlyArray<string>): boolean {
  return typedWords.every((part) =>
    wordsOf(name).some((own) => (isDigits(part) ? own === part : own.startsWith(part))),
  );
}
