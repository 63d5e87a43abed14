/**
 * The tables of the store: the tail, the segments, the folded rows, and what only this till knows.
 * Every read comes in pages, so that no statement stays open while others run.
 */

import { hash as digest } from "node:crypto";

import { indexedUnder, NO_STREAM } from "../domain/doubts/unknown-events.ts";
import { type StreamId, type ChainEnd, type Origin } from "../domain/identity.ts";
import { type Db } from "./database.ts";
import { createSegmentTable, type SegmentTable } from "./log/segment-table.ts";
import { isControl } from "./log/stored-transaction.ts";
import {
  createTailTable,
  LEFT_OFF_KEY,
  type NewTransaction,
  type TailTable,
  AFTER_HASHES,
  BEYOND,
  type ChainHead,
  type Position,
} from "./log/tail-table.ts";
import {
  type SegmentRecord,
  type TransactionRow,
  fromTail,
  type SegmentName,
} from "./log/transaction-row.ts";
import {
  createGenerations,
  type Generation,
  type GenerationFacts,
  type Generations,
} from "./projection/generations.ts";
import { type PackedChanges } from "./projection/projection.ts";

export interface Store extends LookUps {
  /** Returns the arrival number. */
  readonly insert: (transaction: NewTransaction) => number;
  /**
   * Puts a segment in the place of those of its transactions that stood in the tail. `read`: all of them,
   * where they have just been read.
   */
  readonly pack: (
    segment: SegmentRecord,
    replaced: ReadonlyArray<TransactionRow>,
    read?: ReadonlyArray<TransactionRow>,
  ) => void;
  /** Takes a row or a segment away: call `notePurge` when all of them are gone. */
  readonly remove: (place: number) => void;
  /** Something was thrown away: whoever has it in memory looks anew. */
  readonly notePurge: () => void;
  readonly purges: () => number;
  readonly lastArrival: () => number;
  /** Changes whenever another connection has written; inside of a transaction it stands still. */
  readonly dataVersion: () => number;
  /** Returns the arrival up to which the index of streams is complete; packed transactions must be in it. */
  readonly indexedArrival: () => number;
  readonly generations: Generations;
  /** Writes what changed since; undefined when another process flushed meanwhile. */
  readonly flush: (flush: Flush) => Generation | undefined;
  /** Writes a piece of a generation that grows, and says how it stands; undefined as above. */
  readonly grow: (growth: GenerationGrowth) => Generation | undefined;
  readonly local: (key: string) => string | undefined;
  readonly setLocal: (key: string, value: string) => void;
  readonly tail: TailTable;
  readonly segments: SegmentTable;
}

/** The position where an event of a stream is stored. */
export type StreamPlace = Pick<TransactionRow, "arrival" | "place"> & { readonly stream: StreamId };

export interface Flush {
  readonly versions: string;
  /** The complete generation of these versions as it was then; undefined for none. */
  readonly from: Pick<Generation, "id" | "flushed"> | undefined;
  readonly facts: GenerationFacts;
  readonly changes: PackedChanges;
  /** The streams of the transactions in between. */
  readonly streams: ReadonlyArray<StreamPlace>;
  /** Whether the changes stand for everything, so that what was flushed before goes. */
  readonly replaces: boolean;
  /** The local values that have to change together with the rows. */
  readonly locals: ReadonlyArray<readonly [key: string, value: string]>;
}

export type GenerationGrowth = Pick<Flush, "versions" | "facts" | "changes" | "streams"> & {
  /** The one that grew when this piece was folded. */
  readonly found: Generation | undefined;
  /** The generation that grows; undefined where this piece begins a new one. */
  readonly from: Generation | undefined;
  readonly isComplete: boolean;
};

/** The key of the arrival up to which the index of streams is complete. */
const INDEXED_KEY = "placed";
const PURGES_KEY = "purges-done";

export function createStore(db: Db): Store {
  const tail = createTailTable(db);
  const segments = createSegmentTable(db);
  const index = createStreamIndex(db);
  const generations = createGenerations(db);
  const { local, setLocal } = createLocals(db);

  function numberAt(key: string): number {
    return Number(local(key) ?? 0);
  }

  function lastArrival(): number {
    return Math.max(tail.lastArrival(), segments.lastArrival(), numberAt(LEFT_OFF_KEY));
  }

  /** A row that another fold noted already may be in a segment by now. */
  function noteStreams(streams: ReadonlyArray<StreamPlace>, to: number): void {
    const indexed = numberAt(INDEXED_KEY);
    // A stream has many transactions in a segment, which is one place for all of them.
    const added = new Map<StreamId, number>();
    for (const { stream, arrival, place } of streams) {
      if (arrival <= indexed || added.get(stream) === place) continue;
      index.add(stream, place);
      added.set(stream, place);
    }
    if (to > indexed) setLocal(INDEXED_KEY, String(to));
  }

  function flushInside(flush: Flush): Generation | undefined {
    const { versions, from, facts, changes, streams, replaces, locals } = flush;
    const now = generations.ready(versions);
    if (now?.id !== from?.id || now?.flushed !== from?.flushed) return undefined;
    const id = now?.id ?? generations.begin({ versions, ...facts });
    generations.tables(id).flush(changes, replaces);
    noteStreams(streams, facts.flushed);
    for (const [key, value] of locals) setLocal(key, value);
    generations.note(id, facts);
    if (now === undefined) generations.finish({ id, versions });
    return { id, versions, ...facts };
  }

  function growInside(growth: GenerationGrowth): Generation | undefined {
    const { versions, found, from, facts, changes, streams, isComplete } = growth;
    const now = generations.growing(versions);
    if (now?.id !== found?.id || now?.flushed !== found?.flushed) return undefined;
    if (from === undefined && found !== undefined) generations.drop(found.id);
    const id = from?.id ?? generations.begin({ versions, ...facts });
    generations.tables(id).flush(changes, false);
    noteStreams(streams, facts.flushed);
    generations.note(id, facts);
    if (isComplete) generations.finish({ id, versions });
    return { id, versions, ...facts };
  }

  return {
    insert: tail.insert,
    pack: (segment, replaced, read) => {
      pack({ tail, segments, index }, segment, { replaced, read });
    },
    ...createLookUps({ tail, segments, index }),
    generations,
    flush: (flush) => db.write(() => flushInside(flush)),
    grow: (growth) => db.write(() => growInside(growth)),
    local,
    setLocal,
    tail,
    segments,
    dataVersion: db.dataVersion,
    lastArrival,
    ...createRemoval({ tail, segments, numberAt, setLocal, lastArrival }),
    indexedArrival: () => numberAt(INDEXED_KEY),
  };
}

function createRemoval({
  tail,
  segments,
  numberAt,
  setLocal,
  lastArrival,
}: Pick<Store, "tail" | "segments" | "setLocal" | "lastArrival"> & {
  readonly numberAt: (key: string) => number;
}): Pick<Store, "remove" | "notePurge" | "purges"> {
  return {
    remove: (place) => {
      setLocal(LEFT_OFF_KEY, String(lastArrival()));
      tail.remove(place);
      segments.remove(place);
    },
    notePurge: () => {
      setLocal(PURGES_KEY, String(numberAt(PURGES_KEY) + 1));
    },
    purges: () => numberAt(PURGES_KEY),
  };
}

/** A transaction that another branch's segment has too stays there, and is counted there. */
function pack(
  { tail, segments, index }: Tables,
  segment: SegmentRecord,
  {
    replaced,
    read,
  }: {
    readonly replaced: ReadonlyArray<TransactionRow>;
    readonly read: ReadonlyArray<TransactionRow> | undefined;
  },
): void {
  const rows = replaced.filter(
    ({ arrival, place }) => place === arrival && tail.at(arrival) !== undefined,
  );
  const transactions = segment.transactions - (replaced.length - rows.length);
  segments.insert({ ...segment, transactions }, read);
  for (const row of rows) {
    const { events } = row.content;
    for (const stream of new Set(events.flatMap(({ header }) => indexedUnder(header.streams)))) {
      index.move(stream, row.arrival, segment.arrival);
    }
    if (isControl(row.content)) segments.keepControl(row);
    tail.remove(row.arrival);
  }
}

/** Opens the local values beside the ledger, for a program that needs nothing else. */
export function createLocals(db: Db): Pick<Store, "local" | "setLocal"> {
  const get = db.prepare<[string], { readonly value: string }>(
    "SELECT value FROM local WHERE key = ?",
  );
  const put = db.prepare<[string, string]>(
    "INSERT INTO local VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
  );
  return {
    local: (key) => get.get(key)?.value,
    setLocal: (key, value) => {
      db.write(() => put.run(key, value));
    },
  };
}

interface LookUps {
  /** Returns the transactions after an arrival, in its order. */
  readonly after: (arrival: number) => Iterable<TransactionRow>;
  /** Returns the control transactions in the order of arrival. */
  readonly control: () => ReadonlyArray<TransactionRow>;
  /** Returns the transactions of an origin in the order of its chain, from the one that holds the event. */
  readonly ofOrigin: (origin: Origin, fromSeq: number) => Iterable<TransactionRow>;
  readonly at: (origin: Origin, seq: number) => TransactionRow | undefined;
  readonly head: (origin: Origin) => ChainHead | undefined;
  /** Several only where a chain is forked. */
  readonly endingAt: (origin: Origin, seq: number) => ReadonlyArray<TransactionRow>;
  /** The one whose last event has this hash. */
  readonly withEnd: (end: ChainEnd) => TransactionRow | undefined;
  readonly startingAt: (origin: Origin, seq: number) => ReadonlyArray<TransactionRow>;
  readonly origins: () => ReadonlyArray<Origin>;
  /** How many transactions there are. */
  readonly count: () => number;
  /** The last row or segment with something of a stream, as far as the index goes; 0 for none. */
  readonly lastPlace: (stream: StreamId) => number;
  /** Whether the index says that a stream is touched here. */
  readonly isIndexed: (stream: StreamId, row: TransactionRow) => boolean;
  /** All that touch a stream, as far as the index goes. */
  readonly ofStream: (stream: StreamId) => ReadonlyArray<TransactionRow>;
  /** Returns the transactions of any of the streams, each once; a page is let go of before the next is read. */
  readonly ofStreams: (streams: ReadonlyArray<StreamId>) => Iterable<TransactionRow>;
}

interface Tables {
  readonly tail: TailTable;
  readonly segments: SegmentTable;
  readonly index: StreamIndex;
}

/** Everything that is read comes in pages, so that no statement stays open while others are run. */
const PAGE_ROWS = 256;

/**
 * Finding transactions wherever they stand: rows of the tail and what segments hold, as one ledger.
 *
 * Where a chain is forked, two segments may both hold the part that the branches share, and rows of one
 * branch may stand beside a segment of the other: then what is the same is told once.
 */
function createLookUps(tables: Tables): LookUps {
  const { tail, segments, index } = tables;

  function packedAt(origin: Origin, seq: number): ReadonlyArray<TransactionRow> {
    return segments
      .covering(origin, seq, seq)
      .flatMap((name) =>
        segments.open(name).filter(({ first, last }) => first <= seq && seq <= last),
      );
  }

  function endingAt(origin: Origin, seq: number): ReadonlyArray<TransactionRow> {
    const packed = segments
      .covering(origin, seq, seq)
      .flatMap((name) =>
        name.last === seq
          ? [endOf(segments, name)]
          : segments.open(name).filter(({ last }) => last === seq),
      );
    return inChainOrder([...tail.endingAt(origin, seq).map(fromTail), ...packed]);
  }

  function ofStream(stream: StreamId): ReadonlyArray<TransactionRow> {
    return onceEach(
      index
        .places(stream)
        .flatMap((place) => rowsAt(tables, place).filter((row) => touches(row, stream))),
    );
  }

  return {
    after: (arrival) => rowsAfter(tables, arrival),
    control: () =>
      [...tail.control().map(fromTail), ...segments.control()].toSorted(
        (a, b) => a.arrival - b.arrival,
      ),
    ofOrigin: (origin, fromSeq) =>
      rowsOfOrigin(tables, origin, { last: fromSeq - 1, hash: AFTER_HASHES }),
    at: (origin, seq) => {
      const [row] = pageOfOrigin(tables, origin, { last: seq - 1, hash: AFTER_HASHES });
      return row !== undefined && row.first <= seq ? row : undefined;
    },
    head: (origin) => {
      const [row, packed] = [tail.head(origin), segments.head(origin)];
      return (row?.seq ?? 0) >= (packed?.seq ?? 0) ? row : packed;
    },
    endingAt,
    withEnd: ({ origin, seq, hash }) => endingAt(origin, seq).find((row) => row.hash === hash),
    startingAt: (origin, seq) =>
      inChainOrder([
        ...tail.startingAt(origin, seq).map(fromTail),
        ...packedAt(origin, seq).filter(({ first }) => first === seq),
      ]),
    origins: () => [...new Set([...tail.origins(), ...segments.origins()])].toSorted(),
    count: () => tail.count() + segments.count(),
    lastPlace: (stream) => index.places(stream).at(-1) ?? 0,
    isIndexed: (stream, { arrival, place }) =>
      index.has(stream, place) ||
      // A transaction that two branches share is stored twice and returned once.
      ofStream(stream).some((row) => row.arrival === arrival),
    ofStream,
    ofStreams: (streams) => rowsOfStreams(tables, streams),
  };
}

function* rowsOfStreams(
  tables: Tables,
  streams: ReadonlyArray<StreamId>,
): Generator<TransactionRow> {
  const places = new Set(streams.flatMap((stream) => tables.index.places(stream)));
  const wanted = new Set(streams);
  // A transaction that two branches' segments share was stored once.
  const yielded = new Set<number>();
  for (const place of [...places].toSorted((a, b) => a - b)) {
    for (const row of rowsAt(tables, place)) {
      if (yielded.has(row.arrival) || !touchesAny(row, wanted)) continue;
      yielded.add(row.arrival);
      yield row;
    }
  }
}

function touchesAny({ content }: TransactionRow, streams: ReadonlySet<StreamId>): boolean {
  return content.events.some(({ header }) =>
    indexedUnder(header.streams).some((stream) => streams.has(stream)),
  );
}

/** The last transaction of a segment; who asks for its hash alone need not unpack it. */
function endOf(segments: SegmentTable, name: SegmentName): TransactionRow {
  function opened(): TransactionRow {
    const end = segments.open(name).at(-1);
    if (end === undefined) throw new Error(`Segment ${name.arrival} is empty.`);
    return end;
  }
  const { origin, last, hash, arrival: place } = name;
  return {
    origin,
    last,
    hash,
    place,
    get arrival() {
      return opened().arrival;
    },
    get first() {
      return opened().first;
    },
    get content() {
      return opened().content;
    },
    get signature() {
      return opened().signature;
    },
  };
}

function rowsAt({ tail, segments }: Tables, place: number): ReadonlyArray<TransactionRow> {
  const record = tail.at(place);
  if (record !== undefined) return [fromTail(record)];
  const name = segments.at(place);
  return name === undefined ? [] : segments.open(name);
}

/** Sorts by arrival; a transaction that two branches' segments share is returned once. */
function onceEach(rows: ReadonlyArray<TransactionRow>): ReadonlyArray<TransactionRow> {
  const sorted = rows.toSorted((a, b) => a.arrival - b.arrival);
  return sorted.filter(({ arrival }, index) => arrival !== sorted[index - 1]?.arrival);
}

function touches(row: TransactionRow, stream: StreamId): boolean {
  if (row.packed !== undefined && !mayName(row.packed, stream)) return false;
  return row.content.events.some(({ header }) => indexedUnder(header.streams).includes(stream));
}

/**
 * Whether the bytes may name the stream. JSON without a backslash holds a name as it is, so a name
 * that is not found is not there.
 */
function mayName(bytes: Uint8Array, stream: StreamId): boolean {
  // An event that names no stream is indexed under this name.
  if (stream === NO_STREAM) return true;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return text.includes(stream) || text.includes(BACKSLASH);
}

const BACKSLASH = 0x5c;

/** A page ends where the tail's does, or the first segment, whatever arrives first. */
function* rowsAfter(tables: Tables, arrival: number): Generator<TransactionRow> {
  const { tail, segments } = tables;
  for (let after = arrival; ;) {
    const rows = tail.after(after, PAGE_ROWS);
    const lastRow = rows.length < PAGE_ROWS ? Infinity : (rows.at(-1)?.arrival ?? Infinity);
    const to = Math.min(lastRow, segments.firstAfter(after)?.arrival ?? Infinity);
    const from = after;
    const packed = segments
      .between(from, Number.isFinite(to) ? to : from)
      .flatMap((name) =>
        segments.open(name).filter((row) => row.arrival > from && row.arrival <= to),
      );
    const page = [...rows.filter((row) => row.arrival <= to).map(fromTail), ...packed];
    yield* onceEach(page);
    if (!Number.isFinite(to)) return;
    after = to;
  }
}

function* rowsOfOrigin(tables: Tables, origin: Origin, after: Position): Generator<TransactionRow> {
  for (let position = after; ;) {
    const page = pageOfOrigin(tables, origin, position);
    yield* page;
    const end = page.at(-1);
    if (end === undefined) return;
    position = end;
  }
}

/** The next transactions of an origin; none at its end. */
function pageOfOrigin(
  { tail, segments }: Tables,
  origin: Origin,
  after: Position,
): ReadonlyArray<TransactionRow> {
  const next = segments.next(origin, after);
  // The segment of another branch may begin before this one and end after it.
  const names = next === undefined ? [] : overlapping(segments, next);
  const to = Math.min(BEYOND, ...names.map(({ first }) => first - 1));
  const rows = tail.ofOrigin(origin, { after, to, limit: PAGE_ROWS });
  if (names.length === 0 || rows.length > 0) return rows.map(fromTail);
  const end = Math.max(...names.map(({ last }) => last));
  const beside = tail.ofOrigin(origin, { after, to: end, limit: BEYOND });
  const packed = names.flatMap((name) => segments.open(name));
  if (names.length === 1 && beside.length === 0) {
    return packed.filter((row) => isBeyond(row, after));
  }
  return inChainOrder([...beside.map(fromTail), ...packed]).filter((row) => isBeyond(row, after));
}

/** A segment, and what branches have of the same numbers. */
function overlapping(segments: SegmentTable, name: SegmentName): ReadonlyArray<SegmentName> {
  const { origin } = name;
  let names: ReadonlyArray<SegmentName> = [name];
  for (;;) {
    const from = Math.min(...names.map(({ first }) => first));
    const to = Math.max(...names.map(({ last }) => last));
    const wider = segments.covering(origin, from, to);
    if (wider.length <= names.length) return names;
    names = wider;
  }
}

function isBeyond(row: TransactionRow, { last, hash }: Position): boolean {
  return row.last > last || (row.last === last && row.hash > hash);
}

/**
 * Sorts by rising number; of two branches the smaller hash comes first, and each transaction is
 * returned once.
 */
function inChainOrder(rows: ReadonlyArray<TransactionRow>): ReadonlyArray<TransactionRow> {
  if (rows.length < 2) return rows;
  const sorted = rows.toSorted((a, b) => a.last - b.last || (a.hash < b.hash ? -1 : 1));
  return sorted.filter((row, index) => {
    const before = sorted[index - 1];
    return before === undefined || before.last !== row.last || before.hash !== row.hash;
  });
}

interface StreamIndex {
  readonly add: (stream: StreamId, place: number) => void;
  readonly has: (stream: StreamId, place: number) => boolean;
  readonly places: (stream: StreamId) => ReadonlyArray<number>;
  /** Moves a stream's entries from a row to the segment that it was packed into. */
  readonly move: (stream: StreamId, from: number, to: number) => void;
}

const KEY_BYTES = 6;
/** The limit of an event's number, which stands behind 16 bits of the hash of its name's prefix. */
const NUMBERS = 2 ** 32;
const PREFIX_BYTES = 2;
const EVENT_NAME = /^([^:]+):([1-9]\d{0,15}):[0-9a-f]{8}$/;

/**
 * In which rows and segments the events of a stream stand. Local and disposable.
 *
 * A stream goes by 48 bits, which take a fifth of the room of its name: should two share them, whoever
 * reads looks at the names anyway. Where it is named for an event, as orders and tickets are, they rise
 * with that event's number, so that what is written together lies together: by a hash alone each of a
 * thousand streams would be on a page of its own, to be read, encrypted and written for twelve bytes.
 */
function createStreamIndex(db: Db): StreamIndex {
  const insert = db.prepare<[number, number]>("INSERT OR IGNORE INTO stream_place VALUES (?, ?)");
  const remove = db.prepare<[number, number]>(
    "DELETE FROM stream_place WHERE stream = ? AND place = ?",
  );
  const find = db.prepare<[number, number]>(
    "SELECT 1 FROM stream_place WHERE stream = ? AND place = ?",
  );
  const select = db.prepare<[number], { readonly place: number }>(
    "SELECT place FROM stream_place WHERE stream = ? ORDER BY place",
  );
  return {
    add: (stream, place) => {
      insert.run(keyOf(stream), place);
    },
    has: (stream, place) => find.get(keyOf(stream), place) !== undefined,
    places: (stream) => select.all(keyOf(stream)).map(({ place }) => place),
    move: (stream, from, to) => {
      const key = keyOf(stream);
      remove.run(key, from);
      insert.run(key, to);
    },
  };
}

function keyOf(stream: StreamId): number {
  const [, prefix, seq] = EVENT_NAME.exec(stream) ?? [];
  if (prefix === undefined) return bitsOf(stream, KEY_BYTES);
  return prefixBits(prefix) * NUMBERS + (Number(seq) % NUMBERS);
}

/** The most prefixes kept: a shop has two for each till and each new incarnation. */
const PREFIXES_MAX = 256;
const knownPrefixes = new Map<string, number>();

function prefixBits(prefix: string): number {
  const known = knownPrefixes.get(prefix);
  if (known !== undefined) return known;
  if (knownPrefixes.size >= PREFIXES_MAX) knownPrefixes.clear();
  const bits = bitsOf(prefix, PREFIX_BYTES);
  knownPrefixes.set(prefix, bits);
  return bits;
}

/** The first ones of the hash. */
function bitsOf(text: string, bytes: number): number {
  return digest("sha256", text, "buffer").readUIntBE(0, bytes);
}
