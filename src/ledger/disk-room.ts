/**
 * How much room the store's disk has left, what of it is put aside, and what may still be written.
 *
 * A disk fills while the shop is open, and then a sale comes before all else. What others tell waits
 * first: they keep it. Then the ballast goes, a file that stands for room. Last of all the till says
 * itself that it can sell no more, before the database fails in the middle of something. A look at the
 * disk is a system call: it is taken at most each few seconds, not at each commit.
 */

import { rmSync, statfsSync, statSync } from "node:fs";
import path from "node:path";

import { type Clock } from "../domain/ports.ts";

export interface DiskSpace {
  readonly freeBytes: number;
  readonly totalBytes: number;
}

/** `scarce`: no room for what others tell. `none`: none for a sale either. */
export type RoomState = "plenty" | "scarce" | "none";

export interface DiskRoom {
  readonly state: () => RoomState;
  readonly freeBytes: () => number;
  /** How full the disk is, in whole percent and without the ballast; undefined where nobody can tell. */
  readonly usedPercent: () => number | undefined;
  /** How much the ballast should be; 0 when there is no room to put aside so much. */
  readonly spareBytes: () => number;
  /** Drops the ballast where a sale needs it. */
  readonly relieve: () => void;
  /** Something has changed: the next question looks at the disk. */
  readonly lookAgain: () => void;
}

export interface DiskRoomDeps {
  readonly clock: Clock;
  /** Throws where nobody can tell. */
  readonly diskSpace?: ((dir: string) => DiskSpace) | undefined;
}

export const BALLAST_FILE = "ballast";
/** The name of the ballast file while it is being made. */
export const BALLAST_PART = "ballast.part";

const MB = 1024 * 1024;
const LOOK_EVERY_MS = 5000;
/**
 * Each with its share of a small disk. Below the first, ballast included, others' events wait: it holds
 * an evening of sales at a busy till. Below the last, a flush and a checkpoint may fail.
 */
const SCARCE = { bytes: 96 * MB, share: 15 / 100 };
const BALLAST = { bytes: 64 * MB, share: 5 / 100 };
const NONE = { bytes: 8 * MB, share: 1 / 100 };

/** Says whether that made room. Also what is there of one that is being made. */
export function dropBallast(dir: string): boolean {
  const dropped = [BALLAST_FILE, BALLAST_PART].filter((name) => sizeOf(path.join(dir, name)) > 0);
  for (const name of dropped) rmSync(path.join(dir, name), { force: true });
  return dropped.length > 0;
}

export function createDiskRoom(dir: string, { clock, ...deps }: DiskRoomDeps): DiskRoom {
  const { diskSpace = systemDiskSpace } = deps;
  let seen: (Look & { readonly atMs: number }) | undefined;

  function look(): Look {
    const atMs = clock.nowMs();
    // The disk is also measured again when the clock was set back.
    if (seen === undefined || Math.abs(atMs - seen.atMs) >= LOOK_EVERY_MS) {
      seen = { atMs, ...lookAt(dir, diskSpace) };
    }
    return seen;
  }

  function lookAgain(): void {
    seen = undefined;
  }

  return {
    state: () => stateOf(look()),
    freeBytes: () => look().freeBytes,
    usedPercent: () => usedPercent(look()),
    spareBytes: () => spareBytes(look()),
    relieve: () => {
      const { freeBytes, totalBytes, ballastBytes } = look();
      if (ballastBytes === 0 || freeBytes >= mark(NONE, totalBytes)) return;
      dropBallast(dir);
      lookAgain();
    },
    lookAgain,
  };
}

interface Look extends DiskSpace {
  readonly ballastBytes: number;
}

/** A disk that can't be asked is no reason to refuse a sale. */
function lookAt(dir: string, diskSpace: (dir: string) => DiskSpace): Look {
  try {
    return { ...diskSpace(dir), ballastBytes: sizeOf(path.join(dir, BALLAST_FILE)) };
  } catch {
    const [freeBytes, totalBytes] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    return { freeBytes, totalBytes, ballastBytes: 0 };
  }
}

function stateOf({ freeBytes, totalBytes, ballastBytes }: Look): RoomState {
  if (freeBytes + ballastBytes < mark(NONE, totalBytes)) return "none";
  return freeBytes + ballastBytes < mark(SCARCE, totalBytes) ? "scarce" : "plenty";
}

function usedPercent({ freeBytes, totalBytes, ballastBytes }: Look): number | undefined {
  if (!Number.isFinite(totalBytes) || totalBytes <= 0) return undefined;
  return Math.floor((100 * (totalBytes - freeBytes - ballastBytes)) / totalBytes);
}

function spareBytes({ freeBytes, totalBytes }: Look): number {
  const wanted = Math.floor(mark(BALLAST, totalBytes));
  return freeBytes >= mark(SCARCE, totalBytes) + wanted ? wanted : 0;
}

function mark({ bytes, share }: typeof SCARCE, totalBytes: number): number {
  return Math.min(bytes, totalBytes * share);
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

export function systemDiskSpace(dir: string): DiskSpace {
  const { bsize, bavail, blocks } = statfsSync(dir);
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
}
