/** Hands on the keys of a register without a screen: bytes in, as a terminal sends them, and time between them. */

import { createKeyDecoder } from "../../src/tui/keys/key-decoder.ts";
import { createScanDetector } from "../../src/tui/keys/scan-detector.ts";
import { type RegisterStore } from "../../src/tui/register-store.ts";
import { type ManualClock } from "./manual-clock.ts";

/** What the keys send on an xterm. */
export const KEYS: ReadonlyMap<string, string> = new Map([
  ["Enter", "\r"],
  ["Esc", "\u001b"],
  ["Up", "\u001b[A"],
  ["Down", "\u001b[B"],
  ["PgUp", "\u001b[5~"],
  ["PgDn", "\u001b[6~"],
  ["Left", "\u001b[D"],
  ["Right", "\u001b[C"],
  ["Home", "\u001b[H"],
  ["End", "\u001b[F"],
  ["Tab", "\t"],
  ["Delete", "\u001b[3~"],
  ["Backspace", "\u007f"],
  ["F1", "\u001bOP"],
  ["F2", "\u001bOQ"],
  ["F3", "\u001bOR"],
  ["F4", "\u001bOS"],
  ["F5", "\u001b[15~"],
  ["F6", "\u001b[17~"],
  ["F7", "\u001b[18~"],
  ["F8", "\u001b[19~"],
  ["F9", "\u001b[20~"],
  ["F10", "\u001b[21~"],
  ["F11", "\u001b[23~"],
  ["F12", "\u001b[24~"],
  ...Array.from({ length: 26 }, (_, at) => controlKey(at + 1)),
  ...Array.from({ length: 9 }, (_, at) => [`Alt-${at + 1}`, `\u001b${at + 1}`] as const),
]);

/** A finger is no faster: with less between two keys they would be a scan. */
const PRESS_MS = 60;
/** Between two characters of a scanner. */
const SCAN_MS = 3;

export interface Keyboard {
  /** One key after the other, by name or as the sign that it types; returns how many. */
  readonly press: (...keys: ReadonlyArray<string>) => number;
  readonly type: (text: string) => void;
  readonly scan: (code: string) => void;
  /** In one read. */
  readonly send: (bytes: string) => void;
}

export function createKeyboard(store: RegisterStore, clock: ManualClock): Keyboard {
  const detector = createScanDetector();
  const decoder = createKeyDecoder({
    clock,
    onKeys: (keys) => store.dispatch(keys.map((key) => detector.accept(key, clock.nowMs()))),
  });

  function send(bytes: string): void {
    decoder.push(new TextEncoder().encode(bytes));
  }

  function press(...keys: ReadonlyArray<string>): number {
    for (const key of keys) {
      send(KEYS.get(key) ?? key);
      clock.advance(PRESS_MS);
    }
    return keys.length;
  }

  return {
    press,
    type: (text) => {
      for (const sign of text) press(sign);
    },
    scan: (code) => {
      for (const sign of `${code}\r`) {
        send(sign);
        clock.advance(SCAN_MS);
      }
    },
    send,
  };
}

function controlKey(code: number): readonly [string, string] {
  return [`Ctrl-${String.fromCharCode(code + 64)}`, String.fromCharCode(code)];
}
