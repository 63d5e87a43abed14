/**
 * The backups of a till: every hour by itself while a process stays, and whenever a person asks.
 *
 * One process at a time writes, whoever holds the lock. Nothing here may end a sale or the register:
 * what goes wrong is noted with its place, and tried again.
 */

import { type Clock, type Random } from "../../domain/ports.ts";
import { type Result } from "../../domain/result.ts";
import { takeLock } from "../../ledger/exclusive-lock.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { type BackupBook, createBackupBook, type PlaceSetting } from "./backup-book.ts";
import { type PlaceFault } from "./backup-place.ts";
import { openPlace } from "./backup-places.ts";
import { backUp, type Verified } from "./backup-run.ts";
import { type BackupAge, backupAge, type PlaceStatus, placeStatuses } from "./backup-status.ts";

export interface Backups {
  readonly book: BackupBook;
  readonly statuses: () => ReadonlyArray<PlaceStatus>;
  /** Of the newest backup anywhere; undefined while no place is set. Costs no look at the disk. */
  readonly age: () => BackupAge | undefined;
  /** Undefined while another process writes. */
  readonly runNow: (
    places: ReadonlyArray<PlaceSetting>,
    onProgress?: BackupProgress,
  ) => Promise<ReadonlyArray<PlaceOutcome> | undefined>;
  /** Looks now and from time to time whether a place is due, until it is closed. */
  readonly keepWorking: (onChange: () => void) => void;
  /** A fault of ours or of the store: it is tried again. For the log. */
  readonly onFault: (listener: (error: unknown) => void) => void;
  readonly close: () => Promise<void>;
}

export type BackupProgress = (place: PlaceSetting, done: number, total: number) => void;

export interface PlaceOutcome {
  readonly place: PlaceSetting;
  readonly result: Result<Verified, PlaceFault>;
}

export interface BackupsDeps {
  readonly dir: string;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly random: Random;
  /** On the shop's wall, with its offset. */
  readonly timeText: (atMs: number) => string;
}

const LOOK_EVERY_MS = 30_000;
const HOUR_MS = 3_600_000;
/** Doubled with each failure, up to an hour. */
const RETRY_MS = 60_000;
/** Whoever leaves does not wait for a stick that hangs. */
const CLOSE_PATIENCE_MS = 5000;

export function createBackups(deps: BackupsDeps): Backups {
  const { ledger, clock, timeText } = deps;
  const book = createBackupBook(ledger);
  const ending = new AbortController();
  const retries = createRetries(clock);
  const newest = createNewest(deps, book);
  let onFault: ((error: unknown) => void) | undefined;
  let cancelLook: (() => void) | undefined;
  let working: Promise<unknown> | undefined;

  async function runAll(
    places: ReadonlyArray<PlaceSetting>,
    onProgress?: BackupProgress,
  ): Promise<ReadonlyArray<PlaceOutcome> | undefined> {
    const lock = takeLock(deps.dir, "backup");
    if (lock === undefined) return undefined;
    try {
      const outcomes: PlaceOutcome[] = [];
      for (const place of places) {
        const result = await runOne({ deps, book, ending: ending.signal }, place, onProgress);
        retries.note(place.id, result);
        outcomes.push({ place, result });
      }
      return outcomes;
    } finally {
      lock.release();
      newest.refresh();
    }
  }

  async function lookOnce(): Promise<void> {
    try {
      newest.refresh();
      const due = book.places().filter(({ id }) => isDue(book, id, clock) && retries.may(id));
      if (due.length > 0) await runAll(due);
    } catch (error) {
      if (!ending.signal.aborted) onFault?.(error);
    }
  }

  function keepLooking(onChange: () => void): void {
    working ??= lookOnce().finally(() => {
      working = undefined;
      if (!ending.signal.aborted) onChange();
    });
    cancelLook = clock.after(LOOK_EVERY_MS, () => keepLooking(onChange));
  }

  return {
    book,
    statuses: () => placeStatuses(ledger, { book, nowMs: clock.nowMs(), timeText }),
    age: () => newest.age(),
    runNow: runAll,
    keepWorking: keepLooking,
    onFault: (listener) => {
      onFault = listener;
    },
    close: async () => {
      cancelLook?.();
      ending.abort();
      if (working === undefined) return;
      const { promise, resolve } = Promise.withResolvers<undefined>();
      const cancel = clock.after(CLOSE_PATIENCE_MS, () => resolve(undefined));
      await Promise.race([working, promise]);
      cancel();
    },
  };
}

/** Notes how it went. */
async function runOne(
  {
    deps: { dir, ledger, clock, random },
    book,
    ending,
  }: { readonly deps: BackupsDeps; readonly book: BackupBook; readonly ending: AbortSignal },
  setting: PlaceSetting,
  onProgress?: BackupProgress,
): Promise<Result<Verified, PlaceFault>> {
  const { id } = setting;
  const place = openPlace({ dir, ledger, clock }, setting, ending);
  const { device } = ledger.identity.key;
  const result = await backUp({
    ledger,
    book,
    id,
    place,
    clock,
    random,
    ending,
    deviceName: ledger.admission().get(device)?.name ?? "",
    onProgress: (done, total) => onProgress?.(setting, done, total),
  });
  const before = book.state(id);
  if (result.ok) book.setState(id, { verified: result.value });
  else if (result.fault.type !== "place/interrupted") {
    const { type, sentence } = result.fault;
    if (before.trouble?.sentence === sentence) return result;
    book.setState(id, { ...before, trouble: { type, sentence } });
  }
  return result;
}

/** Also when the clock has gone back: its last word means nothing then. */
function isDue(book: BackupBook, place: string, clock: Clock): boolean {
  const { verified } = book.state(place);
  if (verified === undefined) return true;
  const age = clock.nowMs() - verified.atMs;
  return age < 0 || age >= HOUR_MS;
}

interface Retries {
  readonly may: (place: string) => boolean;
  readonly note: (place: string, result: Result<unknown, PlaceFault>) => void;
}

/** A stick that is away costs one look: it is asked for each time. Anything else has to wait longer. */
function createRetries(clock: Clock): Retries {
  const failuresByPlace = new Map<string, { readonly count: number; readonly atMs: number }>();
  return {
    may: (place) => {
      const failed = failuresByPlace.get(place);
      if (failed === undefined) return true;
      const waited = clock.nowMs() - failed.atMs;
      return waited < 0 || waited >= Math.min(HOUR_MS, RETRY_MS * 2 ** (failed.count - 1));
    },
    note: (place, result) => {
      if (result.ok || result.fault.type === "place/away") failuresByPlace.delete(place);
      else {
        const count = (failuresByPlace.get(place)?.count ?? 0) + 1;
        failuresByPlace.set(place, { count, atMs: clock.nowMs() });
      }
    },
  };
}

interface Newest {
  readonly refresh: () => void;
  readonly age: () => BackupAge | undefined;
}

/** Kept at hand since the last look, because every frame of the screen asks. */
function createNewest({ clock }: BackupsDeps, book: BackupBook): Newest {
  let sinceMs: number | undefined;
  function refresh(): void {
    const times = book.places().map(({ id, addedMs }) => book.state(id).verified?.atMs ?? addedMs);
    sinceMs = times.length === 0 ? undefined : Math.max(...times);
  }
  return {
    refresh,
    age: () => (sinceMs === undefined ? undefined : backupAge(clock.nowMs() - sinceMs)),
  };
}
