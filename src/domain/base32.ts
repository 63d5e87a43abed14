/** Names out of bytes: lower-case base32 (RFC 4648 alphabet, no padding), safe to read and to type. */
const ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

/** The first `length` characters; five bits each, from the most significant on. */
export function toBase32(bytes: Uint8Array, length: number): string {
  let text = "";
  for (let index = 0; index < length; index += 1) text += ALPHABET[fiveBits(bytes, index * 5)];
  return text;
}

function fiveBits(bytes: Uint8Array, offset: number): number {
  const byte = Math.floor(offset / 8);
  const window = ((bytes[byte] ?? 0) << 8) | (bytes[byte + 1] ?? 0);
  return (window >> (11 - (offset % 8))) & 31;
}
