/** Processor seconds of a worker, without what it has made for all files of tests. */

import { readFileSync } from "node:fs";

/** Of a second: what the kernel counts in, on every Linux. */
const TICKS = 100;
/** In /proc/self/stat, behind the name in parentheses: utime, stime, and both of children that were waited for. */
const FIRST_TIME = 11;

let shared = 0;

/** Makes something that many files share: it counts for none of them, not for the one that needs it first. */
export async function forAllFiles<T>(make: () => Promise<T>): Promise<T> {
  const begun = processorSeconds();
  try {
    return await make();
  } finally {
    shared += processorSeconds() - begun;
  }
}

export function ownSeconds(): number {
  return processorSeconds() - shared;
}

/** Of this process and its ended children, user and kernel. */
function processorSeconds(): number {
  const stat = readFileSync("/proc/self/stat", "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const ticks = fields.slice(FIRST_TIME, FIRST_TIME + 4);
  return ticks.reduce((sum, field) => sum + Number(field), 0) / TICKS;
}
