/**
 * What the keys of each terminal send, without the escape before it: from its terminfo entry (ncurses
 * 6.4), in cursor and keypad mode as the register leaves them. Where an entry has no such key, or a
 * terminal sends another one too, both are here.
 */

import { type KeyName } from "../../src/tui/keys/key-event.ts";

export interface TerminalKeys {
  readonly term: string;
  readonly keys: ReadonlyArray<readonly [sequence: string, key: KeyName]>;
}

const ARROWS: TerminalKeys["keys"] = [
  ["[A", "up"],
  ["[B", "down"],
  ["[C", "right"],
  ["[D", "left"],
];
/** A terminal that something has left in application mode. */
const APPLICATION_ARROWS: TerminalKeys["keys"] = [
  ["OA", "up"],
  ["OB", "down"],
  ["OC", "right"],
  ["OD", "left"],
];
const PAGES: TerminalKeys["keys"] = [
  ["[5~", "page-up"],
  ["[6~", "page-down"],
  ["[3~", "delete"],
];
const PF_KEYS: TerminalKeys["keys"] = [
  ["OP", "f1"],
  ["OQ", "f2"],
  ["OR", "f3"],
  ["OS", "f4"],
];
const F6_TO_F12: TerminalKeys["keys"] = [
  ["[17~", "f6"],
  ["[18~", "f7"],
  ["[19~", "f8"],
  ["[20~", "f9"],
  ["[21~", "f10"],
  ["[23~", "f11"],
  ["[24~", "f12"],
];
const F5: TerminalKeys["keys"] = [["[15~", "f5"]];
const HOME_END: TerminalKeys["keys"] = [
  ["[1~", "home"],
  ["[4~", "end"],
];

export const TERMINALS: ReadonlyArray<TerminalKeys> = [
  {
    term: "xterm-256color",
    keys: [
      ...PF_KEYS,
      ...F5,
      ...F6_TO_F12,
      ...ARROWS,
      ...APPLICATION_ARROWS,
      ...PAGES,
      ["[H", "home"],
      ["[F", "end"],
      ["OH", "home"],
      ["OF", "end"],
      ["OM", "enter"],
    ],
  },
  {
    term: "linux",
    keys: [
      ["[[A", "f1"],
      ["[[B", "f2"],
      ["[[C", "f3"],
      ["[[D", "f4"],
      ["[[E", "f5"],
      ...F6_TO_F12,
      ...ARROWS,
      ...PAGES,
      ...HOME_END,
    ],
  },
  {
    term: "tmux-256color",
    keys: [
      ...PF_KEYS,
      ...F5,
      ...F6_TO_F12,
      ...ARROWS,
      ...APPLICATION_ARROWS,
      ...PAGES,
      ...HOME_END,
    ],
  },
  {
    term: "screen",
    keys: [
      ...PF_KEYS,
      ...F5,
      ...F6_TO_F12,
      ...ARROWS,
      ...APPLICATION_ARROWS,
      ...PAGES,
      ...HOME_END,
    ],
  },
  // Its F1 to F5 never leave it; what stands for them sends PF keys, or numbers as an xterm of old does.
  {
    term: "vt220",
    keys: [
      ...PF_KEYS,
      ["[11~", "f1"],
      ["[12~", "f2"],
      ["[13~", "f3"],
      ["[14~", "f4"],
      ...F5,
      ...F6_TO_F12,
      ...ARROWS,
      ...PAGES,
      ...HOME_END,
    ],
  },
  // A serial line: PF1 to PF4 and arrows are all it has; the rest has words and Ctrl-letters.
  { term: "vt100", keys: [...PF_KEYS, ...ARROWS, ...APPLICATION_ARROWS, ["OM", "enter"]] },
  {
    term: "rxvt-unicode",
    keys: [
      ["[11~", "f1"],
      ["[12~", "f2"],
      ["[13~", "f3"],
      ["[14~", "f4"],
      ...F5,
      ...F6_TO_F12,
      ...ARROWS,
      ...PAGES,
      ["[7~", "home"],
      ["[8~", "end"],
      ["OM", "enter"],
    ],
  },
];

/** The keypad in application mode, which somebody else may have switched on. */
export const KEYPAD: ReadonlyArray<readonly [sequence: string, sign: string]> = [
  ...Array.from("0123456789", (digit, at) => [`O${"pqrstuvwxy"[at] ?? ""}`, digit] as const),
  ["Oj", "*"],
  ["Ok", "+"],
  ["Ol", ","],
  ["Om", "-"],
  ["On", "."],
  ["Oo", "/"],
];
