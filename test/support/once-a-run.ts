/** What many files of tests need alike is made by the first of them, for all workers of a run. */

import { existsSync } from "node:fs";
import { mkdtemp, rename, rm } from "node:fs/promises";
import path from "node:path";

import { inject } from "vitest";

import { forAllFiles } from "./for-all-files.ts";

/** The folder that `make` has filled, once; nobody writes into it afterwards. */
export async function onceARun(
  name: string,
  make: (folder: string) => Promise<void>,
): Promise<string> {
  const ready = path.join(inject("runFolder"), name);
  if (existsSync(ready)) return ready;
  const own = await mkdtemp(`${ready}-`);
  await forAllFiles(() => make(own));
  try {
    await rename(own, ready);
  } catch (cause) {
    // Another worker's was ready first.
    if (!existsSync(ready)) throw cause;
    await rm(own, { recursive: true });
  }
  return ready;
}
