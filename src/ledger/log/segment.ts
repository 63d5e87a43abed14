/**
 * The segment: a run of one chain's transactions, packed once and for ever.
 *
 * Layout (big-endian): version u8 = 2, 64 bytes of signature, one zstd frame. In the frame is the
 * content of one transaction after the other, as in their envelopes. The only signature is that of
 * the last one: it vouches for the whole chain before it, so a segment is passed on as a whole or not
 * at all. Hashes are over what is in the frame; who packs harder, or with another zstd, says the same.
 *
 * A run ends at the first transaction end where it holds so many events or bytes. So whoever holds
 * the same chain cuts it at the same places, and a segment that one till packed fits every other one.
 */

import { promisify } from "node:util";
import { constants, zstdCompress, zstdDecompressSync } from "node:zlib";

import { err, ok, type Result } from "../../domain/base/result.ts";
import { type Origin } from "../../domain/identity.ts";
import {
  type Content,
  contentSize,
  type EnvelopeFault,
  type EventBytes,
  measureContent,
  readContent,
  SIGNATURE_BYTES,
  TRANSACTION_BYTES_MAX,
  writeContent,
} from "./envelope.ts";

/** A run ends as soon as it holds as many events, or as many bytes of headers and bodies. */
export interface Cut {
  readonly events: number;
  readonly bytes: number;
}

/** The limits of a segment. They never change, and are the same on every till. */
export const CUT: Cut = { events: 1000, bytes: 512 * 1024 };

const VERSION = 2;
const HEAD_BYTES = 1 + SIGNATURE_BYTES;
/** The bytes around the content of a transaction by itself: no till may write what others refuse. */
const ENVELOPE_BYTES = 1 + SIGNATURE_BYTES;
/** The last transaction may reach beyond the mark; framing takes at most a tenth. */
const CONTENT_BYTES_MAX = CUT.bytes + 2 * TRANSACTION_BYTES_MAX;
/** Most contents fit into one chunk as they are unpacked, so that none is copied together. */
const CHUNK_BYTES = CUT.bytes + 64 * 1024;
/** Harder takes ten times as long and saves a tenth of the room. */
const COMPRESSION_LEVEL = 9;

export interface Segment {
  readonly origin: Origin;
  /** Numbers of its first and last event. */
  readonly first: number;
  readonly last: number;
  readonly transactions: ReadonlyArray<PackedContent>;
  /** The signature of its last transaction. */
  readonly signature: Uint8Array;
}

/** One transaction; `packed` holds its bytes in the frame, `count` says how many events it has. */
export interface PackedContent extends Content {
  readonly packed: Uint8Array;
  readonly count: number;
}

/** How full a run is. */
export type Fill = Cut;

export const emptyFill: Fill = { events: 0, bytes: 0 };

export function fillWith({ events, bytes }: Fill, added: ReadonlyArray<EventBytes>): Fill {
  return {
    events: events + added.length,
    bytes: added.reduce(
      (sum, event) => sum + event.headerBytes.length + event.bodyBytes.length,
      bytes,
    ),
  };
}

/** Whether a run ends here. */
export function isFull({ events, bytes }: Fill, cut: Cut): boolean {
  return events >= cut.events || bytes >= cut.bytes;
}

/** Whether a segment ends at the first transaction end where it may. */
export function isCutRight({ transactions }: Segment, cut: Cut): boolean {
  let fill = emptyFill;
  const before = transactions.slice(0, -1).some(({ events }) => {
    fill = fillWith(fill, events);
    return isFull(fill, cut);
  });
  return !before && isFull(fillWith(fill, transactions.at(-1)?.events ?? []), cut);
}

/** Returns the signature of a segment's last transaction. */
export function signatureOf(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(1, HEAD_BYTES);
}

/** Whether bytes of the wire or the store are a segment's; else they may be an envelope's. */
export function isSegment(bytes: Uint8Array): boolean {
  return bytes[0] === VERSION;
}

const compress = promisify(zstdCompress);

/** The bytes of a segment. `signature` is that of its last transaction. */
export async function encodeSegment(
  transactions: ReadonlyArray<{ readonly events: ReadonlyArray<EventBytes> }>,
  signature: Uint8Array,
): Promise<Uint8Array> {
  const size = transactions.reduce((sum, { events }) => sum + contentSize(events), 0);
  const content = new Uint8Array(size);
  let offset = 0;
  for (const { events } of transactions) offset = writeContent(content, offset, events);
  const frame = await compress(content, {
    // A frame that says how long it is takes a fifth of the time to unpack: no more room is made than it needs.
    pledgedSrcSize: size,
    params: { [constants.ZSTD_c_compressionLevel]: COMPRESSION_LEVEL },
  });
  const bytes = new Uint8Array(HEAD_BYTES + frame.length);
  bytes[0] = VERSION;
  bytes.set(signature, 1);
  bytes.set(frame, HEAD_BYTES);
  return bytes;
}

/** Reads a segment back, wherever it is cut. Never throws. */
export function decodeSegment(bytes: Uint8Array): Result<Segment, EnvelopeFault> {
  if (!isSegment(bytes)) return malformed("no segment");
  const content = unpack(bytes);
  if (content === undefined) return malformed("its frame can't be unpacked");
  const transactions: PackedContent[] = [];
  for (let offset = 0; offset < content.length;) {
    const read = readContent(content, offset);
    if (!read.ok) return read;
    const { first, events, end } = read.value;
    if (end - offset > TRANSACTION_BYTES_MAX - ENVELOPE_BYTES) {
      return malformed("a transaction is too big");
    }
    const before = transactions.at(-1);
    if (before !== undefined && !follows(before, { first, events })) {
      return malformed("its transactions don't follow each other");
    }
    transactions.push({
      first,
      events,
      count: events.length,
      packed: content.subarray(offset, end),
    });
    offset = end;
  }
  const [head, end] = [transactions[0], transactions.at(-1)];
  if (head === undefined || end === undefined) return malformed("it is empty");
  const { origin, seq: first } = head.first;
  const last = end.first.seq + end.events.length - 1;
  return ok({ origin, first, last, transactions, signature: signatureOf(bytes) });
}

/** The transactions of a stored segment as they were packed, unread: they were checked when they came. */
export function splitSegment(bytes: Uint8Array): Result<SplitSegment, EnvelopeFault> {
  const content = unpack(bytes);
  if (content === undefined) return malformed("its frame can't be unpacked");
  const transactions: Array<SplitSegment["transactions"][number]> = [];
  for (let start = 0; start < content.length;) {
    const measured = measureContent(content, start);
    if (measured === undefined) return malformed("lengths don't fit");
    const { end, count } = measured;
    transactions.push({ bytes: content.subarray(start, end), count });
    start = end;
  }
  return ok({ transactions, signature: signatureOf(bytes) });
}

export interface SplitSegment {
  /** The content of each, and how many events it has. */
  readonly transactions: ReadonlyArray<{ readonly bytes: Uint8Array; readonly count: number }>;
  readonly signature: Uint8Array;
}

function unpack(bytes: Uint8Array): Uint8Array | undefined {
  if (bytes.length <= HEAD_BYTES) return undefined;
  try {
    return zstdDecompressSync(bytes.subarray(HEAD_BYTES), {
      chunkSize: CHUNK_BYTES,
      maxOutputLength: CONTENT_BYTES_MAX,
    });
  } catch {
    return undefined;
  }
}

function follows(before: Content, { first }: Content): boolean {
  return (
    first.origin === before.first.origin && first.seq === before.first.seq + before.events.length
  );
}

function malformed(reason: string): Result<never, EnvelopeFault> {
  return err({ type: "envelope/malformed", reason });
}
