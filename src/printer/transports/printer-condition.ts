/** The condition that status bytes describe, and the trouble that a person is told of first. */

import { assertNever } from "../../domain/base/assert-never.ts";
import { type PrinterTrouble } from "../../domain/printers/printer-trouble.ts";

export interface PrinterCondition {
  readonly offline: boolean;
  readonly coverOpen: boolean;
  readonly feeding: boolean;
  readonly paperOut: boolean;
  readonly cutter: boolean;
  readonly error: boolean;
  readonly overheated: boolean;
}

/** The `n` of `DLE EOT n`: the printer, why it is offline, its error, its paper. */
export type StatusQuestion = 1 | 2 | 3 | 4;

export const wellCondition: PrinterCondition = {
  offline: false,
  coverOpen: false,
  feeding: false,
  paperOut: false,
  cutter: false,
  error: false,
  overheated: false,
};

/** Adds one answer to `DLE EOT` to the condition known in this round. */
export function withStatus(
  known: PrinterCondition,
  question: StatusQuestion,
  byte: number,
): PrinterCondition {
  switch (question) {
    case 1:
      return { ...known, offline: has(byte, 0x08) };
    case 2:
      return {
        ...known,
        coverOpen: has(byte, 0x04),
        feeding: has(byte, 0x08),
        paperOut: known.paperOut || has(byte, 0x20),
      };
    case 3:
      return {
        ...known,
        cutter: has(byte, 0x08),
        error: has(byte, 0x20),
        overheated: has(byte, 0x40),
      };
    case 4:
      // Small printers set one of the two bits.
      return { ...known, paperOut: known.paperOut || has(byte, 0x60) };
    default:
      return assertNever(question, "status question");
  }
}

/** Four bytes that the printer sent by itself. */
export function automaticCondition([
  printer = 0,
  fault = 0,
  paper = 0,
]: ReadonlyArray<number>): PrinterCondition {
  return {
    offline: has(printer, 0x08),
    coverOpen: has(printer, 0x20),
    feeding: has(printer, 0x40),
    paperOut: has(paper, 0x0c),
    cutter: has(fault, 0x08),
    error: has(fault, 0x20),
    overheated: has(fault, 0x40),
  };
}

/** The wire from the drawer, in the answer to the first question and in the first byte of four. */
export function drawerLevel(byte: number): "high" | "low" {
  return has(byte, 0x04) ? "high" : "low";
}

/** Undefined when it can print. */
export function troubleOf(condition: PrinterCondition): PrinterTrouble | undefined {
  const { offline, coverOpen, feeding, paperOut, cutter, error, overheated } = condition;
  if (coverOpen) return "cover-open";
  if (paperOut) return "paper-out";
  if (cutter) return "cutter";
  if (error) return "error";
  if (overheated) return "overheated";
  // The button alone stops nothing: some keep the bit for as long as a finger is on it.
  if (feeding && offline) return "feeding";
  return offline ? "offline" : undefined;
}

function has(byte: number, bits: number): boolean {
  return (byte & bits) !== 0;
}
