/**
 * A folder for what one run of the tests makes once, for all files in all workers; and for what V8 and
 * Node made of the sources, for the processes that tests start on them.
 */

import { mkdtempSync, rmSync } from "node:fs";
import path from "node:path";

import { type TestProject } from "vitest/node";

import { memoryFolder } from "./memory-folder.ts";

declare module "vitest" {
  interface ProvidedContext {
    readonly runFolder: string;
  }
}

export function setup(project: TestProject): () => void {
  const folder = mkdtempSync(path.join(memoryFolder(), "tillmesh-run-"));
  project.provide("runFolder", folder);
  process.env["NODE_COMPILE_CACHE"] = path.join(folder, "compiled");
  return () => {
    // A process that a test has just ended may be keeping there what it compiled.
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  };
}
