/**
 * How typed text and names are compared: by code unit after folding, never by a locale, so that the
 * same keys give the same goods at every till.
 */

/** Letters that no decomposition takes apart, and the signs that keyboards and printers vary. */
const REPLACEMENTS: ReadonlyMap<string, string> = new Map([
  ["ß", "ss"],
  ["æ", "ae"],
  ["œ", "oe"],
  ["ø", "o"],
  ["ł", "l"],
  ["đ", "d"],
  ["ı", "i"],
  ["×", "*"],
  ["−", "-"],
  ["–", "-"],
  ["‐", "-"],
  ["‑", "-"],
  ["’", "'"],
  ["‘", "'"],
  ["´", "'"],
  ["⁄", "/"],
]);

const REPLACED = new RegExp(`[${[...REPLACEMENTS.keys()].join("")}]`, "gu");

/** Accents, and invisible signs such as joiners: no keyboard types them, but an imported file may have them. */
const UNTYPED =
  /[\u0300-\u036f]|[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]|[\ufe00-\ufe0f]/gu;

/** A line has at most this many signs. */
export const ENTRY_LENGTH_MAX = 200;

/**
 * Returns the text without case, accents, joiners, ß, full-width and typographic signs; blanks are
 * single, with none at the ends.
 */
export function foldText(text: string): string {
  return (
    text
      // The replacement comes before the decomposition, which would make a blank of the acute
      // accent.
      .replaceAll("´", "'")
      .normalize("NFKD")
      .toLowerCase()
      .replaceAll(UNTYPED, "")
      .replaceAll(REPLACED, (sign) => REPLACEMENTS.get(sign) ?? sign)
      .replaceAll(/\s+/gu, " ")
      .trim()
  );
}

/** Returns a name as searches compare it: signs before the first letter or digit do not count. */
export function foldName(name: string): string {
  return foldText(name).replace(/^[^\p{L}\p{N}]+/u, "");
}

/** Returns the runs of letters and digits in a folded text. */
export function wordsOf(folded: string): ReadonlyArray<string> {
  return folded.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
}

export function isDigits(folded: string): boolean {
  return /^[0-9]+$/u.test(folded);
}

/** Compares by code unit: the order of every list of goods. */
export function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** Whether somebody means it who typed that; a name that is empty nobody means. */
export function isNamed(text: string, ...names: ReadonlyArray<string>): boolean {
  return names.some((name) => name !== "" && foldText(name) === foldText(text));
}
