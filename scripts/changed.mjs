/** What differs from a commit, and the tests for it that fit into the time there is. */

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import os from "node:os";

import { builtAmong, inOrder, startersAmong } from "./choose.mjs";
import { foldersOf, isTest, stepsFrom, testsReaching, testsThatFit } from "./reach.mjs";
import { blobOf, changedIn, hunksOf, keptRuns, RUNS_FOLDER } from "./runs.mjs";
import { knownSeconds, secondsOf } from "./test-times.mjs";

/** Tests side by side; the runner has more workers, which wait for a part of their time. */
const LANES = Math.max(1, Math.min(4, os.availableParallelism()) - 1);

/** @param {string} ref */
export function changeSince(ref) {
  const since = git(["merge-base", "HEAD", ref])?.trim();
  if (since === undefined) return `There is no commit ${ref} here: say one that \`git log\` has.`;
  const differing = lines(git(["diff", "--name-only", "--no-renames", since]));
  const files = lines(git(["ls-files", "--cached", "--others", "--exclude-standard"]));
  const unknown = lines(git(["ls-files", "--others", "--exclude-standard"]));
  const changed = [...new Set([...differing, ...unknown])];
  const there = changed.filter((file) => existsSync(file));
  const text = git(["diff", "-U0", "--no-renames", since]) ?? "";
  const hasOtherNames =
    unknown.length > 0 || there.length < changed.length || namesDiffer(text, changed);
  return { since, changed, there, files, hasOtherNames };
}

/**
 * Whether another thing is exported, taken of others, or depended on: only then can code have become unused.
 *
 * @param {string} diff of git, without lines around the changed ones
 * @param {ReadonlyArray<string>} changed files
 */
export function namesDiffer(diff, changed) {
  return changed.includes("package.json") || /^[-+].*\b(?:import|export)\b/mu.test(diff);
}

export function testsOfChange({ since, changed, files }, seconds) {
  const project = new Set([...files, ...changed]);
  for (const file of [...project]) for (const folder of foldersOf(file)) project.add(folder);
  const there = files.filter((file) => existsSync(file));
  const graph = new Map(there.map((file) => [file, stepsFrom(file, textOf(file), project)]));
  const tests = there.filter(isTest);
  const known = knownSeconds();
  const room = { seconds, lanes: LANES, secondsOf: (test) => secondsOf(test, known).wall };
  const runs = new Map([...keptRuns(RUNS_FOLDER)].filter(([test]) => tests.includes(test)));
  const reaching = testsReaching(graph, changed);
  const { runners, unknown } = functionsOf({ since, changed }, runs);
  const starters = startersAmong(graph, textOf, tests);
  const ofUnknown = new Set(testsReaching(graph, unknown).map(([test]) => test));
  const ordered = inOrder(reaching, {
    runners,
    goesByImports: (test) => ofUnknown.has(test) || starters.has(test) || !runs.has(test),
    secondsOf: room.secondsOf,
  });
  const fitting = testsThatFit(ordered, room);
  const needsBuild = builtAmong(graph, textOf, fitting.chosen).size > 0;
  return { ...fitting, needsBuild, all: tests.length, functions: runners.length };
}

/**
 * The tests that ran each of the changed functions; and files with a change of which nobody can know who
 * ran it: what runs as a file is loaded, and what is no program.
 */
function functionsOf({ since, changed }, runs) {
  const runners = [];
  const unknown = [];
  for (const file of changed) {
    const before = git(["show", `${since}:${file}`]);
    // Whoever calls what is new was changed as well.
    if (before === undefined && isSource(file)) continue;
    const ofBlobs = runsByBlob(file, runs);
    if (before === undefined || ofBlobs.size === 0) {
      unknown.push(file);
      continue;
    }
    const texts = { before: before.split("\n"), after: textOf(file).split("\n") };
    const hunks = hunksOf(git(["diff", "-U0", "--no-renames", since, "--", file]) ?? "");
    for (const [blob, { functions, tests }] of ofBlobs) {
      const own = blobOf(before);
      const way = blob === own ? "" : git(["diff", "-U0", blob, own]);
      const change =
        way === undefined ? undefined : changedIn(texts, hunks, { functions, since: hunksOf(way) });
      if (change === undefined || change.isUnknown) unknown.push(file);
      for (const place of change?.functions ?? []) {
        const ran = tests.filter(([, places]) => places.has(place)).map(([test]) => test);
        if (ran.length === 0) unknown.push(file);
        else runners.push(ran);
      }
    }
  }
  return { runners, unknown };
}

/** All functions of each text that the file had in a kept run, and which of them each test ran. */
function runsByBlob(file, runs) {
  const byBlob = new Map();
  for (const [test, run] of runs) {
    const own = run[file];
    if (own === undefined) continue;
    const { functions, tests } = byBlob.get(own.blob) ?? { functions: new Map(), tests: [] };
    for (const lines of [...own.ran, ...own.idle]) functions.set(lines.join("-"), lines);
    tests.push([test, new Set(own.ran.map((lines) => lines.join("-")))]);
    byBlob.set(own.blob, { functions, tests });
  }
  return new Map(
    [...byBlob].map(([blob, { functions, tests }]) => [
      blob,
      { functions: [...functions.values()], tests },
    ]),
  );
}

function isSource(file) {
  return /^(?:src|hub|proof)\/.*\.tsx?$/u.test(file);
}

/** Of a program; anything else reaches nothing. */
function textOf(file) {
  const isProgram = /\.(?:[cm]?js|tsx?)$/u.test(file) && existsSync(file);
  return isProgram ? readFileSync(file, "utf8") : "";
}

function git(args) {
  const { status, stdout } = spawnSync("git", args, { encoding: "utf8", maxBuffer: 2 ** 28 });
  return status === 0 ? stdout : undefined;
}

function lines(text = "") {
  return text.split("\n").filter((line) => line !== "");
}
