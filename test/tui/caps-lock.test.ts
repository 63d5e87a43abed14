/** Caps Lock is found by nobody who looks at goods: what is typed under it means what it means without. */

import { expect, test } from "vitest";

import { loggedIn, type Session, started } from "../support/pressed-register.ts";

/** Signs are typed one by one; names of keys are pressed. */
const TYPED: ReadonlyArray<readonly [what: string, ...keys: ReadonlyArray<string>]> = [
  ["a short code", "lo", "Enter"],
  ["goods with an option by its name", "3*coffee", "Enter", "lat/oat", "Enter"],
  ["goods that are spelled alike", "3*cofee", "Enter", "Down", "Enter"],
  ["a hit of several", "lat", "Down", "Enter"],
  ["a question", "?lat", "Enter"],
  ["sold out", "!salmon", "Enter"],
  ["a key by its word", "100", "Enter", ":pay 20", "Enter"],
  ["goods to take away", "lat", "F3"],
  ["a command that is searched for", "100", "Enter", "F10", "clock", "Enter"],
  ["the help of a word", "void", "F1"],
  ["a name to park under", "100", "Enter", "rossi", "F6"],
  ["an order by its number", "100", "Enter", "F6", "a1", "F6"],
  ["cash of another currency", "100", "Enter", "F9", "usd50", "Enter"],
  ["a language", ":language de", "Enter"],
  ["a colleague", "bekim", "Ctrl-L"],
];

test.each(TYPED)("%s", async (_what, ...keys) => {
  const plain = await typed(keys);
  const capital = await typed(keys.map(withCapsLock));

  expect(capital).toEqual(plain);
});

test("who is at the till is found by name, and leaves by the word", async () => {
  const it = started();
  it.type("ANNA").press("Enter");
  expect(it.message()).toBe("Anna: now your PIN.");
  it.press("Esc Esc");

  it.type(":QUIT").press("Enter");

  expect(it.store.getState().isLeaving || it.store.getState().ended).toBe(true);
});

function withCapsLock(keys: string): string {
  return /^(?:[A-Z]\w*(?:-\w)?|F\d+)$/u.test(keys) ? keys : keys.toUpperCase();
}

/** What became of it, in which the case of what was typed is no difference. */
async function typed(keys: ReadonlyArray<string>): Promise<unknown> {
  const it = await loggedIn();
  for (const key of keys) press(it, key);
  it.later(1000);
  const { screen, locale, showsHelp, list, text, order, logIn } = it.store.getState();
  const shown = { screen, locale, showsHelp, list, order: order?.lines, logIn };
  return JSON.parse(
    JSON.stringify([it.done(), it.message(), text, it.port.log, shown]).toLowerCase(),
  );
}

function press(it: Session, key: string): void {
  if (/^[A-Z]/u.test(key) && key !== key.toUpperCase()) it.press(key);
  else if (/^F\d+$/u.test(key)) it.press(key);
  else it.type(key);
}
