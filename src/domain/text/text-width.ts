/** How many cells of a terminal a text takes. */

import { eastAsianWidth } from "get-east-asian-width";

/**
 * Marks, controls and format characters take no cell, nor do the vowels and final consonants of a Hangul
 * syllable. A soft hyphen and the Arabic number signs are format characters that terminals draw.
 */
const WIDTHLESS =
  /[\p{Mn}\p{Me}\p{Cc}\p{Zl}\p{Zp}\u1160-\u11ff\ud7b0-\ud7fb]|(?![\u00ad\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}])\p{Cf}/u;

/** Signs of one cell each, which is what most rows are made of. */
const NARROW =
  /^[\u0020-\u007e\u00a0-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2100-\u2319\u2500-\u25fc]*$/u;

/** A joiner draws the emoji behind it in the cells of the one before. */
const JOINED = /\u200d\p{Extended_Pictographic}/gu;

/** Whether each of its units is one cell: the common case, which needs no look at each sign. */
export function isNarrow(text: string): boolean {
  return NARROW.test(text);
}

export function signWidth(sign: string): 0 | 1 | 2 {
  if (isNarrow(sign)) return 1;
  if (WIDTHLESS.test(sign)) return 0;
  return eastAsianWidth(sign.codePointAt(0) ?? 0);
}

export function textWidth(text: string): number {
  if (isNarrow(text)) return text.length;
  return Array.from(text.replaceAll(JOINED, ""), signWidth).reduce(
    (sum: number, width) => sum + width,
    0,
  );
}
