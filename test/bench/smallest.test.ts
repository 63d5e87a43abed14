/**
 * `npm run bench` at its smallest: a figure of it says nothing, but a part that no longer runs has none.
 *
 * Size: proof.
 */

import { execFile } from "node:child_process";
import { promisify } from "node:util";

import { expect, test } from "vitest";

import { PARTS } from "../../bench/parts.ts";
import { whyNoNetwork } from "../support/network.ts";

/** Node keeps here what it has compiled: some of the measured programs start five times. */
const COMPILED = "NODE_COMPILE_CACHE=node_modules/.cache/bench-compiled";
const BENCH = [COMPILED, process.execPath, "bench/run.ts", "--smallest"];

/** Without network namespaces, or control groups, there is nothing that they could be measured in. */
const NEEDS_NETWORK = new Set(["shown-lines", "small-mesh", "cut-links"]);
const NEEDS_BOX = new Set(["small-shell", "small-register", "small-mesh"]);

test.each(PARTS.map(({ name }) => name))(
  "the part %s of the benchmarks runs, and each of its figures is a number",
  async (name) => {
    const { stdout, stderr } = await promisify(execFile)("env", [...BENCH, `--${name}`]);
    const parts = [...stderr.matchAll(/^(?<part>\S+): (?<count>\d+) figures, /gmu)];
    const rows = stdout.split("\n").filter((line) => line.startsWith("| "));
    const [, , ...figures] = rows.map((row) => row.split(" | ")[1]?.trim() ?? "");

    expect(parts.map(({ groups }) => groups)).toEqual([{ part: name, count: `${figures.length}` }]);
    const hasNoNetwork = NEEDS_NETWORK.has(name) && whyNoNetwork() !== undefined;
    const hasNoBox = NEEDS_BOX.has(name) && /^.+: left out, because /mu.test(stderr);
    const isEmpty = hasNoNetwork || hasNoBox;
    expect(figures.length === 0).toBe(isEmpty);
    // What two times differ by may be below zero after so few rounds.
    expect(figures.filter((figure) => !/^-?\d+(?:\.\d+)?(?: \S+)*$/u.test(figure))).toEqual([]);
  },
);
