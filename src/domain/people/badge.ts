/**
 * The code on a person's card. It says who somebody is, as their number does, and is never a proof: the
 * PIN is asked for after it.
 */

import { parseReceiptBarcode } from "../goods/barcode.ts";

const BADGE = /^(?=.*[0-9])[0-9A-Z][0-9A-Z._-]{5,39}$/u;
/** Digits alone, so few, may be a PIN that was typed fast. */
const PIN_LIKE = /^[0-9]{1,8}$/u;

/**
 * Returns the code in the form that is kept and compared: a scanner on a keyboard with Caps Lock
 * sends other letters.
 */
export function readBadge(text: string): string | undefined {
  const code = text.trim().toUpperCase();
  const isBadge = BADGE.test(code) && !PIN_LIKE.test(code);
  return isBadge && parseReceiptBarcode(code) === undefined ? code : undefined;
}
