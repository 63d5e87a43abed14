/** Nothing that a key reaches on the screen is out of reach where only lines are typed. */

import { readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

import { type CommandId, commandOfWord, COMMANDS } from "../../../src/tui/commands.ts";
import { EDIT_KEYS, type EditKey, type KeyName } from "../../../src/tui/keys/key-event.ts";
import { inWords } from "../../../src/tui/plain/key-words.ts";
import { stepLine } from "../../../src/tui/plain/plain-dialogue.ts";
import { PLAIN_WORD_IDS, readWord } from "../../../src/tui/plain/plain-words.ts";
import { type RegisterState, emptyState } from "../../../src/tui/register-state.ts";
import { pressCommand, step } from "../../../src/tui/register-step.ts";
import { createTillContexts, type TillContext } from "../../../src/tui/till-context.ts";
import { wordsFor } from "../../../src/words/screen-words.ts";
import { type FakeTill, createFakeTill } from "../../support/fake-till-port.ts";
import { TRANSLATIONS } from "../../support/languages.ts";

/** What a line says instead; nothing for keys that edit the line itself. */
const LINE_BY_EDIT_KEY: Readonly<Record<EditKey, string>> = {
  enter: "",
  escape: ":back",
  up: ":last",
  down: ":2",
  left: ":line 1",
  right: ":line 2",
  "page-up": ":goods 1",
  "page-down": ":goods 2",
  tab: "",
  backspace: "",
  delete: "",
  insert: "",
  begin: "",
  home: "",
  end: "",
};

/** Where a command works, or says why not. */
const PLACES: ReadonlyArray<readonly [name: string, lines: ReadonlyArray<string>]> = [
  ["an empty order", []],
  ["an order", ["100", "101/2"]],
  ["an order that the kitchen has", ["100", ":send"]],
  ["a payment", ["2*100", ":pay"]],
  ["a payment that has a part", ["2*100", ":pay", "1"]],
  ["goods that come back", [":return 9", "1"]],
];

const IN_OFFICE: ReadonlySet<CommandId> = new Set(["office", "settings", "invite"]);
/** The screen lists it, and a line tells it at once: the words are the same. */
const TOLD_AT_ONCE: ReadonlySet<string> = new Set(["status"]);
// The back office and a training need a screen, and the dialogue says so.
const WITHOUT_SCREEN = COMMANDS.filter(
  ({ id }) => !IN_OFFICE.has(id) && id !== "train" && !TOLD_AT_ONCE.has(id),
);

test.each([...IN_OFFICE].map((id) => `:${id}`))(
  "%s is no place for lines: what does the same is named, and nothing else happens",
  async (word) => {
    const { till, state } = await opened(["100"]);

    const next = stepLine(till, state, word);

    expect(next).toMatchObject({ screen: "register", text: state.text, order: state.order });
    expect(next.message?.text).toMatch(/needs a screen: till catalog/u);
  },
);

describe.each(WITHOUT_SCREEN)("$id", (command) => {
  test.each(PLACES)("with %s, each of its words does what its key does", async (_name, lines) => {
    for (const word of command.words) {
      for (const object of ["", "1", "20"]) {
        const [typed, pressed] = [await opened(lines), await opened(lines)];

        const line = object === "" ? `:${word}` : `:${word} ${object}`;
        const byLine = stepLine(typed.till, typed.state, line);
        const before = { ...pressed.state, text: object };
        const key: KeyName | undefined = command.keys[0];
        const byKey =
          key === undefined
            ? pressCommand(pressed.till, before, command)
            : step(pressed.till, before, { type: "key", key });

        expect(typed.port.log).toEqual(pressed.port.log);
        expect(seenOf(byLine)).toEqual(seenOf(byKey));
      }
    }
  });
});

test("every command has a word of its own, and none of them is taken by the dialogue", () => {
  const words = COMMANDS.flatMap((command) => command.words);

  expect(COMMANDS.map(({ id }) => id).toSorted()).toEqual(
    Object.keys(wordsFor({ locale: "en" }).labels).toSorted(),
  );
  expect(COMMANDS.filter((command) => command.words.length === 0)).toEqual([]);
  expect(new Set(words).size).toBe(words.length);
  const taken = words.filter((word) => PLAIN_WORD_IDS.some((id) => id === word));
  expect(taken.filter((word) => !TOLD_AT_ONCE.has(word))).toEqual([]);
});

test("every other key has a line too, or only edits one", async () => {
  const editing = new Set([
    "enter",
    "tab",
    "backspace",
    "delete",
    "insert",
    "begin",
    "home",
    "end",
  ]);

  expect(EDIT_KEYS.filter((key) => LINE_BY_EDIT_KEY[key] === "")).toEqual(
    EDIT_KEYS.filter((key) => editing.has(key)),
  );
  for (const line of Object.values(LINE_BY_EDIT_KEY)) {
    const { till, state } = await opened(["lat"]);
    const message = stepLine(till, state, line).message?.text ?? "";
    expect(message).not.toContain("There is no :");
  }
});

test("docs/plain.md has every word of the dialogue's own", () => {
  const page = readFileSync(new URL("../../../docs/plain.md", import.meta.url), "utf8");

  expect(PLAIN_WORD_IDS.filter((word) => !page.includes(`\`:${word}`))).toEqual([]);
});

describe("a sentence that names keys", () => {
  test.each([
    ["Lock the till first: Ctrl-L.", "Lock the till first: :lock."],
    ["20 F9 takes 20 in cash.", ":pay 20 takes 20 in cash."],
    ["voids with a reason (2*4 F5).", "voids with a reason (:void 2*4)."],
    [
      "A digit takes one; then F9 cash, F12 card.",
      "A digit takes one; then :pay cash, :card card.",
    ],
    ["Enter takes it, Esc goes back.", "Enter takes it, :back goes back."],
    ["Esc clears; then Ctrl-Z takes back.", ":back clears; then :undo takes back."],
    ["Vitamin F12-forte 5.60, CtrlF5", "Vitamin F12-forte 5.60, CtrlF5"],
    ["F7 is free", ":table is free"],
    ["F10 1: Meal voucher, 2: Bank", ":more, 1: Meal voucher, 2: Bank"],
    ["* F5 takes all", ":void * takes all"],
  ])("%s", (sentence, worded) => {
    expect(inWords(sentence)).toBe(worded);
  });
});

interface Opened {
  readonly till: TillContext;
  readonly port: FakeTill;
  readonly state: RegisterState;
}

async function opened(lines: ReadonlyArray<string>): Promise<Opened> {
  const port = createFakeTill();
  const till = createTillContexts(port)({ locale: "en", service: "counter", customer: "" });
  const session = await port.logIn("1", "1234");
  if (!session.ok) throw new Error(session.fault.message);
  const empty = emptyState("counter", "1");
  const start = { ...empty, screen: "register" as const, session: session.value };
  const state = lines.reduce((now, line) => stepLine(till, now, line), start as RegisterState);
  return { till, port, state };
}

/** What a person sees; what was typed is nobody's business any more. */
function seenOf({
  screen,
  order,
  list,
  message,
  showsHelp,
  ended,
  service,
}: RegisterState): object {
  return { screen, order, list, message, showsHelp, ended, service };
}

test.each([
  [":rückgabe 12", "ruckgabe", "12"],
  [":formación", "formacion", ""],
  [":Pay 20", "pay", "20"],
])("%s is taken as it is written", (line, word, object) => {
  expect(readWord(line, wordsFor({ locale: "en" }))).toEqual({ type: "other", word, object });
});

test.each([
  ["de", ":zurück", "back", ""],
  ["de", ":Waren 2", "goods", "2"],
  ["fr", ":voir", "show", ""],
  ["es", ":línea 2", "line", "2"],
  ["es", ":back", "back", ""],
] as const)("in %s %s is %s", (...[locale, line, id, object]) => {
  expect(readWord(line, wordsFor({ locale }))).toEqual({ type: "plain", id, object });
});

test.each(TRANSLATIONS)("in %s its words mean nothing else", (locale) => {
  const words = wordsFor({ locale });
  const own = PLAIN_WORD_IDS.flatMap((id) => words.plainVerbs[id]);
  const signs = new Set(Object.values(words.signVerbs).flatMap((verb) => verb.words));

  expect(own.filter((word) => commandOfWord(word, words) !== undefined)).toEqual([]);
  expect(own.filter((word) => signs.has(word))).toEqual([]);
  expect(new Set(own).size).toBe(own.length);
  expect(own.filter((word) => !/^[a-z]+$/u.test(word))).toEqual([]);
  const without = PLAIN_WORD_IDS.filter((id) => words.plainVerbs[id].length === 0);
  expect(without).toEqual([...TOLD_AT_ONCE]);
});
