/**
 * Keeps which functions each file of tests ran, for `npm test -- --changed`: `npm test -- --keep-runs` sets
 * up each file with this. Node only takes the types out of a file, so places in it are those of the sources.
 */

import { readFileSync } from "node:fs";
import { Session } from "node:inspector/promises";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { afterAll, expect } from "vitest";

import {
  blobOf,
  type FileRun,
  keepRun,
  lineStarts,
  ownLines,
  RUNS_FOLDER,
} from "../../scripts/runs.mjs";

const FOLDER = process.env["TILL_KEEP_RUNS"] ?? RUNS_FOLDER;
const PROJECT = `${pathToFileURL(process.cwd()).href}/`;
/** What has JSX is made into something else before it runs; a changed test runs anyway. */
const KEPT = /^(?:src|test|bench|scripts)\/.*(?<!\.test)\.(?:ts|mjs)$/u;

declare global {
  /** One for each process, however many files it runs one after another. */
  var tillmeshRuns: Session | undefined;
}

globalThis.tillmeshRuns ??= await begun();
const session = globalThis.tillmeshRuns;
// What ran before this file is not this file's.
await session.post("Profiler.takePreciseCoverage");

afterAll(async () => {
  const { testPath = "" } = expect.getState();
  const { result } = await session.post("Profiler.takePreciseCoverage");
  const files = result.flatMap(({ url, functions }) => {
    if (!url.startsWith(PROJECT)) return [];
    const file = path.relative(process.cwd(), fileURLToPath(url));
    if (!KEPT.test(file)) return [];
    const ranges = functions.flatMap(({ functionName, ranges: [range] }) =>
      range === undefined || (functionName === "" && range.startOffset === 0) ? [] : [range],
    );
    return ranges.some(({ count }) => count > 0) ? [[file, runOf(file, ranges)] as const] : [];
  });
  keepRun(FOLDER, path.relative(process.cwd(), testPath), Object.fromEntries(files));
});

async function begun(): Promise<Session> {
  const started = new Session();
  started.connect();
  await started.post("Profiler.enable");
  await started.post("Profiler.startPreciseCoverage", { callCount: true, detailed: false });
  return started;
}

interface Ran {
  readonly startOffset: number;
  readonly endOffset: number;
  readonly count: number;
}

function runOf(file: string, ranges: ReadonlyArray<Ran>): FileRun {
  const text = readFileSync(file, "utf8");
  const starts = lineStarts(text);
  const lines = ranges.map((range) => ({
    own: ownLines(text, range, starts),
    isRun: range.count > 0,
  }));
  const real = lines.filter(({ own: [first, last] }) => first <= last);
  return {
    blob: blobOf(text),
    ran: real.flatMap(({ own, isRun }) => (isRun ? [own] : [])),
    idle: real.flatMap(({ own, isRun }) => (isRun ? [] : [own])),
  };
}
