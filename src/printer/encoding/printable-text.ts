/**
 * Text as a paper can show it: characters of the profile's code pages, and characters of which the
 * font has a picture.
 *
 * It runs before the layout, because a stand-in may be wider than what it stands for (`...`). No
 * control byte leaves here: a name that contains one must not command the printer.
 */

import { unifont } from "../unifont.ts";
import { withArabicForms } from "./arabic-forms.ts";
import { byteInPage, FIRST_UNEVEN, isAscii, lowBytesIn } from "./code-pages.ts";
import { isDirection } from "./own-text.ts";
import { type PrinterProfile } from "./profile.ts";

export interface PrintableText {
  readonly text: string;
  /** The characters that the printer can't show: other letters or a block stand for them. */
  readonly lost: ReadonlyArray<string>;
}

/** Seen at once on paper, unlike a question mark, which might have been meant. */
const LOST_BLOCK = "■";

/** Signs that mean the same when they look plainer: no reason to print a line as a picture. */
const PLAIN_SIGNS: ReadonlyMap<string, string> = new Map([
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

/**
 * Joiners, variation selectors, marks of direction and soft hyphens have no picture of their own. The
 * marks around a text of its own stay until the line is put into its order.
 */
const INVISIBLE =
  /[[\p{Cf}\p{Variation_Selector}]--[\u{600}-\u{605}\u{6DD}\u{70F}\u{8E2}\u{2066}\u{2067}\u{2069}]]/gv;
const ANY_SPACE = /[\t\u{A0}\u{2000}-\u{200A}\u{202F}\u{205F}\u{3000}]/gu;
const [SPACE, TILDE] = [0x20, 0x7e];
const COMBINING = /\p{Mark}/gu;
const OVERLAID = /^[\p{Nonspacing_Mark}\p{Enclosing_Mark}]$/u;

/** Whether every code unit of it is one column of paper, as it is. Nearly all text is. */
export function isEasy(text: string, { codePages }: PrinterProfile): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= SPACE && code <= TILDE) continue;
    if (code >= FIRST_UNEVEN) return false;
    if (!isInLowBytes(code, codePages)) return false;
  }
  return true;
}

function isInLowBytes(code: number, codePages: PrinterProfile["codePages"]): boolean {
  for (const { page } of codePages) if (lowBytesIn(page)[code] !== 0) return true;
  return false;
}

/** Line feeds stay: the layout breaks there. */
export function toPrintable(text: string, profile: PrinterProfile): PrintableText {
  const lost: string[] = [];
  const composed = withArabicForms(text.normalize("NFC"));
  const plain = composed.replace(INVISIBLE, "").replace(ANY_SPACE, " ");
  let printable = "";
  for (const character of plain.replaceAll(/\r\n?/gu, "\n")) {
    const shown = toShown(character, profile);
    if (shown === undefined) {
      lost.push(character);
      printable += transliterated(character, profile) ?? lostBlock(profile);
    } else printable += shown;
  }
  return { text: printable, lost };
}

/** Columns of the printer's normal font; a mark stands on the character before it. */
export function columnsOnPaper(character: string, profile: PrinterProfile): number {
  if (isInProfile(character, profile)) return 1;
  if (isDirection(character)) return 0;
  return OVERLAID.test(character) ? 0 : (unifont(character)?.widthBytes ?? 1);
}

function toShown(character: string, profile: PrinterProfile): string | undefined {
  if (character === "\n" || isDirection(character) || isInProfile(character, profile)) {
    return character;
  }
  const plainer = PLAIN_SIGNS.get(character);
  if (plainer !== undefined) return plainer;
  return unifont(character) === undefined ? undefined : character;
}

/** Replaces special forms, such as mathematical or circled letters, by plain ones. */
function transliterated(character: string, profile: PrinterProfile): string | undefined {
  const plainer = character.normalize("NFKD").replace(COMBINING, "");
  const isShown = Array.from(plainer).every((part) => isInProfile(part, profile));
  return plainer !== "" && isShown ? plainer : undefined;
}

function lostBlock(profile: PrinterProfile): string {
  return isInProfile(LOST_BLOCK, profile) ? LOST_BLOCK : "#";
}

function isInProfile(character: string, profile: PrinterProfile): boolean {
  return (
    isAscii(character) ||
    profile.codePages.some(({ page }) => byteInPage(page, character) !== undefined)
  );
}
