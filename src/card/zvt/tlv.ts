/**
 * The container of ZVT in which newer fields travel (BMP 06): tags as in BER, each with its length and data.
 * Source: ZVT-Protokoll, PA00P015 revision 13.13, chapter 9.
 */

import { err, ok, type Result } from "../../domain/base/result.ts";

/** Tags by what they hold. */
export const TAG = {
  textLine: 0x07,
  receipt: 0x08,
  attribute: 0x09,
  charset: 0x14,
  openReservations: 0x23,
  displayTexts: 0x24,
  printTexts: 0x25,
  permittedCommands: 0x26,
  printerColumns: 0x12,
  longestFrame: 0x1a,
  cardType: 0x41,
  applicationName: 0x42,
  longTrace: 0x1f2b,
  receiptType: 0x1f07,
  authentication: 0x1f10,
  online: 0x1f11,
  errorText: 0x1f17,
} as const;

export interface TlvEntry {
  readonly tag: number;
  /** Of a constructed tag the entries within, which are read the same way. */
  readonly data: Uint8Array;
}

/** Bytes of a tag: the longest known has three. */
const TAG_BYTES_MAX = 4;

/** Returns the entries of a container in their order; what stands before a fault is in `before`. */
export function readTlv(
  data: Uint8Array,
): Result<ReadonlyArray<TlvEntry>, { readonly before: ReadonlyArray<TlvEntry> }> {
  const entries: TlvEntry[] = [];
  for (let at = 0; at < data.length;) {
    const tag = tagAt(data.subarray(at));
    const size = tag === undefined ? undefined : tlvSize(data.subarray(at + tag.bytes));
    if (tag === undefined || size === undefined) return err({ before: entries });
    const from = at + tag.bytes + size.head;
    const end = from + size.length;
    if (end > data.length) return err({ before: entries });
    entries.push({ tag: tag.tag, data: data.slice(from, end) });
    at = end;
  }
  return ok(entries);
}

/** Returns what can be read of a container. */
export function readableTlv(data: Uint8Array): ReadonlyArray<TlvEntry> {
  const read = readTlv(data);
  return read.ok ? read.value : read.fault.before;
}

/** Returns the data of the first entry with this tag. */
export function findTlv(entries: ReadonlyArray<TlvEntry>, tag: number): Uint8Array | undefined {
  return entries.find((entry) => entry.tag === tag)?.data;
}

/** Returns entries as bytes, in the order given. */
export function tlvBytes(entries: Iterable<readonly [tag: number, data: Uint8Array]>): Uint8Array {
  const all: number[] = [];
  for (const [tag, data] of entries) all.push(...tagBytes(tag), ...tlvHead(data.length), ...data);
  return Uint8Array.from(all);
}

function tagAt(bytes: Uint8Array): { readonly tag: number; readonly bytes: number } | undefined {
  const [first] = bytes;
  if (first === undefined) return undefined;
  if ((first & 0x1f) !== 0x1f) return { tag: first, bytes: 1 };
  let tag = first;
  for (let at = 1; at < TAG_BYTES_MAX; at += 1) {
    const next = bytes[at];
    if (next === undefined) return undefined;
    tag = tag * 0x100 + next;
    if (next < 0x80) return { tag, bytes: at + 1 };
  }
  return undefined;
}

function tagBytes(tag: number): ReadonlyArray<number> {
  return tag < 0x100 ? [tag] : [...tagBytes(Math.floor(tag / 0x100)), tag & 0xff];
}

/** Returns how long the data is, and how many bytes say so: below 0x80 the length itself, else one or two bytes of it. */
export function tlvSize([first, second, third]: Uint8Array):
  | { readonly head: number; readonly length: number }
  | undefined {
  if (first === undefined) return undefined;
  if (first < 0x80) return { head: 1, length: first };
  if (first === 0x81 && second !== undefined) return { head: 2, length: second };
  if (first === 0x82 && second !== undefined && third !== undefined) {
    return { head: 3, length: second * 0x100 + third };
  }
  return undefined;
}

export function tlvHead(length: number): ReadonlyArray<number> {
  if (length < 0x80) return [length];
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
}
