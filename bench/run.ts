/**
 * `npm run bench`: what ledger, register and mesh cost beside the physical limit measured in the same run.
 *
 * Ratios are gated, and absolute figures only where people feel them: the others say more about the
 * disk than about the program. Writes the table to docs/benchmarks.md; `--check` leaves the file alone.
 * A group or a part can be measured alone, which leaves it alone, too: `--mesh`, `--shown-lines`. So does
 * `--smallest`, which measures next to nothing, to see that each part runs.
 */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import path from "node:path";

import { format } from "oxfmt";

import { type Measurement, rounded } from "./measurement.ts";
import { type Part, PARTS, type Size } from "./parts.ts";

const PAGE = "docs/benchmarks.md";

const words = new Set(process.argv.slice(2));
const asked = PARTS.filter(({ group, name }) => isAsked(group) || isAsked(name));
const parts = asked.length === 0 ? PARTS : asked;
const size: Size = isAsked("smallest") ? "smallest" : "full";
const isKept = parts === PARTS && size === "full" && !isAsked("check");

const dir = mkdtempSync(path.join(tmpdir(), "till-bench-"));
try {
  const measurements: Measurement[] = [];
  for (const part of parts) measurements.push(...(await measured(part)));
  const { code: page } = await format(PAGE, toPage(measurements), { printWidth: 100 });
  process.stdout.write(page);
  if (isKept) writeFileSync(PAGE, page);
  // At its smallest nothing is measured well enough to be missed.
  process.exitCode = size === "full" && measurements.some(isMissed) ? 1 : 0;
} finally {
  rmSync(dir, { recursive: true, force: true });
}

function isAsked(word: string): boolean {
  return words.has(`--${word}`);
}

/** Says how long the part took: the whole table takes long, and is waited for. */
async function measured({ name, measure }: Part): Promise<ReadonlyArray<Measurement>> {
  const began = performance.now();
  const own = path.join(dir, name);
  mkdirSync(own);
  const measurements = await measure(own, size);
  const seconds = rounded((performance.now() - began) / 1000, 1);
  process.stderr.write(`${name}: ${measurements.length} figures, ${seconds} s\n`);
  return measurements;
}

function isMissed({ value, limit }: Measurement): boolean {
  return limit !== undefined && value > limit;
}

function toPage(measurements: ReadonlyArray<Measurement>): string {
  const rows = measurements.map(({ name, value, unit, limit, note }) => {
    const wanted = limit === undefined ? "" : `${limit}${value <= limit ? "" : " **missed**"}`;
    return `| ${name} | ${value} ${unit} | ${wanted} | ${note} |`;
  });
  return [
    "# Benchmarks",
    "",
    `Written by \`npm run bench\` on ${cpus().length} cores (${cpus()[0]?.model.trim() ?? "unknown"}), Node ${process.version}.`,
    "",
    `Ratios are to a limit measured in the same run. Gated are they, and what people feel. The load of the machine at the end, over 15 minutes: ${loadavg()[2]?.toFixed(1) ?? "unknown"}.`,
    "",
    "| what | measured | at most | how |",
    "| ---- | -------- | ------- | --- |",
    ...rows,
    "",
    ...measurements
      .filter(isMissed)
      .flatMap(({ name, why = "Not looked into yet." }) => [`**Missed: ${name}.** ${why}`, ""]),
  ].join("\n");
}
