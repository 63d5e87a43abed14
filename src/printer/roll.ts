/** What came out of a printer: its paper roll, entry by entry, for people and for tests. */

import { assertNever } from "../domain/assert-never.ts";

export interface PrintedStyle {
  readonly bold: boolean;
  readonly doubleStrike: boolean;
  readonly underline: boolean;
  readonly inverse: boolean;
  readonly red: boolean;
  /** Times the normal size. */
  readonly width: number;
  readonly height: number;
  readonly font: "A" | "B";
}

export interface PrintedRun {
  readonly text: string;
  readonly style: PrintedStyle;
}

export type PrintedAlign = "left" | "center" | "right";

export type RollEntry =
  | {
      readonly type: "line";
      readonly runs: ReadonlyArray<PrintedRun>;
      readonly align: PrintedAlign;
      /** The line was full and the printer broke it by itself. */
      readonly wrapped: boolean;
    }
  | { readonly type: "barcode"; readonly symbology: string; readonly data: string }
  | { readonly type: "qr"; readonly data: string }
  | { readonly type: "image"; readonly widthDots: number; readonly heightDots: number }
  | { readonly type: "cut"; readonly kind: "full" | "partial" }
  | { readonly type: "pulse"; readonly pin: 2 | 5 };

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
      return lineToText(entry, columns);
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

function lineToText(entry: Extract<RollEntry, { type: "line" }>, columns: number): string {
  const text = entry.runs
    .map((run) => (run.style.inverse ? `[${run.text}]` : run.text))
    .join("")
    .trimEnd();
  const free = columns - printedColumns(entry.runs);
  return text === "" ? "" : " ".repeat(alignedBy(entry.align, free)) + text;
}

/** Columns of normal width that a printed line covers. */
export function printedColumns(runs: ReadonlyArray<PrintedRun>): number {
  return runs.reduce((sum, { text, style }) => sum + text.length * style.width, 0);
}

function alignedBy(align: PrintedAlign, free: number): number {
  if (align === "left") return 0;
  return Math.max(0, align === "right" ? free : Math.floor(free / 2));
}

function centred(text: string, columns: number): string {
  return " ".repeat(Math.max(0, Math.floor((columns - text.length) / 2))) + text;
}
