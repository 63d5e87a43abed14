/**
 * A database in a folder as its first start makes it: made once, and copied from then on, because that start takes
 * seconds of a core and a gigabyte.
 */

import { createHash } from "node:crypto";
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { openRows } from "../../hub/rows/rows-database.ts";
import { forAllFiles } from "./for-all-files.ts";

const PROJECT = fileURLToPath(new URL("../..", import.meta.url));
const CACHE = path.join(PROJECT, "node_modules/.cache/tillmesh-rows");
const ROWS = path.join(PROJECT, "hub/rows");

/** Copies such a database to a folder that is not there yet. */
export async function copyRows(to: string): Promise<void> {
  await cp(await madeRows(), to, { recursive: true });
}

let isCompiled = false;

/** Whoever opens a database first compiles its program, for all files of tests in this process. */
export async function withDatabase<T>(open: () => Promise<T>): Promise<T> {
  const opened = await (isCompiled ? open() : forAllFiles(open));
  isCompiled = true;
  return opened;
}

/** Another program, or another release of the database, makes another one. */
async function madeRows(): Promise<string> {
  const name = createHash("sha256").update(await readFile(`${PROJECT}/package-lock.json`));
  for (const file of (await readdir(ROWS)).toSorted())
    name.update(await readFile(`${ROWS}/${file}`));
  const made = path.join(CACHE, name.digest("hex").slice(0, 16));
  try {
    await readdir(made);
    return made;
  } catch {
    await mkdir(CACHE, { recursive: true });
    const making = await mkdtemp(path.join(CACHE, "making-"));
    await forAllFiles(async () => {
      const rows = await openRows({ type: "folder", dir: making });
      await rows.destroy();
    });
    await keep(making, made);
    return made;
  }
}

/** Another worker may have been first. */
async function keep(making: string, made: string): Promise<void> {
  try {
    await rename(making, made);
  } catch {
    await rm(making, { recursive: true, force: true });
  }
}
