/** What the kernel knows of processes that a test has started. */

import { readFileSync } from "node:fs";

/** The one child of a process. */
export function childOf(pid: number): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim();
  if (!/^\d+$/u.test(children)) throw new Error(`${pid} has not one child: "${children}"`);
  return Number(children);
}

/** Also false for one that has ended and that nobody has asked about. */
export function isRunning(pid: number): boolean {
  const state = stateOf(pid);
  return state !== undefined && state !== "Z";
}

/** The kernel's letter, such as `T` for stopped; undefined when there is no such process. */
export function stateOf(pid: number): string | undefined {
  try {
    const state = /\) (?<state>\w) /u.exec(readFileSync(`/proc/${pid}/stat`, "utf8"));
    return state?.groups?.["state"];
  } catch {
    return undefined;
  }
}

/** What would be free again if it ended. */
export function ownMemoryKb(pid: number): number {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
  const parts = [...text.matchAll(/^Private_(?:Clean|Dirty): +(?<kb>\d+) kB$/gmu)];
  return parts.reduce((sum, { groups }) => sum + Number(groups?.["kb"]), 0);
}
