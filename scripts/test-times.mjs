/** What each file of tests took when it last ran on this machine: kept beside the dependencies. */

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** @typedef {{ readonly wall: number, readonly processor: number }} Seconds by the clock, and of all processors together */

const FILE = "node_modules/.cache/test-times.json";
/** For one that never ran here. */
const GUESSES = [
  [/^test\/(?:proof\/(?:sim|stories)|scenarios)\//u, 20],
  [/^test\/(?:e2e|mesh|contract)\//u, 8],
  [/^test\/(?:app|ledger|cli|printer)\//u, 3],
];
const GUESS = 1;

/** @returns {Readonly<Record<string, Seconds>>} */
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
 * @param {Readonly<Record<string, Seconds>>} known
 * @returns {Seconds}
 */
export function secondsOf(test, known) {
  const guess = GUESSES.find(([where]) => where.test(test))?.[1] ?? GUESS;
  return known[test] ?? { wall: guess, processor: guess };
}

/** @param {Readonly<Record<string, Seconds>>} seconds by file */
export function keepSeconds(seconds) {
  mkdirSync(path.dirname(FILE), { recursive: true });
  writeFileSync(FILE, JSON.stringify({ ...knownSeconds(), ...seconds }, undefined, 1));
}
