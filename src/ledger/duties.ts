import path from "node:path";

/**
 * The duties of a store: of several processes on it, one drives its devices.
 *
 * It is whoever holds an open exclusive transaction on `duties.lock`. The kernel frees it when the
 * process dies, so nobody ever waits for a lock that a crash left behind.
 */
import Database from "better-sqlite3";

export interface Duties {
  readonly release: () => void;
}

const LOCK_FILE = "duties.lock";

/** Undefined when another process has them. The caller keeps what it gets for as long as it works. */
export function takeDuties(dir: string): Duties | undefined {
  const lock = new Database(path.join(dir, LOCK_FILE), { timeout: 0 });
  try {
    lock.exec("BEGIN EXCLUSIVE");
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
