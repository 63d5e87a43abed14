/**
 * A test's terminal, shown in the developer's own: `npm run e2e -- --watch` says by the environment how
 * large that is. Keys come at the pace of a hand, each frame is drawn as it comes, and below it stands
 * what the test does next. The test itself knows nothing of it.
 */

import { openSync, writeSync } from "node:fs";

import { KEYS } from "./keyboard.ts";
import { type PseudoTerminal, type Terminal } from "./pseudo-terminal.ts";
import { type Run } from "./screen-cells.ts";

/** Of the developer's terminal, whichever process draws on it. */
const TTY = "/dev/tty";
const WATCHED = process.env["TILL_WATCH"] ?? "";
const [COLUMNS = 0, ROWS = 0, PACE_MS = 0] = WATCHED.split("x").map(Number);
/** Rule, test, step. */
const CAPTION_ROWS = 3;
/** So many keys' time to look at what came of it. */
const LOOK_KEYS = 5;

interface Step {
  readonly what: string;
  /** So many keys' time before it. */
  readonly keys: number;
  readonly work: () => unknown;
}

export const isWatched = WATCHED !== "";

const NAMES: ReadonlyMap<string, string> = new Map(
  [...KEYS].map(([name, bytes]) => [bytes, name] as const).toReversed(),
);

export function watched(terminal: PseudoTerminal, title: string): Terminal {
  const tty = openSync(TTY, "w");
  let step = "starts";
  let queue: Promise<void> = Promise.resolve();

  function draw(): void {
    writeSync(tty, frameOf(terminal.runs(), [title, step]));
  }

  async function perform(before: Promise<void>, { what, keys, work }: Step): Promise<void> {
    await before;
    step = what;
    draw();
    await pause(keys * PACE_MS);
    await work();
  }

  /** Whatever a test does comes after all that it did before, and is seen. */
  function inTurn(
    what: string,
    keys: number,
    work: () => unknown = () => undefined,
  ): Promise<void> {
    queue = perform(queue, { what, keys, work });
    return queue;
  }

  /** Nobody waits for it; what goes wrong is heard by whoever waits for anything after it. */
  function later(...turn: Parameters<typeof inTurn>): void {
    inTurn(...turn).catch(() => undefined);
  }

  terminal.onDraw(draw);

  return {
    ...terminal,
    type: (text) => {
      for (const sign of text) later(`types ${text}`, 1, () => terminal.type(sign));
    },
    typeSlowly: (text) => inTurn(`types ${text}, slowly`, 1, () => terminal.typeSlowly(text)),
    press: (...keys) => {
      for (const key of keys) later(`presses ${nameOf(key)}`, 1, () => terminal.press(key));
    },
    burst: (text) => {
      later(`sends ${nameOf(text.trimEnd())} at once`, LOOK_KEYS, () => terminal.burst(text));
    },
    resize: (columns, rows) => {
      later(`makes the window ${columns} by ${rows}`, LOOK_KEYS, () =>
        terminal.resize(columns, rows),
      );
    },
    kill: (signal) => {
      later(`sends ${signal}`, LOOK_KEYS, () => terminal.kill(signal));
    },
    sees: async (wanted) => {
      await inTurn(`waits for ${String(wanted)}`, 0);
      const screen = await terminal.sees(wanted);
      await inTurn(`sees ${String(wanted)}`, LOOK_KEYS);
      return screen;
    },
    screen: async () => {
      await queue;
      return terminal.screen();
    },
    isAlternate: async () => {
      await queue;
      return terminal.isAlternate();
    },
    isCursorShown: async () => {
      await queue;
      return terminal.isCursorShown();
    },
  };
}

function nameOf(key: string): string {
  return NAMES.get(key) ?? key;
}

/** In the upper left corner; what has no room is cut. */
function frameOf(rows: ReadonlyArray<ReadonlyArray<Run>>, caption: ReadonlyArray<string>): string {
  const shown = rows.slice(0, ROWS - CAPTION_ROWS).map(rowOf);
  const below = ["─".repeat(COLUMNS), ...caption.map((text) => ` ${printable(text)}`)];
  const lines = [...shown, ...below.map((text) => text.slice(0, COLUMNS))];
  const drawn = lines.map((line, at) => `\u001b[${at + 1};1H${line}\u001b[0m\u001b[K`);
  return `${drawn.join("")}\u001b[J`;
}

function rowOf(runs: ReadonlyArray<Run>): string {
  return runs
    .filter(({ column, width }) => column + width <= COLUMNS)
    .map(({ text, look }) => {
      const codes = [
        0,
        ...(look.isBold ? [1] : []),
        ...(look.isDim ? [2] : []),
        ...(look.isUnderlined ? [4] : []),
        ...(look.isStruck ? [9] : []),
        ...(look.isReverse ? [7] : []),
        ...(look.foreground === undefined ? [] : [38, 5, look.foreground]),
        ...(look.background === undefined ? [] : [48, 5, look.background]),
      ];
      return `\u001b[${codes.join(";")}m${text}`;
    })
    .join("");
}

function printable(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, " ");
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
