/**
 * The one encrypted file: SQLCipher under a raw key, WAL, every commit synced.
 *
 * This build of SQLite opens WAL with `synchronous=NORMAL`, which may lose the last commits when the
 * power fails; a till whose peers heard of them would then speak twice under one number. So FULL is
 * set and asserted on every connection.
 */

import path from "node:path";

import type Database from "better-sqlite3";

import { dropBallast } from "./disk-room.ts";
import { createReadScope, type ReadScope } from "./read-scope.ts";
import { copyToRead, type ReadableCopy } from "./readable-copy.ts";
import { openSqlite } from "./sqlite.ts";
import { storeErrorOf, StoreError } from "./store-error.ts";

/** A connection to the ledger's file. */
export interface Db extends Database.Database, ReadScope {
  /** Runs it in a write transaction, in turn with other processes; inside one, as a part of that. */
  readonly write: WriteLock["write"];
  /**
   * Carries the log over into the file as far as nobody reads in it, so that no commit has to: SQLite does
   * it within one as soon as the log has a thousand pages.
   */
  readonly carryOver: () => void;
  /** Announces work that may take seconds, in which this process does nothing else; listeners are called. */
  readonly longWork: () => void;
  readonly onLongWork: (listener: () => void) => void;
}

export interface OpenHow {
  /** The folder into which a read-only file is copied; without a folder such a file may not open. */
  readonly copyDir?: string;
  /** When the file is also copied because the disk is too full to open it in place; missing means never. */
  readonly copyWhenFull?: CopyWhenFull | undefined;
  /** For reading, whatever the file would allow. */
  readonly readOnly?: boolean;
}

/** At once, for who only looks; or once the ballast is used up, for who may have to write. */
export type CopyWhenFull = "at-once" | "at-last";

/** Oldest SQLite in which several connections may checkpoint and write at once (WAL reset bug). */
const SQLITE_VERSION_MIN = [3, 51, 3] as const;
const SYNCHRONOUS_FULL = 2;
const BUSY_TIMEOUT_MS = 5000;

/**
 * Opens or makes the database file. One that can't be written is opened for reading; where SQLite can't
 * do that, as a copy in `copyDir`. Throws StoreError, with nothing changed.
 */
export function openDatabase(file: string, keyHex: string, how: OpenHow = {}): Db {
  const { copyWhenFull, readOnly = false } = how;
  try {
    return prepared(connect(file, readOnly), keyHex, { readOnly });
  } catch (cause) {
    const refused = storeErrorOf(cause);
    if (refused?.type === "store/unwritable") {
      return copyOf(file, keyHex, how) ?? raise(refused);
    }
    if (refused?.type !== "store/full") throw refused ?? cause;
    const atOnce =
      copyWhenFull === "at-once" ? copyOf(file, keyHex, { ...how, refused }) : undefined;
    if (atOnce !== undefined) return atOnce;
    // Opening makes files beside it, which need room too.
    if (!readOnly && dropBallast(path.dirname(file))) return openDatabase(file, keyHex, how);
    const atLast =
      copyWhenFull === "at-last" ? copyOf(file, keyHex, { ...how, refused }) : undefined;
    return atLast ?? raise(refused);
  }
}

function raise(error: StoreError): never {
  throw error;
}

/** Opens a copy; undefined where none can be made. */
function copyOf(
  file: string,
  keyHex: string,
  { copyDir, refused }: Pick<OpenHow, "copyDir"> & { readonly refused?: StoreError },
): Db | undefined {
  const copy = copyDir === undefined ? undefined : copyToRead(file, copyDir);
  return copy === undefined ? undefined : openCopy(copy, keyHex, refused);
}

function prepared(
  db: Database.Database,
  keyHex: string,
  { readOnly }: { readonly readOnly: boolean },
): Db {
  try {
    prepareConnection(db, keyHex);
    if (readOnly) db.pragma("query_only=ON");
    else makeDurable(db);
    migrate(db);
    return withWriteLock(db);
  } catch (cause) {
    db.close();
    throw cause;
  }
}

/** Opens a copy for reading. `refused`: why nothing can be written; what the copy says itself unless given. */
function openCopy(copy: ReadableCopy, keyHex: string, refused?: StoreError): Db {
  try {
    const db = prepared(openSqlite(copy.file, { readonly: true }), keyHex, { readOnly: true });
    const close = db.close.bind(db);
    return Object.assign(db, {
      write: refused === undefined ? db.write : () => raise(refused),
      close: () => {
        close();
        copy.remove();
        return db;
      },
    });
  } catch (cause) {
    copy.remove();
    throw storeErrorOf(cause) ?? cause;
  }
}

function withWriteLock(db: Database.Database): Db {
  const version = db.prepare<[], { readonly user_version: number }>("PRAGMA user_version");
  let tellLongWork: (() => void) | undefined;
  const { end, written, ...reads } = createReadScope(db);
  const { write, close } = createWriteLock(db, {
    onWait: () => tellLongWork?.(),
    restTimeoutMs: BUSY_TIMEOUT_MS,
    makeRoom: () => dropBallast(path.dirname(db.name)),
    written,
    onTurn: () => {
      if (version.get()?.user_version === MIGRATIONS.length) return;
      throw new StoreError(
        "store/newer-version",
        "A newer tillmesh has taken this ledger over: start this till again.",
      );
    },
  });
  const closeFile = db.close.bind(db);
  return Object.assign(db, {
    ...reads,
    write: <Value>(work: () => Value): Value => {
      end();
      return write(work);
    },
    carryOver: () => {
      end();
      db.pragma("wal_checkpoint(PASSIVE)");
    },
    longWork: () => tellLongWork?.(),
    onLongWork: (listener: () => void) => {
      tellLongWork = listener;
    },
    close: () => {
      close();
      return closeFile();
    },
  });
}

/** Whether a commit on this connection is on the disk when it returns. */
export function isDurable(db: Database.Database): boolean {
  return (
    db.pragma("synchronous", { simple: true }) === SYNCHRONOUS_FULL &&
    db.pragma("journal_mode", { simple: true }) === "wal"
  );
}

/** Sets the key of a connection. No other statement may come before it. */
export function applyKey(db: Database.Database, keyHex: string): void {
  // The order matters: otherwise SQLite takes the key for another cipher's.
  db.pragma("cipher='sqlcipher'");
  db.pragma("legacy=4");
  db.pragma(`key="x'${keyHex}'"`);
}

/**
 * A reader may write to the file system: only so can the last connection take the files of the log away
 * again. Nothing can be written through it to the database (`query_only`).
 */
function connect(file: string, readOnly: boolean): Database.Database {
  try {
    return openSqlite(file, { timeout: BUSY_TIMEOUT_MS, fileMustExist: readOnly });
  } catch (cause) {
    const message = `The ledger at ${file} can't be opened: check whose it is.`;
    throw new StoreError("store/unwritable", message, { cause });
  }
}

/**
 * Pages kept in memory, deciphered. The driver's own 16 MB are full once 20,000 goods were read, of which
 * nothing is read again; taking in a long history is no slower for the difference.
 */
const CACHE_KIB = 4000;

function prepareConnection(db: Database.Database, keyHex: string): void {
  applyKey(db, keyHex);
  db.pragma("synchronous=FULL");
  db.pragma("temp_store=MEMORY");
  db.pragma("foreign_keys=ON");
  db.pragma("trusted_schema=OFF");
  db.pragma("secure_delete=ON");
  db.pragma(`cache_size=-${CACHE_KIB}`);
  const version = db.prepare<[], { readonly v: string }>("SELECT sqlite_version() AS v").get();
  if (!isAtLeast(version?.v ?? "", SQLITE_VERSION_MIN)) {
    throw new StoreError("store/unsafe-sqlite", `SQLite ${version?.v} is too old to be safe.`);
  }
}

/** A reader leaves the journal as it is: after a change of the key nobody may have opened it for writing yet. */
function makeDurable(db: Database.Database): void {
  db.pragma("journal_mode=WAL");
  if (isDurable(db)) return;
  throw new StoreError("store/unsafe-sqlite", "The database does not sync its commits.");
}

/** Brings a store to the newest version. `steps` are given by tests alone. */
export function migrate(db: Database.Database, steps = MIGRATIONS): void {
  const newest = steps.length;
  const found = versionOf(db);
  if (found === newest) return;
  if (found > newest) {
    throw new StoreError(
      "store/newer-version",
      "This ledger was written by a newer tillmesh: update this one.",
    );
  }
  db.transaction(() => {
    // The version is read inside the lock, because another process may have migrated first.
    for (const step of steps.slice(versionOf(db))) db.exec(step);
    db.pragma(`user_version=${newest}`);
  }).immediate();
}

function versionOf(db: Database.Database): number {
  return Number(db.pragma("user_version", { simple: true }));
}

/**
 * `tx`: the ledger, one row per transaction as it was written; `arrival` is local. `segment`: the rest of
 * the ledger, packed; arrivals are numbered together with those of `tx`. `sealed_control`: a copy of what
 * says who belongs to the shop, so that no opening unpacks a segment for it.
 */
const LEDGER_TABLES = `
CREATE TABLE tx (
  arrival INTEGER PRIMARY KEY,
  origin TEXT NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  hash TEXT NOT NULL,
  day TEXT NOT NULL,
  control INTEGER NOT NULL,
  bytes BLOB NOT NULL
);
CREATE UNIQUE INDEX tx_by_origin ON tx (origin, last, hash);
CREATE INDEX tx_control ON tx (arrival) WHERE control = 1;
CREATE TABLE segment (
  arrival INTEGER PRIMARY KEY,
  since INTEGER NOT NULL,
  arrivals TEXT NOT NULL,
  origin TEXT NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  hash TEXT NOT NULL,
  previous TEXT NOT NULL,
  transactions INTEGER NOT NULL,
  day TEXT NOT NULL,
  bytes BLOB NOT NULL
);
CREATE UNIQUE INDEX segment_by_origin ON segment (origin, last, hash);
CREATE INDEX segment_by_arrival ON segment (arrival, since);
CREATE TABLE sealed_control (
  origin TEXT NOT NULL,
  last INTEGER NOT NULL,
  hash TEXT NOT NULL,
  arrival INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (origin, last, hash)
) WITHOUT ROWID;
`;

/**
 * The tables that can be made anew from the ledger. `stream_place`: the rows and segments that hold
 * a stream's events, by a hash of the stream's name. `generation`: sets of tables with the folded
 * state, see generations.ts. `kept`: what was worked out of it, see kept-results.ts.
 */
const FOLDED_TABLES = `
CREATE TABLE stream_place (
  stream INTEGER NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (stream, place)
) WITHOUT ROWID;
CREATE TABLE generation (
  id INTEGER PRIMARY KEY,
  versions TEXT NOT NULL,
  epoch TEXT NOT NULL,
  flushed INTEGER NOT NULL,
  barred TEXT NOT NULL,
  forked TEXT NOT NULL,
  state INTEGER NOT NULL
);
CREATE TABLE kept (name TEXT PRIMARY KEY, stamp TEXT NOT NULL, bytes BLOB NOT NULL);
CREATE TABLE local (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
`;

/** What a box that has not heard the past was told of today (present/present-table.ts). */
const PRESENT_TABLES = `
CREATE TABLE present_piece (
  origin TEXT NOT NULL,
  first INTEGER NOT NULL,
  hash TEXT NOT NULL,
  previous TEXT NOT NULL,
  control INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (origin, first, hash)
);
CREATE TABLE present_stream (stream TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE present_receipt (receipt TEXT PRIMARY KEY, nowhere INTEGER NOT NULL) WITHOUT ROWID;
`;

/**
 * `words`: what is signed apart from every chain. `secret_value`: values of secrets, each named by a
 * counting event; `secret_room`: what those of each writer take; `secret_wait`: how long each that is to be
 * destroyed, or doesn't hold, has been so on this box. By the revision of its last change, whoever tells the
 * rows to others finds the new ones alone.
 */
const SECRET_TABLES = `
CREATE TABLE words (
  id TEXT PRIMARY KEY, row TEXT NOT NULL, revision INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX words_by_revision ON words (revision);
CREATE TABLE secret_value (
  id TEXT NOT NULL,
  hash TEXT NOT NULL,
  value TEXT NOT NULL,
  by TEXT NOT NULL,
  revision INTEGER NOT NULL,
  PRIMARY KEY (id, hash)
) WITHOUT ROWID;
CREATE INDEX secret_value_by_revision ON secret_value (revision);
CREATE TABLE secret_room (
  by TEXT PRIMARY KEY, rows INTEGER NOT NULL, bytes INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE secret_wait (
  id TEXT NOT NULL, mark TEXT NOT NULL, since INTEGER NOT NULL, PRIMARY KEY (id, mark)
) WITHOUT ROWID;
`;

/**
 * `note`: what a printer is asked by what became of a paper. Tickets that wait are looked at several times a
 * second, and papers that a printer has to be asked about before each paper, however many others wait.
 */
const PRINT_TABLES = `
CREATE TABLE print_jobs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  document_id TEXT NOT NULL,
  printer TEXT NOT NULL,
  copy INTEGER NOT NULL,
  kind TEXT NOT NULL,
  document TEXT NOT NULL,
  created_ms INTEGER NOT NULL,
  state TEXT NOT NULL,
  fresh_from_ms INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  doubts INTEGER NOT NULL,
  last_fault TEXT NOT NULL,
  outcome_told INTEGER NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  UNIQUE (document_id, printer, copy)
);
CREATE INDEX print_jobs_by_state ON print_jobs (state, printer, id);
CREATE INDEX print_jobs_untold ON print_jobs (state, printer, id) WHERE outcome_told = 0;
CREATE INDEX print_jobs_told ON print_jobs (created_ms) WHERE outcome_told = 1;
CREATE INDEX print_jobs_tickets ON print_jobs (state, id) WHERE kind = 'ticket' AND copy = 1;
CREATE INDEX print_jobs_noted ON print_jobs (printer, id) WHERE note <> '';
`;

/** The schema, as one step after another: a store of an older version takes those that it lacks. */
const MIGRATIONS: ReadonlyArray<string> = [
  [LEDGER_TABLES, FOLDED_TABLES, PRESENT_TABLES, SECRET_TABLES, PRINT_TABLES].join(""),
];

function isAtLeast(version: string, min: ReadonlyArray<number>): boolean {
  const parts = version.split(".").map(Number);
  for (const [index, wanted] of min.entries()) {
    const part = parts[index] ?? 0;
    if (part !== wanted) return part > wanted;
  }
  return true;
}

interface WriteLock {
  /**
   * Runs `work` in a write transaction; inside one, as a part of that. On a full disk it may run a
   * second time, with nothing left of the first.
   */
  readonly write: <Value>(work: () => Value) => Value;
  readonly close: () => void;
}

/** A try costs 10 µs, a pause of so much lasts about a third of a millisecond. */
const PAUSE_MS = 0.25;
/** About five seconds: then something is wrong with whoever has the lock. */
const TRIES_MAX = 15_000;
/** A tenth of a second: whoever stands in the turnstile longer was stopped there, and is passed. */
const TURN_TRIES_MAX = 300;
/** About a third of a second. */
const LONG_TRIES = 1000;
const TURNSTILE_FILE = "turn.lock";

interface WriteLockOptions {
  /** How long the connection waits by itself for anything but the lock. */
  readonly restTimeoutMs: number;
  /** The disk is full: says whether it could make room. */
  readonly makeRoom: () => boolean;
  /** Called before the work, in its transaction; throws when nothing may be written. */
  readonly onTurn: () => void;
  /** Called when the transaction has begun; the answer, when it is over. */
  readonly written: () => () => void;
  /** Called while another process keeps this one waiting, which does nothing else meanwhile. */
  readonly onWait: () => void;
}

/**
 * The turn to write: of several processes on a store, one writes at a time, and each gets its turn.
 *
 * SQLite alone lets whoever has just written write again at once, while the others sleep up to 100 ms
 * between two tries: two tills that sell at full speed keep a third one waiting for more than a second.
 * So whoever waits holds a second lock, the turnstile, and nobody passes it on the way to the first.
 * The kernel frees both when a process dies.
 */
function createWriteLock(
  db: Database.Database,
  { restTimeoutMs, makeRoom, onTurn, onWait, written }: WriteLockOptions,
): WriteLock {
  const pause = new Int32Array(new SharedArrayBuffer(4));
  const [begin, commit, rollback] = ["BEGIN IMMEDIATE", "COMMIT", "ROLLBACK"].map((text) =>
    db.prepare(text),
  ) as [Statement, Statement, Statement];
  let turnstile: Turnstile | undefined;
  let turnTries = TURN_TRIES_MAX;

  /** False when somebody had it all the time, or when it can't be used: it is but a courtesy. */
  function passTurnstile(): boolean {
    // The turnstile is opened at the first write only: a reader leaves the folder as it is.
    turnstile ??= openTurnstile(path.join(path.dirname(db.name), TURNSTILE_FILE));
    for (let tries = 0; tries < turnTries; tries += 1) {
      const entered = turnstile.enter();
      if (entered !== "busy") {
        turnTries = TURN_TRIES_MAX;
        return entered === "entered";
      }
      Atomics.wait(pause, 0, 0, PAUSE_MS);
    }
    // While the turnstile stays busy, later writes try it once and don't wait for it again.
    turnTries = 1;
    return false;
  }

  function takeTurn(): void {
    const isInTurn = passTurnstile();
    try {
      // We pause ourselves, in this order, because SQLite's own pauses are too long for a queue.
      db.exec("PRAGMA busy_timeout=0");
      for (let tries = 1; !tryBegin(begin, tries === TRIES_MAX); tries += 1) {
        if (tries === LONG_TRIES) onWait();
        Atomics.wait(pause, 0, 0, PAUSE_MS);
      }
    } finally {
      db.exec(`PRAGMA busy_timeout=${restTimeoutMs}`);
      if (isInTurn) turnstile?.leave();
    }
  }

  function writeOnce<Value>(work: () => Value): Value {
    takeTurn();
    const over = written();
    try {
      onTurn();
      const value = work();
      commit.run();
      return value;
    } finally {
      // This also runs after a commit that failed; some errors have rolled back already.
      if (db.inTransaction) rollback.run();
      over();
    }
  }

  return {
    write: (work) => {
      if (db.inTransaction) return work();
      try {
        return writeOnce(work);
      } catch (cause) {
        if (storeErrorOf(cause)?.type !== "store/full" || !makeRoom()) throw cause;
        return writeOnce(work);
      }
    },
    close: () => turnstile?.close(),
  };
}

/** False when another process has the lock. */
function tryBegin(begin: Statement, isLastTry: boolean): boolean {
  try {
    begin.run();
    return true;
  } catch (cause) {
    if (isBusy(cause) && !isLastTry) return false;
    throw cause;
  }
}

type Statement = Database.Statement<[]>;

interface Turnstile {
  readonly enter: () => "entered" | "busy" | "broken";
  readonly leave: () => void;
  readonly close: () => void;
}

function openTurnstile(file: string): Turnstile {
  try {
    const lock = openSqlite(file, { timeout: 0 });
    const begin = lock.prepare("BEGIN IMMEDIATE");
    const [keep, takeBack] = [lock.prepare("COMMIT"), lock.prepare("ROLLBACK")];
    return {
      enter: () => {
        try {
          begin.run();
          return "entered";
        } catch (cause) {
          return isBusy(cause) ? "busy" : "broken";
        }
      },
      leave: () => {
        // The rollback is left out, because nothing was written and it costs SQLite five times as
        // much as a commit.
        try {
          keep.run();
        } catch {
          // Another process looks at the lock right now.
          takeBack.run();
        }
      },
      close: () => {
        lock.close();
      },
    };
  } catch {
    // No such file can be made here. Whether the ledger can be written, the ledger says.
    return { enter: () => "broken", leave: () => undefined, close: () => undefined };
  }
}

function isBusy(cause: unknown): boolean {
  return cause instanceof Error && "code" in cause && cause.code === "SQLITE_BUSY";
}
