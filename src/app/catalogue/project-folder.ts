/** Finds the program's own files: its data, and what starts it. */

import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** Returns the folder that holds package.json, from `src/app` and from the bundle in `dist` alike. */
export function projectFolder(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (!existsSync(path.join(folder, "package.json"))) {
    const parent = path.dirname(folder);
    if (parent === folder) throw new Error("The project's own folder can't be found.");
    folder = parent;
  }
  return folder;
}
