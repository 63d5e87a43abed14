/**
 * What runs of tests leave behind, processes and folders, by the mark of the run: every program that tests start
 * has it in its environment, every folder of theirs lies in one that is named by it. A run that is ended in the
 * middle is cleared up by who started it, or by the next one.
 */

import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** In the environment. */
export const MARK = "TILL_TEST_RUN";

const FOLDER = /^till-(?<run>\d+-[0-9a-f]{6})$/u;
const IN_MEMORY = "/dev/shm";

/** @returns {string} the mark of a run that this process begins */
export function newRun() {
  return `${process.pid}-${randomBytes(3).toString("hex")}`;
}

/** @type {(root: string, run: string) => string} */
export function folderOfRun(root, run) {
  return path.join(root, `till-${run}`);
}

/** Ends and removes all that is left of a run. @type {(run: string) => void} */
export function clearRun(run) {
  for (const pid of processesOf(run)) end(pid);
  removeFolders(run);
}

/** @type {(run: string) => void} */
export function removeFolders(run) {
  for (const root of roots()) {
    // A process that was ended just now may be writing there yet.
    const removal = { recursive: true, force: true, maxRetries: 10, retryDelay: 100 };
    rmSync(folderOfRun(root, run), removal);
  }
}

/** Clears up after runs whose own process is gone. */
export function clearDeadRuns() {
  const folders = roots().flatMap((root) => (existsSync(root) ? readdirSync(root) : []));
  const runs = [
    ...folders.map((name) => FOLDER.exec(name)?.groups?.run),
    ...processes().map(markOf),
  ].filter((run) => run !== undefined && !existsSync(`/proc/${ownerOf(run)}`));
  for (const run of new Set(runs)) clearRun(run);
}

/** The process that began a run, and clears up after it. @type {(run: string) => number} */
export function ownerOf(run) {
  return Number(run.split("-")[0]);
}

/** @type {(run: string) => ReadonlyArray<number>} but this one */
export function processesOf(run) {
  return processes().filter((pid) => pid !== process.pid && markOf(pid) === run);
}

function processes() {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/u.test(name))
    .map(Number);
}

/** As a process was started: undefined for others, and for those that are somebody else's. */
function markOf(pid) {
  try {
    const names = readFileSync(`/proc/${pid}/environ`, "utf8").split("\0");
    return names.find((name) => name.startsWith(`${MARK}=`))?.slice(MARK.length + 1);
  } catch {
    return undefined;
  }
}

function end(pid) {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended meanwhile.
  }
}

function roots() {
  return [IN_MEMORY, tmpdir()];
}
