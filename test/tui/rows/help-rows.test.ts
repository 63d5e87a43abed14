import { describe, expect, test } from "vitest";

import { LOCALES } from "../../../src/domain/text/locale.ts";
import { textWidth } from "../../../src/domain/text/text-width.ts";
import { COMMANDS } from "../../../src/tui/commands.ts";
import { sideRows } from "../../../src/tui/panes/side-rows.ts";
import { type RegisterState } from "../../../src/tui/register-state.ts";
import { helpRows } from "../../../src/tui/rows/help-rows.ts";
import { colonOf, wordsFor } from "../../../src/words/screen-words.ts";
import { ALL_SCREENS } from "../../support/all-screens.ts";
import { loggedIn, started } from "../../support/pressed-register.ts";

/** As in a window of 80 by 24. */
const HELP = { width: 80, height: 17, signs: "all" } as const;
/** High enough for all commands, each a row or two. */
const SIDE = { width: 39, height: 2 * COMMANDS.length, signs: "all", block: "#" } as const;

const TAKES_OFF =
  / ?; & (?:takes off|nimmt weg|l'enlève|lo quita|haalt weg|toglie|tira-o|usuwa) ?;/u;

describe.each(LOCALES)("in %s", (locale) => {
  const words = wordsFor({ locale });

  test.each(ALL_SCREENS)("the help of %s says each word whole", async (screen) => {
    const { store } = await loggedIn();
    const state: RegisterState = {
      ...store.getState(),
      ...(screen === "log-in" ? { session: undefined } : {}),
      screen,
      locale,
    };

    const pages = [0, 1, 2, 3, 4].flatMap((helpPage) =>
      helpRows({ ...state, helpPage }, HELP).slice(1),
    );

    const text = pages.map((row) => row.text.trim()).join(" ");
    const shown = COMMANDS.filter(
      (command) =>
        command.keys.length > 0 && (screen !== "log-in" || command.available(state) === true),
    ).map(({ id }) => words.labels[id] + colonOf({ locale }) + words.descriptions[id]);
    const meant = words.help[screen].map(([, meaning]) => meaning);
    const unmarked = text.replaceAll(` ${words.side.notNow} `, " ").replaceAll(/\s+/gu, " ");
    expect([...shown, ...meant].filter((it) => !unmarked.includes(it))).toEqual([]);
    expect(pages.filter((row) => textWidth(row.text) > HELP.width)).toEqual([]);
  });

  test.each(ALL_SCREENS)("the pages of the help of %s hold about as much each", async (screen) => {
    const { store } = await loggedIn();
    for (const height of [17, 18, 19, 20, 21, 22, 30]) {
      const state: RegisterState = { ...store.getState(), screen, locale };
      const first = helpRows(state, { ...HELP, height });
      const count = Number(
        / \S+ (?<count>\d+)\D*$/u.exec(first[0]?.text ?? "")?.groups?.["count"] ?? 1,
      );
      const filled = Array.from({ length: count }, (_, helpPage) =>
        helpRows({ ...state, helpPage }, { ...HELP, height }).filter(
          ({ text }) => text.trim() !== "",
        ),
      ).map(({ length }) => length);

      expect(Math.max(...filled) - Math.min(...filled)).toBeLessThan(Math.max(2, count));
    }
  });

  test("what it says of & alone is what Enter does with it", () => {
    const [, meaning = ""] = words.help.register.find(([typed]) => typed.startsWith("&")) ?? [];

    expect(meaning).toMatch(TAKES_OFF);
    expect(meaning).toContain("; &+ ");
  });

  test("F10 cuts no label, and no word beside it", async () => {
    for (const { store } of [await loggedIn(), started()]) {
      const list = { type: "more" as const, filter: "", at: 0 };
      const state: RegisterState = { ...store.getState(), list, locale };
      const till = { ...store.till, words };

      const rows = sideRows(till, state, SIDE).map(({ text }) => text);

      const offered = COMMANDS.filter(
        (command) =>
          command.id !== "more" && (state.screen !== "log-in" || command.available(state) === true),
      );
      const cut = offered.filter((command) => {
        const detail = command.available(state) === true ? "" : words.side.notNow;
        const label = words.labels[command.id];
        return !rows.some((row) => row.includes(` ${label} `) && row.includes(detail));
      });
      expect(cut.map(({ id }) => words.labels[id])).toEqual([]);
    }
  });
});

test.each([
  ["discount", "F4"],
  ["rabatt", "F4"],
  ["storno", "F5"],
  ["sold", "!100"],
  ["menge", "*3"],
])("the word %s finds its help", async (word, typed) => {
  const { store } = await loggedIn();

  const rows = helpRows({ ...store.getState(), text: word }, HELP).slice(1);

  const shown = rows.filter(({ text }) => text.trim() !== "");
  expect(shown.length).toBeLessThan(12);
  expect(shown.map(({ text }) => text).join("\n")).toContain(typed);
});

test("the help of a payment says first what works there", async () => {
  const { store } = await loggedIn();
  const state: RegisterState = { ...store.getState(), screen: "payment" };

  const first = helpRows(state, HELP).map(({ text }) => text);

  expect(first.join("\n")).toMatch(/\/3 {2}\/\*\* +split evenly/u);
});

test("a word that no help has is said to have none", async () => {
  const { store } = await loggedIn();

  const [, said, first] = helpRows({ ...store.getState(), text: "xyz" }, HELP);

  expect(said?.text.trim()).toBe("Nothing here is about “xyz”; this is all there is.");
  expect(first?.text).toContain("F1 Ctrl-G");
});
