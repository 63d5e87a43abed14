/**
 * `npm test`: the static checks, then all tests. The last line is `N passed, N failed`.
 *
 * A failed static check counts as a failure and ends the run: a test result over code that does not
 * type-check would say little. `--static` stops after the checks; other words go to the runner.
 */

import { spawnSync } from "node:child_process";

const LINTED = ["bench", "bin", "src", "test"];
const FORMATTED = [...LINTED, "scripts", "docs", "fixtures"];
const CHECKS = [
  ["types", "tsc", ["--noEmit"]],
  ["lint", "oxlint", ["--deny-warnings", ...LINTED]],
  ["format", "oxfmt", ["--check", ...FORMATTED]],
  ["unused code", "knip", []],
];

const words = process.argv.slice(2);
const failedChecks = CHECKS.filter(([name, tool, args]) => !passes(name, tool, args));

if (failedChecks.length > 0) {
  console.log(`0 passed, ${failedChecks.length} failed`);
  process.exitCode = 1;
} else if (!words.includes("--static")) {
  const reporters = ["--reporter=default", "--reporter=./scripts/reporter.mjs"];
  process.exitCode = run("vitest", ["run", ...reporters, ...words]);
}

function passes(name, tool, args) {
  const ok = run(tool, args) === 0;
  console.log(`${ok ? "ok" : "FAILED"}: ${name}`);
  return ok;
}

function run(tool, args) {
  const path = `${process.cwd()}/node_modules/.bin:${process.env.PATH}`;
  const env = { ...process.env, PATH: path };
  return spawnSync(`node_modules/.bin/${tool}`, args, { stdio: "inherit", env }).status ?? 1;
}
