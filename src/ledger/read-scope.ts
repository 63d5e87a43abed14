/**
 * The reads of one connection: each look is one read transaction, and those of a scope are one together, so that
 * SQLite is asked once for all of them whether anybody else has written.
 *
 * A scope is no promise for a write: what is written within it ends the transaction first, in turn with others as ever,
 * and the next look begins a new one. So nothing is ever decided on what was read before the lock was there.
 */

import type Database from "better-sqlite3";

export interface ReadScope {
  /**
   * Runs `look` in a read transaction; inside of any transaction, as a part of that. `onBegin` is called inside of
   * one that begins here, before the look.
   */
  readonly read: <Value>(look: () => Value, onBegin: () => void) => Value;
  /** Lets the looks of the work, which may not wait for anything, share one transaction as long as nothing is written. */
  readonly together: <Value>(work: () => Value) => Value;
  /** Changes when another connection has written. Within a transaction nothing can, so it is asked once in each. */
  readonly dataVersion: () => number;
  /** Whether something that is written now becomes a part of a transaction under way, and holds when that does. */
  readonly isUnderWay: () => boolean;
}

interface ScopedWrites extends ReadScope {
  /** Ends what looks share: the database has to be free for a moment. Within a look nothing is ended. */
  readonly end: () => void;
  /** Announces that a write transaction has begun; call the answer when it is over. */
  readonly written: () => () => void;
}

export function createReadScope(db: Database.Database): ScopedWrites {
  const [begin, commit, rollback] = ["BEGIN", "COMMIT", "ROLLBACK"].map((text) =>
    db.prepare(text),
  ) as [Statement, Statement, Statement];
  const version = db.prepare<[], { readonly data_version: number }>("PRAGMA data_version");
  let isScope = false;
  /** Whether the transaction under way is that of looks. */
  let isShared = false;
  let isWriting = false;
  let looks = 0;
  /** The version in the transaction under way, once it was asked for. */
  let known: number | undefined;

  function close(how: Statement): void {
    if (!isShared) return;
    isShared = false;
    known = undefined;
    // Some errors have rolled back already.
    if (db.inTransaction) how.run();
  }

  function together<Value>(work: () => Value): Value {
    if (isScope || db.inTransaction) return work();
    isScope = true;
    try {
      return work();
    } finally {
      isScope = false;
      close(commit);
    }
  }

  function read<Value>(look: () => Value, onBegin: () => void): Value {
    if (!isScope && !db.inTransaction) return together(() => read(look, onBegin));
    looks += 1;
    try {
      if (!db.inTransaction) {
        begin.run();
        isShared = true;
        onBegin();
      }
      return look();
    } catch (cause) {
      if (looks === 1) close(rollback);
      throw cause;
    } finally {
      looks -= 1;
    }
  }

  function askVersion(): number {
    return version.get()?.data_version ?? 0;
  }

  function dataVersion(): number {
    if (!isShared && !isWriting) return askVersion();
    known ??= askVersion();
    return known;
  }

  return {
    read,
    together,
    dataVersion,
    isUnderWay: () => db.inTransaction && (looks > 0 || !isShared),
    end: () => {
      if (looks === 0) close(commit);
    },
    written: () => {
      isWriting = true;
      known = undefined;
      return () => {
        isWriting = false;
        known = undefined;
      };
    },
  };
}

type Statement = Database.Statement<[]>;
