/** How long each file of tests took when it last ran on this machine: kept beside the dependencies. */

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const FILE = "node_modules/.cache/test-seconds.json";
/** For one that never ran here. */
const GUESSES = [
  [/^test\/(?:proof\/(?:sim|stories)|scenarios)\//u, 60],
  [/^test\/(?:e2e|mesh|contract)\//u, 8],
  [/^test\/(?:app|ledger|cli|printer)\//u, 3],
];
const GUESS = 1;

/** @returns {Readonly<Record<string, number>>} */
export function knownSeconds() {
  try {
    return JSON.parse(readFileSync(FILE, "utf8"));
  } catch {
    // None yet, or half of one: the next run writes it anew.
    return {};
  }
}

/**
 * @param {string} test
 * @param {Readonly<Record<string, number>>} known
 * @returns {number}
 */
export function secondsOf(test, known) {
  return known[test] ?? GUESSES.find(([where]) => where.test(test))?.[1] ?? GUESS;
}

/** @param {Readonly<Record<string, number>>} seconds by file */
export function keepSeconds(seconds) {
  mkdirSync(path.dirname(FILE), { recursive: true });
  writeFileSync(FILE, JSON.stringify({ ...knownSeconds(), ...seconds }, undefined, 1));
}
