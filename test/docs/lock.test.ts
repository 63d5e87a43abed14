/** Generated files are written by one process at a time. */

import { spawn } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { text } from "node:stream/consumers";

import { expect, test } from "vitest";

import { temporaryFolder } from "../support/temporary-folder.ts";

const LOCK = path.resolve("scripts/lock.cjs");

test("a lock is one process's at a time, and each that waits has it afterwards", async () => {
  const folder = await temporaryFolder();
  const log = path.join(folder, "log");
  await writeFile(log, "");

  await Promise.all(["a", "b", "c"].map((name) => holds(folder, name)));

  const told = (await readFile(log, "utf8")).trim().split("\n");
  const holders = told.filter((_, at) => at % 2 === 0).map((line) => line.slice(0, 1));
  expect(holders.toSorted()).toEqual(["a", "b", "c"]);
  expect(told).toEqual(holders.flatMap((name) => [`${name} has it`, `${name} lets it go`]));
});

test("a lock whose owner is dead is free", async () => {
  const folder = await temporaryFolder();
  await mkdir(path.join(folder, "lock"));
  await writeFile(path.join(folder, "lock/pid"), "999999999");

  expect(await holds(folder, "a")).toBe("");
});

/** Returns what it says while it waits. */
async function holds(folder: string, name: string): Promise<string> {
  const work = `
    require(${JSON.stringify(LOCK)}).takeLock("lock", "It is taken");
    const { appendFileSync } = require("node:fs");
    appendFileSync("log", "${name} has it\\n");
    setTimeout(() => appendFileSync("log", "${name} lets it go\\n"), 300);`;
  const child = spawn(process.execPath, ["-e", work], {
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe"],
  });
  return text(child.stderr);
}
