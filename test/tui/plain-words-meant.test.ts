/** Plain words on the line of the goods lead to the command that they mean, in each language. */

import { describe, expect, test } from "vitest";

import { foldText } from "../../src/domain/text/entry-text.ts";
import { LOCALES } from "../../src/domain/text/locale.ts";
import { textWidth } from "../../src/domain/text/text-width.ts";
import { COMMANDS, commandOfPlainWord, howBegun } from "../../src/tui/commands.ts";
import { commandRows } from "../../src/tui/rows/command-rows.ts";
import { wordsFor } from "../../src/words/screen-words.ts";
import { loggedIn } from "../support/pressed-register.ts";

test.each([
  ["help", "help is no goods: :help or F1."],
  ["refund", "refund is no goods: :return or F10."],
  ["quit", "quit is no goods: :quit or F10."],
  ["Sales", "sales is no goods: :report or F10."],
  ["report", "report is no goods: :report or F10."],
  ["tip", "tip is no goods: :pay or F9."],
  ["voucher", "voucher is no goods: :voucher or F10."],
])("%s: %s", async (typed, said) => {
  const it = await loggedIn();

  it.type(typed).press("Enter");

  expect(it.message()).toBe(said);
  expect(it.done()).toEqual([]);
  expect(it.store.getState().text).toBe(typed);
});

describe.each(LOCALES)("in %s", (locale) => {
  const words = wordsFor({ locale });

  test("each word of a command means a command, and how it is begun fits the line", () => {
    for (const command of COMMANDS) {
      for (const word of [...command.words, ...words.verbs[command.id]]) {
        const meant = commandOfPlainWord(word, words);
        expect(meant).toBeDefined();
        const how = howBegun(meant ?? command, words);
        const sentence = words.plan.isCommand({ typed: word, ...how });
        expect(textWidth(sentence)).toBeLessThanOrEqual(76);
      }
    }
  });

  test("F10 finds report, sales and voucher, in the words of the language", async () => {
    const { store } = await loggedIn();
    const rows = commandRows({ ...store.getState(), locale }, words, false);
    for (const id of ["pay", "report"] as const) {
      for (const word of words.finds[id]) {
        const found = rows.filter(({ words: own = "" }) => own.split(" ").includes(foldText(word)));
        expect(found.map(({ choice }) => choice)).toContainEqual({ type: "command", id });
      }
    }
  });
});

test(":quit locks first, and then asks for the PIN", async () => {
  const it = await loggedIn();
  it.type("lat").press("Enter");

  it.type(":quit").press("Enter");

  expect(it.store.getState()).toMatchObject({ screen: "log-in", isLeaving: true, ended: false });
  expect(it.message()).toContain("PIN");
  it.press("Esc");
  expect(it.store.getState()).toMatchObject({ screen: "log-in", isLeaving: false });
});
