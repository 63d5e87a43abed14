/**
 * What runs of tests leave behind, processes and folders, by the mark of the run: every program that tests start
 * has it in its environment, every folder of theirs lies in one that is named by it. A run that is ended in the
 * middle is cleared up by who started it, or by the next one.
 */

import { randomBytes } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** In the environment. */
export const MARK = "TILL_TEST_RUN";

const RUN = /^[0-9a-z]{5}[0-9a-f]{2}$/u;
const PREFIX = "t";
/** In each folder of a run, whose name alone might be anybody's. */
const SIGN = ".run-of-tests";
/** Of the number of a process, in five digits: the paths of stores are shown to people within a line, so all are as long. */
const BASE = 36;
const DIGITS = 5;
const IN_MEMORY = "/dev/shm";

/** @returns {string} the mark of a run that this process begins */
export function newRun() {
  return `${process.pid.toString(BASE).padStart(DIGITS, "0")}${randomBytes(1).toString("hex")}`;
}

/** @type {(root: string, run: string) => string} */
function folderOfRun(root, run) {
  return path.join(root, `${PREFIX}${run}`);
}

/** @type {(root: string, run: string) => string} */
export function makeFolder(root, run) {
  const folder = folderOfRun(root, run);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, SIGN), "");
  return folder;
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
    if (existsSync(path.join(folderOfRun(root, run), SIGN))) {
      rmSync(folderOfRun(root, run), removal);
    }
  }
}

/** Clears up after runs whose own process is gone. */
export function clearDeadRuns() {
  const folders = roots().flatMap((root) =>
    (existsSync(root) ? readdirSync(root) : [])
      .filter((name) => name.startsWith(PREFIX) && existsSync(path.join(root, name, SIGN)))
      .map((name) => name.slice(PREFIX.length)),
  );
  const runs = [...folders, ...processes().map(markOf)];
  for (const run of new Set(runs)) if (isDead(run)) clearRun(run);
}

/** What is no mark of ours is nobody's. @type {(run: string | undefined) => boolean} */
function isDead(run) {
  return run !== undefined && RUN.test(run) && !existsSync(`/proc/${ownerOf(run)}`);
}

/** The process that began a run, and clears up after it. @type {(run: string) => number} */
export function ownerOf(run) {
  return Number.parseInt(run.slice(0, DIGITS), BASE);
}

/** @type {(run: string) => ReadonlyArray<number>} but this one */
export function processesOf(run) {
  return processes().filter((pid) => pid !== process.pid && markOf(pid) === run);
}

/** Those that count processes as this one does: in a container of its own a run has other numbers. */
function processes() {
  const own = countingOf("self");
  return readdirSync("/proc")
    .filter((name) => /^\d+$/u.test(name) && countingOf(name) === own)
    .map(Number);
}

function countingOf(process) {
  try {
    return readlinkSync(`/proc/${process}/ns/pid`);
  } catch {
    // It has ended, or is somebody else's.
    return undefined;
  }
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
