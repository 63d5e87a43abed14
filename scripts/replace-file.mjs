/** Files that others may be reading: there is the old one or the new one, and never a half. */

import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";

/** On the disk of the project, and read by nobody. */
const FRESH = "node_modules/.cache";

/** @type {(file: string, text: string) => void} */
export function replaceFile(file, text) {
  for (const folder of [FRESH, path.dirname(file)]) mkdirSync(folder, { recursive: true });
  const fresh = `${FRESH}/${process.pid}-${path.basename(file)}`;
  writeFileSync(fresh, text);
  renameSync(fresh, file);
}
