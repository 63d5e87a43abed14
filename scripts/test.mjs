/**
 * `npm test`: the static checks, then all tests. The last line is `N passed, N failed`.
 *
 * A failed static check counts as a failure and ends the run: a test result over code that does not
 * type-check would say little. `--static` stops after the checks; other words go to the runner.
 */

import { spawn, spawnSync } from "node:child_process";

const LINTED = ["bench", "bin", "src", "test"];
const FORMATTED = [...LINTED, "scripts", "docs", "fixtures"];
const CHECKS = [
  ["types", "tsc", ["--noEmit"]],
  ["lint", "oxlint", ["--deny-warnings", ...LINTED]],
  ["format", "oxfmt", ["--check", ...FORMATTED]],
  ["unused code", "knip", []],
];

const words = process.argv.slice(2);
// All at once: each of them leaves a core idle for a part of its time.
const checks = await Promise.all(CHECKS.map(([name, tool, args]) => passes(name, tool, args)));
const failed = checks.filter((ok) => !ok).length;

if (failed > 0) {
  console.log(`0 passed, ${failed} failed`);
  process.exitCode = 1;
} else if (!words.includes("--static")) {
  const reporters = ["--reporter=default", "--reporter=./scripts/reporter.mjs"];
  process.exitCode = run("vitest", ["run", ...reporters, ...words]);
}

/** What it says is told at its end, in one piece. */
async function passes(name, tool, args) {
  const child = spawn(`node_modules/.bin/${tool}`, args, { ...surroundings(), stdio: "pipe" });
  child.stdin.end();
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => said.push(text));
  const ok = await new Promise((resolve) => {
    child.on("error", ({ message }) => said.push(Buffer.from(`${message}\n`)) && resolve(false));
    child.on("close", (code) => resolve(code === 0));
  });
  process.stdout.write(Buffer.concat(said));
  console.log(`${ok ? "ok" : "FAILED"}: ${name}`);
  return ok;
}

function run(tool, args) {
  const options = { ...surroundings(), stdio: "inherit" };
  return spawnSync(`node_modules/.bin/${tool}`, args, options).status ?? 1;
}

function surroundings() {
  const path = `${process.cwd()}/node_modules/.bin:${process.env.PATH}`;
  return { env: { ...process.env, PATH: path } };
}
