/**
 * The backups of a till: every hour by itself while a process stays, and whenever a person asks.
 *
 * One process at a time writes, whoever holds the lock. Nothing here may end a sale or the register:
 * what goes wrong is noted with its place, and tried again.
 */

import { type Result, err, ok } from "../../domain/base/result.ts";
import { type Hash } from "../../domain/identity.ts";
import { type Clock, type Random } from "../../domain/ports.ts";
import { type Piece } from "../../ledger/exchange.ts";
import { takeLock } from "../../ledger/exclusive-lock.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import {
  joinRecords,
  type Manifest,
  manifestName,
  openManifest,
  sealManifest,
  segmentName,
  sha256,
  type Slot,
  tailName,
} from "../../ledger/recovery/backup-format.ts";
import { openFile, sealFile, type BackupKey } from "../../ledger/recovery/backup-seal.ts";
import { backupSource, type BackupSource } from "../../ledger/recovery/backup-source.ts";
import {
  type BackupBook,
  createBackupBook,
  type PlaceSetting,
  type BookedSegment,
  type PlaceState,
  type Proof,
} from "./backup-book.ts";
import { type PlaceFault, type BackupPlace } from "./backup-place.ts";
import { openPlace } from "./backup-places.ts";
import { type BackupAge, backupAge, type PlaceStatus, placeStatuses } from "./backup-status.ts";

export interface Backups {
  readonly book: BackupBook;
  readonly statuses: () => ReadonlyArray<PlaceStatus>;
  /** Returns the age of the newest backup in any place; undefined while no place is set. It reads no disk. */
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
  /** Returns the shop's local time, with its offset. */
  readonly timeText: (atMs: number) => string;
}

const LOOK_EVERY_MS = 30_000;
const HOUR_MS = 3_600_000;
/** Doubled with each failure, up to an hour. */
const RETRY_MS = 60_000;
/** A process that ends does not wait longer for a stick that hangs. */
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
  const stateBefore = book.state(id);
  if (result.ok) book.setState(id, { verified: result.value });
  else if (result.fault.type !== "place/interrupted") {
    const { type, sentence } = result.fault;
    if (stateBefore.trouble?.sentence === sentence) return result;
    book.setState(id, { ...stateBefore, trouble: { type, sentence } });
  }
  return result;
}

/** A backup is also due when the clock was set back: its last time means nothing then. */
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

/** The result is kept since the last check, because every frame of the screen reads it. */
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

type Verified = NonNullable<PlaceState["verified"]>;

interface BackupRun {
  readonly ledger: Ledger;
  readonly book: BackupBook;
  /** Name of the place in the book. */
  readonly id: string;
  readonly place: BackupPlace;
  readonly clock: Clock;
  readonly random: Random;
  readonly deviceName: string;
  readonly ending: AbortSignal;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** Within a week each segment is read again where it lies: sticks forget. */
const RUNS_PER_ROUND = 168;
const CHECKED_AT_LEAST = 4;
/** A first backup that is cut short goes on from there. */
const BOOKED_AT_ONCE = 16;

/**
 * One backup to one place: what is new goes there, and it is done only when the place has shown that
 * it holds it. Cut short anywhere, the backup before stays whole.
 *
 * Files go one after the other, each awaited, so that a sale never waits for more than one piece.
 */
export async function backUp(run: BackupRun): Promise<Result<Verified, PlaceFault>> {
  // The list comes before any other read, because it mostly shows that the stick is still away.
  const there = await run.place.list();
  if (!there.ok) return there;
  const source = backupSource(run.ledger);
  if (source === undefined) return err(nothingYet);
  const key = run.book.key(run.random);
  const writer = createWriter(run, source, key);
  const segments = await copySegments(run, { source, there: there.value }, writer);
  if (!segments.ok) return segments;
  const { slot, last } = await freeSlot(run, source, key);
  // The generation follows the clock, so that it goes on rising in a place that was removed and
  // added again.
  const generation = Math.max(last + 1, nowMs(run));
  const tail = await writer.write(tailName(slot), joinRecords(source.tail));
  if (!tail.ok) return tail;
  const manifest: Manifest = {
    generation,
    at: nowMs(run),
    device: run.ledger.identity.key.device,
    deviceName: run.deviceName,
    founding: source.founding,
    heads: [...source.heads],
    segments: source.segments.map(({ origin, first, last, hash }) => {
      return { origin, first, last, hash, size: segments.value.get(hash) ?? 0 };
    }),
    tail: { size: tail.value.length, sha256: sha256(tail.value) },
    secrets: [...source.secrets],
    words: [...source.words],
  };
  const written = await writeManifest(run, manifest, { slot, key });
  if (!written.ok) return written;
  const sizes = new Map([
    [tailName(slot), manifest.tail.size],
    [manifestName(slot), written.value],
    ...manifest.segments.map((segment) => [segmentName(segment), segment.size] as const),
  ]);
  const proof = await prove(run.place, sizes);
  if (!proof.ok) return proof;
  const bytes = sizes.values().reduce((sum, size) => sum + size, 0);
  const { at: atMs, heads } = manifest;
  return ok({ atMs, slot, generation, proof: proof.value, heads, files: sizes.size, bytes });
}

interface FreeSlot {
  readonly slot: Slot;
  /** Generation of the newest backup that is known. */
  readonly last: number;
}

/**
 * Never the slot of the newest whole backup. A run that was killed behind its last file has left one
 * that nobody has booked, and two of them may have done so one after the other: where the book doesn't
 * know what lies in a slot, the other slot is looked into as well.
 */
async function freeSlot(run: BackupRun, source: BackupSource, key: BackupKey): Promise<FreeSlot> {
  const verifiedBefore = run.book.state(run.id).verified;
  const booked = verifiedBefore?.generation ?? 0;
  const [slot, other]: readonly [Slot, Slot] =
    verifiedBefore?.slot === "a" ? ["b", "a"] : ["a", "b"];
  const found = await wholeIn(slot, { run, source, key });
  if (found <= booked) return { slot, last: booked };
  const rival = await wholeIn(other, { run, source, key });
  return rival > found ? { slot, last: rival } : { slot: other, last: found };
}

/** Generation of the backup that lies in a slot from its manifest to its tail; 0 for none. */
async function wholeIn(
  slot: Slot,
  { run: { place }, source, key }: Readonly<Record<"run", BackupRun>> & SlotSecrets,
): Promise<number> {
  const sealed = await place.get?.(manifestName(slot));
  if (sealed?.ok !== true) return 0;
  const { shop } = source.founding;
  const manifest = await openManifest(sealed.value, { slot, key: key.key, shop });
  if (manifest === undefined) return 0;
  const tail = await place.get?.(tailName(slot));
  const isWhole = tail?.ok === true && sha256(tail.value) === manifest.tail.sha256;
  return isWhole ? manifest.generation : 0;
}

interface SlotSecrets {
  readonly source: BackupSource;
  readonly key: BackupKey;
}

/** Sizes by name; undefined where the place can't say. */
type Listed = ReadonlyMap<string, number> | undefined;

interface Writer {
  /** Seals, writes, reads back: the file as it lies there. */
  readonly write: (name: string, plain: Buffer) => Promise<Result<Buffer, PlaceFault>>;
  /** Whether what lies there opens; a fault only where the place doesn't answer. */
  readonly check: (name: string) => Promise<Result<boolean, PlaceFault>>;
}

function createWriter(
  { place, random, ending }: BackupRun,
  { founding: { shop } }: BackupSource,
  { key }: BackupKey,
): Writer {
  return {
    write: async (name, plain) => {
      if (ending.aborted) return err(interrupted);
      const sealed = await sealFile(key, { shop, name }, { plain, random });
      const back = await putAndGet(place, name, sealed);
      if (!back.ok) return back;
      const opened = await openFile(key, { shop, name }, back.value);
      return opened?.equals(plain) === true ? ok(sealed) : err(unverified(name));
    },
    check: async (name) => {
      if (ending.aborted) return err(interrupted);
      const back = await place.get?.(name);
      if (back === undefined) return ok(true);
      if (back.ok) return ok((await openFile(key, { shop, name }, back.value)) !== undefined);
      // A sector that can't be read: written anew it may lie on another one.
      return back.fault.type === "place/failed" ? ok(false) : back;
    },
  };
}

/** Returns the stored file, read back where the place allows it. */
async function putAndGet(
  place: BackupPlace,
  name: string,
  sealed: Buffer,
): Promise<Result<Buffer, PlaceFault>> {
  const put = await place.put(name, sealed);
  return put.ok ? ((await place.get?.(name)) ?? ok(sealed)) : put;
}

/** Sizes of all segments as they lie there now. */
async function copySegments(
  run: BackupRun,
  { source, there }: { readonly source: BackupSource; readonly there: Listed },
  writer: Writer,
): Promise<Result<ReadonlyMap<Hash, number>, PlaceFault>> {
  const { book, id } = run;
  const booked = book.segments(id);
  const due = dueForCheck(source.segments, booked);
  const sizes = new Map<Hash, number>();
  const seen = new Map<Hash, BookedSegment>();
  const total = source.segments.length;

  function bookSeen(): void {
    if (seen.size > 0) book.bookSegments(id, seen);
    seen.clear();
  }

  for (const [done, segment] of source.segments.entries()) {
    run.onProgress?.(done, total);
    const bookedSize = booked.get(segment.hash)?.size;
    // Where the place lists its files, a segment that isn't listed is gone.
    const size = there === undefined ? bookedSize : there.get(segmentName(segment));
    const isThere = bookedSize !== undefined && size === bookedSize;
    const isDue = due.has(segment.hash);
    const settled =
      isThere && !isDue
        ? ok(bookedSize)
        : await settleSegment(segment, { isThere, known: bookedSize }, writer);
    if (!settled.ok) {
      bookSeen();
      return settled;
    }
    sizes.set(segment.hash, settled.value);
    if (!isThere || isDue) seen.set(segment.hash, { size: settled.value, checkedMs: nowMs(run) });
    if (seen.size === BOOKED_AT_ONCE) bookSeen();
  }
  bookSeen();
  run.onProgress?.(total, total);
  return ok(sizes);
}

/** Returns the segment's size there, once it is verified. */
async function settleSegment(
  segment: Piece,
  { isThere, known }: { readonly isThere: boolean; readonly known: number | undefined },
  writer: Writer,
): Promise<Result<number, PlaceFault>> {
  const name = segmentName(segment);
  const checked = isThere ? await writer.check(name) : ok(false);
  if (!checked.ok) return checked;
  if (checked.value && known !== undefined) return ok(known);
  const written = await writer.write(name, joinRecords([segment.bytes()]));
  return written.ok ? ok(written.value.length) : written;
}

function nowMs({ clock }: BackupRun): number {
  return Math.trunc(clock.nowMs());
}

/** Returns the segments that were not checked for the longest time. */
function dueForCheck(
  segments: ReadonlyArray<Piece>,
  booked: ReadonlyMap<Hash, BookedSegment>,
): ReadonlySet<Hash> {
  const count = Math.max(CHECKED_AT_LEAST, Math.ceil(segments.length / RUNS_PER_ROUND));
  const bookedSegments = segments.filter(({ hash }) => booked.has(hash));
  const byAge = bookedSegments.toSorted((a, b) => ageOf(a) - ageOf(b));
  function ageOf({ hash }: Piece): number {
    return booked.get(hash)?.checkedMs ?? 0;
  }
  return new Set(byAge.slice(0, count).map(({ hash }) => hash));
}

/** Returns the manifest's size there. Read back, it must be as it was written, the heads above all. */
async function writeManifest(
  { place, random, ending }: BackupRun,
  manifest: Manifest,
  { slot, key }: { readonly slot: Slot; readonly key: BackupKey },
): Promise<Result<number, PlaceFault>> {
  if (ending.aborted) return err(interrupted);
  const name = manifestName(slot);
  const sealed = await sealManifest(manifest, { slot, key, random });
  const back = await putAndGet(place, name, sealed);
  if (!back.ok) return back;
  const { shop } = manifest.founding;
  const opened = await openManifest(back.value, { slot, key: key.key, shop });
  const isWhole = back.value.equals(sealed) && endsText(opened) === endsText(manifest);
  return isWhole ? ok(sealed.length) : err(unverified(name));
}

function endsText(manifest: Manifest | undefined): string | undefined {
  return manifest?.heads.map(({ origin, seq, hash }) => `${origin} ${seq} ${hash}`).join("\n");
}

/** Checks at the end that all files of the manifest lie there together. */
async function prove(
  place: BackupPlace,
  sizes: ReadonlyMap<string, number>,
): Promise<Result<Proof, PlaceFault>> {
  const listed = await place.list();
  if (!listed.ok) return listed;
  const { value: there } = listed;
  if (there !== undefined) {
    const [bad] = [...sizes].find(([name, size]) => there.get(name) !== size) ?? [];
    if (bad !== undefined) return err(unverified(bad));
  }
  if (place.get !== undefined) return ok("read-back");
  return ok(there === undefined ? "sent" : "sizes");
}

function unverified(name: string): PlaceFault {
  const sentence = `What lies there as ${name} is not what was written: the disk may be failing.`;
  return { type: "place/unverified", sentence };
}

const interrupted: PlaceFault = {
  type: "place/interrupted",
  sentence: "The backup was interrupted; the one before it is whole.",
};

const nothingYet: PlaceFault = {
  type: "place/failed",
  sentence: "This till has not heard of its shop yet: there is nothing to back up.",
};
