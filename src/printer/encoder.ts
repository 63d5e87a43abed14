/**
 * Documents as the bytes of one job for one model of printer.
 *
 * Every job begins with a reset, so nothing that an earlier job left behind shows on this one. Styles
 * and code pages are switched where they change and nowhere else.
 */

import { assertNever } from "../domain/assert-never.ts";
import { byteInPage, isAscii } from "./code-pages.ts";
import {
  barcodeLook,
  bold,
  centre,
  characterSize,
  drawerPulse,
  ean13,
  feedAndCut,
  feedLines,
  initialise,
  inverse,
  LINE_FEED,
  qrCode,
  raster,
  selectCodePage,
} from "./commands.ts";
import { type PrintDocument } from "./document.ts";
import { type LaidOutLine, layOut, plainStyle, type Segment, type SegmentStyle } from "./layout.ts";
import { toPrintable } from "./printable-text.ts";
import { type PageSelection, type PrinterProfile } from "./profile.ts";
import { qrRows } from "./qr-rows.ts";

export interface EncodedDocument {
  readonly bytes: Uint8Array;
  /** Characters that the profile can't show, each once; a visible block stands for them. */
  readonly lost: ReadonlyArray<string>;
}

export function encodeDocument(document: PrintDocument, profile: PrinterProfile): EncodedDocument {
  const lost = new Set<string>();
  const lines = layOut(document, {
    columns: profile.columns,
    toPrintable: (text) => {
      const printable = toPrintable(text, profile);
      for (const character of printable.lost) lost.add(character);
      return printable.text;
    },
  });
  return { bytes: encodeLines(lines, profile), lost: [...lost] };
}

/** Rows of a picture that go in one piece: what the buffer of a small printer holds. */
const BAND_MODULES = 8;

/** What the printer holds between two bytes. */
interface Pen {
  readonly bytes: number[];
  style: SegmentStyle;
  /** Unknown after a reset. */
  page: PageSelection | undefined;
}

function encodeLines(lines: ReadonlyArray<LaidOutLine>, profile: PrinterProfile): Uint8Array {
  const pen: Pen = { bytes: [...initialise], style: plainStyle, page: undefined };
  for (const line of lines) encodeLine(pen, line, profile);
  return Uint8Array.from(pen.bytes);
}

function encodeLine(pen: Pen, line: LaidOutLine, profile: PrinterProfile): void {
  switch (line.type) {
    case "text":
      for (const segment of line.segments) encodeSegment(pen, segment, profile);
      pen.bytes.push(LINE_FEED);
      return;
    case "barcode":
      encodeBarcode(pen, line.ean13, profile);
      return;
    case "qr":
      encodeQr(pen, line.text, profile);
      return;
    case "feed":
      pen.bytes.push(...feedLines(line.lines));
      return;
    case "cut":
      pen.bytes.push(...feedAndCut(profile.cutFeedUnits));
      return;
    case "pulse":
      pen.bytes.push(...drawerPulse);
      return;
    default:
      assertNever(line, "laid-out line");
  }
}

function encodeSegment(pen: Pen, segment: Segment, profile: PrinterProfile): void {
  changeStyle(pen, segment);
  for (const character of segment.text) pen.bytes.push(encodeCharacter(pen, character, profile));
}

/** Spaces show neither weight nor height, so they keep what is set. */
function changeStyle(pen: Pen, { text, style }: Segment): void {
  const isBlank = /^ *$/u.test(text);
  const wanted: SegmentStyle = isBlank
    ? { ...style, bold: pen.style.bold, doubleHeight: pen.style.doubleHeight }
    : style;
  if (wanted.bold !== pen.style.bold) pen.bytes.push(...bold(wanted.bold));
  if (wanted.inverse !== pen.style.inverse) pen.bytes.push(...inverse(wanted.inverse));
  if (
    wanted.doubleWidth !== pen.style.doubleWidth ||
    wanted.doubleHeight !== pen.style.doubleHeight
  ) {
    pen.bytes.push(...characterSize(wanted.doubleWidth, wanted.doubleHeight));
  }
  pen.style = wanted;
}

function encodeCharacter(pen: Pen, character: string, profile: PrinterProfile): number {
  if (isAscii(character)) return character.charCodeAt(0);
  const known = pen.page === undefined ? undefined : byteInPage(pen.page.page, character);
  if (known !== undefined) return known;
  for (const selection of profile.codePages) {
    const byte = byteInPage(selection.page, character);
    if (byte === undefined) continue;
    pen.page = selection;
    pen.bytes.push(...selectCodePage(selection.select));
    return byte;
  }
  throw new Error(`Not made printable before the layout: ${JSON.stringify(character)}`);
}

function encodeBarcode(pen: Pen, digits: string, profile: PrinterProfile): void {
  if (profile.barcodes) {
    pen.bytes.push(...centre(true), ...barcodeLook, ...ean13(digits), ...centre(false));
    return;
  }
  const text = digits.padStart(Math.floor((profile.columns + digits.length) / 2));
  encodeSegment(pen, { text, style: plainStyle }, profile);
  pen.bytes.push(LINE_FEED);
}

/** A module is as high as it is wide: a byte. */
function encodeQr(pen: Pen, text: string, profile: PrinterProfile): void {
  pen.bytes.push(...centre(true));
  if (profile.qrCodes) pen.bytes.push(...qrCode(text));
  const rows = profile.qrCodes ? [] : qrRows(text);
  for (let from = 0; from < rows.length; from += BAND_MODULES) {
    const band = rows.slice(from, from + BAND_MODULES);
    pen.bytes.push(...raster(band.flatMap((row) => Array.from({ length: 8 }, () => row))));
  }
  pen.bytes.push(...centre(false));
}
