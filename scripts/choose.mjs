/** In which order the tests of a change run, and what is said of those that do not. */

/** Quick, and what a change far below them breaks in them is met late: lists of all acts and commands, and the rooms. */
const FIRST = [
  "architecture",
  "acts/acts",
  "tui/commands",
  "cli/commands/cli-help",
  "cli/commands/cli-json",
].map((name) => `test/${name}.test.ts`);
/** Beside a test: what starts another process, of whose functions nobody knows. */
const STARTS = /["'](?:node:child_process|node:worker_threads|@lydell\/node-pty)["']/u;
/** And what reads or starts the build. */
const BUILT = /["'`/]dist\b|\bbin\/(?:till|register)\b/u;
const BESIDE = /^(?:test|bench|scripts)\//u;

/**
 * Tests that start programs, by themselves or by what they import.
 *
 * @param {ReadonlyMap<string, ReadonlyMap<string, number>>} graph what each file reaches
 * @param {(file: string) => string} textOf
 * @param {ReadonlyArray<string>} tests
 * @returns {ReadonlySet<string>}
 */
export function startersAmong(graph, textOf, tests) {
  return thatHave(STARTS, graph, textOf, tests);
}

/** Those for which the program has to be built, in the same way. */
export function builtAmong(graph, textOf, tests) {
  return thatHave(BUILT, graph, textOf, tests);
}

function thatHave(pattern, graph, textOf, tests) {
  return new Set(
    tests.filter((test) => {
      const seen = new Set([test]);
      for (const file of seen) {
        if (pattern.test(textOf(file))) return true;
        for (const [to] of graph.get(file) ?? [])
          if (BESIDE.test(to) && graph.has(to)) seen.add(to);
      }
      return false;
    }),
  );
}

/**
 * Changed tests; then the lists; then whoever ran a changed function, the function that fewest ran first;
 * then whoever reaches the change by imports, the nearest first, where nobody knows what it ran.
 *
 * @param {ReadonlyArray<readonly [test: string, distance: number]>} reaching by imports, the nearest first
 * @param {{ readonly runners: ReadonlyArray<ReadonlyArray<string>>, readonly goesByImports: (test: string) => boolean, readonly secondsOf: (test: string) => number }} known the tests that ran each of the changed functions
 * @returns {ReadonlyArray<readonly [test: string, distance: number]>}
 */
export function inOrder(reaching, { runners, goesByImports, secondsOf }) {
  /** @type {Map<string, number>} How many ran the function of which fewest did */
  const rarity = new Map();
  for (const tests of runners) {
    for (const test of tests) {
      rarity.set(test, Math.min(tests.length, rarity.get(test) ?? Infinity));
    }
  }
  const distances = new Map(reaching);
  const wanted = [...new Set([...distances.keys(), ...rarity.keys()])].filter(
    (test) =>
      distances.get(test) === 0 || FIRST.includes(test) || rarity.has(test) || goesByImports(test),
  );
  const places = new Map(wanted.map((test) => [test, placeOf(test)]));
  // Equal ones stay as they came: the nearest first.
  return wanted
    .toSorted((one, other) => compare(places.get(one) ?? [], places.get(other) ?? []))
    .map((test) => [test, distances.get(test) ?? 1]);

  /** @type {(test: string) => ReadonlyArray<number>} */
  function placeOf(test) {
    const distance = distances.get(test);
    if (distance === 0) return [0];
    if (FIRST.includes(test)) return [1, FIRST.indexOf(test)];
    const few = rarity.get(test);
    return few === undefined ? [3, distance ?? 0] : [2, few, secondsOf(test)];
  }
}

/** @type {(one: ReadonlyArray<number>, other: ReadonlyArray<number>) => number} */
function compare(one, other) {
  const at = one.findIndex((value, index) => value !== other[index]);
  return at === -1 ? 0 : (one[at] ?? 0) - (other[at] ?? 0);
}

/**
 * The closing line. Never "0 failed" alone where files did not run.
 *
 * @param {{ readonly passed: number, readonly failed: number, readonly skipped: number }} count
 * @param {{ readonly ran: number, readonly all: number }} [files] of a run that is not of all
 */
export function closingLine({ passed, failed, skipped }, files) {
  const tests = `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
  if (files === undefined) return tests;
  return `${tests} in ${files.ran} of ${files.all} files; ${files.all - files.ran} not run`;
}

/** Nothing failed, but not everything ran that ran what was changed. */
export const NOT_ALL_RAN = 3;
