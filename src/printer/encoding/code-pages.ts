/**
 * The upper halves of the code pages that our printers are told to use: 128 characters each, for
 * the bytes 80 to FF. The lower half is ASCII in all of them.
 */
export const CODE_PAGES = {
  // U+FFFD stands where a page has nothing.
  cp437:
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒ" +
    "áíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐" +
    "└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀" +
    "αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}",
  cp850:
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒ" +
    "áíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐" +
    "└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀" +
    "ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{AD}±‗¾¶§÷¸°¨·¹³²■\u{A0}",
  cp852:
    "ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×č" +
    "áíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐" +
    "└┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀" +
    "ÓßÔŃńňŠšŔÚŕŰýÝţ´\u{AD}˝˛ˇ˘§÷¸°¨˙űŘř■\u{A0}",
  cp857:
    "ÇüéâäàåçêëèïîıÄÅÉæÆôöòûùİÖÜø£ØŞş" +
    "áíóúñÑĞğ¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐" +
    "└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ºªÊËÈ\u{FFFD}ÍÎÏ┘┌█▄¦Ì▀" +
    "ÓßÔÒõÕµ\u{FFFD}×ÚÛÙìÿ¯´\u{AD}±\u{FFFD}¾¶§÷¸°¨·¹³²■\u{A0}",
  cp858:
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒ" +
    "áíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐" +
    "└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈ€ÍÎÏ┘┌█▄¦Ì▀" +
    "ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{AD}±‗¾¶§÷¸°¨·¹³²■\u{A0}",
  cp866:
    "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ" +
    "абвгдежзийклмноп░▒▓│┤╡╢╖╕╣║╗╝╜╛┐" +
    "└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀" +
    "рстуфхцчшщъыьэюяЁёЄєЇїЎў°∙·√№¤■\u{A0}",
  cp1251:
    "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u{FFFD}™љ›њќћџ" +
    "\u{A0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{AD}®Ї°±Ііґµ¶·ё№є»јЅѕї" +
    "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ" +
    "абвгдежзийклмнопрстуфхцчшщъыьэюя",
  cp1252:
    "€\u{FFFD}‚ƒ„…†‡ˆ‰Š‹Œ\u{FFFD}Ž\u{FFFD}\u{FFFD}‘’“”•–—˜™š›œ\u{FFFD}žŸ" +
    "\u{A0}¡¢£¤¥¦§¨©ª«¬\u{AD}®¯°±²³´µ¶·¸¹º»¼½¾¿" +
    "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß" +
    "àáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ",
  cp1253:
    "€\u{FFFD}‚ƒ„…†‡\u{FFFD}‰\u{FFFD}‹\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}‘’“”•–—\u{FFFD}™\u{FFFD}›\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}" +
    "\u{A0}΅Ά£¤¥¦§¨©\u{FFFD}«¬\u{AD}®―°±²³΄µ¶·ΈΉΊ»Ό½ΎΏ" +
    "ΐΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡ\u{FFFD}ΣΤΥΦΧΨΩΪΫάέήί" +
    "ΰαβγδεζηθικλμνξοπρςστυφχψωϊϋόύώ\u{FFFD}",
} as const satisfies Readonly<Record<string, string>>;

export type CodePageName = keyof typeof CODE_PAGES;

const NOTHING = "\u{FFFD}";

/** Looked up for each letter that is not ASCII, so by hash and not by a search through the page. */
const bytesIn = perPage(bytesByCharacter);

/** The first code point from which a text may have another number of columns than code units. */
export const FIRST_UNEVEN = 0x300;

/** Returns the bytes of western European letters by code, because most print is of these. 0 for none. */
export const lowBytesIn: (page: CodePageName) => Uint8Array = perPage(bytesByLowCode);

/** The byte of a character in a page, or undefined when the page lacks it. Never a control byte. */
export function byteInPage(page: CodePageName, character: string): number | undefined {
  return isAscii(character) ? character.charCodeAt(0) : bytesIn(page).get(character);
}

/** Printable ASCII: the same byte in every page. */
export function isAscii(character: string): boolean {
  return character.length === 1 && character >= " " && character <= "~";
}

/** Makes the table of a page when it is first needed: a printer has one or two. */
function perPage<Table>(make: (characters: string) => Table): (page: CodePageName) => Table {
  const tables = new Map<CodePageName, Table>();
  return (page) => {
    const table = tables.get(page) ?? make(CODE_PAGES[page]);
    tables.set(page, table);
    return table;
  };
}

function bytesByCharacter(characters: string): ReadonlyMap<string, number> {
  const bytes = new Map<string, number>();
  for (const [index, character] of Array.from(characters).entries()) {
    if (character !== NOTHING) bytes.set(character, 0x80 + index);
  }
  return bytes;
}

function bytesByLowCode(characters: string): Uint8Array {
  const bytes = new Uint8Array(FIRST_UNEVEN);
  for (const [index, character] of Array.from(characters).entries()) {
    // A soft hyphen and a fixed space are in pages, but not to be printed as they are.
    if (character < "\u{300}" && character !== "\u{A0}" && character !== "\u{AD}") {
      bytes[character.charCodeAt(0)] = 0x80 + index;
    }
  }
  return bytes;
}
