/**
 * The escape sequences of the terminals that registers have: xterm and its kin, tmux and screen, the
 * Linux console, vt220 and rxvt. What is not here is ignored.
 */

import { type KeyEvent, type KeyName } from "./key-event.ts";

const KEY_BY_SEQUENCE: ReadonlyMap<string, KeyName> = new Map<string, KeyName>([
  // xterm, tmux, screen.
  ["OP", "f1"],
  ["OQ", "f2"],
  ["OR", "f3"],
  ["OS", "f4"],
  // The Linux console.
  ["[[A", "f1"],
  ["[[B", "f2"],
  ["[[C", "f3"],
  ["[[D", "f4"],
  ["[[E", "f5"],
  // vt220 and rxvt; the numbers skip 16 and 22 on every terminal.
  ["[11~", "f1"],
  ["[12~", "f2"],
  ["[13~", "f3"],
  ["[14~", "f4"],
  ["[15~", "f5"],
  ["[17~", "f6"],
  ["[18~", "f7"],
  ["[19~", "f8"],
  ["[20~", "f9"],
  ["[21~", "f10"],
  ["[23~", "f11"],
  ["[24~", "f12"],
  // kitty's protocol names the first four by letters.
  ["[P", "f1"],
  ["[Q", "f2"],
  ["[R", "f3"],
  ["[S", "f4"],
  ["[A", "up"],
  ["[B", "down"],
  ["[C", "right"],
  ["[D", "left"],
  ["OA", "up"],
  ["OB", "down"],
  ["OC", "right"],
  ["OD", "left"],
  ["[H", "home"],
  ["[F", "end"],
  ["OH", "home"],
  ["OF", "end"],
  ["[1~", "home"],
  ["[4~", "end"],
  ["[7~", "home"],
  ["[8~", "end"],
  ["[2~", "insert"],
  ["[3~", "delete"],
  ["[5~", "page-up"],
  ["[6~", "page-down"],
  // xterm, vt220 and the Linux console.
  ["[E", "begin"],
  ["OE", "begin"],
  ["[G", "begin"],
  ["OM", "enter"],
]);

/** The keypad when a terminal has put it into application mode. */
const TEXT_BY_KEYPAD: ReadonlyMap<string, string> = new Map([
  ["Oj", "*"],
  ["Ok", "+"],
  ["Ol", ","],
  ["Om", "-"],
  ["On", "."],
  ["Oo", "/"],
  ["Op", "0"],
  ["Oq", "1"],
  ["Or", "2"],
  ["Os", "3"],
  ["Ot", "4"],
  ["Ou", "5"],
  ["Ov", "6"],
  ["Ow", "7"],
  ["Ox", "8"],
  ["Oy", "9"],
]);

const DIGIT_ROW = "123456789";
const FRENCH_ROW = "&é\"'(-è_ç";

/** Digits; the digit row of a French keyboard; and what some consoles send for it with Alt. */
const DIGIT_BY_SIGN: ReadonlyMap<string, number> = new Map([
  ...Array.from(DIGIT_ROW, numbered),
  ...Array.from(FRENCH_ROW, numbered),
  ["~", 2],
  ["`", 7],
  ["^", 9],
]);

/** `sequence` without its escape. Undefined: no key of ours. */
export function eventOfSequence(sequence: string): KeyEvent | undefined {
  const key = KEY_BY_SEQUENCE.get(sequence);
  if (key !== undefined) return { type: "key", key };
  const text = TEXT_BY_KEYPAD.get(sequence);
  return text === undefined ? undefined : { type: "text", text };
}

/** Which hit Alt and this sign choose, whatever Caps Lock makes of it. */
export function hitOfSign(sign: string): number | undefined {
  return DIGIT_BY_SIGN.get(sign.toLowerCase());
}

function numbered(sign: string, at: number): [string, number] {
  return [sign, at + 1];
}
