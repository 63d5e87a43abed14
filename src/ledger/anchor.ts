/**
 * A second, small file that says how far this till had come: should the ledger ever know less, its
 * disk has gone back in time, and what it said meanwhile may be on other tills.
 *
 * Written after the ledger, so it is never ahead of it by itself. Synced at most each second and when
 * the store closes; never within a commit, whose sync is what the cashier waits for.
 */

import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import path from "node:path";

import { type ChainEnd, chainEndSchema } from "../domain/identity.ts";
import { type Clock } from "../domain/ports.ts";

export interface Anchor {
  /** Writes it down, as soon as nobody waits or within the second. */
  readonly note: (end: ChainEnd) => void;
  readonly close: () => void;
}

const ANCHOR_FILE = "anchor";
const INTERVAL_MS = 1000;

/** Undefined when there is none, or when it can't be read: that is no evidence of anything. */
export function readAnchor(dir: string): ChainEnd | undefined {
  try {
    const text = readFileSync(path.join(dir, ANCHOR_FILE), "utf8");
    return chainEndSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

export interface AnchorDeps {
  readonly clock: Clock;
  /** Called when the anchor can't be written. That is no reason to refuse a sale: the ledger has it. */
  readonly onTrouble?: ((cause: unknown) => void) | undefined;
}

export function createAnchor(dir: string, { clock, onTrouble }: AnchorDeps): Anchor {
  let waiting: ChainEnd | undefined;
  let cancel: (() => void) | undefined;

  function write(): void {
    try {
      if (waiting !== undefined) writeAnchor(dir, waiting);
    } catch (cause) {
      onTrouble?.(cause);
    }
    waiting = undefined;
  }

  function rest(): void {
    cancel = clock.after(INTERVAL_MS, () => {
      cancel = undefined;
      if (waiting === undefined) return;
      write();
      rest();
    });
  }

  return {
    note: (end) => {
      waiting = end;
      cancel ??= clock.after(0, () => {
        write();
        rest();
      });
    },
    close: () => {
      cancel?.();
      cancel = undefined;
      write();
    },
  };
}

/** Writes a new file and renames it, so that the anchor is there in full or not at all. */
function writeAnchor(dir: string, end: ChainEnd): void {
  const file = path.join(dir, ANCHOR_FILE);
  const part = `${file}.part`;
  const handle = openSync(part, "w", 0o600);
  try {
    writeSync(handle, JSON.stringify(end));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(part, file);
}
