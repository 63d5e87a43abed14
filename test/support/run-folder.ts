/**
 * A folder for what one run of the tests makes once, for all files in all workers. What V8 and Node made of the
 * sources outlives the run, for the next one and for the processes that tests start on the sources.
 */

import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import path from "node:path";

import { type TestProject } from "vitest/node";

import { memoryFolder } from "./memory-folder.ts";

/** Node never forgets what it compiled of a file that has changed since. */
const COMPILED = path.resolve("node_modules/.cache/compiled");
/** Several times what all of the sources take. */
const COMPILED_BYTES_MAX = 300_000_000;

declare module "vitest" {
  interface ProvidedContext {
    readonly runFolder: string;
    /** What Node made of the sources, for a process that is started on them. */
    readonly compiled: string;
  }
}

export function setup(project: TestProject): () => void {
  const folder = mkdtempSync(path.join(memoryFolder(), "tillmesh-run-"));
  project.provide("runFolder", folder);
  project.provide("compiled", COMPILED);
  if (bytesIn(COMPILED) > COMPILED_BYTES_MAX) rmSync(COMPILED, { recursive: true, force: true });
  process.env["NODE_COMPILE_CACHE"] = COMPILED;
  return () => {
    // A process that a test has just ended may be writing there yet.
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  };
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
