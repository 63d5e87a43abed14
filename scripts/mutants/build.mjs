/** The copy of the project that has the planted bugs, and the process that runs its tests. */

import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { memoryFolder } from "../../test/support/memory-folder.ts";
import { linesIn } from "./log.mjs";
import { planted } from "./plant.mjs";

/** Linked, or of no use to a test. */
const NOT_COPIED = new Set([".git", "coverage", "dist", "dist.new", "node_modules"]);
const LINKED = ["dist", "node_modules"];
/** A question may take so much, and so many times what the file took without a bug: then its process hangs. */
const PATIENCE_MS = 120_000;
const PATIENCE_TIMES = 20;
/** Of a file that nobody has timed. */
const FIRST_SECONDS = 30;
const LOOK_MS = 500;

/** @typedef {import("./plant.mjs").Mutant} Mutant */

/**
 * Plants the bugs in a copy, runs the plan's tests in it, and removes it, whatever happens.
 *
 * @param {ReadonlyArray<Mutant>} mutants
 * @param {object} plan for the worker, which adds the number of bugs and the log
 * @param {{ readonly first: string, readonly tell: (line: any) => void }} run any file of tests, and who hears each line of the log
 */
export async function runPlanted(mutants, plan, { first, tell }) {
  const folder = mkdtempSync(path.join(memoryFolder(), "tillmesh-mutants-"));
  const running = new Set();
  const end = () => {
    for (const pid of running) kill(pid);
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  };
  const interrupted = () => process.exit(130);
  process.on("exit", end);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, interrupted);
  try {
    copyTo(folder, mutants);
    const log = path.join(folder, "mutants.log");
    const file = path.join(folder, "mutants.json");
    writeFileSync(log, "");
    writeFileSync(file, JSON.stringify({ ...plan, mutants: mutants.length, log }));
    return await runUntilFound({ folder, file, log, first }, { running, tell });
  } finally {
    end();
    process.off("exit", end);
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.off(signal, interrupted);
  }
}

function copyTo(folder, mutants) {
  cpSync(".", folder, {
    recursive: true,
    filter: (from) => !NOT_COPIED.has(from.split(path.sep)[0] ?? ""),
  });
  for (const name of LINKED) symlinkSync(path.resolve(name), path.join(folder, name));
  for (const [file, own] of Map.groupBy(mutants, ({ file }) => file)) {
    writeFileSync(path.join(folder, file), planted(readFileSync(file, "utf8"), own));
  }
}

/** A process that hangs is ended, and another one goes on behind the question it was asked. */
async function runUntilFound({ folder, file, log, first }, { running, tell }) {
  for (let told = 0, endedWithout = 0; ;) {
    const child = spawn(process.execPath, ["scripts/mutants/play.mjs", first], {
      cwd: folder,
      env: { ...process.env, TILL_MUTANTS_PLAN: file },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (said += text));
    running.add(child.pid);
    let isOver = false;
    child.on("close", () => (isOver = true));
    let newest = Date.now();
    let asks;
    const before = told;
    while (!isOver) {
      await sleep(LOOK_MS);
      const lines = linesIn(readFileSync(log, "utf8"));
      for (const line of lines.slice(told)) {
        if (line.worker !== undefined) running.add(line.worker);
        tell(line);
      }
      if (lines.length > told) newest = Date.now();
      told = lines.length;
      asks = lines.at(-1)?.asks;
      if (asks !== undefined && Date.now() - newest > patienceFor(asks.file, lines)) {
        for (const pid of running) kill(pid);
      }
    }
    running.clear();
    const lines = linesIn(readFileSync(log, "utf8"));
    for (const line of lines.slice(told)) tell(line);
    const found = lines.findLast((line) => line.found !== undefined)?.found;
    if (found !== undefined) return found;
    endedWithout = lines.length > before ? 0 : endedWithout + 1;
    told = lines.length;
    if (endedWithout > 1) throw new Error(`The tests did not begin:\n${said}`);
  }
}

function patienceFor(file, lines) {
  const plain = lines.find(({ of, answer }) => of?.file === file && answer?.seconds > 0);
  const seconds = plain?.answer.seconds ?? FIRST_SECONDS;
  return PATIENCE_MS + PATIENCE_TIMES * 1000 * seconds;
}

function kill(pid) {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}
