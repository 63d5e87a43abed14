/**
 * Documents as the bytes of one job for one model of printer.
 *
 * Every job begins with a reset, so nothing that an earlier job left behind shows on this one. Styles
 * and code pages are switched where they change and nowhere else. A line with a character that no code
 * page has is sent as a picture of its text.
 */

import { assertNever } from "../domain/assert-never.ts";
import { codePicture } from "./code-picture.ts";
import {
  barcode,
  barcodeLook,
  centre,
  cloneBuzzer,
  drawerPortBell,
  drawerPulse,
  epsonBuzzer,
  feedAndCut,
  feedLines,
  initialise,
  qrCode,
} from "./commands.ts";
import { type PrintDocument } from "./document.ts";
import { columnBands, type DotPicture, rowBands } from "./dot-picture.ts";
import { type LaidOutLine, layOut, plainStyle, type Segment } from "./layout.ts";
import { newPen, type Pen, write, writeLine, written } from "./pen.ts";
import { columnsOnPaper, isEasy, toPrintable } from "./printable-text.ts";
import { type PrinterProfile } from "./profile.ts";
import { qrPicture } from "./qr-picture.ts";
import { drawText, type TextGrid } from "./text-picture.ts";
import { unifont } from "./unifont.ts";
import { toVisualOrder } from "./visual-order.ts";

export interface EncodedDocument {
  readonly bytes: Uint8Array;
  /** Characters that are not on paper as they were written, each once. */
  readonly lost: ReadonlyArray<string>;
}

export interface EncodeOptions {
  /** What the document's logo block shows. */
  readonly logo?: DotPicture | undefined;
}

/** What prints on one printer. */
interface Press {
  readonly pen: Pen;
  readonly profile: PrinterProfile;
  readonly logo: DotPicture | undefined;
  readonly columnsOf: (character: string) => number;
}

/** A tear bar is some lines above the print head. */
const TEAR_LINES = 4;

export function encodeDocument(
  document: PrintDocument,
  profile: PrinterProfile,
  { logo }: EncodeOptions = {},
): EncodedDocument {
  const lost = new Set<string>();
  const press: Press = {
    pen: newPen(profile),
    profile,
    logo,
    columnsOf: (character) => columnsOnPaper(character, profile),
  };
  const lines = layOut(document, {
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
      write(pen, drawerPulse({ pin: line.pin ?? 2, ...profile.pulse }));
      return;
    case "buzzer":
      encodeBuzzer(pen, line.times, profile);
      return;
    case "logo":
      if (press.logo !== undefined) encodePicture(press, press.logo, true);
      return;
    default:
      assertNever(line, "laid-out line");
  }
}

function encodeText(press: Press, segments: ReadonlyArray<Segment>): void {
  const { pen, profile, columnsOf } = press;
  if (writeLine(pen, segments)) return;
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

/** Dots that are not square make no code that a reader knows: there the data stand as text. */
function encodeCode(press: Press, code: Extract<LaidOutLine, { type: "code" }>): void {
  const { pen, profile } = press;
  if (profile.barcodes) {
    write(pen, centre(true));
    write(pen, barcodeLook);
    write(pen, barcode(code.symbology, code.data));
    write(pen, centre(false));
    return;
  }
  const picture = codePicture(code.symbology, code.data, profile.dotsPerLine);
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

function encodeBuzzer(pen: Pen, times: number, { buzzer }: PrinterProfile): void {
  if (buzzer === "epson") write(pen, epsonBuzzer(times));
  if (buzzer === "clone") write(pen, cloneBuzzer(times));
  if (buzzer === "drawer-port") write(pen, drawerPortBell);
}
