/** The rooms of the house for planted bugs: which there are, and what belongs to each of them. */

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";

/** A smaller folder belongs to the one around it. `src/domain/money` has 979 lines, and is a room. */
const LINES_MIN = 900;
const SOURCE = /^(?:src|hub)\/.*(?<!\.d)\.tsx?$/u;
/** What runs in a browser is reached by no test of this process. */
const LEFT_OUT = /^hub\/page\/browser\//u;

/** Sources that git knows, or would: nothing that is made of others. @type {() => ReadonlyArray<string>} */
export function sourceFiles() {
  const args = ["ls-files", "--cached", "--others", "--exclude-standard", "--", "src", "hub"];
  const { stdout } = spawnSync("git", args, { encoding: "utf8" });
  return stdout.split("\n").filter((file) => SOURCE.test(file) && !LEFT_OUT.test(file));
}

/** @type {(text: string) => number} */
function linesOf(text) {
  return text.split("\n").length - 1;
}

/**
 * Each folder of so many lines with its files: those of the folders within that are no rooms themselves, too.
 *
 * @param {ReadonlyMap<string, number>} lines by file
 * @returns {ReadonlyMap<string, ReadonlyArray<string>>}
 */
export function roomsAmong(lines) {
  /** @type {Map<string, string[]>} */
  const open = new Map();
  for (const file of [...lines.keys()].toSorted()) put(path.posix.dirname(file), [file]);
  /** @type {Map<string, ReadonlyArray<string>>} */
  const rooms = new Map();
  // The deepest first: what is too small by itself goes up one by one.
  for (let depth = deepestOf(open); depth >= 1; depth -= 1) {
    for (const [folder, files] of [...open].filter(([folder]) => depthOf(folder) === depth)) {
      const sum = files.reduce((sum, file) => sum + (lines.get(file) ?? 0), 0);
      if (sum >= LINES_MIN) rooms.set(folder, files.toSorted());
      else if (depth > 1) put(path.posix.dirname(folder), files);
    }
  }
  return new Map([...rooms].toSorted(([one], [other]) => (one < other ? -1 : 1)));

  /** @type {(folder: string, files: ReadonlyArray<string>) => void} */
  function put(folder, files) {
    open.set(folder, [...(open.get(folder) ?? []), ...files]);
  }
}

/** @type {(folders: ReadonlyMap<string, unknown>) => number} */
function deepestOf(folders) {
  return Math.max(0, ...[...folders.keys()].map(depthOf));
}

/** @type {(folder: string) => number} */
function depthOf(folder) {
  return folder.split("/").length;
}

/** The rooms as they are now. */
export function rooms() {
  const lines = new Map(sourceFiles().map((file) => [file, linesOf(readFileSync(file, "utf8"))]));
  const files = roomsAmong(lines);
  const linesByRoom = new Map(
    [...files].map(([room, own]) => [
      room,
      own.reduce((sum, file) => sum + (lines.get(file) ?? 0), 0),
    ]),
  );
  return { files, lines: linesByRoom };
}
