/**
 * A real pseudo-terminal for a test, which goes with it. `npm run e2e -- --watch` shows what happens in
 * it, at a pace that a person can follow.
 */

import { expect, onTestFinished } from "vitest";

import { openPseudoTerminal, type Terminal, type TerminalOptions } from "./pseudo-terminal.ts";
import { NODE, TILL } from "./till-process.ts";
import { isWatched, watched } from "./watched-terminal.ts";

export const KEY = {
  enter: "\r",
  escape: "\u001b",
  ctrlC: "\u0003",
  ctrlL: "\u000c",
  ctrlZ: "\u001a",
  up: "\u001b[A",
  f2: "\u001bOQ",
  f3: "\u001bOR",
  f4: "\u001bOS",
  f5: "\u001b[15~",
  f7: "\u001b[18~",
  f9: "\u001b[20~",
  f12: "\u001b[24~",
} as const;

/** `till …` in a terminal of its own, which goes with the test. */
export function openTerminal(
  words: ReadonlyArray<string>,
  options: TerminalOptions = {},
): Terminal {
  return openTerminalOf([NODE, TILL, ...words], options);
}

/** Waits for a question, and types the answer to it and Enter. */
export async function answer(
  terminal: Terminal,
  question: string | RegExp,
  text: string,
): Promise<void> {
  await terminal.sees(question);
  terminal.type(text);
  terminal.press(KEY.enter);
}

/** On the locked screen, by the PIN of who was there last. */
export async function quit(
  terminal: Terminal,
  pin: string,
  question = "the till stops.",
): Promise<void> {
  terminal.type(":quit");
  terminal.press(KEY.enter);
  await answer(terminal, question, pin);
}

/** Any program in a terminal of its own. */
export function openTerminalOf(
  words: ReadonlyArray<string>,
  options: TerminalOptions = {},
): Terminal {
  const terminal = openPseudoTerminal(words, options);
  onTestFinished(terminal.close);
  return isWatched ? watched(terminal, expect.getState().currentTestName ?? "") : terminal;
}
