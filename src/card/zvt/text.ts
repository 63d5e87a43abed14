/**
 * Texts as terminals write them: in code page 437 by default, in a part of ISO 8859 where they say so (tag
 * 14), and by some without a word. What people read of them has no control characters, and no number of a
 * card. Source: ZVT-Protokoll, PA00P015 revision 13.13, chapter 15.
 */

import { withoutCardNumbers, withoutControls } from "../card-text.ts";

export type Charset = "cp437" | "utf-8" | `iso-8859-${IsoPart}`;
type IsoPart = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 10 | 13 | 14 | 15 | 16;

const ISO_PARTS: ReadonlyArray<IsoPart> = [1, 2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16];

/** From 0x80 on. */
const CP437 =
  "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐" +
  "└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0";

/** Returns the character set that tag 14 names; undefined for one that is not known. */
export function charsetNamed(number: number): Charset | undefined {
  if (number === 0xff) return "cp437";
  if (number === 0xfe) return "utf-8";
  const part = ISO_PARTS.find((each) => each === number);
  return part === undefined ? undefined : `iso-8859-${part}`;
}

/** Returns a text without control characters and blanks around it; numbers of cards in it are masked. */
export function readText(bytes: Uint8Array, charset: Charset = guessCharset(bytes)): string {
  return withoutCardNumbers(withoutControls(decode(bytes, charset))).trim();
}

/** The same, with its blanks: a line of paper has columns. */
export function readLine(bytes: Uint8Array, charset: Charset = guessCharset(bytes)): string {
  return withoutCardNumbers(withoutControls(decode(bytes, charset))).trimEnd();
}

function decode(bytes: Uint8Array, charset: Charset): string {
  if (charset === "cp437") {
    return Array.from(bytes, (byte) =>
      byte < 0x80 ? String.fromCharCode(byte) : (CP437[byte - 0x80] ?? ""),
    ).join("");
  }
  // The decoder's part 1 is Windows' code page, with signs where ISO has control characters.
  if (charset === "iso-8859-1") return Buffer.from(bytes).toString("latin1");
  return new TextDecoder(charset).decode(bytes);
}

/**
 * Terminals that don't say in what they write use code page 437 or ISO 8859-1. The first has letters where
 * the second has control characters, and from 0xC0 on signs of which only ß stands beside a letter.
 */
function guessCharset(bytes: Uint8Array): Charset {
  const isIso = bytes.some(
    (byte, at) =>
      byte >= 0xc0 && byte !== SHARP_S && (isLetter(bytes[at - 1]) || isLetter(bytes[at + 1])),
  );
  return isIso && !bytes.some((byte) => byte >= 0x80 && byte < 0xa0) ? "iso-8859-1" : "cp437";
}

/** In code page 437. */
const SHARP_S = 0xe1;

function isLetter(byte: number | undefined): boolean {
  return byte !== undefined && /[A-Za-z]/u.test(String.fromCharCode(byte));
}

/** Returns a text as bytes; what the character set lacks becomes a question mark. */
export function textBytes(text: string, charset: "cp437" | "iso-8859-1" = "cp437"): Uint8Array {
  return Uint8Array.from(text, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) return code;
    if (charset === "iso-8859-1") return code <= 0xff ? code : QUESTION_MARK;
    const at = CP437.indexOf(character);
    return at < 0 ? QUESTION_MARK : 0x80 + at;
  });
}

const QUESTION_MARK = 0x3f;
