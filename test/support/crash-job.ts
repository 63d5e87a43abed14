/** What those who check the states after a power cut are asked, and answer. */

import { type Cut } from "../../src/ledger/log/segment.ts";

/** A day of fifty orders is packed into some segments, and has a tail. */
export const CRASH_CUT: Cut = { events: 70, bytes: 1_000_000 };

export interface CrashJob {
  /** What strace wrote. */
  readonly log: string;
  /** The store's folder that it was told of, without links. */
  readonly folder: string;
  /** A copy of the store from before. */
  readonly before: string;
  readonly share: number;
  readonly shares: number;
  /** So many states in a row are of one share. */
  readonly neighbours: number;
}

export interface CrashReport {
  readonly changes: number;
  /** Of all shares together. */
  readonly states: number;
  readonly checked: number;
  readonly checkedInFull: number;
  readonly receiptsMax: number;
  readonly problems: ReadonlyArray<string>;
}

export function isLedgerFile(file: string): boolean {
  // The index of the WAL is made anew by whoever opens the store first.
  return file.startsWith("ledger.db") && !file.endsWith("-shm");
}
