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
  try {
    const state = /\) (?<state>\w) /u.exec(readFileSync(`/proc/${pid}/stat`, "utf8"));
    return state?.groups?.["state"] !== "Z";
  } catch {
    return false;
  }
}
