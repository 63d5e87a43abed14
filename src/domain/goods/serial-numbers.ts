/** Serial numbers of goods: each piece is a line of its own, and its number stands on the receipt. */

import { type Product } from "./catalogue.ts";
import { isDepositArticle } from "./deposit-articles.ts";

/** A longer text is no serial number: those of makers have some 20 signs. */
export const SERIAL_MAX = 40;

/** Says why a product can't have serial numbers, as the end of a sentence; undefined where it can, or isn't to. */
export function serialProblem(product: Product): string | undefined {
  const { serial, soldBy, combo, half, voucher } = product;
  if (!serial) return undefined;
  if (soldBy !== "each") return "is of what is sold by the piece";
  if (voucher) return "is of no voucher, which has a code";
  const isWhole = combo.length === 0 && !half && !isDepositArticle(product);
  return isWhole ? undefined : "is of goods by themselves: no combo, half or deposit";
}

/** Returns a serial number as it is recorded; undefined for what can be none. */
export function readSerial(typed: string): string | undefined {
  const text = typed.trim().replace(/\s+/gu, " ");
  return /^[\p{L}\p{N}][\p{L}\p{N} ._/:+#-]*$/u.test(text) && text.length <= SERIAL_MAX
    ? text
    : undefined;
}

/** Returns a text that is the same for a serial number however it is written: `356 938-1a` is `3569381A`. */
export function serialKey(serial: string): string {
  return serial.toUpperCase().replace(/[^\p{L}\p{N}]/gu, "");
}

/** Returns a serial number as people read it, in every language. */
export function serialText(serial: string): string {
  return `S/N ${serial}`;
}
