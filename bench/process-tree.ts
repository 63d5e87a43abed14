/** Programs and all that they have started. */

import { readdirSync, readFileSync } from "node:fs";

/** Process numbers, the program's own first. */
export function processTree(root: number): ReadonlyArray<number> {
  return [root, ...childrenOf(root).flatMap(processTree)];
}

/** None of one that is gone. */
function childrenOf(pid: number): ReadonlyArray<number> {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, "utf8")
        .trim()
        .split(" ")
        .filter(Boolean)
        .map(Number),
    );
  } catch {
    return [];
  }
}

/** Megabytes of the programs and all that they have started; pages that several have count once. */
export function residentMb(roots: ReadonlyArray<number>): number {
  const kib = roots.flatMap(processTree).map((pid) => {
    const pages = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
    return Number(/^Pss:\s+(?<kib>\d+)/mu.exec(pages)?.groups?.["kib"] ?? 0);
  });
  return kib.reduce((sum, each) => sum + each, 0) / 1024;
}
