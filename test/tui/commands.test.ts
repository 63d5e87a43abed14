import { stripVTControlCharacters } from "node:util";

import { describe, expect, test } from "vitest";

import { readLine } from "../../src/acts/typed-command.ts";
import { createGoodsIndex } from "../../src/domain/entry/entry-search.ts";
import { COMMANDS, commandOfWord, keyLabel, noSuchWord } from "../../src/tui/commands.ts";
import { footerRows } from "../../src/tui/frame/around-panes.ts";
import { emptyState } from "../../src/tui/register-state.ts";
import { planOf } from "../../src/tui/register-step.ts";
import { helpRows } from "../../src/tui/rows/help-rows.ts";
import { createScreenStyle } from "../../src/tui/terminal/screen-style.ts";
import { wordsFor } from "../../src/words/screen-words.ts";
import { ALL_SCREENS } from "../support/all-screens.ts";
import { enScreen as en } from "../support/english-words.ts";
import { loggedIn } from "../support/pressed-register.ts";
import { euro, smallShop } from "../support/small-shop.ts";

const state = { ...emptyState("counter", undefined), screen: "register" as const };

test("every command is in the list once", () => {
  expect(COMMANDS.map(({ id }) => id).toSorted()).toEqual(Object.keys(en.labels).toSorted());
});

test("no key and no word has two meanings", () => {
  const keys = COMMANDS.flatMap(({ keys }) => keys);
  const words = COMMANDS.flatMap(({ words }) => words);

  expect(new Set(keys).size).toBe(keys.length);
  expect(new Set(words).size).toBe(words.length);
});

test("no key is one that terminals keep for themselves", () => {
  const forbidden = "sqchijmab".split("").map((letter) => `ctrl-${letter}`);
  const keys: ReadonlySet<string> = new Set(COMMANDS.flatMap(({ keys }) => keys));

  expect([...forbidden, "f11"].filter((key) => keys.has(key))).toEqual([]);
});

test("the footer of the back office has the keys that work there alone, at their places", () => {
  const style = createScreenStyle({ signs: "ascii", color: false });
  const facts = { style, columns: 80, hasTables: false };
  const [there] = footerRows({ ...state, screen: "office" }, facts);
  const [elsewhere] = footerRows(state, facts);
  const text = stripVTControlCharacters(there?.text ?? "");
  const all = stripVTControlCharacters(elsewhere?.text ?? "");

  expect(text.split(/ {2,}/u)).toEqual([" F1 Help", "F10 More", ""]);
  expect([text.length, text.indexOf("F10")]).toEqual([all.length, all.indexOf("F10")]);
  expect(there?.zones?.flatMap(({ presses }) => presses)).toEqual([
    { type: "key", key: "f1" },
    { type: "key", key: "f10" },
  ]);
});

describe.each(ALL_SCREENS.filter((screen) => screen !== "office"))(
  "the footer has the same keys at the same places on every screen: %s",
  (screen) => {
    test.each([
      [80, false, " F1 Help F2 Send F3 In/Away F4 % F5 Void F6 Park F9 PAY F10 More F12 Card"],
      [
        80,
        true,
        " F1 Help F2 Send F4 % F5 Void F6 Park F7 Tables F8 Bill F9 PAY F10 More F12 Card",
      ],
      [
        100,
        true,
        " F1 Help F2 Send F3 In/Away F4 % F5 Void F6 Park F7 Tables F8 Bill F9 PAY F10 More F12 Card",
      ],
    ])("in %i cells, with tables: %s", (columns, hasTables, keys) => {
      const style = createScreenStyle({ signs: "ascii", color: false });

      const footer = footerRows({ ...state, screen }, { style, columns, hasTables })
        .map(({ text }) => text)
        .join("");

      expect(stripVTControlCharacters(footer)).toBe(keys);
    });
  },
);

test("every word is reached by the colon", () => {
  const index = createGoodsIndex(smallShop);
  const ids = COMMANDS.flatMap(({ words }) => words).map((word) => {
    const reading = readLine(`:${word} 20`, index, { currency: euro });
    const isWord = reading.type === "command" && reading.command.type === "word";
    return isWord ? commandOfWord(reading.command.word, en)?.id : undefined;
  });

  expect(ids).not.toContain(undefined);
});

test("what does not work now says why in one sentence", () => {
  const reasons = COMMANDS.map(({ available }) => available(state)).filter((it) => it !== true);

  expect(reasons.length).toBeGreaterThan(0);
  expect(reasons.filter((reason) => !/^[A-Z“].*\.$/u.test(reason))).toEqual([]);
});

test("the help has every key that works in this version, and a word finds its rows", () => {
  const size = { width: 80, height: 17, signs: "ascii" } as const;
  const pages = [0, 1, 2].map((helpPage) => helpRows({ ...state, helpPage }, size));
  const all = pages.flat().map(({ text }) => text);
  const found = helpRows({ ...state, text: "void" }, size).map(({ text }) => text.trim());

  expect(all).toHaveLength(3 * 17);
  const labels = COMMANDS.map(({ keys }) => keys.map(keyLabel).join(" "));
  expect(labels.filter((label) => !all.join("\n").includes(label))).toEqual([]);
  expect(all[0]).toMatch(/1 of 3, PgDn $/u);
  expect(helpRows({ ...state, helpPage: -1 }, size)).toEqual(pages[2]);
  expect(all.filter((text) => text.length !== 80)).toEqual([]);
  expect(found[1]).toMatch(/^F5 Ctrl-X/u);
});

test.each([
  [":inv", "Type on, such as :invite."],
  [":re", "Type on, such as :reprice, :refire, :reprint, :return."],
  [":xyzzy", "There is no :xyzzy; F10 has all commands."],
])("%s is answered with what it may become", async (typed, why) => {
  const it = await loggedIn();

  it.type(typed);

  expect(planOf(it.store.till, it.store.getState())).toMatchObject({ why });
});

test.each([
  ["report", "report"],
  ["staff", "office"],
  ["taxes", "office"],
])("%s, as an owner calls it, is %s", (word, id) => {
  expect(commandOfWord(word, wordsFor({ locale: "en" }))?.id).toBe(id);
});

test("a word that is begun in the person's own language is told in it", () => {
  expect(noSuchWord("einl", wordsFor({ locale: "de" }))).toBe("Weiter tippen, etwa :einladen.");
  expect(noSuchWord("inv", wordsFor({ locale: "de" }))).toBe("Weiter tippen, etwa :invite.");
});
