/**
 * A segment read ahead of its turn: unpacked, checked, hashed, and folded as far as nothing that is stored here
 * plays a part in it. It needs no ledger, so another thread may do it while the segment before is folded.
 *
 * Most streams of trade, an order and its tickets, begin and end within a segment or two. One that begins in the
 * segment is folded here from its events in it, and its row is packed; who takes the segment puts it in its place
 * where nothing is known of the stream. Everything else stays with whoever holds the ledger: whether the signature
 * is right, whether it counts, and streams that began before.
 */

import { indexedUnder } from "../domain/doubts/unknown-events.ts";
import { type BusinessDay, type Hash, type Origin, type StreamId } from "../domain/identity.ts";
import { batchPartOf } from "./log/batch-part.ts";
import { transactionHashes } from "./log/chain.ts";
import { type Content, readContent } from "./log/envelope.ts";
import { type EventHeader } from "./log/event-header.ts";
import {
  type Cut,
  decodeSegment,
  isCutRight,
  type PackedContent,
  type Segment,
  signatureOf,
} from "./log/segment.ts";
import { isControl, toStoredTransaction, type TransactionEvent } from "./log/stored-transaction.ts";
import { eventsPerStream } from "./projection/projection.ts";
import { foldAhead, inKeyOrder, type RowAhead } from "./projection/stream-row.ts";

/** The event with the largest key of a run, and the largest time on a wall there. */
export interface Latest {
  readonly origin: Origin;
  readonly seq: number;
  readonly hlc: number;
  readonly wallMs: number;
}

/** A segment of plain trade: no control act and no part of a batch is in it. */
export interface SegmentAhead {
  readonly origin: Origin;
  /** Numbers of its first and last event. */
  readonly first: number;
  readonly last: number;
  /** The business day of its last transaction. */
  readonly day: BusinessDay;
  readonly latest: Latest;
  /** The least hybrid clock of its events. */
  readonly leastHlc: number;
  /** The hash that it was thought to follow, and those at the end of its transactions; none where that was not known. */
  readonly previous: Hash | undefined;
  readonly hashes: ReadonlyArray<Hash>;
  /** What was packed: one transaction after the other. */
  readonly content: Uint8Array;
  /** Where each transaction ends in `content`, and how many events it has. */
  readonly ends: ReadonlyArray<number>;
  readonly counts: ReadonlyArray<number>;
  /** The streams under which its events are indexed, with the positions of their transactions. */
  readonly streams: ReadonlyArray<readonly [StreamId, ReadonlyArray<number>]>;
  /** Those of them that begin here, folded. */
  readonly rows: ReadonlyArray<RowAhead>;
}

/** Returns the hash of the event before, where it is known. */
type PreviousOf = (origin: Origin, first: number) => Hash | undefined;

/** Undefined where it is no segment of plain trade: then whoever takes it finds out what is wrong with it. */
export function readAhead(
  bytes: Uint8Array,
  cut: Cut,
  previousOf: PreviousOf = () => undefined,
): SegmentAhead | undefined {
  const decoded = decodeSegment(bytes);
  if (!decoded.ok || !isCutRight(decoded.value, cut)) return undefined;
  const { origin, first, last, transactions } = decoded.value;
  if (!transactions.every(isTrade)) return undefined;
  const [head, end] = [transactions[0], transactions.at(-1)];
  if (head === undefined || end === undefined) return undefined;
  const previous = previousOf(origin, first);
  const hashes = previous === undefined ? [] : transactionHashes(previous, transactions);
  const { buffer, byteOffset } = head.packed;
  const { length, byteOffset: endOffset } = end.packed;
  return {
    origin,
    first,
    last,
    day: end.first.day,
    latest: latestOf(transactions),
    leastHlc: leastOf(transactions),
    previous,
    hashes,
    content: new Uint8Array(buffer, byteOffset, endOffset + length - byteOffset),
    ends: transactions.map(({ packed }) => packed.byteOffset + packed.length - byteOffset),
    counts: transactions.map(({ count }) => count),
    streams: [...transactionsByStream(transactions)],
    rows: foldedRows(decoded.value),
  };
}

function isTrade(content: Content): boolean {
  return (
    !isControl(content) && content.first.batch === undefined && batchPartOf(content) === undefined
  );
}

/** Returns the latest event of a run that has one. */
export function latestOf(transactions: ReadonlyArray<Content>): Latest {
  let latest: EventHeader | undefined;
  let wallMs = 0;
  for (const { events, first } of transactions) {
    wallMs = Math.max(wallMs, first.wall);
    for (const { header } of events) {
      if (latest === undefined || header.hlc > latest.hlc) latest = header;
    }
  }
  if (latest === undefined) throw new Error("A run has an event.");
  const { origin, seq, hlc } = latest;
  return { origin, seq, hlc, wallMs };
}

function leastOf(transactions: ReadonlyArray<Content>): number {
  let least = Infinity;
  for (const { events } of transactions) {
    for (const { header } of events) least = Math.min(least, header.hlc);
  }
  return least;
}

function transactionsByStream(
  transactions: ReadonlyArray<Content>,
): ReadonlyMap<StreamId, ReadonlyArray<number>> {
  const byStream = new Map<StreamId, number[]>();
  for (const [index, { events }] of transactions.entries()) {
    const streams = new Set(events.flatMap(({ header }) => indexedUnder(header.streams)));
    for (const stream of streams) {
      const own = byStream.get(stream) ?? [];
      own.push(index);
      byStream.set(stream, own);
    }
  }
  return byStream;
}

/** The end of a stream's name that is an event's: its origin and number. */
const EVENT_NAME = /\/([0-9a-z]{26}\.[0-9a-z]{13}):([1-9]\d{0,15}):[0-9a-f]{8}$/u;

function foldedRows({ origin, first, last, transactions }: Segment): ReadonlyArray<RowAhead> {
  const eventsByStream = new Map<StreamId, TransactionEvent[]>();
  for (const content of transactions) {
    const { events } = toStoredTransaction(content, NO_END);
    for (const [stream, own] of eventsPerStream(inKeyOrder(events))) {
      const known = eventsByStream.get(stream);
      if (known !== undefined) known.push(...own);
      else if (beginsIn(stream, { origin, first, last })) eventsByStream.set(stream, [...own]);
    }
  }
  return [...eventsByStream].map(([stream, events]) => foldAhead(stream, events));
}

/** Nobody asks for it here. */
const NO_END = { hash: "" as Hash };

function beginsIn(
  stream: StreamId,
  { origin, first, last }: Pick<Segment, "origin" | "first" | "last">,
): boolean {
  const [, named, number] = EVENT_NAME.exec(stream) ?? [];
  const seq = Number(number);
  return named === origin && first <= seq && seq <= last;
}

/** Returns the segment that these bytes are, of which `ahead` was read. Its transactions are read when asked for. */
export function toSegment(bytes: Uint8Array, ahead: SegmentAhead): Segment {
  const { origin, first, last, content, ends, counts } = ahead;
  const transactions = ends.map((end, index) =>
    readLater(content.subarray(index === 0 ? 0 : ends[index - 1], end), counts[index] ?? 0),
  );
  return { origin, first, last, transactions, signature: signatureOf(bytes) };
}

function readLater(packed: Uint8Array, count: number): PackedContent {
  let known: Content | undefined;
  function content(): Content {
    known ??= checked(packed);
    return known;
  }
  return {
    packed,
    count,
    get first() {
      return content().first;
    },
    get events() {
      return content().events;
    },
  };
}

function checked(packed: Uint8Array): Content {
  const read = readContent(packed, 0);
  if (!read.ok) throw new Error(`A transaction that was read ahead: ${read.fault.reason}`);
  return read.value;
}

/* How it goes from one thread to another: large things as bytes, which move and are not copied, the rest as one text. */

export interface AheadMessage {
  /** JSON of everything that has no bytes of its own. */
  readonly text: string;
  readonly content: Uint8Array<ArrayBuffer>;
  /** Packed rows, one after the other. */
  readonly packed: Uint8Array<ArrayBuffer>;
}

type PlainRow = readonly [
  stream: StreamId,
  last: RowAhead["last"],
  events: number,
  unknown: RowAhead["unknown"],
  size: number,
  /** The row itself, or how many bytes of `packed` it takes. */
  stored: string | number,
  contributions: RowAhead["derived"]["contributions"],
  tags: ReadonlyArray<string>,
];

type Plain = Omit<SegmentAhead, "content" | "rows"> & {
  readonly plainRows: ReadonlyArray<PlainRow>;
};

export function toMessage({ content, rows, ...rest }: SegmentAhead): AheadMessage {
  const plainRows = rows.map(
    ({ stream, last, events, unknown, size, packed, derived }): PlainRow => {
      const stored = typeof packed === "string" ? packed : packed.length;
      return [
        stream,
        last,
        events,
        unknown,
        size,
        stored,
        derived.contributions,
        [...derived.tags],
      ];
    },
  );
  const bytes = rows.flatMap(({ packed }) => (typeof packed === "string" ? [] : [packed]));
  const text = JSON.stringify({ ...rest, plainRows } satisfies Plain);
  // What was unpacked has room to spare around it.
  return { text, content: new Uint8Array(content), packed: joined(bytes) };
}

function joined(parts: ReadonlyArray<Uint8Array>): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

export function fromMessage({ text, content, packed }: AheadMessage): SegmentAhead {
  // Written by `toMessage` of this very build.
  const { plainRows, ...rest } = JSON.parse(text) as Plain;
  let at = 0;
  const rows = plainRows.map(
    ([stream, last, events, unknown, size, stored, contributions, tags]): RowAhead => {
      const from = at;
      if (typeof stored === "number") at += stored;
      return {
        stream,
        last,
        events,
        unknown,
        size,
        packed: typeof stored === "string" ? stored : packed.subarray(from, at),
        derived: { contributions, tags: new Set(tags) },
      };
    },
  );
  return { ...rest, content, rows };
}
