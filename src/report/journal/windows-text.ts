/** Text in Windows' Western alphabet (code page 1252), which DATEV takes for "ANSI". */

/** The signs from byte 0x80 to 0x9F; a blank where there is none (Unicode's table CP1252.TXT). */
const SIGNS = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

/** Returns the byte of a sign; undefined for a sign that the code page lacks. */
function byteOf(sign: string): number | undefined {
  const point = sign.codePointAt(0) ?? 0;
  if (point < 0x80 || (point > 0x9f && point < 0x1_00)) return point;
  const at = SIGNS.indexOf(sign);
  return at < 0 ? undefined : 0x80 + at;
}

/** Returns the first sign of the text that the code page lacks. */
export function signBeyondWindows(text: string): string | undefined {
  return Array.from(text).find((sign) => byteOf(sign) === undefined);
}

/** Returns the bytes of a text without such signs. */
export function toWindowsBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (sign) => byteOf(sign) ?? 0x3f);
}
