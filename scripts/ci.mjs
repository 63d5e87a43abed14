/**
 * All that a change has to pass: static checks, the small size as anybody runs it, planted bugs of what has
 * changed since they were played, the rest of the whole size, and a third of the proofs, another one each day.
 * Each part runs, whatever came of those before it; the last line adds all of them up.
 */

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { stripVTControlCharacters } from "node:util";

import { closingLine } from "./choose.mjs";

const PARTS = [
  ["run", "check"],
  ["test"],
  ["run", "mutants", "--", "--changed", "--look"],
  ["test", "--", "--rest"],
  ["run", "proofs", "--", "--third"],
];
const CLOSING = /^(?<passed>\d+) passed, (?<failed>\d+) failed(?:, (?<skipped>\d+) skipped)?$/gmu;
/** Of what a part says at its end. */
const TAIL = 2000;

/** So much of each failure is said again at the end, where it is read first. */
const FAILURES_MAX = 20;
const FAILURE_LINES = 12;

const failures = [];
const sum = { passed: 0, failed: 0, skipped: 0 };
for (const words of PARTS) {
  const beganMs = Date.now();
  const { code, tail } = await run("npm", words);
  const closing = [...tail.matchAll(CLOSING)].at(-1)?.groups;
  const count = { passed: 0, failed: 0, skipped: 0 };
  for (const name of Object.keys(count)) count[name] = Number(closing?.[name] ?? 0);
  // A part that ended before it could count has failed all the same.
  if (code !== 0 && count.failed === 0) count.failed = 1;
  for (const name of Object.keys(sum)) sum[name] += count[name];
  const minutes = ((Date.now() - beganMs) / 60_000).toFixed(1);
  console.log(`npm ${words.join(" ")}: ${closingLine(count)}, ${minutes} min`);
}
for (const lines of failures.slice(0, FAILURES_MAX)) console.log(`${lines.join("\n")}\n`);
console.log(closingLine(sum));
process.exitCode = sum.failed === 0 ? 0 : 1;

/** Its output goes where this one's goes; the end of it is looked at, too. */
function run(file, words) {
  const child = spawn(file, words, { stdio: ["ignore", "pipe", "inherit"] });
  let tail = "";
  child.stdout.setEncoding("utf8").on("data", (text) => {
    process.stdout.write(text);
    tail = (tail + text).slice(-TAIL);
  });
  createInterface({ input: child.stdout }).on("line", noteFailure);
  return new Promise((resolve) => {
    child.on("error", ({ message }) => {
      console.log(message);
      resolve({ code: 1, tail });
    });
    child.on("close", (code) => resolve({ code: code ?? 1, tail }));
  });
}

/** Keeps the first lines of what vitest says of each failure. */
function noteFailure(line) {
  const text = stripVTControlCharacters(line);
  const last = failures.at(-1);
  if (text.startsWith(" FAIL ")) failures.push([text]);
  else if (last !== undefined && last.length < FAILURE_LINES && text.trim() !== "") last.push(text);
}
