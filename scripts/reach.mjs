/**
 * Which tests a change can break: those that reach a changed file, by imports or by naming it. What a
 * test starts as a program it reaches through the program's own imports; what it reads it names as a path.
 *
 * Imports of nothing but types are left out: the compiler holds them.
 */

import path from "node:path";

/** A path counts as so many imports. */
const STEP = { import: 1, later: 2, path: 2, command: 2, program: 6, everything: 20 };

/** What the build is made of. A test that names a file of it reaches all of these. */
const PROGRAM = [
  "src/cli/main.ts",
  "src/cli/screens.ts",
  "src/app/supervisor/supervise.ts",
  "scripts/build.mjs",
];
/** Made of the message files, and in no commit. */
const MADE_WORDS = "src/words/made/";
const WORDS = "src/words";
const COMMAND = /^(?:src\/cli|hub|proof)\/commands\/(?<words>[\w-]+)\.ts$/u;
/** Whoever imports one of these asks the program, by the words of its commands. */
const ASKS = /\/(?:till-process|till-here|terminal|shop-boxes)\.ts["']/u;
/** No test names them, and each runs with them. */
const EVERY_TEST = ["vitest.config.ts", "package.json", "package-lock.json", "tsconfig.json"];

const SCRIPT = /\.(?:[cm]?js|tsx?)$/u;
const TEST = /^test\/.*\.test\.tsx?$/u;
const IMPORT =
  /\b(?:import|export)\s+(?<names>[^"';]*?)\bfrom\s*["'](?<from>[^"']+)["']|\bimport\s*["'](?<bare>[^"']+)["']|\bimport\(\s*["'](?<later>[^"']+)["']/gu;
const TYPES_ALONE = /^type\b|^\{\s*(?:type\s+[^,}]+,?\s*)+\}\s*$/u;
/** Strings, and the parts of a template between what is put into it. */
const TEXT = /["'`}](?<text>(?:\.{0,2}\/)?[\w.@-]+(?:\/[\w.@*-]*)+)/gu;

/** @type {(file: string) => boolean} */
export function isTest(file) {
  return TEST.test(file);
}

/** @typedef {ReadonlyMap<string, number>} Steps by the file that is reached */

/**
 * What a file reaches at once.
 *
 * @param {string} file
 * @param {string} source
 * @param {ReadonlySet<string>} project its files and folders
 * @returns {Steps}
 */
export function stepsFrom(file, source, project) {
  /** @type {Map<string, number>} */
  const steps = new Map();
  if (TEST.test(file)) for (const other of EVERY_TEST) steps.set(other, STEP.everything);
  if (!SCRIPT.test(file)) return steps;
  for (const [, names = "", from, bare, later] of source.matchAll(IMPORT)) {
    const named = from ?? bare ?? later ?? "";
    if (named.startsWith(".") && !TYPES_ALONE.test(names.trim())) {
      add(beside(file, named), later === undefined ? STEP.import : STEP.later);
    }
  }
  // The runner's own settings name all tests, and run none.
  if (EVERY_TEST.includes(file)) return steps;
  for (const { groups } of source.replaceAll(IMPORT, "").matchAll(TEXT)) {
    const text = groups?.text ?? "";
    // A part such as `/test/` begins many paths; a pattern, `/docs/**`, means all of them.
    if (/^\/[^/*]+\/?$/u.test(text)) continue;
    const named = text.replace(/\*.*$/u, "").replace(/\/$/u, "");
    const places = named.startsWith(".")
      ? [beside(file, named)]
      : [named.replace(/^\//u, ""), beside(file, named)];
    for (const place of places) {
      if (isBuilt(place) || (project.has(place) && !isMention(file, place))) add(place, STEP.path);
    }
  }
  if (ASKS.test(source)) {
    for (const command of commandsIn(source, project)) add(command, STEP.command);
  }
  return steps;

  /** @type {(place: string, cost: number) => void} */
  function add(place, cost) {
    if (isBuilt(place)) for (const part of PROGRAM) add(part, STEP.program);
    else if (place.startsWith(MADE_WORDS)) steps.set(WORDS, STEP.import);
    else if (place !== file) steps.set(place, Math.min(cost, steps.get(place) ?? cost));
  }
}

function isBuilt(place) {
  return /^dist(?:\/|$)/u.test(place);
}

/** The program tells people where to read on; it reads none of it. */
function isMention(file, place) {
  return /^(?:src|hub|proof)\//u.test(file) && place.startsWith("docs/");
}

/** `printer-logo.ts` of a test in which both words stand as they are typed, in singular or plural. */
function commandsIn(source, project) {
  const typed = new Set(
    Array.from(source.matchAll(/["'`\s]([a-z]+)["'`\s]/gu), ([, word]) => stem(word)),
  );
  return [...project].filter((file) => {
    const words = COMMAND.exec(file)?.groups?.words?.split("-");
    return words?.every((word) => typed.has(stem(word)));
  });
}

function stem(word) {
  return word.replace(/s$/u, "");
}

/** @type {(file: string, named: string) => string} */
function beside(file, named) {
  return path.posix.join(path.posix.dirname(file), named);
}

/**
 * Tests that reach one of the changed files; the nearest first, and among equals the one whose folder is
 * called as that of what changed.
 *
 * @param {ReadonlyMap<string, Steps>} graph by file
 * @param {ReadonlyArray<string>} changed
 * @returns {ReadonlyArray<readonly [test: string, distance: number]>}
 */
export function testsReaching(graph, changed) {
  const reachedBy = turnedRound(graph);
  /** @type {Map<string, number>} */
  const distances = new Map(changed.map((file) => [file, 0]));
  // By distance: what is taken out first has its final one.
  const waiting = [new Set(changed)];
  for (let distance = 0; distance < waiting.length; distance += 1) {
    for (const file of waiting[distance] ?? []) {
      if (distances.get(file) === distance) spread(file, distance);
    }
  }
  return [...distances]
    .filter(([file]) => TEST.test(file) && graph.has(file))
    .toSorted(
      ([one, near], [other, far]) =>
        near - far || kinship(other) - kinship(one) || (one < other ? -1 : 1),
    );

  /** @type {(test: string) => number} */
  function kinship(test) {
    return Math.max(...changed.map((file) => sharedParts(file, test)));
  }

  /** @type {(file: string, distance: number) => void} */
  function spread(file, distance) {
    // Whoever names a folder reads what is in it, and not what that reaches.
    for (const place of distance === 0 ? [file, ...foldersOf(file)] : [file]) {
      for (const [from, cost] of reachedBy.get(place) ?? []) {
        const further = distance + cost;
        if (further >= (distances.get(from) ?? Infinity)) continue;
        distances.set(from, further);
        (waiting[further] ??= new Set()).add(from);
      }
    }
  }
}

/** @type {(graph: ReadonlyMap<string, Steps>) => ReadonlyMap<string, Map<string, number>>} */
function turnedRound(graph) {
  const reachedBy = new Map();
  for (const [from, steps] of graph) {
    for (const [to, cost] of steps) {
      const all = reachedBy.get(to) ?? new Map();
      reachedBy.set(to, all.set(from, cost));
    }
  }
  return reachedBy;
}

/** `src/domain/money/amounts.ts` and `test/domain/money/split.test.ts`: two. */
function sharedParts(file, test) {
  const parts = file.split("/").slice(1);
  const others = test.split("/").slice(1);
  const end = parts.findIndex((part, at) => part !== others[at]);
  return end === -1 ? parts.length : end;
}

/** @type {(file: string) => ReadonlyArray<string>} */
export function foldersOf(file) {
  const parts = file.split("/").slice(0, -1);
  return parts.map((_, at) => parts.slice(0, at + 1).join("/"));
}

/**
 * The nearest tests that fit into so many seconds, on so many lanes. A changed test always does; behind
 * the first that is too long, shorter ones still may.
 *
 * @param {ReadonlyArray<readonly [test: string, distance: number]>} reaching the nearest first
 * @param {{ readonly seconds: number, readonly lanes: number, readonly secondsOf: (test: string) => number }} room
 */
export function testsThatFit(reaching, { seconds, lanes, secondsOf }) {
  const chosen = [];
  const left = [];
  let spent = 0;
  for (const [test, distance] of reaching) {
    const needed = secondsOf(test);
    // One that begins last, on whichever lane is free first, ends in time too.
    const fits = distance === 0 || spent / lanes + needed <= seconds;
    if (fits) spent += needed;
    (fits ? chosen : left).push(test);
  }
  return { chosen, left, leftSeconds: sumOf(left, secondsOf) / lanes };
}

/** @type {(tests: ReadonlyArray<string>, secondsOf: (test: string) => number) => number} */
function sumOf(tests, secondsOf) {
  return tests.reduce((sum, test) => sum + secondsOf(test), 0);
}
