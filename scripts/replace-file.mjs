/** Files that others may be reading: there is the old one or the new one, and never a half. */

import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Begins the name of one that is being written: whoever lists a folder leaves it out. */
export const FRESH = ".fresh-";

/** @type {(file: string, text: string) => void} */
export function replaceFile(file, text) {
  const folder = path.dirname(file);
  mkdirSync(folder, { recursive: true });
  const fresh = `${folder}/${FRESH}${process.pid}-${path.basename(file)}`;
  writeFileSync(fresh, text);
  renameSync(fresh, file);
}
