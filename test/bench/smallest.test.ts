/** `npm run bench` at its smallest: a figure of it says nothing, but a part that no longer runs has none. */

import { execFile } from "node:child_process";
import { promisify } from "node:util";

import { expect, test } from "vitest";

import { whyNoNetwork } from "../support/network.ts";

/** Node keeps here what it has compiled: some of the measured programs start five times. */
const COMPILED = "NODE_COMPILE_CACHE=node_modules/.cache/bench-compiled";
const BENCH = [COMPILED, process.execPath, "bench/run.ts", "--smallest"];

test("each part of the benchmarks runs, and each of its figures is a number", async () => {
  const { stdout, stderr } = await promisify(execFile)("env", BENCH);
  const parts = [...stderr.matchAll(/^(?<part>\S+): (?<figures>\d+) figures, /gmu)];
  const counts = parts.map(({ groups }) => Number(groups?.["figures"]));
  const empty = parts.flatMap(({ groups }, at) => (counts[at] === 0 ? groups?.["part"] : []));
  const rows = stdout.split("\n").filter((line) => line.startsWith("| "));
  const [, , ...figures] = rows.map((row) => row.split(" | ")[1]?.trim() ?? "");

  expect(empty).toEqual(whyNoNetwork() === undefined ? [] : ["shown-lines"]);
  expect(figures).toHaveLength(counts.reduce((sum, count) => sum + count, 0));
  // What two times differ by may be below zero after so few rounds.
  expect(figures.filter((figure) => !/^-?\d+(?:\.\d+)?(?: \S+)*$/u.test(figure))).toEqual([]);
});
