/**
 * Bytes of a terminal into keys.
 *
 * A read may end anywhere, also inside a character or an escape sequence; what is half waits for the
 * rest and is given up after a moment, so that a lone Esc is a key. An escape sequence that is nothing
 * of ours (replies of the terminal) disappears whole and never becomes typed text.
 */

import { StringDecoder } from "node:string_decoder";

import { type Clock } from "../../domain/ports.ts";
import { type KeyEvent, type KeyName, type PointerEvent } from "./key-event.ts";

/** How long the rest of a sequence may take: long for a serial line, short for a finger. */
const SEQUENCE_TIMEOUT_MS = 50;
const PASTE_TIMEOUT_MS = 1000;
/** No sequence of a key is nearly as long; what goes on is rubbish on the line. */
const SEQUENCE_LENGTH_MAX = 64;
const PASTE_LENGTH_MAX = 4096;

const ESCAPE = "\u001b";
/** Bell, or the string terminator. */
const REPLY_ENDS = ["\u0007", `${ESCAPE}\\`];
const PASTE_BEGIN = `${ESCAPE}[200~`;
const PASTE_END = `${ESCAPE}[201~`;

export interface KeyDecoder {
  readonly push: (bytes: Uint8Array) => void;
  /** Forgets what is half and stops its timer. */
  readonly close: () => void;
}

export interface KeyDecoderDeps {
  readonly clock: Clock;
  /** All keys of one read together, so that a screen is drawn once for them. */
  readonly onKeys: (events: ReadonlyArray<KeyEvent>) => void;
  /** What a finger does, between the keys that came before it and those after it. */
  readonly onPointer?: (event: PointerEvent) => void;
}

/** The beginning of a text: a whole key (or nothing of ours), or too little to tell. */
type Step =
  | { readonly type: "taken"; readonly length: number; readonly event?: KeyEvent | PointerEvent }
  | { readonly type: "half" };

export function createKeyDecoder({ clock, onKeys, onPointer }: KeyDecoderDeps): KeyDecoder {
  let characters = new StringDecoder("utf8");
  let half = "";
  let endedInReturn = false;
  let cancelTimeout: (() => void) | undefined;

  function push(bytes: Uint8Array): void {
    cancelTimeout?.();
    cancelTimeout = undefined;
    const text = characters.write(bytes);
    const events: Array<KeyEvent> = [];
    // Esc and a digit are Alt and the digit in one read only: between two reads there was a pause.
    if (half === ESCAPE && text !== "" && !/^[[O]/u.test(text)) {
      events.push({ type: "key", key: "escape" });
      half = "";
    }
    take(half + text, events);
    if (half !== "") {
      const delayMs = half.startsWith(PASTE_BEGIN) ? PASTE_TIMEOUT_MS : SEQUENCE_TIMEOUT_MS;
      cancelTimeout = clock.after(delayMs, giveUp);
    }
    if (events.length > 0) onKeys(events);
  }

  function take(text: string, events: Array<KeyEvent>): void {
    let rest = text;
    half = "";
    while (rest !== "") {
      if (endedInReturn && rest.startsWith("\n")) {
        endedInReturn = false;
        rest = rest.slice(1);
        continue;
      }
      const step = nextStep(rest);
      if (step.type === "half") {
        half = shortened(rest);
        return;
      }
      if (step.event !== undefined) tell(step.event, events);
      endedInReturn = rest.startsWith("\r");
      rest = rest.slice(step.length);
    }
  }

  function tell(event: KeyEvent | PointerEvent, events: Array<KeyEvent>): void {
    if (event.type !== "pointer" && event.type !== "wheel" && event.type !== "mode") {
      events.push(event);
      return;
    }
    if (events.length > 0) onKeys(events.splice(0));
    onPointer?.(event);
  }

  function giveUp(): void {
    const given = half;
    half = "";
    cancelTimeout = undefined;
    characters = new StringDecoder("utf8");
    if (given === ESCAPE) onKeys([{ type: "key", key: "escape" }]);
    if (given.startsWith(PASTE_BEGIN)) onKeys([pasted(given.slice(PASTE_BEGIN.length))]);
  }

  function close(): void {
    cancelTimeout?.();
    half = "";
  }

  return { push, close };
}

function nextStep(rest: string): Step {
  if (rest.startsWith(ESCAPE)) return escapeStep(rest);
  const printable = /^[^\p{Cc}]+/u.exec(rest)?.[0];
  if (printable !== undefined) {
    const text = withoutInvisible(printable);
    return {
      type: "taken",
      length: printable.length,
      ...(text === "" ? {} : { event: { type: "text", text } }),
    };
  }
  const key = keyOfControl(rest.charCodeAt(0));
  return {
    type: "taken",
    length: 1,
    ...(key === undefined ? {} : { event: { type: "key", key } }),
  };
}

function escapeStep(rest: string): Step {
  const sign = String.fromCodePoint(rest.codePointAt(1) ?? 0);
  if (rest === ESCAPE) return { type: "half" };
  if (sign === "[") return bracketStep(rest);
  if (sign === "O") return sequenceStep(rest, /^O[0-9;]*[A-Za-z]/u);
  if (sign === "]" || sign === "P") return replyStep(rest);
  const number = hitOfSign(sign);
  if (number !== undefined) {
    return { type: "taken", length: 1 + sign.length, event: { type: "hit", number } };
  }
  // Esc and a letter that came together over a slow line: no keystroke is lost.
  return { type: "taken", length: 1, event: { type: "key", key: "escape" } };
}

function bracketStep(rest: string): Step {
  if (rest.startsWith(PASTE_BEGIN)) {
    const end = rest.indexOf(PASTE_END);
    if (end < 0) return { type: "half" };
    const event = pasted(rest.slice(PASTE_BEGIN.length, end));
    return { type: "taken", length: end + PASTE_END.length, event };
  }
  if (rest.startsWith(`${ESCAPE}[[`)) return sequenceStep(rest, /^\[\[[A-Za-z]/u);
  // A mouse of old: three bytes follow that may be anything.
  if (rest.startsWith(`${ESCAPE}[M`)) return sequenceStep(rest, /^\[M[^]{3}/u);
  return sequenceStep(rest, /^\[[0-?]*[ -/]*[@-~]/u);
}

function sequenceStep(rest: string, whole: RegExp): Step {
  const sequence = whole.exec(rest.slice(1))?.[0];
  if (sequence !== undefined) {
    const event = eventOfSequence(sequence);
    return {
      type: "taken",
      length: 1 + sequence.length,
      ...(event === undefined ? {} : { event }),
    };
  }
  const isHalf = rest.length < SEQUENCE_LENGTH_MAX && /^..?[\u0020-\u003f]*$/su.test(rest.slice(1));
  // What was begun and broke off goes whole: its numbers are no typed text.
  const begun = /^.[\u0030-\u003f]*/su.exec(rest.slice(1))?.[0] ?? "";
  return isHalf ? { type: "half" } : { type: "taken", length: 1 + begun.length };
}

/** A terminal's reply to a query reaches up to its bell or string terminator. */
function replyStep(rest: string): Step {
  const end = REPLY_ENDS.map((sign) => rest.indexOf(sign, 2) + sign.length)
    .filter((at, index) => at >= 2 + (REPLY_ENDS[index]?.length ?? 0))
    .toSorted((left, right) => left - right)[0];
  if (end !== undefined) return { type: "taken", length: end };
  return rest.length < SEQUENCE_LENGTH_MAX * 8 ? { type: "half" } : { type: "taken", length: 2 };
}

function keyOfControl(code: number): KeyName | undefined {
  if (code === 13 || code === 10) return "enter";
  if (code === 9) return "tab";
  if (code === 8 || code === 127) return "backspace";
  if (code >= 1 && code <= 26) return `ctrl-${String.fromCharCode(code + 96)}`;
  return undefined;
}

/** The end of a paste is still looked for when its middle has become too long to keep. */
function shortened(half: string): string {
  if (half.length <= PASTE_LENGTH_MAX || !half.startsWith(PASTE_BEGIN)) return half;
  return half.slice(0, PASTE_LENGTH_MAX) + half.slice(-PASTE_END.length);
}

function pasted(text: string): KeyEvent {
  return { type: "paste", text: withoutInvisible(text.replaceAll(/\p{Cc}+/gu, " ")).trim() };
}

/** Joiners, direction marks and halves of characters have no key and no place on a receipt. */
function withoutInvisible(text: string): string {
  return text.replaceAll(/[\p{Cf}\p{Cs}\ufffd]/gu, "");
}

/*
 * The escape sequences of the terminals that registers have: xterm and its kin, tmux and screen, the
 * Linux console, vt220 and rxvt. What is not here is ignored.
 */

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
function eventOfSequence(sequence: string): KeyEvent | PointerEvent | undefined {
  const key = KEY_BY_SEQUENCE.get(sequence);
  if (key !== undefined) return { type: "key", key };
  if (sequence.startsWith("[<")) return pointerOf(sequence);
  if (sequence.endsWith("$y")) return modeOf(sequence);
  const text = TEXT_BY_KEYPAD.get(sequence);
  return text === undefined ? undefined : { type: "text", text };
}

/** The pointer of xterm's mode 1006 (SGR): button, column and row from 1, `M` for down and `m` for up. */
const POINTER = /^\[<(?<button>\d{1,3});(?<column>\d{1,4});(?<row>\d{1,4})(?<is>[Mm])$/u;
const LEFT_BUTTON = 0;
const WHEEL_UP = 64;
const WHEEL_DOWN = 65;

/** Undefined for other buttons, and for a key that is held meanwhile. */
function pointerOf(sequence: string): PointerEvent | undefined {
  const { button, column, row, is } = POINTER.exec(sequence)?.groups ?? {};
  const place = { column: Number(column) - 1, row: Number(row) - 1 };
  if (Number(button) === WHEEL_UP && is === "M") return { type: "wheel", by: -1 };
  if (Number(button) === WHEEL_DOWN && is === "M") return { type: "wheel", by: 1 };
  if (Number(button) !== LEFT_BUTTON || place.column < 0 || place.row < 0) return undefined;
  return { type: "pointer", is: is === "M" ? "down" : "up", ...place };
}

/** A reply to a question for a mode (DECRQM): 1 is set, 2 is not set, 0 means that it is not known. */
const MODE = /^\[\?(?<mode>\d{1,5});(?<state>\d)\$y$/u;

function modeOf(sequence: string): PointerEvent | undefined {
  const { mode, state } = MODE.exec(sequence)?.groups ?? {};
  if (mode === undefined) return undefined;
  return { type: "mode", mode: Number(mode), isThere: state === "1" || state === "2" };
}

/** Which hit Alt and this sign choose, whatever Caps Lock makes of it. */
function hitOfSign(sign: string): number | undefined {
  return DIGIT_BY_SIGN.get(sign.toLowerCase());
}

function numbered(sign: string, at: number): [string, number] {
  return [sign, at + 1];
}
