/** The printed paper of a printer, entry by entry, for people and for tests. */

import { assertNever } from "../domain/base/assert-never.ts";

export interface PrintedStyle {
  readonly bold: boolean;
  readonly doubleStrike: boolean;
  /** How thick the line below is; 0 is none. */
  readonly underlineDots: number;
  readonly inverse: boolean;
  readonly red: boolean;
  /** Times the normal size. */
  readonly width: number;
  readonly height: number;
  readonly font: PrintedFont;
  /** Free dots to the right of each character, at normal width. */
  readonly spacingDots: number;
}

export type PrintedFont = "A" | "B";

/** The cell of a character, in dots. */
export const CELLS: Readonly<
  Record<PrintedFont, { readonly width: number; readonly height: number }>
> = { A: { width: 12, height: 24 }, B: { width: 9, height: 17 } };

/** Dots as they were burnt: rows from the top, eight to a byte, the highest bit leftmost. */
export interface Picture {
  readonly widthDots: number;
  readonly heightDots: number;
  readonly rows: Uint8Array;
}

export interface PrintedRun {
  readonly text: string;
  readonly style: PrintedStyle;
  /** The distance from the left edge of the line. */
  readonly xDots: number;
  /** The picture that stands in the line instead of text. */
  readonly picture?: Picture;
}

export type PrintedAlign = "left" | "center" | "right";

export interface PrintedBarcode {
  readonly type: "barcode";
  readonly symbology: string;
  /** The digits as people read them. */
  readonly data: string;
  /** Widths in dots, a bar first and then space and bar in turn. */
  readonly barDots: ReadonlyArray<number>;
  readonly heightDots: number;
  readonly digits: "none" | "above" | "below" | "both";
  readonly digitsFont: PrintedFont;
  readonly leftDots: number;
}

export interface PrintedQr {
  readonly type: "qr";
  readonly data: string;
  readonly modules: ReadonlyArray<ReadonlyArray<boolean>>;
  readonly moduleDots: number;
  readonly leftDots: number;
}

export interface PrintedLine {
  readonly type: "line";
  readonly runs: ReadonlyArray<PrintedRun>;
  readonly align: PrintedAlign;
  /** The distance from the left edge of what the head can reach. */
  readonly leftDots: number;
  /** How far the paper moved on, from the top of this line to the top of what follows. */
  readonly feedDots: number;
  readonly upsideDown: boolean;
  /** The line was full and the printer broke it by itself. */
  readonly wrapped: boolean;
}

export interface PrintedImage extends Picture {
  readonly type: "image";
  readonly leftDots: number;
}

export interface PaperCut {
  readonly type: "cut";
  readonly kind: "full" | "partial";
  /** How far the paper moved on before it; the cutter is `CUTTER_DOTS` behind the head. */
  readonly feedDots: number;
}

export type RollEntry =
  | PrintedLine
  | PrintedBarcode
  | PrintedQr
  | PrintedImage
  | PaperCut
  | { readonly type: "pulse"; readonly pin: 2 | 5 };

/** Paper between the head and the cutter: 12.5 mm. */
export const CUTTER_DOTS = 100;
const COLUMN_DOTS = CELLS.A.width;

/**
 * The roll as plain text: inverse in brackets, the cut as a dashed line. Large letters are not set
 * wider, so that words stay words.
 */
export function rollToText(entries: ReadonlyArray<RollEntry>, columns: number): string {
  return entries.map((entry) => `${entryToText(entry, columns)}\n`).join("");
}

function entryToText(entry: RollEntry, columns: number): string {
  switch (entry.type) {
    case "line":
      return lineToText(entry);
    case "barcode":
      return centred(`|| ${entry.data} ||`, columns);
    case "qr":
      return centred(`[QR ${entry.data}]`, columns);
    case "image":
      return centred(`[image ${entry.widthDots} x ${entry.heightDots}]`, columns);
    case "cut":
      return "- - - 8< - - - - - - - - - - - - - - - - - - - -".slice(0, columns).trimEnd();
    case "pulse":
      return "(drawer opens)";
    default:
      return assertNever(entry, "roll entry");
  }
}

function lineToText({ runs, leftDots }: PrintedLine): string {
  const text = runs
    .map((run, index) => {
      const before = runs[index - 1];
      const gapDots = run.xDots - (before === undefined ? 0 : before.xDots + widthDots(before));
      return " ".repeat(Math.floor(Math.max(0, gapDots) / COLUMN_DOTS)) + runToText(run);
    })
    .join("")
    .trimEnd();
  return text === "" ? "" : " ".repeat(Math.floor(leftDots / COLUMN_DOTS)) + text;
}

function runToText({ text, style, picture }: PrintedRun): string {
  if (picture !== undefined) return `[image ${picture.widthDots} x ${picture.heightDots}]`;
  return style.inverse ? `[${text}]` : text;
}

/** How much of the line a run covers. */
export function widthDots({ text, style, picture }: PrintedRun): number {
  return picture?.widthDots ?? text.length * advanceDots(style);
}

/** Returns the distance from one character to the next. */
export function advanceDots({ font, width, spacingDots }: PrintedStyle): number {
  return (CELLS[font].width + spacingDots) * width;
}

export function heightDots({ style, picture }: PrintedRun): number {
  return picture?.heightDots ?? CELLS[style.font].height * style.height;
}

/** Dots between the digits of a barcode and its bars. */
export const DIGITS_GAP_DOTS = 4;

/** How far the paper moves on for it. */
export function feedOf(entry: RollEntry): number {
  switch (entry.type) {
    case "line":
    case "cut":
      return entry.feedDots;
    case "barcode":
      return (
        entry.heightDots + digitRows(entry) * (CELLS[entry.digitsFont].height + DIGITS_GAP_DOTS)
      );
    case "qr":
      return entry.modules.length * entry.moduleDots;
    case "image":
      return entry.heightDots;
    case "pulse":
      return 0;
    default:
      return assertNever(entry, "roll entry");
  }
}

function digitRows({ digits }: PrintedBarcode): number {
  if (digits === "none") return 0;
  return digits === "both" ? 2 : 1;
}

function centred(text: string, columns: number): string {
  return " ".repeat(Math.max(0, Math.floor((columns - text.length) / 2))) + text;
}
