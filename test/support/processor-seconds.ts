/**
 * What a file of tests takes of the processor, told to the reporter: the worker's own seconds and those of
 * the programs that it started and that have ended, from when the file is set up until its last hook.
 */

import { readFileSync } from "node:fs";

import { afterAll } from "vitest";

declare module "vitest" {
  interface TaskMeta {
    /** Own and of ended children, user and kernel. Of a file alone. */
    processorSeconds?: number;
  }
}

/** Of a second: what the kernel counts in, on every Linux. */
const TICKS = 100;
/** In /proc/self/stat, behind the name in parentheses: utime, stime, and both of children that were waited for. */
const FIRST_TIME = 11;

const before = processorSeconds();

// The first to be registered is the last to run.
// oxlint-disable-next-line no-empty-pattern -- the runner reads from the text which fixtures a hook wants
afterAll(({}, suite) => {
  suite.meta.processorSeconds = processorSeconds() - before;
});

function processorSeconds(): number {
  const stat = readFileSync("/proc/self/stat", "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const ticks = fields.slice(FIRST_TIME, FIRST_TIME + 4);
  return ticks.reduce((sum, field) => sum + Number(field), 0) / TICKS;
}
