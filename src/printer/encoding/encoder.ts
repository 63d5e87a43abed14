/**
 * Documents as the bytes of one job for one model of printer.
 *
 * Every job begins with a reset, so nothing that an earlier job left behind shows on this one. Styles
 * and code pages are switched where they change and nowhere else. A line with a character that no code
 * page has is sent as a picture of its text.
 */

import { assertNever } from "../../domain/base/assert-never.ts";
import { type PrintDocument } from "../document.ts";
import { unifont } from "../unifont.ts";
import { byteInPage } from "./code-pages.ts";
import { codePicture, codeWidthDots } from "./code-picture.ts";
import {
  barcode,
  barcodeStyle,
  centre,
  cloneBuzzer,
  drawerPortBell,
  drawerPulse,
  epsonBuzzer,
  feedAndCut,
  feedLines,
  hugeSize,
  initialise,
  printMode,
  qrCode,
} from "./commands.ts";
import { columnBands, type DotPicture, rowBands } from "./dot-picture.ts";
import { type LaidOutLine, layOut, plainStyle, type Segment } from "./layout.ts";
import { newPen, type Pen, setPage, write, writeLine, written } from "./pen.ts";
import { columnsOnPaper, isEasy, toPrintable } from "./printable-text.ts";
import { type PageSelection, type PrinterProfile } from "./profile.ts";
import { qrPicture } from "./qr-picture.ts";
import { COLUMN_DOTS, drawText, type TextGrid } from "./text-picture.ts";
import { toVisualOrder } from "./visual-order.ts";

export interface EncodedDocument {
  readonly bytes: Uint8Array;
  /** Characters that are not on paper as they were written, each once. */
  readonly lost: ReadonlyArray<string>;
}

export interface EncodeOptions {
  /** The picture of the document's logo block. */
  readonly logo?: DotPicture | undefined;
  /** The text of the document's printer block. */
  readonly printer?: string | undefined;
  /** The pin that the drawer is plugged into; for `none` no pulse is sent. */
  readonly drawer?: "none" | "pin2" | "pin5";
  /** How often it sounds, whatever the document says. */
  readonly buzzes?: number | undefined;
  /** To the magnet of the drawer; as the model needs it unless said. */
  readonly pulseMs?: number | undefined;
}

/** The printer that is printed on. */
interface Press {
  readonly pen: Pen;
  readonly profile: PrinterProfile;
  readonly logo: DotPicture | undefined;
  readonly drawer: "none" | "pin2" | "pin5";
  readonly buzzes: number | undefined;
  readonly columnsOf: (character: string) => number;
}

function withPrinter(document: PrintDocument, printer: string | undefined): PrintDocument {
  if (printer === undefined) return document;
  const blocks = document.blocks.map((block) =>
    block.type === "printer" ? ({ type: "text", text: printer } as const) : block,
  );
  return { ...document, blocks };
}

/** Each page has some of them, and each other page has others in their places. */
const PROOF_LETTERS = "äöüß€éÅñøŁžİğЖяΩλ¿½│";
/** A tear bar is some lines above the print head. */
const TEAR_LINES = 4;

export function encodeDocument(
  document: PrintDocument,
  model: PrinterProfile,
  { logo, drawer = "pin2", printer, buzzes, pulseMs = model.pulse.onMs }: EncodeOptions = {},
): EncodedDocument {
  const lost = new Set<string>();
  const profile = { ...model, pulse: { ...model.pulse, onMs: pulseMs } };
  const press: Press = {
    pen: newPen(profile),
    profile,
    logo,
    drawer,
    buzzes,
    columnsOf: (character) => columnsOnPaper(character, profile),
  };
  const lines = layOut(withPrinter(document, printer), {
    columns: profile.columns,
    isEasy: (text) => isEasy(text, profile),
    toPrintable: (text) => {
      const printable = toPrintable(text, profile);
      for (const character of printable.lost) lost.add(character);
      return printable.text;
    },
    columnsOf: press.columnsOf,
    toVisualOrder,
  });
  write(press.pen, initialise);
  for (const line of lines) encodeLine(press, line);
  return { bytes: written(press.pen), lost: [...lost] };
}

function encodeLine(press: Press, line: LaidOutLine): void {
  const { pen, profile } = press;
  switch (line.type) {
    case "text":
      encodeText(press, line.segments);
      return;
    case "code":
      encodeCode(press, line);
      return;
    case "qr":
      encodeQr(press, line.text);
      return;
    case "feed":
      write(pen, feedLines(line.lines));
      return;
    case "cut":
      encodeCut(pen, profile);
      return;
    case "pulse":
      encodePulse(press, line.pin);
      return;
    case "buzzer":
      encodeBuzzer(press, line.times);
      return;
    case "number":
      encodeNumber(pen, line.value);
      return;
    case "page-proof":
      for (const selection of profile.codePages) encodePageProof(press, selection);
      return;
    case "logo":
      if (press.logo !== undefined) encodePicture(press, press.logo, true);
      return;
    default:
      assertNever(line, "laid-out line");
  }
}

function encodeText(press: Press, segments: ReadonlyArray<Segment>): void {
  if (!writeLine(press.pen, segments)) encodeTextPicture(press, segments);
}

function encodeTextPicture(press: Press, segments: ReadonlyArray<Segment>): void {
  const { profile, columnsOf } = press;
  const grid: TextGrid =
    profile.pictures === "rows"
      ? { font: unifont, columnsOf, dotsForTwoRows: 3, gapRows: 6 }
      : // Its dots are twice as high as they are wide.
        { font: unifont, columnsOf, dotsForTwoRows: 2, gapRows: 0 };
  encodePicture(press, drawText(segments, grid), false);
}

function encodePicture({ pen, profile }: Press, picture: DotPicture, isCentred: boolean): void {
  if (isCentred) write(pen, centre(true));
  write(pen, profile.pictures === "rows" ? rowBands(picture) : columnBands(picture));
  if (isCentred) write(pen, centre(false));
}

/**
 * Dots that are not square make no code that a reader knows: there the data stand as text. So they do
 * where the code is wider than the paper, of which a printer prints nothing.
 */
function encodeCode(press: Press, code: Extract<LaidOutLine, { type: "code" }>): void {
  const { pen, profile } = press;
  // The columns may have been set for narrower paper than the model's.
  const paperDots = Math.min(profile.dotsPerLine, profile.columns * COLUMN_DOTS);
  const isFit = codeWidthDots(code.symbology, code.data) <= paperDots;
  if (profile.barcodes && isFit) {
    write(pen, centre(true));
    write(pen, barcodeStyle);
    write(pen, barcode(code.symbology, code.data));
    write(pen, centre(false));
    return;
  }
  const picture = codePicture(code.symbology, code.data, paperDots);
  if (picture !== undefined && profile.pictures === "rows") encodePicture(press, picture, true);
  encodeCentred(press, code.data);
}

function encodeQr(press: Press, text: string): void {
  const { pen, profile } = press;
  if (profile.qrCodes) {
    write(pen, centre(true));
    write(pen, qrCode(text));
    write(pen, centre(false));
  } else if (profile.pictures === "rows") encodePicture(press, qrPicture(text), true);
  else encodeCentred(press, text);
}

function encodeCentred(press: Press, text: string): void {
  const { columns } = press.profile;
  for (let at = 0; at < text.length; at += columns) {
    const line = text.slice(at, at + columns);
    const before = " ".repeat(Math.floor((columns - line.length) / 2));
    encodeText(press, [{ text: before + line, style: plainStyle }]);
  }
}

function encodeCut(pen: Pen, { cut, cutFeedUnits }: PrinterProfile): void {
  write(pen, cut === "tear" ? feedLines(TEAR_LINES) : feedAndCut(cut, cutFeedUnits));
}

/** A bell on the drawer's port uses the pin without a drawer, or each ticket would open one. */
function encodeBuzzer({ pen, profile: { buzzer }, drawer, buzzes }: Press, usual: number): void {
  const times = buzzes ?? usual;
  if (times === 0) return;
  if (buzzer === "epson") write(pen, epsonBuzzer(times));
  if (buzzer === "clone") write(pen, cloneBuzzer(times));
  if (buzzer === "drawer-port") write(pen, drawerPortBell(drawer === "pin2" ? 5 : 2));
}

/** A drawer on a pin of its own is meant even where the printer's usual one is another. */
function encodePulse({ pen, profile, drawer }: Press, pin: 2 | 5 | undefined): void {
  if (drawer === "none") return;
  write(pen, drawerPulse({ pin: pin ?? (drawer === "pin5" ? 5 : 2), ...profile.pulse }));
}

function encodeNumber(pen: Pen, value: number): void {
  const mode = { bold: true, doubleHeight: true, doubleWidth: true, underline: false };
  const [large, usual] =
    pen.profile.sizes === "size"
      ? [hugeSize(true), hugeSize(false)]
      : [printMode(mode), printMode(plainStyle)];
  // The large number only stands at the beginning of a line, with nothing of an earlier style left.
  writeLine(pen, [{ text: "", style: plainStyle }]);
  write(pen, centre(true));
  write(pen, large);
  writeLine(pen, [{ text: String(value), style: plainStyle }]);
  write(pen, usual);
  write(pen, centre(false));
}

/** Letters by which a wrong number of a page is seen, as the printer prints them and as they look. */
function encodePageProof(press: Press, selection: PageSelection): void {
  const { page, select } = selection;
  const letters = Array.from(PROOF_LETTERS).filter(
    (letter) => byteInPage(page, letter) !== undefined,
  );
  const segments = [{ text: `${page} (${select}) ${letters.join("")}`, style: plainStyle }];
  setPage(press.pen, selection);
  writeLine(press.pen, segments);
  encodeTextPicture(press, segments);
}
