/** The tail of the ledger: transactions that are not packed yet, one row each. */

import { type BusinessDay, type Hash, type Origin } from "../../domain/identity.ts";
import { type Db } from "../database.ts";
import { type Content, TRANSACTION_EVENTS_MAX } from "./envelope.ts";
import { type TailRecord } from "./transaction-row.ts";

/** The key of the highest arrival that was ever given, so that none is given twice after rows were removed. */
export const LEFT_OFF_KEY = "arrivals-left-off";

export interface NewTransaction {
  readonly content: Content;
  readonly bytes: Uint8Array;
  readonly hash: Hash;
  readonly control: boolean;
}

/** A place on a chain; of two branches the one with the smaller hash comes first. */
export interface Position {
  readonly last: number;
  readonly hash: string;
}

export interface ChainHead {
  readonly seq: number;
  readonly hash: Hash;
  readonly day: BusinessDay;
}

export interface TailTable {
  /** Returns the arrival number. */
  readonly insert: (transaction: NewTransaction) => number;
  readonly remove: (arrival: number) => void;
  /** Each of these at most `limit` rows. */
  readonly after: (arrival: number, limit: number) => ReadonlyArray<TailRecord>;
  readonly ofOrigin: (
    origin: Origin,
    range: { readonly after: Position; readonly to: number; readonly limit: number },
  ) => ReadonlyArray<TailRecord>;
  /** Returns the rows that hold an event of the range, without their bytes. */
  readonly covering: (
    origin: Origin,
    from: number,
    to: number,
  ) => ReadonlyArray<Pick<TailRecord, "arrival" | "first" | "last">>;
  /** Number of the first event of a row of that day or a later one. */
  readonly firstFrom: (origin: Origin, day: BusinessDay) => number | undefined;
  /** Number of the last event of a row of that day or an earlier one. */
  readonly lastUpTo: (origin: Origin, day: BusinessDay) => number | undefined;
  readonly control: () => ReadonlyArray<TailRecord>;
  readonly at: (arrival: number) => TailRecord | undefined;
  readonly endingAt: (origin: Origin, seq: number) => ReadonlyArray<TailRecord>;
  readonly startingAt: (origin: Origin, seq: number) => ReadonlyArray<TailRecord>;
  readonly head: (origin: Origin) => ChainHead | undefined;
  readonly origins: () => ReadonlyArray<Origin>;
  readonly count: () => number;
  readonly lastArrival: () => number;
  /** How much of an origin stands here. */
  readonly extent: (origin: Origin) => TailExtent | undefined;
}

export interface TailExtent {
  readonly first: number;
  readonly last: number;
  /** The size of all rows, in bytes. */
  readonly size: number;
}

/** Greater than every hash. */
export const AFTER_HASHES = "~";
/** Greater than every number of an event, also with something added. */
export const BEYOND = 2 ** 52;

export function createTailTable(db: Db): TailTable {
  const columns = "arrival, origin, first, last, hash, day, bytes";
  // Numbered together with the segments, also when every row has gone into one.
  const insert = db.prepare<[Origin, number, number, Hash, string, number, Uint8Array]>(
    `INSERT INTO tx (arrival, origin, first, last, hash, day, control, bytes) VALUES (
       1 + max(coalesce((SELECT max(arrival) FROM tx), 0),
               coalesce((SELECT max(arrival) FROM segment), 0),
               coalesce((SELECT CAST(value AS INTEGER) FROM local WHERE key = '${LEFT_OFF_KEY}'), 0)),
       ?, ?, ?, ?, ?, ?, ?)`,
  );
  const remove = db.prepare<[number]>("DELETE FROM tx WHERE arrival = ?");
  const after = db.prepare<[number, number], TailRecord>(
    `SELECT ${columns} FROM tx WHERE arrival > ? ORDER BY arrival LIMIT ?`,
  );
  const ofOrigin = db.prepare<[Origin, number, string, number, number], TailRecord>(
    `SELECT ${columns} FROM tx WHERE origin = ? AND (last, hash) > (?, ?) AND last <= ?
     ORDER BY last, hash LIMIT ?`,
  );
  const covering = db.prepare<
    [Origin, number, number, number],
    Pick<TailRecord, "arrival" | "first" | "last">
  >(
    `SELECT arrival, first, last FROM tx WHERE origin = ? AND last BETWEEN ? AND ? AND first <= ?
     ORDER BY last, hash`,
  );
  const control = db.prepare<[], TailRecord>(
    `SELECT ${columns} FROM tx WHERE control = 1 ORDER BY arrival`,
  );
  const at = db.prepare<[number], TailRecord>(`SELECT ${columns} FROM tx WHERE arrival = ?`);
  const endingAt = db.prepare<[Origin, number], TailRecord>(
    `SELECT ${columns} FROM tx WHERE origin = ? AND last = ? ORDER BY hash`,
  );
  const startingAt = db.prepare<[Origin, number, number, number], TailRecord>(
    `SELECT ${columns} FROM tx WHERE origin = ? AND last BETWEEN ? AND ? AND first = ? ORDER BY hash`,
  );
  const head = db.prepare<[Origin], ChainHead>(
    `SELECT last AS seq, hash, day FROM tx WHERE origin = ? ORDER BY last DESC, hash DESC LIMIT 1`,
  );
  const origins = db.prepare<[], { readonly origin: Origin }>(originsOf("tx"));
  const lastArrival = db.prepare<[], { readonly arrival: number | null }>(
    "SELECT max(arrival) AS arrival FROM tx",
  );
  const count = db.prepare<[], { readonly count: number }>("SELECT count(*) AS count FROM tx");
  const extent = db.prepare<[Origin], { readonly [Key in keyof TailExtent]: number | null }>(
    `SELECT min(first) AS first, max(last) AS last, sum(length(bytes)) AS size
     FROM tx WHERE origin = ?`,
  );
  return {
    insert: ({ content: { first, events }, bytes, hash, control: isControl }) => {
      const end = first.seq + events.length - 1;
      const { origin, seq, day } = first;
      const flag = isControl ? 1 : 0;
      return Number(insert.run(origin, seq, end, hash, day, flag, bytes).lastInsertRowid);
    },
    remove: (arrival) => {
      remove.run(arrival);
    },
    after: (arrival, limit) => after.all(arrival, limit),
    ofOrigin: (origin, { after: { last, hash }, to, limit }) =>
      ofOrigin.all(origin, last, hash, to, limit),
    covering: (origin, from, to) => covering.all(origin, from, to + TRANSACTION_EVENTS_MAX, to),
    ...createDayLookUps(db),
    control: () => control.all(),
    at: (arrival) => at.get(arrival),
    endingAt: (origin, seq) => endingAt.all(origin, seq),
    startingAt: (origin, seq) => startingAt.all(origin, seq, seq + TRANSACTION_EVENTS_MAX - 1, seq),
    head: (origin) => head.get(origin),
    origins: () => origins.all().map(({ origin }) => origin),
    count: () => count.get()?.count ?? 0,
    lastArrival: () => lastArrival.get()?.arrival ?? 0,
    extent: (origin) => {
      const { first, last, size } = extent.get(origin) ?? { first: null, last: null, size: null };
      return first === null || last === null || size === null ? undefined : { first, last, size };
    },
  };
}

function createDayLookUps(db: Db): Pick<TailTable, "firstFrom" | "lastUpTo"> {
  const firstFrom = db.prepare<[Origin, BusinessDay], { readonly first: number }>(
    "SELECT first FROM tx WHERE origin = ? AND day >= ? ORDER BY last LIMIT 1",
  );
  const lastUpTo = db.prepare<[Origin, BusinessDay], { readonly last: number }>(
    "SELECT last FROM tx WHERE origin = ? AND day <= ? ORDER BY last DESC LIMIT 1",
  );
  return {
    firstFrom: (origin, day) => firstFrom.get(origin, day)?.first,
    lastUpTo: (origin, day) => lastUpTo.get(origin, day)?.last,
  };
}

/** A seek per origin: DISTINCT would walk the whole index, and so cost more with every sale. */
export function originsOf(table: "tx" | "segment"): string {
  return `
  WITH RECURSIVE next (origin) AS (
    SELECT min(origin) FROM ${table}
    UNION ALL
    SELECT (SELECT min(origin) FROM ${table} WHERE ${table}.origin > next.origin)
    FROM next WHERE origin IS NOT NULL
  )
  SELECT origin FROM next WHERE origin IS NOT NULL`;
}
