/**
 * Fields of ZVT (bitmaps, BMP): a byte that names the field, and data whose length the field says. Source:
 * ZVT-Protokoll, PA00P015 revision 13.09, chapter 9; lengths as public implementations and Wireshark's
 * dissector have them.
 */

import { err, ok, type Result } from "../../domain/base/result.ts";

/** Digits of the length before the data, each in a byte of its own as 0xF0 to 0xF9; a number is the length itself. */
type Length = number | "LL" | "LLL" | "TLV";

/** By their number. */
const LENGTHS: Readonly<Record<number, Length>> = {
  0x01: 1,
  0x02: 1,
  0x03: 1,
  0x04: 6,
  0x05: 1,
  0x06: "TLV",
  0x0b: 3,
  0x0c: 3,
  0x0d: 2,
  0x0e: 2,
  0x17: 2,
  0x19: 1,
  0x22: "LL",
  0x23: "LL",
  0x24: "LLL",
  0x27: 1,
  0x29: 4,
  0x2a: 15,
  0x2d: "LL",
  0x2e: "LLL",
  0x37: 3,
  0x3a: 2,
  0x3b: 8,
  0x3c: "LLL",
  0x3d: 3,
  0x49: 2,
  0x60: "LLL",
  0x87: 2,
  0x88: 3,
  0x8a: 1,
  0x8b: "LL",
  0x8c: 1,
  0x92: "LLL",
  0x9a: "LLL",
  0xa0: 1,
  0xa7: "LL",
  0xaa: 3,
  0xaf: "LLL",
  0xba: 5,
  0xd0: 1,
  0xd1: "LL",
  0xe0: 1,
  0xe1: "LL",
  0xe9: 1,
};

export type Fields = ReadonlyMap<number, Uint8Array>;

/** A field that is not known has no known length: nothing after it can be read, and what came before stands. */
export interface FieldFault {
  readonly field: number;
  readonly why: "unknown" | "cut-off";
  readonly before: Fields;
}

/** Returns the data of each field; of two of one number the later. */
export function readFields(data: Uint8Array): Result<Fields, FieldFault> {
  const fields = new Map<number, Uint8Array>();
  for (let at = 0; at < data.length;) {
    const field = data[at] ?? 0;
    const kind = LENGTHS[field];
    if (kind === undefined) return err({ field, why: "unknown", before: fields });
    const from = at + 1;
    const size = sizeAt(data.subarray(from), kind);
    if (size === undefined) return err({ field, why: "cut-off", before: fields });
    const end = from + size.head + size.length;
    if (end > data.length) return err({ field, why: "cut-off", before: fields });
    fields.set(field, data.slice(from + size.head, end));
    at = end;
  }
  return ok(fields);
}

interface Size {
  /** Bytes that say the length. */
  readonly head: number;
  readonly length: number;
}

function sizeAt(bytes: Uint8Array, kind: Length): Size | undefined {
  if (typeof kind === "number") return { head: 0, length: kind };
  return kind === "TLV" ? tlvSize(bytes) : digitsSize(bytes, kind.length);
}

/** Each digit is the lower half of a byte. */
function digitsSize(bytes: Uint8Array, digits: number): Size | undefined {
  if (bytes.length < digits) return undefined;
  const length = bytes.subarray(0, digits).reduce((sum, byte) => sum * 10 + (byte & 0x0f), 0);
  return { head: digits, length };
}

/** As in BER: below 0x80 the length itself, 0x81 one byte of it, 0x82 two. */
function tlvSize([first, second = -1, third = -1]: Uint8Array): Size | undefined {
  if (first === undefined) return undefined;
  if (first < 0x80) return { head: 1, length: first };
  if (first === 0x81 && second >= 0) return { head: 2, length: second };
  if (first === 0x82 && third >= 0) return { head: 3, length: (second << 8) | third };
  return undefined;
}

/** Returns the fields as bytes, in the order given. */
export function fieldBytes(
  fields: Iterable<readonly [field: number, data: Uint8Array]>,
): Uint8Array {
  const all: number[] = [];
  for (const [field, data] of fields) {
    all.push(field, ...headOf(LENGTHS[field], data.length), ...data);
  }
  return Uint8Array.from(all);
}

function headOf(kind: Length | undefined, length: number): ReadonlyArray<number> {
  if (kind === undefined || typeof kind === "number") return [];
  if (kind === "TLV") {
    return length < 0x80 ? [length] : [0x82, length >> 8, length & 0xff];
  }
  const digits = String(length).padStart(kind.length, "0");
  return Array.from(digits, (digit) => 0xf0 | Number(digit));
}

/** Returns a number as decimal digits, two in a byte: 1234 in 3 bytes is `00 12 34`. */
export function bcd(value: number, bytes: number): Uint8Array {
  const digits = String(value).padStart(2 * bytes, "0");
  return Uint8Array.from({ length: bytes }, (_, at) =>
    Number.parseInt(digits.slice(2 * at, 2 * at + 2), 16),
  );
}

/** Returns the number that decimal digits say; undefined for what are none. */
export function fromBcd(bytes: Uint8Array): number | undefined {
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return /^\d{1,12}$/u.test(digits) ? Number(digits) : undefined;
}
