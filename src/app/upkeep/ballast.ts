/** The file that is dropped when the disk is full. */

import { existsSync, rmSync } from "node:fs";
import { type FileHandle, open, rename } from "node:fs/promises";
import path from "node:path";

import { type Clock, type Random } from "../../domain/ports.ts";
import { BALLAST_FILE, BALLAST_PART, type DiskRoom } from "../../ledger/disk-room.ts";

interface Ballast {
  /** Makes the ballast file where it is missing and there is room; only the process with the duties does. */
  readonly look: () => void;
  /** Stops, and waits for what is being written. */
  readonly close: () => Promise<void>;
}

interface BallastDeps {
  readonly dir: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly room: DiskRoom;
  /** Called when the ballast cannot be made, which is no reason not to sell. */
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
  /** The writing stops when another process needs the room, or this one ends. */
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

/** The ballast is not filled with zeros, which some file systems don't store. */
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
