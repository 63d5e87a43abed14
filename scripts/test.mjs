/**
 * `npm test`: the static checks, then all tests. The last line is `N passed, N failed`.
 *
 * A failed static check counts as a failure and ends the run: a test result over code that does not
 * type-check would say little. `--static` stops after the checks; other words go to the runner.
 *
 * `--changed` is for between two edits: types and unused code of everything, lint and format of the files
 * that differ from the last commit (`--changed=REF`: from that one), and the tests nearest to them that
 * fit into a minute. It says what it has left out.
 */

import { spawn, spawnSync } from "node:child_process";

import { changeSince, testsOfChange } from "./changed.mjs";

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

const words = process.argv.slice(2);
const asked = words.find((word) => /^--changed(?:=|$)/u.test(word));
process.exitCode = asked === undefined ? await testAll() : await testChange(asked.slice(10));

async function testAll() {
  if (!(await checksPass({ lint: LINTED, format: FORMATTED }))) return 1;
  return words.includes("--static") ? 0 : runTests(words);
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
  const { chosen, left, leftSeconds } = testsOfChange(change, Math.max(0, seconds));
  const begun = `the nearest ${chosen.length} run, ${left.length} do not`;
  console.log(`The change can reach ${chosen.length + left.length} files of tests: ${begun}.`);
  if (left.length > 0) {
    console.log(`\`npm test\` runs them all: some ${Math.ceil(leftSeconds / 60)} min more.`);
  }
  if (words.includes("--static") || chosen.length === 0) return 0;
  return runTests(chosen, STOP_SECONDS - passed);
}

function within(files, folders) {
  return files.filter((file) => folders.some((folder) => file.startsWith(`${folder}/`)));
}

/** All at once: each of them leaves a core idle for a part of its time. */
async function checksPass({ lint, format, quick = false }) {
  const types = quick ? QUICK_TYPES : [];
  const checks = [
    passes("types", "tsc", ["--noEmit", ...types]),
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

function runTests(args, seconds) {
  const reporters = ["--reporter=default", "--reporter=./scripts/reporter.mjs"];
  const { env } = surroundings();
  const limit = seconds === undefined ? {} : { TILL_TEST_SECONDS: String(Math.max(1, seconds)) };
  const options = { env: { ...env, ...limit }, stdio: "inherit" };
  return spawnSync("node_modules/.bin/vitest", ["run", ...reporters, ...args], options).status ?? 1;
}

function surroundings() {
  const path = `${process.cwd()}/node_modules/.bin:${process.env.PATH}`;
  return { env: { ...process.env, PATH: path } };
}
