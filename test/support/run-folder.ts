/**
 * Folders of one run of the tests, which end with it: in memory, for what files make once for all workers and for
 * all that is not about disks; on the disk for the rest. What V8 and Node made of the sources outlives the run, for
 * the next one and for the processes that tests start on the sources.
 */

import { readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { type TestProject } from "vitest/node";

import {
  clearDeadRuns,
  makeFolder,
  MARK,
  newRun,
  ownerOf,
  removeFolders,
} from "../../scripts/left-over.mjs";
import { memoryFolder } from "./memory-folder.ts";

/** Node never forgets what it compiled of a file that has changed since. */
const COMPILED = path.resolve("node_modules/.cache/compiled");
/** Several times what all of the sources take. */
const COMPILED_BYTES_MAX = 300_000_000;

declare module "vitest" {
  interface ProvidedContext {
    /** What is made once for all. */
    readonly runFolder: string;
    /** On the disk, for temporary files of those that are about disks. */
    readonly diskFolder: string;
    /** What Node made of the sources, for a process that is started on them. */
    readonly compiled: string;
  }
}

export function setup(project: TestProject): () => void {
  const begun = process.env[MARK];
  // A runner that a test has started is a run of its own.
  const run = begun !== undefined && ownerOf(begun) === process.ppid ? begun : newRun();
  process.env[MARK] = run;
  clearDeadRuns();
  const disk = makeFolder(tmpdir(), run);
  const folder = makeFolder(memoryFolder(), run);
  project.provide("runFolder", folder);
  project.provide("diskFolder", disk);
  project.provide("compiled", COMPILED);
  if (bytesIn(COMPILED) > COMPILED_BYTES_MAX) rmSync(COMPILED, { recursive: true, force: true });
  process.env["NODE_COMPILE_CACHE"] = COMPILED;
  process.env["TMPDIR"] = folder;
  // Its processes are ended by whoever has started the runner: the workers are among them.
  return () => removeFolders(run);
}

function bytesIn(folder: string): number {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .reduce((sum, { parentPath, name }) => sum + statSync(path.join(parentPath, name)).size, 0);
  } catch {
    // None yet, or another run is removing it.
    return 0;
  }
}
