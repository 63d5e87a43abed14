/** The packed part of the ledger. The few segments that were opened last stay open. */

import { type BusinessDay, type Hash, type Origin } from "../../domain/identity.ts";
import { type Db } from "../database.ts";
import { contentSize, readContent, TRANSACTION_EVENTS_MAX, writeContent } from "./envelope.ts";
import { CUT } from "./segment.ts";
import { type ChainHead, originsOf, type Position } from "./tail-table.ts";
import {
  fromSegment,
  type SegmentName,
  type SegmentRecord,
  type TransactionRow,
} from "./transaction-row.ts";

export interface SegmentTable {
  /** `read`: its transactions, where they have just been read. */
  readonly insert: (segment: SegmentRecord, read?: ReadonlyArray<TransactionRow>) => void;
  /** Keeps a copy of what says who belongs to the shop. */
  readonly keepControl: (row: Pick<TransactionRow, "arrival" | "hash" | "content">) => void;
  /** Copies of all such transactions in segments. */
  readonly control: () => ReadonlyArray<TransactionRow>;
  /** The first of which something arrived later. */
  readonly firstAfter: (arrival: number) => SegmentName | undefined;
  /** All of which something arrived after one number and up to another. */
  readonly between: (after: number, to: number) => ReadonlyArray<SegmentName>;
  /** The first that ends beyond a position. */
  readonly next: (origin: Origin, after: Position) => SegmentName | undefined;
  /** All that hold an event of the range: several per number only where a chain is forked. */
  readonly covering: (origin: Origin, from: number, to: number) => ReadonlyArray<SegmentName>;
  /** Yields the segments of an origin that end on that day or later, by rising number; none is opened. */
  readonly endingFrom: (origin: Origin, day: BusinessDay) => ReadonlyArray<SegmentExtent>;
  readonly at: (arrival: number) => SegmentName | undefined;
  readonly remove: (arrival: number) => void;
  readonly bytes: (arrival: number) => Uint8Array | undefined;
  readonly open: (name: SegmentName) => ReadonlyArray<TransactionRow>;
  readonly head: (origin: Origin) => ChainHead | undefined;
  readonly origins: () => ReadonlyArray<Origin>;
  /** How many transactions are packed. */
  readonly count: () => number;
  readonly lastArrival: () => number;
}

export type SegmentExtent = Pick<SegmentName, "first" | "last" | "day">;

const OPEN_MAX = 8;
/** No segment holds more events. */
const SPAN_MAX = CUT.events + TRANSACTION_EVENTS_MAX;

export function createSegmentTable(db: Db): SegmentTable {
  const columns =
    "arrival, since, arrivals, origin, first, last, hash, previous, transactions, day";
  const insert = db.prepare<[SegmentRecord]>(
    `INSERT INTO segment VALUES
     (:arrival, :since, :arrivals, :origin, :first, :last, :hash, :previous, :transactions, :day,
      :bytes)`,
  );
  const firstAfter = db.prepare<[number], SegmentName>(
    `SELECT ${columns} FROM segment WHERE arrival > ? ORDER BY arrival LIMIT 1`,
  );
  const between = db.prepare<[number, number], SegmentName>(
    `SELECT ${columns} FROM segment WHERE arrival IN
     (SELECT arrival FROM segment INDEXED BY segment_by_arrival WHERE arrival > ? AND since <= ?)`,
  );
  const next = db.prepare<[Origin, number, string], SegmentName>(
    `SELECT ${columns} FROM segment WHERE origin = ? AND (last, hash) > (?, ?)
     ORDER BY last, hash LIMIT 1`,
  );
  const covering = db.prepare<[Origin, number, number, number], SegmentName>(
    `SELECT ${columns} FROM segment WHERE origin = ? AND last BETWEEN ? AND ? AND first <= ?
     ORDER BY last, hash`,
  );
  const endingFrom = db.prepare<[Origin, BusinessDay], SegmentExtent>(
    "SELECT first, last, day FROM segment WHERE origin = ? AND day >= ? ORDER BY last, hash",
  );
  const at = db.prepare<[number], SegmentName>(`SELECT ${columns} FROM segment WHERE arrival = ?`);
  const bytes = db.prepare<[number], { readonly bytes: Uint8Array }>(
    "SELECT bytes FROM segment WHERE arrival = ?",
  );
  const head = db.prepare<[Origin], ChainHead>(
    `SELECT last AS seq, hash, day FROM segment WHERE origin = ?
     ORDER BY last DESC, hash DESC LIMIT 1`,
  );
  const origins = db.prepare<[], { readonly origin: Origin }>(originsOf("segment"));
  const lastArrival = db.prepare<[], { readonly arrival: number | null }>(
    "SELECT max(arrival) AS arrival FROM segment",
  );
  const count = db.prepare<[], { readonly count: number }>(
    "SELECT coalesce(sum(transactions), 0) AS count FROM segment",
  );
  const opened = createOpened((arrival) => bytes.get(arrival)?.bytes);
  const copies = createControlCopies(db);
  return {
    insert: (segment, read) => {
      insert.run(segment);
      if (read !== undefined) opened.keepOnly(segment.arrival, read);
    },
    keepControl: copies.keepControl,
    control: copies.control,
    firstAfter: (arrival) => firstAfter.get(arrival),
    between: (after, to) => between.all(after, to),
    next: (origin, { last, hash }) => next.get(origin, last, hash),
    covering: (origin, from, to) => covering.all(origin, from, to + SPAN_MAX, to),
    endingFrom: (origin, day) => endingFrom.all(origin, day),
    at: (arrival) => at.get(arrival),
    remove: (arrival) => {
      const name = at.get(arrival);
      if (name !== undefined) copies.dropSegment(arrival, opened.rows(name));
    },
    bytes: (arrival) => bytes.get(arrival)?.bytes,
    open: opened.rows,
    head: (origin) => head.get(origin),
    origins: () => origins.all().map(({ origin }) => origin),
    count: () => count.get()?.count ?? 0,
    lastArrival: () => lastArrival.get()?.arrival ?? 0,
  };
}

interface Opened {
  readonly rows: SegmentTable["open"];
  /** All that was opened before goes: of these each event has been read, as of many others it never is. */
  readonly keepOnly: (arrival: number, rows: ReadonlyArray<TransactionRow>) => void;
}

function createOpened(bytesOf: (arrival: number) => Uint8Array | undefined): Opened {
  const opened = new Map<number, ReadonlyArray<TransactionRow>>();

  function keep(arrival: number, rows: ReadonlyArray<TransactionRow>): void {
    const [oldest] = opened.keys();
    if (opened.size >= OPEN_MAX && oldest !== undefined) opened.delete(oldest);
    opened.set(arrival, rows);
  }

  return {
    rows: (name) => {
      const known = opened.get(name.arrival);
      // Arrivals are given once: only a segment that was rolled back could be another one.
      if (known?.at(-1)?.hash === name.hash) return known;
      const bytes = bytesOf(name.arrival);
      if (bytes === undefined) throw new Error(`There is no segment ${name.arrival}.`);
      const rows = fromSegment({ ...name, bytes });
      keep(name.arrival, rows);
      return rows;
    },
    keepOnly: (arrival, rows) => {
      opened.clear();
      keep(arrival, rows);
    },
  };
}

interface ControlCopy {
  readonly origin: Origin;
  readonly last: number;
  readonly hash: Hash;
  readonly arrival: number;
  /** The content of the transaction. */
  readonly bytes: Uint8Array;
}

interface ControlCopies extends Pick<SegmentTable, "keepControl" | "control"> {
  /** The segment and the copies of what was in it. */
  readonly dropSegment: (arrival: number, rows: ReadonlyArray<TransactionRow>) => void;
}

function createControlCopies(db: Db): ControlCopies {
  const insert = db.prepare<[ControlCopy]>(
    "INSERT OR IGNORE INTO sealed_control VALUES (:origin, :last, :hash, :arrival, :bytes)",
  );
  const dropSegment = db.prepare<[number]>("DELETE FROM segment WHERE arrival = ?");
  const drop = db.prepare<[Origin, number, Hash]>(
    "DELETE FROM sealed_control WHERE origin = ? AND last = ? AND hash = ?",
  );
  const all = db.prepare<[], ControlCopy>("SELECT * FROM sealed_control ORDER BY arrival, last");
  return {
    keepControl: ({ hash, arrival, content: { first, events } }) => {
      const { origin, seq } = first;
      const last = seq + events.length - 1;
      const bytes = new Uint8Array(contentSize(events));
      writeContent(bytes, 0, events);
      insert.run({ origin, last, hash, arrival, bytes });
    },
    dropSegment: (arrival, rows) => {
      for (const { origin, last, hash } of rows) drop.run(origin, last, hash);
      dropSegment.run(arrival);
    },
    control: () => all.all().map(fromCopy),
  };
}

function fromCopy({ origin, last, hash, arrival, bytes }: ControlCopy): TransactionRow {
  const read = readContent(bytes, 0);
  if (!read.ok) throw new Error(`Stored transaction ${last} of ${origin}: ${read.fault.reason}`);
  const { value: content } = read;
  const first = content.first.seq;
  return { arrival, place: arrival, origin, first, last, hash, content, signature: undefined };
}
