/**
 * `npm test`: the static checks, then all tests. The last line is `N passed, N failed`. `--keep-runs`
 * keeps which functions each file of tests ran; that takes longer, and `--changed` goes by it.
 *
 * A failed static check counts as a failure and ends the run: a test result over code that does not
 * type-check would say little. `--static` stops after the checks; other words go to the runner.
 *
 * `--changed` is for between two edits: types and unused code of everything, lint and format of the files
 * that differ from the last commit (`--changed=REF`: from that one), and those tests that ran what was
 * changed, as far as they fit into a minute. It says what it has left out, and ends with 3 then.
 */

import { spawn, spawnSync } from "node:child_process";

import { changeSince, testsOfChange } from "./changed.mjs";
import { closingLine, NOT_ALL_RAN } from "./choose.mjs";
import { RUNS_FOLDER } from "./runs.mjs";

const LINTED = ["bench", "bin", "src", "test"];
const FORMATTED = [...LINTED, "scripts", "docs", "fixtures"];
const LINTABLE = /\.(?:[cm]?js|tsx?)$/u;
const FORMATTABLE = /\.(?:[cm]?js|tsx?|jsonc?|md)$/u;
/** What the compiler has found out before stays true of files that reach nothing new. */
const QUICK_TYPES = ["--incremental", "--tsBuildInfoFile", "node_modules/.cache/types.tsbuildinfo"];
const ONLY_TESTS = ["--production", "--include", "exports,types"];
const BUDGET_SECONDS = 45;
/** Where others have the processors, what would take longer is stopped. */
const STOP_SECONDS = 55;

const KEEPS = "--keep-runs";

const words = process.argv.slice(2);
const asked = words.find((word) => /^--changed(?:=|$)/u.test(word));
process.exitCode = asked === undefined ? await testAll() : await testChange(asked.slice(10));

async function testAll() {
  if (!(await checksPass({ lint: LINTED, format: FORMATTED }))) return 1;
  if (words.includes("--static")) return 0;
  const keeps = words.includes(KEEPS) ? { TILL_KEEP_RUNS: RUNS_FOLDER } : {};
  return runTests(
    words.filter((word) => word !== KEEPS),
    keeps,
  );
}

async function testChange(ref) {
  const beganMs = Date.now();
  const change = changeSince(ref === "" ? "HEAD" : ref);
  if (typeof change === "string") {
    console.log(change);
    return 2;
  }
  if (change.changed.length === 0) {
    console.log("Nothing has changed since the last commit. --changed=REF takes an earlier one.");
    return 0;
  }
  const lint = within(change.there, LINTED).filter((file) => LINTABLE.test(file));
  const format = within(change.there, FORMATTED).filter((file) => FORMATTABLE.test(file));
  if (!(await checksPass({ lint, format, quick: true }))) return 1;
  const passed = (Date.now() - beganMs) / 1000;
  const seconds = BUDGET_SECONDS - passed;
  const { chosen, left, leftSeconds, all, functions } = testsOfChange(change, Math.max(0, seconds));
  const known = functions === 0 ? "" : ` (${functions} changed functions by what ran them)`;
  const begun = `the first ${chosen.length} run, ${left.length} do not`;
  console.log(
    `The change is in reach of ${chosen.length + left.length} files of tests${known}: ${begun}.`,
  );
  if (left.length > 0) {
    console.log(`\`npm test\` runs them all: some ${Math.ceil(leftSeconds / 60)} min more.`);
  }
  if (words.includes("--static")) return 0;
  const code = chosen.length === 0 ? ranNone(all) : runTests(chosen, roomFor(all, passed));
  return code === 0 && left.length > 0 ? NOT_ALL_RAN : code;
}

function ranNone(all) {
  console.log(closingLine({ passed: 0, failed: 0, skipped: 0 }, { ran: 0, all }));
  return 0;
}

function roomFor(all, passed) {
  const seconds = Math.max(1, STOP_SECONDS - passed);
  return { TILL_TEST_FILES: String(all), TILL_TEST_SECONDS: String(seconds) };
}

function within(files, folders) {
  return files.filter((file) => folders.some((folder) => file.startsWith(`${folder}/`)));
}

/** All at once: each of them leaves a core idle for a part of its time. */
async function checksPass({ lint, format, quick = false }) {
  const types = quick ? QUICK_TYPES : [];
  const checks = [
    passes("types", "tsc", ["--noEmit", ...types]),
    passes("types of the page", "tsc", ["--noEmit", "-p", "src/hub/page/browser"]),
    passes("unused code", "knip", []),
    ...(quick ? [] : [passes("code that only tests call", "knip", ONLY_TESTS)]),
    ...(lint.length === 0 ? [] : [passes("lint", "oxlint", ["--deny-warnings", ...lint])]),
    ...(format.length === 0 ? [] : [passes("format", "oxfmt", ["--check", ...format])]),
  ];
  const failed = (await Promise.all(checks)).filter((ok) => !ok).length;
  if (failed > 0) console.log(`0 passed, ${failed} failed`);
  return failed === 0;
}

/** What it says is told at its end, in one piece. */
async function passes(name, tool, args) {
  const beganMs = Date.now();
  const child = spawn(`node_modules/.bin/${tool}`, args, { ...surroundings(), stdio: "pipe" });
  child.stdin.end();
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => said.push(text));
  const ok = await new Promise((resolve) => {
    child.on("error", ({ message }) => said.push(Buffer.from(`${message}\n`)) && resolve(false));
    child.on("close", (code) => resolve(code === 0));
  });
  process.stdout.write(Buffer.concat(said));
  console.log(`${ok ? "ok" : "FAILED"}: ${name}, ${((Date.now() - beganMs) / 1000).toFixed(1)} s`);
  return ok;
}

function runTests(args, settings) {
  const reporters = ["--reporter=default", "--reporter=./scripts/reporter.mjs"];
  const { env } = surroundings();
  const options = { env: { ...env, ...settings }, stdio: "inherit" };
  const most = args.length === 0 ? ["--project=!proofs"] : [];
  const all = ["run", ...reporters, ...most, ...args];
  return spawnSync("node_modules/.bin/vitest", all, options).status ?? 1;
}

function surroundings() {
  const path = `${process.cwd()}/node_modules/.bin:${process.env.PATH}`;
  return { env: { ...process.env, PATH: path } };
}
