/**
 * Fields of ZVT (bitmaps, BMP): a byte that names the field, and data whose length the field says. Source:
 * ZVT-Protokoll, PA00P015 revision 13.13, chapter 13; lengths as public implementations and Wireshark's
 * dissector have them.
 */

import { err, ok, type Result } from "../../domain/base/result.ts";
import { tlvHead, tlvSize } from "./tlv.ts";

/**
 * The data's length: a number, or said before the data, in two or three digits of which each has a byte
 * (0xF0 to 0xF9), or as in BER.
 */
type Length = number | "LL" | "LLL" | "TLV";

/** The fields by what they hold; chapter 13 has the others of the table below. */
export const FIELD = {
  timeout: 0x01,
  statusCount: 0x02,
  service: 0x03,
  amount: 0x04,
  tlv: 0x06,
  trace: 0x0b,
  time: 0x0c,
  date: 0x0d,
  statusByte: 0x19,
  cardNumber: 0x22,
  result: 0x27,
  terminalNo: 0x29,
  contractNo: 0x2a,
  originalTrace: 0x37,
  auth: 0x3b,
  text: 0x3c,
  currency: 0x49,
  totals: 0x60,
  receipt: 0x87,
  turnover: 0x88,
  cardType: 0x8a,
  brand: 0x8b,
  hostResult: 0xa0,
} as const;

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
  0x70: 4,
  0x71: 4,
  0x72: 1,
  0x73: 1,
  0x74: 1,
  0x75: 1,
  0x76: 1,
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
  0xd2: 1,
  0xd3: 1,
  0xe0: 1,
  0xe1: "LL",
  0xe2: "LL",
  0xe3: "LL",
  0xe4: "LL",
  0xe5: "LL",
  0xe6: "LL",
  0xe7: "LL",
  0xe8: "LL",
  0xe9: 1,
  0xea: 1,
  0xeb: 8,
  0xf0: 1,
  0xf1: "LL",
  0xf2: "LL",
  0xf3: "LL",
  0xf4: "LL",
  0xf5: "LL",
  0xf6: "LL",
  0xf7: "LL",
  0xf8: "LL",
  0xf9: 1,
  0xfa: 1,
  0xfb: 1,
  0xfc: 1,
  0xfd: 1,
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

/** Returns what can be read: all fields before one that nobody knows, or that is cut off. */
export function readableFields(data: Uint8Array): Fields {
  const read = readFields(data);
  return read.ok ? read.value : read.fault.before;
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

/** Returns the length that digits say, each of them the lower half of a byte; undefined for what are none. */
export function digitsSize(bytes: Uint8Array, digits: number): Size | undefined {
  if (bytes.length < digits) return undefined;
  const head = bytes.subarray(0, digits);
  if (head.some((byte) => byte < 0xf0 || byte > 0xf9)) return undefined;
  return { head: digits, length: head.reduce((sum, byte) => sum * 10 + (byte & 0x0f), 0) };
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
  return kind === "TLV" ? tlvHead(length) : digitsHead(length, kind.length);
}

/** Returns a length as digits of a byte each. */
export function digitsHead(length: number, digits: number): ReadonlyArray<number> {
  return Array.from(String(length).padStart(digits, "0"), (digit) => 0xf0 | Number(digit));
}
