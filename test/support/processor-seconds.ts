/**
 * What a file of tests takes of the processor, told to the reporter: the worker's own seconds and those of
 * the programs that it started and that have ended, from when the file is set up until its last hook.
 */

import { readFileSync } from "node:fs";

import { afterAll, beforeAll } from "vitest";

declare module "vitest" {
  interface TaskMeta {
    /** Of a file: while it was loaded with all that it imports, and while its tests and hooks ran. */
    processorSeconds?: { readonly loading: number; readonly running: number };
  }
}

/** Of a second: what the kernel counts in, on every Linux. */
const TICKS = 100;
/** In /proc/self/stat, behind the name in parentheses: utime, stime, and both of children that were waited for. */
const FIRST_TIME = 11;

const before = processorSeconds();
let loaded = before;

beforeAll(() => {
  loaded = processorSeconds();
});

// The first to be registered is the last to run.
// oxlint-disable-next-line no-empty-pattern -- the runner reads from the text which fixtures a hook wants
afterAll(({}, suite) => {
  suite.meta.processorSeconds = {
    loading: loaded - before,
    running: processorSeconds() - loaded,
  };
});

/** Own and of ended children, user and kernel. */
function processorSeconds(): number {
  const stat = readFileSync("/proc/self/stat", "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const ticks = fields.slice(FIRST_TIME, FIRST_TIME + 4);
  return ticks.reduce((sum, field) => sum + Number(field), 0) / TICKS;
}
