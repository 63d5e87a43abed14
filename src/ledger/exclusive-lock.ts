/**
 * A lock on a store that only one process can hold: an open write transaction on a small
 * database beside it. The kernel frees it when the process dies, so nobody ever waits for a lock
 * that a crash left behind.
 */

import path from "node:path";

import { openSqlite } from "./sqlite.ts";

export interface ExclusiveLock {
  readonly release: () => void;
}

/**
 * `duties`: of several processes on a store, one drives its devices and packs what is old. `register`:
 * one screen shows the till's order. `kitchen-…`: one shows a station's tickets, so that
 * a ticket has one number. `backup`: one at a time writes to the places. `pins`: one at a
 * time tries a PIN. `terminal-…`: one at a time talks to a card terminal. `hub`: one process is the office
 * of a folder. `users`: one command at a time changes who may log in to its page. `tablets`: one command at
 * a time adds or removes one.
 */
export type LockName =
  | "duties"
  | "register"
  | `kitchen-${string}`
  | "backup"
  | "pins"
  | `terminal-${string}`
  | "hub"
  | "users"
  | "tablets";

/** Undefined when another process has it. Whoever gets it keeps the handle as long as it works. */
export function takeLock(dir: string, name: LockName): ExclusiveLock | undefined {
  const lock = openSqlite(path.join(dir, `${name}.lock`), { timeout: 0 });
  try {
    // A journal on the disk is begun with the first write to an empty file, and a full disk has no room for it.
    lock.pragma("journal_mode = MEMORY");
    // The lock is not EXCLUSIVE, which waits for readers too: of two processes at once, both would
    // be refused.
    lock.exec("BEGIN IMMEDIATE");
    return {
      release: () => {
        lock.close();
      },
    };
  } catch {
    lock.close();
    return undefined;
  }
}
