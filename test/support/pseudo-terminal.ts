/**
 * A real pseudo-terminal with a screen that can be read: the program runs in it as on a counter, keys
 * go in as bytes, and whoever presses them waits for what the screen shows, never for time to pass.
 */

import pty from "@lydell/node-pty";
import xterm from "@xterm/headless";

import { plainEnvironment } from "./commands.ts";
import { createPatience } from "./patience.ts";
import { type Run, screenRuns } from "./screen-cells.ts";

export interface Terminal {
  readonly pid: number;
  /** Types a text, one write for each sign, as fingers do. */
  readonly type: (text: string) => void;
  /** As a slow serial line brings it: byte by byte. */
  readonly typeSlowly: (text: string) => Promise<void>;
  /** Keys, one write for each. */
  readonly press: (...keys: ReadonlyArray<string>) => void;
  /** Everything in one write, as scanners do. */
  readonly burst: (text: string) => void;
  /** Waits until the screen shows the text, and returns the screen. */
  readonly sees: (wanted: string | RegExp) => Promise<string>;
  readonly screen: () => Promise<string>;
  /** All that the program has written so far, as it came. */
  readonly written: () => string;
  readonly isAlternate: () => Promise<boolean>;
  readonly isCursorShown: () => Promise<boolean>;
  readonly resize: (columns: number, rows: number) => void;
  readonly kill: (signal: NodeJS.Signals) => void;
  /** Exit code, or 128 and the signal's number. */
  readonly exit: Promise<number>;
}

export interface PseudoTerminal extends Terminal {
  /** The screen with its colours, as far as it has been drawn. */
  readonly runs: () => ReadonlyArray<ReadonlyArray<Run>>;
  /** Called after anything was drawn. */
  readonly onDraw: (listener: () => void) => void;
  /** Ends the program that runs in it. */
  readonly close: () => Promise<void>;
}

export interface TerminalOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly columns?: number;
  readonly rows?: number;
}

/** How often it is looked whether a program still shows something new. */
const LOOK_MS = 1000;
/** At 300 baud. */
const BYTE_MS = 33;
const HIDE_CURSOR = "\u001b[?25l";
const SHOW_CURSOR = "\u001b[?25h";

/** Any program in a terminal of its own, until it is closed. */
export function openPseudoTerminal(
  [file = "", ...words]: ReadonlyArray<string>,
  { env = {}, columns = 80, rows = 24 }: TerminalOptions = {},
): PseudoTerminal {
  const shown = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
  const child = pty.spawn(file, words, {
    // It sets TERM, whatever the environment says.
    name: env["TERM"] ?? "xterm-256color",
    cols: columns,
    rows,
    env: { ...plainEnvironment(), ...env },
  });
  let written = "";
  let listeners: ReadonlyArray<() => void> = [];

  function tellListeners(): void {
    for (const listener of listeners) listener();
  }

  child.onData((text) => {
    written += text;
    shown.write(text, tellListeners);
  });
  const { promise: exit, resolve: ended } = Promise.withResolvers<number>();
  const life = { isOver: false };
  child.onExit(({ exitCode, signal = 0 }) => {
    life.isOver = true;
    ended(signal === 0 ? exitCode : 128 + signal);
    tellListeners();
  });
  function kill(signal: NodeJS.Signals): void {
    // No error if the program has ended and nobody has heard of it yet.
    if (!life.isOver) child.kill(signal);
  }

  function text(): string {
    const { active } = shown.buffer;
    const lines = Array.from({ length: shown.rows }, (_, at) =>
      active
        .getLine(active.baseY + at)
        ?.translateToString(true)
        .trimEnd(),
    );
    return lines.join("\n").trimEnd();
  }

  async function settled(): Promise<void> {
    await new Promise<void>((resolve) => shown.write("", resolve));
  }

  function sees(wanted: string | RegExp): Promise<string> {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    function look(): void {
      const screen = text();
      const isThere = typeof wanted === "string" ? screen.includes(wanted) : wanted.test(screen);
      if (isThere) resolve(screen);
    }
    const isOver = createPatience();
    const timer = setInterval(() => {
      if (!isOver(text())) return;
      const state = life.isOver ? "the program has ended" : "the program runs";
      reject(new Error(`Never seen: ${String(wanted)}; ${state}. The screen:\n${text()}`));
    }, LOOK_MS);
    listeners = [...listeners, look];
    look();
    return promise.finally(() => {
      clearInterval(timer);
      listeners = listeners.filter((other) => other !== look);
    });
  }

  return {
    pid: child.pid,
    type: (line) => {
      for (const sign of line) child.write(sign);
    },
    typeSlowly: async (line) => {
      for (const byte of Buffer.from(line)) {
        // Its types know of texts alone, and half a letter is none.
        child.write(Buffer.from([byte]) as unknown as string);
        await new Promise((resolve) => setTimeout(resolve, BYTE_MS));
      }
    },
    press: (...keys) => {
      for (const key of keys) child.write(key);
    },
    burst: (all) => child.write(all),
    sees,
    screen: async () => {
      await settled();
      return text();
    },
    written: () => written,
    isAlternate: async () => {
      await settled();
      return shown.buffer.active.type === "alternate";
    },
    isCursorShown: async () => {
      await settled();
      return written.lastIndexOf(SHOW_CURSOR) >= written.lastIndexOf(HIDE_CURSOR);
    },
    resize: (toColumns, toRows) => {
      shown.resize(toColumns, toRows);
      child.resize(toColumns, toRows);
    },
    kill,
    exit,
    runs: () => screenRuns(shown),
    onDraw: (listener) => {
      listeners = [...listeners, listener];
    },
    close: async () => {
      kill("SIGKILL");
      await exit;
      shown.dispose();
    },
  };
}
