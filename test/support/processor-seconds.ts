/**
 * What a file of tests takes of the processor, told to the reporter: the worker's own seconds and those of
 * the programs that it started and that have ended, from when the file is set up until its last hook.
 */

import { afterAll, beforeAll } from "vitest";

import { ownSeconds } from "./for-all-files.ts";

declare module "vitest" {
  interface TaskMeta {
    /** Of a file: while it was loaded with all that it imports, and while its tests and hooks ran. */
    processorSeconds?: { readonly loading: number; readonly running: number };
  }
}

const before = ownSeconds();
let loaded = before;

beforeAll(() => {
  loaded = ownSeconds();
});

// The first to be registered is the last to run.
// oxlint-disable-next-line no-empty-pattern -- the runner reads from the text which fixtures a hook wants
afterAll(({}, suite) => {
  suite.meta.processorSeconds = {
    loading: loaded - before,
    running: ownSeconds() - loaded,
  };
});
