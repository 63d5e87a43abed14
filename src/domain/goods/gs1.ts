/**
 * GS1 element strings: a GTIN under 01, and behind it what a carton or a pack says besides. Source: GS1
 * General Specifications, section 3: application identifiers 01, 10, 11 to 17, 21, 310n, 392n.
 */

import { type BusinessDay, businessDaySchema } from "../identity.ts";
import { thousandths, type Thousandths } from "../money/amounts.ts";
import { addDays } from "../text/civil-time.ts";
import { parseBarcode } from "./barcode.ts";

export interface Gs1Element {
  /** Fourteen digits whose check digit is right. */
  readonly gtin: string;
  /** The net weight in kilograms. */
  readonly weight: Thousandths | undefined;
  /** What the pack costs: an amount without its point, and how many of its digits stand behind that. */
  readonly price: { readonly digits: number; readonly decimals: number } | undefined;
  /** As its maker calls it; empty where the code says nothing. */
  readonly batch: string;
  /** The last day on which it may be sold, else on which it is best; null where the code says nothing. */
  readonly expires: BusinessDay | null;
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
const WEIGHT_LENGTH = 6;
const BATCH_MAX = 20;

/** Returns the element string without brackets and without the scanner's own sign; other texts as they are. */
export function plainGs1(text: string): string {
  const { gtin, rest = "" } = PLAIN.exec(text)?.groups ?? {};
  if (gtin === undefined) return text;
  // A bracket ends what stands before it, of whatever length that is.
  return `01${gtin}${rest.replace(/\((?<ai>\d{2,4})\)/gu, `${SEPARATOR}$<ai>`)}`;
}

/** Undefined for a text that is none, or whose GTIN has a wrong check digit. */
export function readGs1(plain: string): Gs1Element | undefined {
  const { gtin, rest = "" } = PLAIN.exec(plain)?.groups ?? {};
  if (gtin === undefined || !parseBarcode(gtin).ok) return undefined;
  return { gtin, ...elementsIn(rest) };
}

const AMOUNT_MAX = 9;
/** Identifiers of four digits, the last of which says how many decimals there are. */
const WITH_DECIMALS = /^(?:310[0-5]|392[0-3])/u;

/** What stands behind the GTIN, by its application identifier. */
function elementsIn(rest: string): Omit<Gs1Element, "gtin"> {
  const elements = new Map<string, string>();
  let left = rest.replace(/^\p{Cc}/u, "");
  while (left !== "") {
    const name = WITH_DECIMALS.exec(left)?.[0] ?? left.slice(0, 2);
    const length = name.startsWith("310") ? WEIGHT_LENGTH : FIXED_LENGTHS[name];
    // A text of no fixed length, such as a batch, ends at the separator, or with the code.
    const end =
      length === undefined ? `${left}${SEPARATOR}`.indexOf(SEPARATOR) : name.length + length;
    if (!elements.has(name)) elements.set(name, left.slice(name.length, end));
    left = left.slice(end).replace(/^\p{Cc}/u, "");
  }
  return {
    weight: weightIn(elements),
    price: priceIn(elements),
    batch: (elements.get("10") ?? "").slice(0, BATCH_MAX),
    // The last day on which it may be sold holds before the day until which it is best.
    expires: dayOf(elements.get("17")) ?? dayOf(elements.get("15")) ?? null,
  };
}

function weightIn(elements: ReadonlyMap<string, string>): Thousandths | undefined {
  const [name, digits = ""] = [...elements].find(([own]) => own.startsWith("310")) ?? [];
  if (name === undefined || !/^\d{6}$/u.test(digits)) return undefined;
  return thousandths(Math.round(Number(digits) * 10 ** (3 - Number(name.slice(3)))));
}

function priceIn(elements: ReadonlyMap<string, string>): Gs1Element["price"] {
  const [name, text = ""] = [...elements].find(([own]) => /^392\d$/u.test(own)) ?? [];
  if (name === undefined || !/^\d+$/u.test(text) || text.length > AMOUNT_MAX) return undefined;
  return { digits: Number(text), decimals: Number(name.slice(3)) };
}

/** Six digits of year, month and day; the day 00 is the last of its month. Source: GS1 General Specifications 7.12. */
function dayOf(digits: string | undefined): BusinessDay | undefined {
  const [, year, month, day] = /^(\d{2})(\d{2})(\d{2})$/u.exec(digits ?? "") ?? [];
  const written = businessDaySchema.safeParse(`20${year}-${month}-${day === "00" ? "01" : day}`);
  if (!written.success) return undefined;
  return day === "00" ? lastOfMonth(written.data) : written.data;
}

function lastOfMonth(first: BusinessDay): BusinessDay {
  const next = addDays(first, 31);
  return addDays(next, 0 - Number(next.slice(8)));
}
