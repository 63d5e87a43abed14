/** A finger on a real register without a terminal: bytes as terminals send them, and the frame that the finger sees. */

import { stripVTControlCharacters } from "node:util";

import { type Frame, frameRows, frameZones, type PlacedZone } from "../../src/tui/frame/frame.ts";
import { createTaps } from "../../src/tui/frame/taps.ts";
import { createKeyDecoder } from "../../src/tui/keys/key-decoder.ts";
import { registerFrame } from "../../src/tui/screens/register-frame.ts";
import { createScreenStyle } from "../../src/tui/terminal/screen-style.ts";
import { type TerminalSize } from "../../src/tui/terminal/window-size.ts";
import { type ManualClock } from "./manual-clock.ts";
import { type RealRegister } from "./real-register.ts";

/** Longer than zones sleep. */
const LOOKED_MS = 200;

export interface Finger {
  /** A whole tap on the end of the text, in the first row that has it, after a look at it. Throws where none has. */
  readonly tap: (text: string) => void;
  readonly tapAt: (column: number, row: number) => void;
  readonly down: (column: number, row: number) => void;
  readonly up: (column: number, row: number) => void;
  readonly send: (bytes: string) => void;
  readonly rows: () => ReadonlyArray<string>;
  readonly zones: () => ReadonlyArray<PlacedZone>;
  /** How often it was set down. */
  readonly taps: () => number;
}

export function fingerOn(
  { store }: Pick<RealRegister, "store">,
  clock: ManualClock,
  size: TerminalSize,
): Finger {
  const style = createScreenStyle({ signs: "all", color: false });
  const taps = createTaps();
  let count = 0;
  const decoder = createKeyDecoder({
    clock,
    onKeys: (keys) => store.dispatch(keys),
    onPointer: (event) => {
      const input = taps.point(event, clock.nowMs());
      if (input !== undefined) store.dispatch([input]);
      show();
    },
  });
  store.setSize(size);

  function frame(): Frame {
    const nowMs = clock.nowMs();
    const window = { ...size, style, nowMs, offsetMinutes: () => 60, isTapped: true };
    return registerFrame(store.till, store.getState(), window);
  }

  function show(): void {
    taps.show(frameZones(frame(), size.columns), clock.nowMs());
  }

  function look(): void {
    show();
    clock.advance(LOOKED_MS);
    show();
  }

  function send(bytes: string): void {
    decoder.push(Buffer.from(bytes));
    clock.advance(1);
  }

  function pointer(column: number, row: number, is: "M" | "m"): void {
    send(`\u001b[<0;${column + 1};${row + 1}${is}`);
  }

  function rows(): ReadonlyArray<string> {
    return frameRows(frame()).map((row) => stripVTControlCharacters(row));
  }

  function tapAt(column: number, row: number): void {
    look();
    count += 1;
    pointer(column, row, "M");
    pointer(column, row, "m");
  }

  return {
    tap: (text) => {
      const all = rows();
      const row = all.findIndex((it) => it.includes(text));
      if (row < 0) throw new Error(`"${text}" is not on the screen:\n${all.join("\n")}`);
      tapAt((all[row]?.indexOf(text) ?? 0) + text.trimEnd().length - 1, row);
    },
    tapAt,
    down: (column, row) => pointer(column, row, "M"),
    up: (column, row) => pointer(column, row, "m"),
    send,
    rows,
    zones: () => frameZones(frame(), size.columns),
    taps: () => count,
  };
}
