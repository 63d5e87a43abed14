/**
 * GS1 element strings: a GTIN under 01, and behind it what a carton or a pack says besides. Source: GS1
 * General Specifications, section 3: application identifiers 01, 10, 11 to 17, 21, 310n.
 */

import { thousandths, type Thousandths } from "../money/amounts.ts";
import { parseBarcode } from "./barcode.ts";

export interface Gs1Element {
  /** Fourteen digits whose check digit is right. */
  readonly gtin: string;
  /** The net weight in kilograms. */
  readonly weight: Thousandths | undefined;
}

/** The sign between two elements. */
const SEPARATOR = "\u001D";
/** Scanners may say first which kind of code it was: GS1-128, DataMatrix, DataBar, QR. */
const PLAIN = /^(?:\](?:c1|d2|e0|q3))?\p{Cc}?(?:\(01\)|01)(?<gtin>\d{14})(?<rest>.*)$/u;
const FIXED_LENGTHS: Readonly<Record<string, number>> = {
  11: 6,
  12: 6,
  13: 6,
  15: 6,
  16: 6,
  17: 6,
  20: 2,
};
const WEIGHT = /^310(?<decimals>[0-5])(?<digits>\d{6})/u;

/** Returns the element string without brackets and without the scanner's own sign; other texts as they are. */
export function plainGs1(text: string): string {
  const { gtin, rest = "" } = PLAIN.exec(text)?.groups ?? {};
  if (gtin === undefined) return text;
  return `01${gtin}${rest.replace(/\((?<ai>\d{2,4})\)/gu, "$<ai>")}`;
}

/** Undefined for a text that is none, or whose GTIN has a wrong check digit. */
export function readGs1(plain: string): Gs1Element | undefined {
  const { gtin, rest = "" } = PLAIN.exec(plain)?.groups ?? {};
  if (gtin === undefined || !parseBarcode(gtin).ok) return undefined;
  return { gtin, weight: weightIn(rest) };
}

/** A text of no fixed length, such as a batch, ends at the separator, or with the code. */
function weightIn(rest: string): Thousandths | undefined {
  let left = rest;
  while (left !== "") {
    const weight = WEIGHT.exec(left)?.groups;
    if (weight !== undefined) {
      const grams = Number(weight["digits"]) * 10 ** (3 - Number(weight["decimals"]));
      return thousandths(Math.round(grams));
    }
    const fixed = FIXED_LENGTHS[left.slice(0, 2)];
    const separator = left.indexOf(SEPARATOR);
    if (fixed !== undefined) left = left.slice(2 + fixed).replace(/^\p{Cc}/u, "");
    else if (separator >= 0) left = left.slice(separator + 1);
    else return undefined;
  }
  return undefined;
}
