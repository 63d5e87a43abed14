/**
 * A copy of a ledger that can be read but not written, such as on a disk that turned read-only, or is full: SQLite
 * needs to make a file beside it even for reading. The copy is as encrypted as the ledger, and removed afterwards.
 */

import { copyFileSync, mkdtempSync, rmSync, statSync } from "node:fs";
import path from "node:path";

export interface ReadableCopy {
  readonly file: string;
  readonly remove: () => void;
}

/**
 * The most copies that are tried: somebody may be writing after all, and then a copy is half old
 * and half new.
 */
const COPY_TRIES_MAX = 3;

/**
 * Copies the file into a folder of its own in `parent`. Returns undefined when the folder or the
 * file can't be used.
 */
export function copyToRead(file: string, parent: string): ReadableCopy | undefined {
  const dir = makeFolder(parent);
  if (dir === undefined) return undefined;
  const copy = path.join(dir, path.basename(file));
  function remove(): void {
    rmSync(dir ?? "", { recursive: true, force: true });
  }
  for (let tries = 0; tries < COPY_TRIES_MAX; tries += 1) {
    if (tryCopy(file, copy)) return { file: copy, remove };
  }
  remove();
  return undefined;
}

function makeFolder(parent: string): string | undefined {
  try {
    return mkdtempSync(path.join(parent, "tillmesh-read-"));
  } catch {
    return undefined;
  }
}

/** Copies the file with its log, because the log may hold the last commits. */
function tryCopy(file: string, copy: string): boolean {
  try {
    const before = marks(file);
    copyFileSync(file, copy);
    rmSync(`${copy}-wal`, { force: true });
    if (hasLog(file)) copyFileSync(`${file}-wal`, `${copy}-wal`);
    return marks(file) === before;
  } catch {
    return false;
  }
}

function hasLog(file: string): boolean {
  return statSync(`${file}-wal`, { throwIfNoEntry: false }) !== undefined;
}

/** Returns sizes and times that change with each write. */
function marks(file: string): string {
  const files = [file, `${file}-wal`].map((name) => {
    const stat = statSync(name, { throwIfNoEntry: false, bigint: true });
    return [stat?.size, stat?.mtimeNs].join(" ");
  });
  return files.join(" / ");
}
