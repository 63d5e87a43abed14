/** What `--keep-runs` keeps of a run, and which functions of it a change is in. Size: whole. */

import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  blobOf,
  changedIn,
  earlierLines,
  hunksOf,
  keptRuns,
  lineStarts,
  ownLines,
} from "../../scripts/runs.mjs";

const TEXT = `import { one } from "./one.ts";

const TABLE = { rate: 7 };

export interface Sum {
  readonly cents: number;
}

export function outer(all: ReadonlyArray<number>): number {
  const doubled = all.map((each) => {
    return each * 2;
  });
  return doubled.length;
}

function never(): void {}
`;
const LINES = TEXT.split("\n");
const OUTER = [9, 14] as const;
const INNER = [11, 11] as const;

test("a function has the lines that are nobody else's", () => {
  const starts = lineStarts(TEXT);
  function own(from: string, to: string) {
    const startOffset = TEXT.indexOf(from);
    return ownLines(
      TEXT,
      { startOffset, endOffset: TEXT.indexOf(to, startOffset) + to.length },
      starts,
    );
  }

  expect(own("function outer", "\n}")).toEqual(OUTER);
  expect(own("(each)", "\n  }")).toEqual(INNER);
  expect(own("function never", "{}")).toEqual([16, 16]);
});

/** The changes of these lines in place, seen from a run of the same text. */
function changed(edits: Readonly<Record<number, ReadonlyArray<string>>>) {
  const after = LINES.flatMap((line, at) => edits[at + 1] ?? [line]);
  let moved = 0;
  const hunks = Object.entries(edits).map(([line, put]) => {
    const newFirst = Number(line) + moved - (put.length === 0 ? 1 : 0);
    moved += put.length - 1;
    return { oldFirst: Number(line), oldCount: 1, newFirst, newCount: put.length };
  });
  const then = { functions: [OUTER, INNER], since: [] };
  const { functions, isUnknown } = changedIn({ before: LINES, after }, hunks, then);
  return [...functions, ...(isUnknown ? ["unknown"] : [])];
}

describe("a change", () => {
  test.each([
    ["in a function is in it", { 13: ["  return 0;"] }, ["9-14"]],
    ["in a function within is in that alone", { 11: ["    return each * 3;"] }, ["11-11"]],
    [
      "of the line that both are on is in the outer one",
      { 10: ["  const doubled = all;"] },
      ["9-14"],
    ],
    ["of what a function takes is in it", { 9: ["export function outer(): number {"] }, ["9-14"]],
    [
      "of a value that is made as the file is loaded is unknown",
      { 3: ["const TABLE = 8;"] },
      ["unknown"],
    ],
    [
      "of a function that nobody ran is unknown",
      { 16: ["function never(): void { one(); }"] },
      ["unknown"],
    ],
    [
      "of an import, a type or a blank line is in nothing",
      { 1: [], 2: [], 6: ["  cents: bigint;"] },
      [],
    ],
  ])("%s", (_, edits, expected) => {
    expect(changed(edits)).toEqual(expected);
  });

  test.each([
    ["between two lines of a function is in it", { behind: 12, put: ["  one();"] }, ["9-14"]],
    [
      "that is a new function counts as whoever calls it",
      { behind: 14, put: ["", "function two() {", "  one();", "}"] },
      [],
    ],
    ["that is a new value is unknown", { behind: 14, put: ["const TWO = 2;"] }, ["unknown"]],
  ])("put in %s", (_, { behind, put }, expected) => {
    const after = LINES.toSpliced(behind, 0, ...put);
    const hunk = { oldFirst: behind, oldCount: 0, newFirst: behind + 1, newCount: put.length };
    const then = { functions: [OUTER, INNER], since: [] };
    const { functions, isUnknown } = changedIn({ before: LINES, after }, [hunk], then);

    expect([...functions, ...(isUnknown ? ["unknown"] : [])]).toEqual(expected);
  });
});

test("a line that stayed is found where it stood, whatever came and went around it", () => {
  const edit = fc.record({ stays: fc.nat(3), goes: fc.nat(2), comes: fc.nat(2) });
  fc.assert(
    fc.property(fc.array(edit), (edits) => {
      const kept: Array<readonly [earlier: number, later: number]> = [];
      let [earlier, later] = [1, 1];
      const hunks = edits.flatMap(({ stays, goes, comes }) => {
        for (let at = 0; at < stays; at += 1) kept.push([earlier + at, later + at]);
        [earlier, later] = [earlier + stays, later + stays];
        const hunk = {
          oldFirst: goes === 0 ? earlier - 1 : earlier,
          oldCount: goes,
          newFirst: comes === 0 ? later - 1 : later,
          newCount: comes,
        };
        [earlier, later] = [earlier + goes, later + comes];
        return goes + comes === 0 ? [] : [hunk];
      });

      for (const [was, is] of kept) expect(earlierLines(is, hunks)).toEqual([was, was]);
    }),
  );
});

test("the names of texts and the hunks are git's", () => {
  const own = "test/support/runs.test.ts";
  const name = execFileSync("git", ["hash-object", own], { encoding: "utf8" }).trim();

  expect(blobOf(readFileSync(own, "utf8"))).toBe(name);
  expect(hunksOf("--- a\n+++ b\n@@ -3 +2,0 @@ x\n-@@ -1 +1 @@\n@@ -7,0 +7,2 @@\n")).toEqual([
    { oldFirst: 3, oldCount: 1, newFirst: 2, newCount: 0 },
    { oldFirst: 7, oldCount: 0, newFirst: 7, newCount: 2 },
  ]);
});

test("a kept run has the functions that a file of tests ran, and those that it did not", async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "runs-"));
  const ran = "test/domain/money/rounding.test.ts";
  // Whichever size this file is played in, that one is played.
  const settings = ["TILL_TEST_SIZE=", `TILL_KEEP_RUNS=${folder}`];
  await promisify(execFile)("env", [...settings, "node_modules/.bin/vitest", "run", ran]);
  const file = "src/domain/money/rounding.ts";
  const kept = keptRuns(folder).get(ran)?.[file];
  const lines = readFileSync(file, "utf8").split("\n");
  const first = lines.findIndex((line) => line.startsWith("export function divideRounded")) + 1;

  expect(kept?.ran.map(([begin]) => begin)).toContain(first);
  expect(kept?.blob).toBe(blobOf(lines.join("\n")));
});
