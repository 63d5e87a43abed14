/**
 * A terminal without a screen: xterm's own state machine behind a stream, and a keyboard.
 */

import { EventEmitter } from "node:events";

import xterm from "@xterm/headless";

import { type TerminalOutput } from "../../src/tui/terminal/cell-writer.ts";
import { type TerminalInput } from "../../src/tui/terminal/terminal-guard.ts";

export interface FakeTerminal extends TerminalOutput {
  readonly columns: number;
  readonly rows: number;
  /** The screen, without blanks at the ends. */
  readonly text: () => Promise<string>;
  /** What stands in a cell; empty for the second half of a wide sign. */
  readonly cell: (row: number, column: number) => Promise<string>;
  /** The bottom of the alternate screen is another buffer: whether it is shown. */
  readonly isAlternate: () => Promise<boolean>;
  /** Every byte so far. */
  readonly written: () => string;
  readonly setSlow: (slow: boolean) => void;
  readonly drain: () => void;
  readonly resize: (columns: number, rows: number) => void;
}

export function createFakeTerminal(size: {
  readonly columns: number;
  readonly rows: number;
}): FakeTerminal {
  const screen = new xterm.Terminal({
    cols: size.columns,
    rows: size.rows,
    allowProposedApi: true,
  });
  const events = new EventEmitter();
  let { columns, rows } = size;
  let written = "";
  let isSlow = false;

  async function settled(): Promise<void> {
    await new Promise<void>((resolve) => screen.write("", resolve));
  }

  return {
    get columns() {
      return columns;
    },
    get rows() {
      return rows;
    },
    write: (text) => {
      written += text;
      screen.write(text);
      return !isSlow;
    },
    on: (event, listener) => events.on(event, listener),
    off: (event, listener) => events.off(event, listener),
    text: async () => {
      await settled();
      const { active } = screen.buffer;
      const lines = Array.from(
        { length: screen.rows },
        (_, at) => active.getLine(active.baseY + at)?.translateToString(true) ?? "",
      );
      return lines
        .map((line) => line.trimEnd())
        .join("\n")
        .trimEnd();
    },
    cell: async (row, column) => {
      await settled();
      const { active } = screen.buffer;
      return (
        active
          .getLine(active.baseY + row)
          ?.getCell(column)
          ?.getChars() ?? ""
      );
    },
    isAlternate: async () => {
      await settled();
      return screen.buffer.active.type === "alternate";
    },
    written: () => written,
    setSlow: (slow) => {
      isSlow = slow;
    },
    drain: () => events.emit("drain"),
    resize: (toColumns, toRows) => {
      columns = toColumns;
      rows = toRows;
      screen.resize(toColumns, toRows);
      events.emit("resize");
    },
  };
}

export interface FakeKeyboard extends TerminalInput {
  readonly send: (text: string) => void;
  readonly hangUp: () => void;
  /** As a terminal that is gone answers. */
  readonly fail: () => void;
  readonly isRaw: () => boolean;
}

export function createFakeKeyboard(): FakeKeyboard {
  const events = new EventEmitter();
  let isRaw = false;
  return {
    on: (event, listener) => events.on(event, listener),
    off: (event, listener) => events.off(event, listener),
    resume: () => undefined,
    pause: () => undefined,
    setRawMode: (raw) => {
      isRaw = raw;
    },
    send: (text) => events.emit("data", new TextEncoder().encode(text)),
    hangUp: () => events.emit("end"),
    fail: () => events.emit("error", new Error("EIO")),
    isRaw: () => isRaw,
  };
}
