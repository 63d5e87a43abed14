/**
 * The log of refused strangers: one line per address, reason and minute, with a count, so that
 * somebody who knocks a thousand times a second doesn't fill the log.
 */

import { type Clock } from "../../domain/ports.ts";
import { type Refusal } from "./link.ts";

export interface RefusalLog {
  readonly note: (remote: string, reason: string) => void;
  /** Tells what was counted and not told yet. */
  readonly close: () => void;
}

export const REFUSAL_MS = 60_000;
/** Addresses can be made up, on IPv6 by the million: more than this are one. */
const KNOWN_MAX = 256;
export const MANY_ADDRESSES = "many addresses";

export function createRefusalLog(clock: Clock, onRefused: (refusal: Refusal) => void): RefusalLog {
  const known = new Map<string, { unreported: Refusal; readonly cancel: () => void }>();
  return {
    note,
    close: () => {
      for (const key of known.keys()) forget(key);
    },
  };

  function note(remote: string, reason: string): void {
    const key = `${remote} ${reason}`;
    const entry = known.get(key);
    if (entry !== undefined) {
      entry.unreported = { ...entry.unreported, count: entry.unreported.count + 1 };
      return;
    }
    if (known.size >= KNOWN_MAX && remote !== MANY_ADDRESSES) {
      note(MANY_ADDRESSES, reason);
      return;
    }
    const cancel = clock.after(REFUSAL_MS, () => {
      forget(key);
    });
    known.set(key, { unreported: { remote, reason, count: 0 }, cancel });
    onRefused({ remote, reason, count: 1 });
  }

  function forget(key: string): void {
    const entry = known.get(key);
    if (entry === undefined) return;
    known.delete(key);
    entry.cancel();
    if (entry.unreported.count > 0) onRefused(entry.unreported);
  }
}
