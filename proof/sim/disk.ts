/**
 * A box's disk: the store's folder, as it is copied, goes back in time, or is put into another box.
 *
 * A folder of the file system in memory: the real files are opened by the real code, and nothing in a
 * run waits for a real disk.
 */

import {
  accessSync,
  constants,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** File by file, as it stood at one moment between two commits. */
export type DiskImage = ReadonlyMap<string, Uint8Array>;

export interface ShopFolder extends Disposable {
  readonly dir: string;
}

/** The file that the ledger puts beside its database, to notice that the database went back. */
const ANCHOR_FILE = "anchor";
/** The files of running processes; SQLite makes the first anew. */
const FLEETING = /-shm$|\.lock/u;

/** Makes a folder. Its name is the only thing that comes from the machine, and no run ever shows it. */
export function createShopFolder(): ShopFolder {
  const dir = mkdtempSync(path.join(memoryFolder(), "tillmesh-sim-"));
  return {
    dir,
    [Symbol.dispose]: () => {
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

export function readDisk(dir: string): DiskImage {
  const names = readdirSync(dir).filter((name) => !FLEETING.test(name));
  return new Map(names.map((name) => [name, readFileSync(path.join(dir, name))]));
}

/** `keepsAnchor`: what was synced last is there still, as after a power cut that took the rest. */
export function writeDisk(
  dir: string,
  image: DiskImage,
  { keepsAnchor }: { readonly keepsAnchor: boolean },
): void {
  for (const name of readdirSync(dir)) {
    if (!keepsAnchor || name !== ANCHOR_FILE) rmSync(path.join(dir, name), { force: true });
  }
  for (const [name, bytes] of image) {
    if (!keepsAnchor || name !== ANCHOR_FILE) writeFileSync(path.join(dir, name), bytes);
  }
}

function memoryFolder(): string {
  try {
    accessSync("/dev/shm", constants.W_OK);
    return "/dev/shm";
  } catch {
    return tmpdir();
  }
}
