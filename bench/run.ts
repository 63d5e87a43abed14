/**
 * `npm run bench`: what ledger, register and mesh cost beside the physical limit measured in the same run.
 *
 * Ratios are gated, and absolute figures only where people feel them: the others say more about the
 * disk than about the program. Writes the table to docs/benchmarks.md; `--check` leaves the file alone,
 * and so do `--register`, `--floor`, `--printing` and `--mesh`, which measure one of them alone.
 */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import path from "node:path";

import { format } from "oxfmt";

import { measureCommits } from "./commits.ts";
import { measureEncoding } from "./encoding.ts";
import { measureFloor } from "./floor.ts";
import { measureFriday } from "./friday.ts";
import { measureLongHistory } from "./long-history.ts";
import { type Measurement } from "./measurement.ts";
import { measureGrowingShop } from "./mesh/growing-shop.ts";
import { measureHeardHistory } from "./mesh/heard-history.ts";
import { measureLiarAtWork } from "./mesh/liar-at-work.ts";
import { measurePrintedTickets } from "./mesh/printed-tickets.ts";
import { measureShownLines } from "./mesh/shown-lines.ts";
import { measureToldSales } from "./mesh/told-sales.ts";
import { measureNight } from "./night.ts";
import { measureOpening } from "./opening.ts";
import { measureRegister } from "./register.ts";
import { foundBenchShop, openBenchTill } from "./shop.ts";
import { measureStalledPrinter } from "./stalled-printer.ts";
import { measureWaitingPapers } from "./waiting-papers.ts";
import { measureWaiting } from "./waiting.ts";

const PAGE = "docs/benchmarks.md";
/** Orders of one line, paid. */
const HISTORY = { short: 100, long: 5000 };

/** `--long` takes some minutes. */
const EVENTS = { short: 1000, long: 100_000, veryLong: 1_000_000 };

const dir = mkdtempSync(path.join(tmpdir(), "till-bench-"));
try {
  const alone = ["--register", "--floor", "--printing", "--mesh"].find((part) =>
    process.argv.includes(part),
  );
  const measurements = [
    ...(alone === undefined ? await measureOneTill() : []),
    ...(isWanted(alone, "--register") ? await measureRegister(dir) : []),
    ...(isWanted(alone, "--floor") ? await measureFloor(place("floor")) : []),
    ...(isWanted(alone, "--printing") ? await measurePrinting() : []),
    ...(isWanted(alone, "--mesh") ? await measureMesh() : []),
  ];
  const { code: page } = await format(PAGE, toPage(measurements), { printWidth: 100 });
  process.stdout.write(page);
  if (alone === undefined && !process.argv.includes("--check")) writeFileSync(PAGE, page);
  const missed = measurements.filter(isMissed);
  process.exitCode = missed.length === 0 ? 0 : 1;
} finally {
  rmSync(dir, { recursive: true, force: true });
}

async function measureOneTill(): Promise<ReadonlyArray<Measurement>> {
  const selling = openBenchTill(await foundBenchShop(dir, "selling"));
  const commits = measureCommits(dir, selling);
  const waiting = await measureWaiting(selling);
  await selling.close();
  const opening = await measureOpening(await foundBenchShop(dir, "opening"), HISTORY);
  const told = openBenchTill(await foundBenchShop(dir, "told"));
  const long = process.argv.includes("--long") ? EVENTS.veryLong : EVENTS.long;
  const sizes = { short: EVENTS.short, long };
  const history = await measureLongHistory(dir, told, sizes);
  await told.close();
  const night = await measureNight(place("night"), { short: EVENTS.short * 10, long });
  return [...commits, ...waiting, ...opening, ...history, ...night, ...(await measureFriday())];
}

async function measurePrinting(): Promise<ReadonlyArray<Measurement>> {
  const few = openBenchTill(await foundBenchShop(dir, "few-papers"));
  const many = openBenchTill(await foundBenchShop(dir, "many-papers"));
  const papers = await measureWaitingPapers(few, many);
  await few.close();
  await many.close();
  const stalled = openBenchTill(await foundBenchShop(dir, "stalled"));
  const others = await measureStalledPrinter(stalled);
  await stalled.close();
  const tickets = await measurePrintedTickets(place("tickets"));
  return [...measureEncoding(), ...papers, ...others, ...tickets];
}

async function measureMesh(): Promise<ReadonlyArray<Measurement>> {
  const lines = await measureShownLines(place("lines"));
  const sales = await measureToldSales(place("sales"));
  const history = await measureHeardHistory(place("history"));
  const shops = await measureGrowingShop(place("shops"));
  const liar = await measureLiarAtWork(place("liar"));
  return [...lines, ...sales, ...history, ...shops, ...liar];
}

function place(name: string): string {
  const own = path.join(dir, name);
  mkdirSync(own);
  return own;
}

function isWanted(alone: string | undefined, part: string): boolean {
  return alone === undefined || alone === part;
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
