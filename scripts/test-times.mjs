/** What each file of tests took when it last ran on this machine: kept beside the dependencies. */

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** @typedef {{ readonly wall: number, readonly processor: number }} Seconds by the clock, and of all processors together */

const FILE = "node_modules/.cache/test-times.json";
/** The longest files by their seconds on two cores, so that they begin first where nothing ran yet. */
const LONGEST = {
  300: ["proof/sim/order-mutations", "bench/smallest"],
  200: [
    "e2e/set-up",
    "e2e/three-tills",
    "e2e/storage-trouble",
    "e2e/quiet-network",
    "docs/screens",
  ],
  120: [
    "proof/sim/pairs",
    "e2e/join-long-past",
    "e2e/keys",
    "e2e/register-hangs",
    "e2e/backup",
    "e2e/node",
  ],
  110: [
    "e2e/two-shops",
    "e2e/join",
    "proof/sim/late-troubles",
    "e2e/hub",
    "e2e/other-builds",
    "e2e/sim",
    "e2e/tablets-ssh",
  ],
  90: [
    "proof/sim/(?:voucher|promotion|card)-mutations",
    "proof/sim/rough-1",
    "cli/commands/shell-language",
    "e2e/attach",
    "e2e/first-start",
  ],
  70: ["scenarios/friday-night", "mesh/mdns-network", "e2e/demo", "e2e/month-of-history"],
  50: ["app/register/offered-choices", "scenarios/saturday", "app/undo-any-act", "hub/killed-rows"],
};
/** For one that never ran here. */
const GUESSES = [
  ...Object.entries(LONGEST).map(([seconds, files]) => [
    new RegExp(String.raw`^test/(?:${files.join("|")})\.`, "u"),
    Number(seconds),
  ]),
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
