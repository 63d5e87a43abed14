/**
 * The upper halves of the code pages that our printers are told to use: 128 characters each, for
 * the bytes 80 to FF. The lower half is ASCII in all of them.
 */
export const CODE_PAGES = {
  cp437:
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒ" +
    "áíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐" +
    "└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀" +
    "αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}",
  cp858:
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒ" +
    "áíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐" +
    "└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈ€ÍÎÏ┘┌█▄¦Ì▀" +
    "ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{AD}±‗¾¶§÷¸°¨·¹³²■\u{A0}",
  // U+FFFD stands where the page has nothing.
  cp1252:
    "€\u{FFFD}‚ƒ„…†‡ˆ‰Š‹Œ\u{FFFD}Ž\u{FFFD}\u{FFFD}‘’“”•–—˜™š›œ\u{FFFD}žŸ" +
    "\u{A0}¡¢£¤¥¦§¨©ª«¬\u{AD}®¯°±²³´µ¶·¸¹º»¼½¾¿" +
    "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß" +
    "àáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ",
} as const satisfies Readonly<Record<string, string>>;

export type CodePageName = keyof typeof CODE_PAGES;

const NOTHING = "\u{FFFD}";

/** The byte of a character in a page, or undefined when the page lacks it. Never a control byte. */
export function byteInPage(page: CodePageName, character: string): number | undefined {
  if (isAscii(character)) return character.charCodeAt(0);
  if (character.length !== 1 || character === NOTHING) return undefined;
  const index = CODE_PAGES[page].indexOf(character);
  return index === -1 ? undefined : 0x80 + index;
}

/** Printable ASCII: the same byte in every page. */
export function isAscii(character: string): boolean {
  return character.length === 1 && character >= " " && character <= "~";
}

/** What a printer shows for a byte from 20 upwards. */
export function characterInPage(page: CodePageName, byte: number): string {
  return byte < 0x80 ? String.fromCharCode(byte) : CODE_PAGES[page].charAt(byte - 0x80);
}
