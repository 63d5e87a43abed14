/**
 * The bytes of a job as they are written, and what the printer is set to between two of them.
 *
 * Each letter of each paper comes through here, so the common case, a letter of ASCII or of the page
 * that is set, takes no call and makes no object.
 */

import { byteInPage, FIRST_UNEVEN, lowBytesIn } from "./code-pages.ts";
import {
  bold,
  characterSize,
  inverse,
  LINE_FEED,
  printMode,
  red,
  selectCodePage,
  underline,
} from "./commands.ts";
import { plainStyle, type Segment, type SegmentStyle } from "./layout.ts";
import { type PageSelection, type PrinterProfile } from "./profile.ts";

export interface Pen {
  readonly profile: PrinterProfile;
  bytes: Uint8Array;
  length: number;
  style: SegmentStyle;
  /** Unknown after a reset. */
  page: PageSelection | undefined;
  /** The bytes of that page, by code. */
  lowBytes: Uint8Array;
  isRed: boolean;
}

/** A usual receipt fits. */
const BYTES_AT_FIRST = 2048;
const NO_BYTES = new Uint8Array(0);
const ASCII_END = 0x7f;
/** A letter, and the command for its page. */
const LETTER_BYTES_MAX = 4;

export function newPen(profile: PrinterProfile): Pen {
  return {
    profile,
    bytes: new Uint8Array(BYTES_AT_FIRST),
    length: 0,
    style: plainStyle,
    page: undefined,
    lowBytes: NO_BYTES,
    isRed: false,
  };
}

export function written({ bytes, length }: Pen): Uint8Array {
  return bytes.subarray(0, length);
}

export function write(pen: Pen, bytes: ArrayLike<number>): void {
  makeRoom(pen, bytes.length);
  pen.bytes.set(bytes, pen.length);
  pen.length += bytes.length;
}

/** Sets the page that letters are taken from, as long as it has them. */
export function setPage(pen: Pen, selection: PageSelection): void {
  write(pen, selectCodePage(selection.select));
  pen.page = selection;
  pen.lowBytes = lowBytesIn(selection.page);
}

/**
 * A line of text and its end. False, and nothing written, when a character of it is in no code page
 * of the printer.
 */
export function writeLine(pen: Pen, segments: ReadonlyArray<Segment>): boolean {
  if (pen.profile.red) changeColour(pen, segments);
  const before = { length: pen.length, style: pen.style, page: pen.page, lowBytes: pen.lowBytes };
  for (const segment of segments) {
    if (segment.style !== pen.style) changeStyle(pen, segment);
    if (writeText(pen, segment.text)) continue;
    Object.assign(pen, before);
    return false;
  }
  makeRoom(pen, 1);
  pen.bytes[pen.length] = LINE_FEED;
  pen.length += 1;
  return true;
}

/** Sets the colour of the whole line, because it can only change where a line begins. */
function changeColour(pen: Pen, segments: ReadonlyArray<Segment>): void {
  const isRed = segments.some(({ style }) => style.red);
  if (isRed !== pen.isRed) write(pen, red(isRed));
  pen.isRed = isRed;
}

function writeText(pen: Pen, text: string): boolean {
  makeRoom(pen, text.length * LETTER_BYTES_MAX);
  const { bytes } = pen;
  let { length } = pen;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < ASCII_END) {
      bytes[length] = code;
      length += 1;
      continue;
    }
    let byte = byteOf(pen, code);
    if (byte === 0) {
      const selection = selectionWith(pen, text.charAt(at));
      if (selection === undefined) return false;
      pen.length = length;
      setPage(pen, selection);
      length = pen.length;
      byte = byteOf(pen, code);
    }
    bytes[length] = byte;
    length += 1;
  }
  pen.length = length;
  return true;
}

/** Returns the character's byte in the current page; 0 where it has none. */
function byteOf({ page, lowBytes }: Pen, code: number): number {
  if (page === undefined) return 0;
  if (code < FIRST_UNEVEN) return lowBytes[code] ?? 0;
  return byteInPage(page.page, String.fromCharCode(code)) ?? 0;
}

function selectionWith({ profile }: Pen, character: string): PageSelection | undefined {
  return profile.codePages.find(({ page }) => byteInPage(page, character) !== undefined);
}

/** Spaces show neither weight nor height, so they keep what is set. */
function changeStyle(pen: Pen, { text, style }: Segment): void {
  const { style: set, profile } = pen;
  const wanted: SegmentStyle = isBlank(text)
    ? { ...style, bold: set.bold, doubleHeight: set.doubleHeight }
    : style;
  if (profile.sizes === "mode") changeMode(pen, wanted);
  else changeLook(pen, wanted);
  pen.style = wanted;
}

function changeMode(pen: Pen, wanted: SegmentStyle): void {
  const [now = 0, before = 0] = [printMode(wanted), printMode(pen.style)].map((mode) => mode[2]);
  if (now !== before) write(pen, printMode(wanted));
}

function changeLook(pen: Pen, wanted: SegmentStyle): void {
  const { style: set, profile } = pen;
  if (wanted.bold !== set.bold) write(pen, bold(wanted.bold));
  if (profile.inverse && wanted.inverse !== set.inverse) write(pen, inverse(wanted.inverse));
  if (wanted.underline !== set.underline) write(pen, underline(wanted.underline));
  if (wanted.doubleWidth !== set.doubleWidth || wanted.doubleHeight !== set.doubleHeight) {
    write(pen, characterSize(wanted.doubleWidth, wanted.doubleHeight));
  }
}

function isBlank(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    if (text.charCodeAt(at) !== 0x20) return false;
  }
  return true;
}

function makeRoom(pen: Pen, more: number): void {
  if (pen.length + more <= pen.bytes.length) return;
  const larger = new Uint8Array(2 * (pen.length + more));
  larger.set(pen.bytes.subarray(0, pen.length));
  pen.bytes = larger;
}
