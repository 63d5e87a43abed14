import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";

import { expect, test } from "vitest";

import { createLogFile } from "../../../src/app/system/log-file.ts";
import { CAFE_START_MS } from "../../support/cafe.ts";
import { createManualClock } from "../../support/manual-clock.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

test("a log says when, and is for the till's own user alone", async () => {
  const file = path.join(await temporaryFolder(), "state", "register.log");

  createLogFile(file, createManualClock(CAFE_START_MS)).write("The printer hummed.");

  expect(await readFile(file, "utf8")).toBe("2026-11-20T13:32:00Z The printer hummed.\n");
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect((await stat(path.dirname(file))).mode & 0o777).toBe(0o700);
});

test("a log never takes more than two files of a megabyte", async () => {
  const file = path.join(await temporaryFolder(), "register.log");
  const log = createLogFile(file, createManualClock());

  for (let writes = 0; writes < 60; writes += 1) log.write("x".repeat(50_000));

  expect((await readdir(path.dirname(file))).toSorted()).toEqual([
    "register.log",
    "register.log.old",
  ]);
  expect((await stat(`${file}.old`)).size).toBeLessThan(1_100_000);
  expect((await stat(file)).size).toBeLessThan(1_100_000);
});

test("a log that can't be written stops nobody", async () => {
  const folder = await temporaryFolder();
  await writeFile(path.join(folder, "state"), "");
  await mkdir(path.join(folder, "folder.log"));

  for (const file of ["state/register.log", "folder.log"]) {
    const log = createLogFile(path.join(folder, file), createManualClock());
    expect(() => {
      log.write("in vain");
    }).not.toThrow();
  }
});
