/**
 * Notices at once that another process has written into the same store, by its database's log. A file
 * system that tells nothing leaves it to whoever looks from time to time.
 */

import { watch } from "node:fs";
import path from "node:path";

import { type Clock } from "../../domain/ports.ts";

const LOG_FILE = "ledger.db-wal";

/** Tells once for many writes. The returned function ends it: nothing is told after that. */
export function watchStore(dir: string, clock: Clock, onWrite: () => void): () => void {
  let cancel: (() => void) | undefined;
  try {
    const watcher = watch(path.join(dir, LOG_FILE), { persistent: false }, () => {
      cancel ??= clock.after(0, () => {
        cancel = undefined;
        onWrite();
      });
    });
    watcher.on("error", () => {
      watcher.close();
    });
    return () => {
      cancel?.();
      watcher.close();
    };
  } catch {
    // It is looked at from time to time all the same.
    return () => undefined;
  }
}
