/**
 * Text as a printer can show it: only characters of the profile's code pages, one column each.
 *
 * It runs before the layout, because a stand-in may be wider than what it stands for (`EUR`). No
 * control byte leaves here: a name that contains one must not command the printer.
 */

import { byteInPage } from "./code-pages.ts";
import { type PrinterProfile } from "./profile.ts";

export interface PrintableText {
  readonly text: string;
  /** What the paper doesn't show: characters that a visible block stands for. */
  readonly lost: ReadonlyArray<string>;
}

/** Seen at once on paper, unlike a question mark, which might have been meant. */
const LOST_BLOCK = "■";

/** Letters that don't decompose, and signs that a till's texts like to have. */
const STAND_INS: ReadonlyMap<string, string> = new Map([
  ["€", "EUR"],
  ["£", "GBP"],
  ["¥", "JPY"],
  ["Ł", "L"],
  ["ł", "l"],
  ["Đ", "D"],
  ["đ", "d"],
  ["Ð", "D"],
  ["ð", "d"],
  ["Ø", "O"],
  ["ø", "o"],
  ["Æ", "AE"],
  ["æ", "ae"],
  ["Œ", "OE"],
  ["œ", "oe"],
  ["ß", "ss"],
  ["ẞ", "SS"],
  ["Þ", "Th"],
  ["þ", "th"],
  ["ı", "i"],
  ["Ħ", "H"],
  ["ħ", "h"],
  ["‘", "'"],
  ["’", "'"],
  ["‚", "'"],
  ["‛", "'"],
  ["“", '"'],
  ["”", '"'],
  ["„", '"'],
  ["«", '"'],
  ["»", '"'],
  ["‹", "'"],
  ["›", "'"],
  ["‐", "-"],
  ["‑", "-"],
  ["‒", "-"],
  ["–", "-"],
  ["—", "-"],
  ["−", "-"],
  ["…", "..."],
  ["•", "*"],
  ["×", "x"],
  ["÷", ":"],
  ["™", "(TM)"],
  ["®", "(R)"],
  ["©", "(C)"],
  ["№", "No."],
  ["⁄", "/"],
]);

/** Joiners, variation selectors, marks of direction and soft hyphens have no picture of their own. */
const INVISIBLE =
  /[\u{AD}\u{200B}-\u{200F}\u{202A}-\u{202E}\u{2060}-\u{2064}\u{FEFF}]|\p{Variation_Selector}/gu;
const ANY_SPACE = /[\t\u{A0}\u{2000}-\u{200A}\u{202F}\u{205F}\u{3000}]/gu;
const COMBINING = /\p{Mark}/gu;

/** Line feeds stay: the layout breaks there. */
export function toPrintable(text: string, profile: PrinterProfile): PrintableText {
  const lost: string[] = [];
  const plain = text.normalize("NFC").replace(INVISIBLE, "").replace(ANY_SPACE, " ");
  let printable = "";
  for (const character of plain.replaceAll(/\r\n?/gu, "\n")) {
    const shown = toShown(character, profile);
    if (shown === undefined) lost.push(character);
    printable += shown ?? lostBlock(profile);
  }
  return { text: printable, lost };
}

function toShown(character: string, profile: PrinterProfile): string | undefined {
  if (character === "\n" || isInProfile(character, profile)) return character;
  const standIn = STAND_INS.get(character) ?? withoutAccents(character);
  return standIn !== "" && Array.from(standIn).every((part) => isInProfile(part, profile))
    ? standIn
    : undefined;
}

function withoutAccents(character: string): string {
  return character.normalize("NFKD").replace(COMBINING, "");
}

function lostBlock(profile: PrinterProfile): string {
  return isInProfile(LOST_BLOCK, profile) ? LOST_BLOCK : "#";
}

function isInProfile(character: string, profile: PrinterProfile): boolean {
  return profile.codePages.some(({ page }) => byteInPage(page, character) !== undefined);
}
