/** A program and all that it has started. */

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
