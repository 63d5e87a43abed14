/**
 * One stored transaction, in a row of its own or packed in a segment. The content of a row and the
 * hashes in a segment are worked out when they are first read.
 */

import { type BusinessDay, type Hash, type Origin } from "../../domain/identity.ts";
import { transactionHash } from "./chain.ts";
import { type Content, decodeEnvelope, type Envelope, readContent } from "./envelope.ts";
import { type Segment, splitSegment, type SplitSegment } from "./segment.ts";

export interface TransactionRow {
  /** The position in the order in which this till stored its transactions. */
  readonly arrival: number;
  /** The row or segment that it stands in. */
  readonly place: number;
  readonly origin: Origin;
  readonly first: number;
  readonly last: number;
  /** The hash of its last event. */
  readonly hash: Hash;
  /** Throws when its bytes can't be read. */
  readonly content: Content;
  /** Undefined in a segment, whose end vouches for it. */
  readonly signature: Uint8Array | undefined;
  /** The content as written in a segment: looking for words in it is cheaper than reading it. */
  readonly packed?: Uint8Array;
}

/** A row of the table `tx`. */
export interface TailRecord {
  readonly arrival: number;
  readonly origin: Origin;
  readonly first: number;
  readonly last: number;
  readonly hash: Hash;
  readonly day: BusinessDay;
  /** An envelope. */
  readonly bytes: Uint8Array;
}

/** A row of the table `segment`. */
export interface SegmentRecord extends SegmentName {
  readonly bytes: Uint8Array;
}

/** A segment without its bytes. */
export interface SegmentName {
  /** The arrival of the transaction that was stored last; no other row or segment has it. */
  readonly arrival: number;
  /** The arrival of the transaction that was stored first. */
  readonly since: number;
  /** The arrivals of all transactions, as JSON of the runs `[first arrival, how many]`. */
  readonly arrivals: string;
  readonly origin: Origin;
  readonly first: number;
  readonly last: number;
  /** The hash of its last event. */
  readonly hash: Hash;
  /** The hash that its first event follows. */
  readonly previous: Hash;
  /** How many, without those that another branch's segment holds too. */
  readonly transactions: number;
  /** The business day of its last transaction. */
  readonly day: BusinessDay;
}

export function fromTail(record: TailRecord): TransactionRow {
  const { arrival, origin, first, last, hash } = record;
  let known: Envelope | undefined;
  function envelope(): Envelope {
    known ??= readEnvelope(record);
    return known;
  }
  return {
    arrival,
    place: arrival,
    origin,
    first,
    last,
    hash,
    get content() {
      return envelope();
    },
    get signature() {
      return envelope().signature;
    },
  };
}

/** All transactions of a segment. Throws when its bytes can't be read. */
export function fromSegment(record: SegmentRecord): ReadonlyArray<TransactionRow> {
  const { arrival: place, previous, bytes } = record;
  const segment = splitSegment(bytes);
  if (!segment.ok) throw new Error(`Stored segment ${place}: ${segment.fault.reason}`);
  const { transactions, signature } = segment.value;
  const contents = transactions.map((packed) => readOnce(packed.bytes, place));
  return rowsOfSegment(record, {
    transactions,
    signature,
    contentAt: (index) => contents[index]?.() ?? unreadable(place, "it is empty"),
    hashAt: hashesFrom(previous, contents),
  });
}

/** Returns the rows of a segment that has just been read and checked. */
export function fromReadSegment(
  name: SegmentName,
  { transactions, signature }: Pick<Segment, "transactions" | "signature">,
  hashes: ReadonlyArray<Hash>,
): ReadonlyArray<TransactionRow> {
  return rowsOfSegment(name, {
    transactions: transactions.map(({ packed, count }) => ({ bytes: packed, count })),
    signature,
    contentAt: (index) => transactions[index] ?? unreadable(name.arrival, "it is empty"),
    hashAt: (index) => hashes[index] ?? name.hash,
  });
}

function rowsOfSegment(
  name: SegmentName,
  parts: SplitSegment & {
    readonly contentAt: (index: number) => Content;
    readonly hashAt: (index: number) => Hash;
  },
): ReadonlyArray<TransactionRow> {
  const { arrival: place, origin } = name;
  const { transactions, signature, contentAt, hashAt } = parts;
  const arrivals = fromRuns(name.arrivals);
  let next = name.first;
  return transactions.map((transaction, index) => {
    const first = next;
    next += transaction.count;
    const isEnd = index === transactions.length - 1;
    return {
      arrival: arrivals[index] ?? place,
      place,
      origin,
      first,
      last: next - 1,
      get hash() {
        return isEnd ? name.hash : hashAt(index);
      },
      get content() {
        return contentAt(index);
      },
      signature: isEnd ? signature : undefined,
      packed: transaction.bytes,
    };
  });
}

/** Most of a segment is never looked at: whoever opens one wants a few transactions. */
function readOnce(bytes: Uint8Array, place: number): () => Content {
  let known: Content | undefined;
  return () => {
    if (known !== undefined) return known;
    const read = readContent(bytes, 0);
    if (!read.ok) return unreadable(place, read.fault.reason);
    known = read.value;
    return known;
  };
}

function unreadable(place: number, reason: string): never {
  throw new Error(`Stored segment ${place}: ${reason}`);
}

/** Everything stored was checked when it came in. */
function readEnvelope({ arrival, bytes }: TailRecord): Envelope {
  const envelope = decodeEnvelope(bytes);
  if (!envelope.ok) throw new Error(`Stored transaction ${arrival}: ${envelope.fault.reason}`);
  return envelope.value;
}

/** The hash at the end of each transaction, once any of them is asked for. */
function hashesFrom(
  previous: Hash,
  contents: ReadonlyArray<() => Content>,
): (index: number) => Hash {
  const hashes: Hash[] = [];
  return (index) => {
    while (hashes.length <= index) {
      const events = contents[hashes.length]?.().events ?? [];
      hashes.push(transactionHash(hashes.at(-1) ?? previous, events));
    }
    return hashes[index] ?? previous;
  };
}

/** Arrivals of neighbours on a chain mostly follow each other: as runs they take next to no room. */
export function toRuns(arrivals: ReadonlyArray<number>): string {
  const runs: Array<[start: number, count: number]> = [];
  for (const arrival of arrivals) {
    const run = runs.at(-1);
    if (run !== undefined && run[0] + run[1] === arrival) run[1] += 1;
    else runs.push([arrival, 1]);
  }
  return JSON.stringify(runs);
}

/** The other way round. Throws when it is no such text. */
export function fromRuns(text: string): ReadonlyArray<number> {
  const runs = JSON.parse(text) as ReadonlyArray<readonly [number, number]>;
  return runs.flatMap(([start, count]) =>
    Array.from({ length: count }, (_, index) => start + index),
  );
}
