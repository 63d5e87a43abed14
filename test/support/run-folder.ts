/** A folder for what one run of the tests makes once, for all files in all workers. */

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
  return () => {
    rmSync(folder, { recursive: true, force: true });
  };
}
