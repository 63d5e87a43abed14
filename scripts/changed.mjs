/** What differs from a commit, and the tests for it that fit into the time there is. */

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import os from "node:os";

import { foldersOf, stepsFrom, testsReaching, testsThatFit } from "./reach.mjs";
import { knownSeconds, secondsOf } from "./test-times.mjs";

/** Tests side by side; the runner has more workers, which wait for a part of their time. */
const LANES = Math.max(1, Math.min(4, os.availableParallelism()) - 1);

/** @param {string} ref */
export function changeSince(ref) {
  const since = git(["merge-base", "HEAD", ref]);
  if (since === undefined) return `There is no commit ${ref} here: say one that \`git log\` has.`;
  const differing = lines(git(["diff", "--name-only", "--no-renames", since.trim()]));
  const files = lines(git(["ls-files", "--cached", "--others", "--exclude-standard"]));
  const unknown = lines(git(["ls-files", "--others", "--exclude-standard"]));
  const changed = [...new Set([...differing, ...unknown])];
  return { changed, there: changed.filter((file) => existsSync(file)), files };
}

export function testsOfChange({ changed, files }, seconds) {
  const project = new Set([...files, ...changed]);
  for (const file of [...project]) for (const folder of foldersOf(file)) project.add(folder);
  const there = files.filter((file) => existsSync(file));
  const graph = new Map(there.map((file) => [file, stepsFrom(file, textOf(file), project)]));
  const known = knownSeconds();
  return testsThatFit(testsReaching(graph, changed), {
    seconds,
    lanes: LANES,
    secondsOf: (test) => secondsOf(test, known),
  });
}

/** Of a program; anything else reaches nothing. */
function textOf(file) {
  return /\.(?:[cm]?js|tsx?)$/u.test(file) ? readFileSync(file, "utf8") : "";
}

function git(args) {
  const { status, stdout } = spawnSync("git", args, { encoding: "utf8", maxBuffer: 2 ** 28 });
  return status === 0 ? stdout : undefined;
}

function lines(text = "") {
  return text.split("\n").filter((line) => line !== "");
}
