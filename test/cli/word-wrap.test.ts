/** Sentences on a narrow terminal. */

import { expect, test } from "vitest";

import { wordWrap } from "../../src/cli/console.ts";

test("breaks between words, and keeps what fits, what is too wide and what stands in", () => {
  expect(wordWrap("one two three", 7)).toEqual(["one two", "three"]);
  expect(wordWrap("one two", 7)).toEqual(["one two"]);
  expect(wordWrap("  one two", 7)).toEqual(["  one", "  two"]);
  expect(wordWrap("unbreakable so", 7)).toEqual(["unbreakable", "so"]);
  expect(wordWrap("\na", 7)).toEqual(["", "a"]);
  expect(wordWrap("! ink  has run dry", 12, 7)).toEqual(["! ink  has", "run dry"]);
  expect(wordWrap("! ink  has run out now", 14, 7)).toEqual(["! ink  has run", "       out now"]);
  expect(wordWrap("! a wide name has run", 16, 4)).toEqual(["! a wide name", "    has run"]);
  expect(wordWrap("none   of it", 20)).toEqual(["none   of it"]);
});

test("what stands behind a name goes on below itself, and a pair stays on one line", () => {
  expect(wordWrap("find   looks on the network", 20)).toEqual([
    "find   looks on the",
    "       network",
  ]);
  expect(wordWrap("DE Germany, DK\u00A0Denmark", 16)).toEqual(["DE Germany,", "DK Denmark"]);
  expect(wordWrap("DK\u00A0Denmark", 16)).toEqual(["DK Denmark"]);
});
