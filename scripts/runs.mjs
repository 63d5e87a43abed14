/**
 * Which functions each file of tests ran, kept by `npm test -- --keep-runs`, and which tests ran what a
 * change is in. Functions are known by their lines in the text that ran, which has the name that git gives it.
 */

import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Where the runs are kept that `--changed` goes by. */
export const RUNS_FOLDER = "node_modules/.cache/test-runs";
/** What stands before a function on its first line, where that line is nothing but the function's. */
const DECLARED =
  /^\s*(?:export\s+)?(?:default\s+)?(?:(?:const|let)\s+\w+\s*=\s*)?(?:static\s+)?(?:async\s+)?$/u;
/** Begins of a statement that runs nothing by itself: the compiler holds it, or whoever calls it does. */
const RUNS_NOTHING =
  /^(?:import\b|export\s*(?:type\s*)?[{*]|(?:export\s+)?(?:default\s+)?(?:declare\s+)?(?:async\s+)?(?:function|interface|type)\b|\/[/*]|\*| \*)/u;

/** @typedef {readonly [first: number, last: number]} Lines both counted from 1, and meant */
/** @typedef {{ readonly blob: string, readonly ran: ReadonlyArray<Lines>, readonly idle: ReadonlyArray<Lines> }} FileRun */
/** @typedef {Readonly<Record<string, FileRun>>} Run by the file that was run in */
/** @typedef {{ readonly oldFirst: number, readonly oldCount: number, readonly newFirst: number, readonly newCount: number }} Hunk */

/** The name that git has for a text. @type {(text: string) => string} */
export function blobOf(text) {
  return createHash("sha1")
    .update(`blob ${Buffer.byteLength(text)}\0${text}`)
    .digest("hex");
}

/**
 * The lines that are a function's own: the first and the last one are not where others have a part of them.
 *
 * @param {string} text
 * @param {{ readonly startOffset: number, readonly endOffset: number }} range
 * @param {ReadonlyArray<number>} starts of the text's lines
 * @returns {Lines}
 */
export function ownLines(text, { startOffset, endOffset }, starts) {
  const first = lineAt(starts, startOffset);
  const last = lineAt(starts, endOffset - 1);
  const isDeclared = DECLARED.test(text.slice(starts[first - 1], startOffset));
  return isDeclared ? [first, last] : [first + 1, last - 1];
}

/** Where each line begins. @type {(text: string) => ReadonlyArray<number>} */
export function lineStarts(text) {
  return [0, ...Array.from(text.matchAll(/\n/gu), ({ index }) => index + 1)];
}

/** @type {(starts: ReadonlyArray<number>, offset: number) => number} */
function lineAt(starts, offset) {
  let [low, high] = [0, starts.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}

/** @type {(folder: string, test: string, run: Run) => void} */
export function keepRun(folder, test, run) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, encodeURIComponent(test)), JSON.stringify(run));
}

/**
 * By the file of tests; empty where none was kept.
 *
 * @param {string} folder
 * @returns {ReadonlyMap<string, Run>}
 */
export function keptRuns(folder) {
  try {
    return new Map(
      readdirSync(folder).map((name) => [
        decodeURIComponent(name),
        JSON.parse(readFileSync(path.join(folder, name), "utf8")),
      ]),
    );
  } catch {
    // None yet, or one is half written: the next such run writes it anew.
    return new Map();
  }
}

/** Of `git diff -U0` of one file. @type {(diff: string) => ReadonlyArray<Hunk>} */
export function hunksOf(diff) {
  return Array.from(diff.matchAll(/^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/gmu), (found) => {
    const [oldFirst, oldCount, newFirst, newCount] = found
      .slice(1)
      .map((text = "1") => Number(text));
    return { oldFirst, oldCount, newFirst, newCount };
  });
}

/**
 * Where a line of the later text stood in the earlier one: several lines where it was changed since, and
 * those on both sides where it was not there.
 *
 * @param {number} line
 * @param {ReadonlyArray<Hunk>} hunks from the earlier text to the later one
 * @returns {Lines}
 */
export function earlierLines(line, hunks) {
  let moved = 0;
  for (const { oldFirst, oldCount, newFirst, newCount } of hunks) {
    // What was only taken away stood behind the line that is named.
    if (line < newFirst + (newCount === 0 ? 1 : 0)) break;
    // What was put in lies between two lines.
    if (line < newFirst + newCount)
      return [oldFirst, oldFirst + (oldCount === 0 ? 1 : oldCount - 1)];
    moved += newCount - oldCount;
  }
  return [line - moved, line - moved];
}

/**
 * What a change of one file is in: functions by their lines in `then`, and whether anything else that runs
 * was changed, which nobody kept.
 *
 * @param {{ readonly before: ReadonlyArray<string>, readonly after: ReadonlyArray<string> }} texts by line
 * @param {ReadonlyArray<Hunk>} hunks from `before` to `after`
 * @param {{ readonly functions: ReadonlyArray<Lines>, readonly since: ReadonlyArray<Hunk> }} then the text that ran, and the way from it to `before`
 * @returns {{ readonly functions: ReadonlySet<string>, readonly isUnknown: boolean }}
 */
export function changedIn({ before, after }, hunks, then) {
  const smallest = then.functions.toSorted(([a, b], [c, d]) => b - a - (d - c));
  /** @type {Set<string>} */
  const functions = new Set();
  let isUnknown = false;
  for (const { oldFirst, oldCount, newFirst, newCount } of hunks) {
    // What is only put in lies between two lines, and in what has both of them.
    const old = oldCount === 0 ? [oldFirst] : range(oldFirst, oldCount);
    let isInside = true;
    for (const line of old) {
      const found = oldCount === 0 ? around(line) : at(line);
      if (found !== undefined) functions.add(found.join("-"));
      else isInside = false;
      isUnknown ||= found === undefined && oldCount > 0 && runsSomething(before, line);
    }
    if (isInside) continue;
    isUnknown ||= range(newFirst, newCount).some(
      (line) => runsSomething(after, line) && !isOfFunction(after, line),
    );
  }
  return { functions, isUnknown };

  /** @type {(line: number) => Lines | undefined} */
  function at(line) {
    const [first, last] = earlierLines(line, then.since);
    return smallest.find(([begin, end]) => begin <= first && last <= end);
  }

  /** @type {(line: number) => Lines | undefined} */
  function around(line) {
    const [[first], [, last]] = [
      earlierLines(line, then.since),
      earlierLines(line + 1, then.since),
    ];
    return smallest.find(([begin, end]) => begin <= first && last <= end);
  }
}

/** Whether the line is of something that runs: a function counts, whether or not a kept run entered it. */
function runsSomething(lines, line) {
  const text = statementAt(lines, line);
  return text !== "" && (isFunction(text) || !RUNS_NOTHING.test(text));
}

/** A new function counts as whoever calls it. */
function isOfFunction(lines, line) {
  return isFunction(statementAt(lines, line));
}

function isFunction(text) {
  return /^(?:export\s+)?(?:default\s+)?(?:async\s+)?function\b/u.test(text);
}

/** The first line of the statement that the line is in, at the edge of the text; empty where it is blank. */
function statementAt(lines, line) {
  if ((lines[line - 1] ?? "").trim() === "") return "";
  for (let at = line - 1; at >= 0; at -= 1) {
    const text = lines[at] ?? "";
    if (/^(?:[^\s})\]]| \*)/u.test(text)) return text;
  }
  return "";
}

/** @type {(first: number, count: number) => ReadonlyArray<number>} */
function range(first, count) {
  return Array.from({ length: count }, (_, at) => first + at);
}
