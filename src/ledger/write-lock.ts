/**
 * The turn to write: of several processes on a store, one writes at a time, and each gets its turn.
 *
 * SQLite alone lets whoever has just written write again at once, while the others sleep up to 100 ms
 * between two tries: two tills that sell at full speed keep a third one waiting for more than a second.
 * So whoever waits holds a second lock, the turnstile, and nobody passes it on the way to the first.
 * The kernel frees both when a process dies.
 */

import path from "node:path";

import type Database from "better-sqlite3";

import { openSqlite } from "./sqlite.ts";
import { storeErrorOf } from "./store-error.ts";

export interface WriteLock {
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

export interface WriteLockOptions {
  /** How long the connection waits by itself for anything but the lock. */
  readonly restTimeoutMs: number;
  /** The disk is full: says whether it could make room. */
  readonly makeRoom: () => boolean;
  /** Before the work, in its transaction; throws when nothing must be written. */
  readonly onTurn: () => void;
  /** Another process keeps this one waiting, which does nothing else meanwhile. */
  readonly onWait: () => void;
}

export function createWriteLock(
  db: Database.Database,
  { restTimeoutMs, makeRoom, onTurn, onWait }: WriteLockOptions,
): WriteLock {
  const pause = new Int32Array(new SharedArrayBuffer(4));
  const [begin, commit, rollback] = ["BEGIN IMMEDIATE", "COMMIT", "ROLLBACK"].map((text) =>
    db.prepare(text),
  ) as [Statement, Statement, Statement];
  let turnstile: Turnstile | undefined;
  let turnTries = TURN_TRIES_MAX;

  /** False when somebody had it all the time, or when it can't be used: it is but a courtesy. */
  function passTurnstile(): boolean {
    // Not before the first writing: who only looks leaves the folder as it is.
    turnstile ??= openTurnstile(path.join(path.dirname(db.name), TURNSTILE_FILE));
    for (let tries = 0; tries < turnTries; tries += 1) {
      const entered = turnstile.enter();
      if (entered !== "busy") {
        turnTries = TURN_TRIES_MAX;
        return entered === "entered";
      }
      Atomics.wait(pause, 0, 0, PAUSE_MS);
    }
    // Not a tenth of a second each time, as long as it stands there.
    turnTries = 1;
    return false;
  }

  function takeTurn(): void {
    const isInTurn = passTurnstile();
    try {
      // In this order: SQLite's own pauses are too long for a queue.
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
    try {
      onTurn();
      const value = work();
      commit.run();
      return value;
    } finally {
      // Also after a commit that failed; some errors have rolled back already.
      if (db.inTransaction) rollback.run();
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
        // Nothing was written: taking nothing back costs SQLite five times as much as keeping it.
        try {
          keep.run();
        } catch {
          // Somebody looks at the lock right now.
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
