/** A disk of two megabytes, in memory, and what fills it. */

import { spawnSync } from "node:child_process";
import { writeSync } from "node:fs";
import { open } from "node:fs/promises";

import { onTestFinished } from "vitest";

/** Mounted at the folder until the test is over; `whyNot`, where nobody may. */
export function smallDisk(folder: string): { readonly folder: string; readonly whyNot?: string } {
  if (mount("-t", "tmpfs", "-o", "size=2m", "tmpfs", folder) !== 0) {
    return { folder, whyNot: "a file system in memory can't be mounted here" };
  }
  onTestFinished(() => {
    spawnSync("umount", ["-l", folder]);
  });
  return { folder };
}

export function mount(...words: ReadonlyArray<string>): number | null {
  return spawnSync("mount", words, { stdio: "ignore" }).status;
}

/** Writes until there is no room left. Returns the bytes of the file. */
export async function fillDisk(file: string): Promise<number> {
  const handle = await open(file, "w");
  const piece = Buffer.alloc(4096, 1);
  try {
    for (;;) writeSync(handle.fd, piece);
  } catch {
    return (await handle.stat()).size;
  } finally {
    await handle.close();
  }
}
