/**
 * The static checks: types, unused code, lint, format. `npm run check` has all of them, of everything; `npm run types`
 * the first, in seconds where little has changed; `npm test -- --changed` those of what has changed.
 */

import { spawn } from "node:child_process";
import { pathToFileURL } from "node:url";

import { surroundings } from "./surroundings.mjs";

const LINTED = ["bench", "bin", "hub", "proof", "src", "test"];
const FORMATTED = [...LINTED, "scripts", "docs", "fixtures"];
/** It has the types of a browser, and settings of its own. */
const PAGE = "hub/page/browser";
const LINTABLE = /\.(?:[cm]?js|tsx?)$/u;
const FORMATTABLE = /\.(?:[cm]?js|tsx?|jsonc?|md)$/u;
/** What the compiler has found out before stays true of files that reach nothing new. */
const QUICK_TYPES = ["--incremental", "--tsBuildInfoFile", "node_modules/.cache/types.tsbuildinfo"];
const TYPES = [["types", "tsc", ["--noEmit", ...QUICK_TYPES]]];
const ONLY_TESTS = ["--production", "--include", "exports,types"];

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { passed, failed } = process.argv[2] === "types" ? await check(TYPES) : await checkAll();
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

function checkAll() {
  return check([
    ...TYPES,
    ["types of the page", "tsc", ["--noEmit", "-p", PAGE]],
    ["unused code", "knip", []],
    ["code that only tests call", "knip", ONLY_TESTS],
    ["lint", "oxlint", ["--deny-warnings", ...LINTED]],
    ["format", "oxfmt", ["--check", ...FORMATTED]],
  ]);
}

/**
 * Types of everything, lint and format of the files alone. Unused code is looked for where a file has other
 * names than before, comes or goes.
 *
 * @param {{ readonly there: ReadonlyArray<string>, readonly changed: ReadonlyArray<string>, readonly hasOtherNames: boolean }} change files that are there, and with those that are gone
 */
export function checkFiles({ there, changed, hasOtherNames }) {
  const lint = within(there, LINTED).filter((file) => LINTABLE.test(file));
  const format = within(there, FORMATTED).filter((file) => FORMATTABLE.test(file));
  const isPage = within(changed, [PAGE]).length > 0;
  return check([
    ...TYPES,
    ...(isPage ? [["types of the page", "tsc", ["--noEmit", "-p", PAGE]]] : []),
    ...(hasOtherNames ? [["unused code", "knip", []]] : []),
    ...(lint.length === 0 ? [] : [["lint", "oxlint", ["--deny-warnings", ...lint]]]),
    ...(format.length === 0 ? [] : [["format", "oxfmt", ["--check", ...format]]]),
  ]);
}

function within(files, folders) {
  return files.filter((file) => folders.some((folder) => file.startsWith(`${folder}/`)));
}

/**
 * All at once: each of them leaves a core idle for a part of its time.
 *
 * @param {ReadonlyArray<readonly [name: string, tool: string, words: ReadonlyArray<string>]>} checks
 */
async function check(checks) {
  const outcomes = await Promise.all(checks.map((one) => passes(...one)));
  const passed = outcomes.filter(Boolean).length;
  return { passed, failed: outcomes.length - passed };
}

/** What it says is told at its end, in one piece. */
async function passes(name, tool, words) {
  const beganMs = Date.now();
  const child = spawn(`node_modules/.bin/${tool}`, words, { env: surroundings(), stdio: "pipe" });
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
