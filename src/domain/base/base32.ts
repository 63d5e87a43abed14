/** Names out of bytes: lower-case base32 (RFC 4648 alphabet, no padding), safe to read and to type. */

import { base32nopad } from "@scure/base";

const BITS_PER_CHARACTER = 5;

/** The first `length` characters; five bits each, from the most significant on. */
export function toBase32(bytes: Uint8Array, length: number): string {
  const needed = bytes.subarray(0, Math.ceil((length * BITS_PER_CHARACTER) / 8));
  return base32nopad.encode(needed).slice(0, length).toLowerCase();
}
