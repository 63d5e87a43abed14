import { readdir, stat } from "node:fs/promises";
import path from "node:path";

import Database from "better-sqlite3";
import { expect, test } from "vitest";

import { takeLock } from "../../src/ledger/exclusive-lock.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

test("one has it at a time, and it is free again afterwards", async () => {
  const dir = await temporaryFolder();

  const first = takeLock(dir, "duties");
  const second = takeLock(dir, "duties");
  first?.release();
  const third = takeLock(dir, "duties");

  expect([first, second, third].map((lock) => lock !== undefined)).toEqual([true, false, true]);
  third?.release();
});

test("whoever else is about to try doesn't keep the first one from it", async () => {
  const dir = await temporaryFolder();
  // As SQLite does on the way to any lock: it looks at the file first.
  const other = new Database(path.join(dir, "duties.lock"));
  other.exec("BEGIN; SELECT * FROM sqlite_master");

  const lock = takeLock(dir, "duties");

  expect(lock).toBeDefined();
  expect(() => other.exec("CREATE TABLE t (x)")).toThrow(/locked/u);
  lock?.release();
  other.close();
});

test("a lock writes nothing, so a full disk keeps nobody from taking it", async () => {
  const dir = await temporaryFolder();

  const lock = takeLock(dir, "pins");

  expect(await readdir(dir)).toEqual(["pins.lock"]);
  expect(await stat(path.join(dir, "pins.lock"))).toMatchObject({ size: 0 });
  lock?.release();
});
