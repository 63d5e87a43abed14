/**
 * The store's driver, with the native part that goes with this machine. Left to itself the driver asks Node for
 * a whole report of the process first, to find out which C library it has: some milliseconds of each start, with
 * a look at every network interface.
 */

import { createRequire } from "node:module";
import path from "node:path";

import Database from "better-sqlite3";

import { lazy } from "../domain/base/lazy.ts";

/** Opens a file, or makes it. Throws what the driver throws. */
export function openSqlite(file: string, options: Database.Options = {}): Database.Database {
  const nativeBinding = nativePart();
  return new Database(file, nativeBinding === undefined ? options : { ...options, nativeBinding });
}

/** The one that a system with the GNU C library loads; where it can't be loaded, the driver looks itself. */
const nativePart = lazy((): string | undefined => {
  const require = createRequire(import.meta.url);
  const folder = path.dirname(require.resolve("better-sqlite3/package.json"));
  const file = path.join(folder, "prebuilds", `${process.platform}-${process.arch}.node`);
  try {
    require(file);
    return file;
  } catch {
    return undefined;
  }
});
