/**
 * What the holder of the duties does for the ledger where nobody waits: it folds anew what an update
 * folds otherwise, packs old events, puts room aside for a full disk, and takes away what is not needed
 * any more.
 *
 * A resident process does a little from time to time; a command packs what it wrote
 * when it is done.
 */

import { existsSync, rmSync } from "node:fs";
import { type FileHandle, open, rename } from "node:fs/promises";
import path from "node:path";

import { type Clock, type Random } from "../domain/ports.ts";
import { BALLAST_FILE, BALLAST_PART, type DiskRoom } from "../ledger/disk-room.ts";
import { takeLock } from "../ledger/exclusive-lock.ts";
import { type Ledger } from "../ledger/ledger.ts";
import { type Growth } from "../ledger/projection/follower.ts";
import { type OwnZs } from "./day/own-zs.ts";

export interface Upkeep {
  /** From now on until it is closed; tells now, and after each look, that more of it may be done. */
  readonly keepUp: (onLook: () => void) => void;
  /** Whether this process stays, and does so. */
  readonly isKeptUp: () => boolean;
  /** Once, unless another process has the duties. */
  readonly tidyUp: () => Promise<void>;
  /** Folds anew all that is to be, for whoever needs the sums now. */
  readonly foldAnew: (onProgress: (growth: Growth) => void) => void;
  readonly close: () => Promise<void>;
}

export interface UpkeepDeps {
  readonly dir: string;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly random: Random;
  readonly hasDuties: () => boolean;
  /** A little of what will be asked for; true when there is more. */
  readonly readAhead: () => boolean;
  /** Writes what people were refused ten minutes ago. */
  readonly lookAtRefusals: () => void;
  /** Destroys what was erased long enough ago. */
  readonly destroyHidden: () => void;
  /** The Zs that the till makes by itself. */
  readonly ownZs: OwnZs;
  /** A fault below: it is tried again by itself, and no sale is in danger. For the log. */
  readonly onFault: (error: unknown) => void;
}

const LOOK_EVERY_MS = 5000;
const PURGE_EVERY_MS = 60_000;
/** Keys come first. */
const NEXT_PIECE_MS = 20;
/**
 * A shop's busy hour fills one or two, an import of 20,000 goods twenty to forty, of some 30 ms each: whoever
 * sells next has nothing left to pack between the keys.
 */
const SEGMENTS_AT_ONCE = 64;

/** Also after a clock that was set back. */
function createSeldom(clock: Clock, everyMs: number, work: () => void): () => void {
  let doneAtMs = Number.NEGATIVE_INFINITY;
  return () => {
    const nowMs = clock.nowMs();
    if (doneAtMs <= nowMs && nowMs - doneAtMs < everyMs) return;
    doneAtMs = nowMs;
    work();
  };
}

export function createUpkeep(deps: UpkeepDeps): Upkeep {
  const { dir, ledger, clock, hasDuties, readAhead, lookAtRefusals, ownZs, onFault } = deps;
  const ballast = createBallast({ ...deps, room: ledger.room });
  let cancel: (() => void) | undefined;
  let cancelReading: (() => void) | undefined;
  let stopHearing: (() => void) | undefined;
  const purgeSeldom = createSeldom(clock, PURGE_EVERY_MS, ledger.purge);
  let working: Promise<unknown> = Promise.resolve();
  let tellLook: (() => void) | undefined;

  async function seal(most: number): Promise<void> {
    try {
      for (let sealed = 0; sealed < most && (await ledger.seal());) sealed += 1;
    } catch (error) {
      onFault(error);
    }
  }

  /** One piece at a time, so that a sale never waits behind two. */
  function look(): void {
    const hasMore = hasDuties() && attempt(() => ledger.grow() || ledger.sweep()) === true;
    if (!hasMore && hasDuties()) {
      working = seal(1);
      ballast.look();
    }
    if (hasDuties()) attempt(purgeSeldom);
    for (const work of [lookAtRefusals, deps.destroyHidden, ownZs.look]) attempt(work);
    attempt(() => tellLook?.());
    cancel = clock.after(hasMore ? NEXT_PIECE_MS : LOOK_EVERY_MS, look);
  }

  function readOn(): void {
    const hasMore = attempt(readAhead) === true;
    cancelReading = hasMore ? clock.after(NEXT_PIECE_MS, readOn) : undefined;
  }

  function attempt<Value>(work: () => Value): Value | undefined {
    try {
      return work();
    } catch (error) {
      onFault(error);
      return undefined;
    }
  }

  return {
    keepUp: (onLook) => {
      tellLook = onLook;
      attempt(onLook);
      cancel = clock.after(LOOK_EVERY_MS, look);
      cancelReading = clock.after(NEXT_PIECE_MS, readOn);
      stopHearing = ownZs.listen();
    },
    isKeptUp: () => tellLook !== undefined,
    tidyUp: async () => {
      const duties = takeLock(dir, "duties");
      if (duties === undefined) return;
      try {
        await seal(SEGMENTS_AT_ONCE);
      } finally {
        duties.release();
      }
    },
    foldAnew: (onProgress) => {
      foldAnew(ledger, onProgress);
    },
    close: async () => {
      cancel?.();
      cancelReading?.();
      stopHearing?.();
      await ballast.close();
      await working;
    },
  };
}

function foldAnew(ledger: Ledger, onProgress: (growth: Growth) => void): void {
  for (;;) {
    const growth = ledger.growth();
    if (growth === undefined) break;
    onProgress(growth);
    if (!ledger.grow()) break;
  }
}

interface Ballast {
  /** Makes it when it is not there and there is room for it. One process at a time: the duties' holder. */
  readonly look: () => void;
  /** Stops, and waits for what is being written. */
  readonly close: () => Promise<void>;
}

interface BallastDeps {
  readonly dir: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly room: DiskRoom;
  /** Told that it can't be made: no reason not to sell. */
  readonly onFault: (cause: unknown) => void;
}

const SLICE_BYTES = 1024 * 1024;
/** A slice takes the disk some milliseconds: a sale finds it free nearly always. */
const SLICE_PAUSE_MS = 50;

/**
 * Room put aside for a full disk: a file whose blocks are really written, dropped when nothing else has
 * room, so that selling goes on while somebody makes room, and made again once there is.
 *
 * It is made in slices, in the background: no sale waits for it.
 */
export function createBallast(deps: BallastDeps): Ballast {
  const { clock, dir, room, onFault } = deps;
  let making: Promise<void> | undefined;
  let isClosed = false;
  let endPause: (() => void) | undefined;

  function pause(): Promise<void> {
    if (isClosed) return Promise.resolve();
    const { promise, resolve } = Promise.withResolvers<void>();
    const cancel = clock.after(SLICE_PAUSE_MS, resolve);
    endPause = () => {
      cancel();
      resolve();
    };
    return promise;
  }

  async function make(bytes: number): Promise<void> {
    try {
      await writeBallast(deps, { bytes, pause, isStopped: () => isClosed });
    } catch (cause) {
      onFault(cause);
    }
    making = undefined;
  }

  return {
    look: () => {
      const bytes = room.spareBytes();
      if (isClosed || making !== undefined || bytes === 0) return;
      if (!existsSync(path.join(dir, BALLAST_FILE))) making = make(bytes);
    },
    close: async () => {
      isClosed = true;
      endPause?.();
      await making;
    },
  };
}

interface Writing {
  readonly bytes: number;
  readonly pause: () => Promise<void>;
  readonly isStopped: () => boolean;
}

/** All or nothing, but for a crash: what that leaves is written over. */
async function writeBallast({ dir, random, room }: BallastDeps, writing: Writing): Promise<void> {
  const part = path.join(dir, BALLAST_PART);
  /** Another process needs the room, or this one ends. */
  function isStopped(): boolean {
    return writing.isStopped() || !existsSync(part);
  }
  try {
    await using file = await open(part, "w", 0o600);
    await fill(file, random.bytes(SLICE_BYTES), { ...writing, isStopped });
    if (!isStopped()) await rename(part, path.join(dir, BALLAST_FILE));
  } finally {
    rmSync(part, { force: true });
    room.lookAgain();
  }
}

/** Not with zeros, which some file systems don't store. */
async function fill(
  file: FileHandle,
  slice: Uint8Array,
  { bytes, pause, isStopped }: Writing,
): Promise<void> {
  for (let left = bytes; left > 0 && !isStopped(); left -= SLICE_BYTES) {
    await file.writeFile(slice.subarray(0, left));
    await pause();
  }
  if (!isStopped()) await file.sync();
}
