/** The turns in which processes of one till write. Size: small, first. */

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

import Database from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";

import { type Db, openDatabase } from "../../src/ledger/database.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { NODE } from "../support/till-process.ts";

const KEY = "ab".repeat(32);
const WRITE_LOOP = fileURLToPath(new URL("../support/write-loop.ts", import.meta.url));
const TURNS = 400;
/** Strict turns would be 1. A busy machine may put aside whoever is next, or start one late. */
const TURNS_IN_A_ROW_MAX = 10;
/** Of the waits, as a machine may put one process aside for as long as it likes. */
const WAITS_SHARE = 0.99;
/** Of the turns: eight in ten are on a busy machine, and one in ten at most where there is no turnstile. */
const HANDED_OVER_MIN = 0.5;

test("of two processes that write at full speed, none keeps the other waiting for many turns", async () => {
  const { db, file } = await newDatabase();
  const writers = ["one", "other"].map((who) => startWriter(file, who));
  await Promise.all(writers.map(({ stdout }) => once(stdout, "data")));

  for (const { stdin } of writers) stdin.end("go\n");
  await Promise.all(writers.map((writer) => once(writer, "close")));

  const all = turnsOf(db);
  expect(all).toHaveLength(2 * TURNS);
  const turns = whileBothWrote(all);
  // Not one after the other.
  expect(turns.length).toBeGreaterThan(TURNS);
  const runs = runsOf(turns);
  expect(runs.length).toBeGreaterThan(turns.length * HANDED_OVER_MIN);
  expect(runs[Math.floor(runs.length * WAITS_SHARE)]).toBeLessThanOrEqual(TURNS_IN_A_ROW_MAX);
});

test("who was stopped in the turnstile is passed", async () => {
  const { db, file } = await newDatabase();
  const turnstile = new Database(path.join(path.dirname(file), "turn.lock"));
  onTestFinished(() => {
    turnstile.close();
  });
  turnstile.exec("BEGIN IMMEDIATE");

  takeTurn(db, "me");

  expect(turnsOf(db)).toEqual(["me"]);
});

test("who waits long says so, before the wait is over", async () => {
  const { db, file } = await newDatabase();
  const beside = openDatabase(file, KEY);
  onTestFinished(() => {
    beside.close();
  });
  beside.exec("BEGIN IMMEDIATE");
  const told: string[] = [];
  db.onLongWork(() => {
    told.push("waits");
    beside.exec("ROLLBACK");
  });

  takeTurn(db, "me");
  takeTurn(db, "me again");

  expect(told).toEqual(["waits"]);
  expect(turnsOf(db)).toEqual(["me", "me again"]);
});

test("where there can be no turnstile, writing goes on without", async () => {
  const { db, file } = await newDatabase();
  await mkdir(path.join(path.dirname(file), "turn.lock"));

  takeTurn(db, "me");

  expect(turnsOf(db)).toEqual(["me"]);
});

test("what throws is not written, and leaves the lock to others", async () => {
  const { db, file } = await newDatabase();
  const beside = openDatabase(file, KEY);
  onTestFinished(() => {
    beside.close();
  });

  expect(() =>
    db.write(() => {
      takeTurn(db, "me");
      throw new Error("not like this");
    }),
  ).toThrow("not like this");
  takeTurn(beside, "another");

  expect(turnsOf(db)).toEqual(["another"]);
});

/** Beside no other table: the rows are numbered in the order of the turns. */
async function newDatabase(): Promise<{ readonly db: Db; readonly file: string }> {
  const file = path.join(await temporaryFolder(), "turns.db");
  const db = openDatabase(file, KEY);
  onTestFinished(() => {
    db.close();
  });
  db.exec("CREATE TABLE turns (id INTEGER PRIMARY KEY, who TEXT NOT NULL)");
  return { db, file };
}

function startWriter(file: string, who: string) {
  const words = [WRITE_LOOP, file, KEY, who, String(TURNS)];
  const writer = spawn(NODE, words, { stdio: ["pipe", "pipe", "inherit"] });
  endWithTest(writer);
  return writer;
}

function endWithTest(child: ChildProcess): void {
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
}

function takeTurn(db: Db, who: string): void {
  db.write(() => db.prepare("INSERT INTO turns (who) VALUES (?)").run(who));
}

function turnsOf(db: Db): ReadonlyArray<string> {
  const rows = db.prepare<[], { readonly who: string }>("SELECT who FROM turns ORDER BY id");
  return rows.all().map(({ who }) => who);
}

/** From the first turn of the later one to the last of the one that was done first. */
function whileBothWrote(turns: ReadonlyArray<string>): ReadonlyArray<string> {
  const writers = [...new Set(turns)];
  const from = Math.max(...writers.map((who) => turns.indexOf(who)));
  const to = Math.min(...writers.map((who) => turns.lastIndexOf(who)));
  return turns.slice(from, to + 1);
}

/** How many turns each had in a row, in ascending order. */
function runsOf(turns: ReadonlyArray<string>): ReadonlyArray<number> {
  const runs: number[] = [];
  for (const [index, who] of turns.entries()) {
    if (who === turns[index - 1]) runs.push((runs.pop() ?? 0) + 1);
    else runs.push(1);
  }
  return runs.toSorted((left, right) => left - right);
}
