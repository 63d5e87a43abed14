/** Looks that share a transaction see one state of the file, and a write ends it: so it is decided on what is there. */

import path from "node:path";

import { describe, expect, test } from "vitest";

import { type Db, openDatabase } from "../../src/ledger/database.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const KEY = "ab".repeat(32);

describe("looks in a scope", () => {
  test("see one state of the file, and the next scope sees what another process wrote", async () => {
    const { db, beside } = await twoProcesses();

    db.together(() => {
      expect(countIn(db)).toBe(0);
      add(beside);
      expect(countIn(db)).toBe(0);
    });

    expect(db.together(() => countIn(db))).toBe(1);
  });

  test("ask once what others wrote, and anew after a write of their own", async () => {
    const { db, beside } = await twoProcesses();
    let begun = 0;
    function look(): number {
      return db.read(db.dataVersion, () => {
        begun += 1;
      });
    }

    db.together(() => {
      const before = look();
      add(beside);
      expect([look(), look()]).toEqual([before, before]);
      expect(begun).toBe(1);

      add(db);
      expect(db.inTransaction).toBe(false);
      expect(look()).not.toBe(before);
      expect(begun).toBe(2);
    });
    expect(db.inTransaction).toBe(false);
  });

  test("hold nobody up: a write begins after them, on what another process has written meanwhile", async () => {
    const { db, beside } = await twoProcesses();

    db.together(() => {
      expect(countIn(db)).toBe(0);
      add(beside);
      const seen = db.write(() => {
        const there = countIn(db);
        add(db);
        return there;
      });
      expect(seen).toBe(1);
      expect(countIn(beside)).toBe(2);
      expect(countIn(db)).toBe(2);
    });
  });

  test("leave the log free to be carried over", async () => {
    const { db } = await twoProcesses();

    db.together(() => {
      countIn(db);
      db.carryOver();
      expect(db.inTransaction).toBe(false);
      expect(countIn(db)).toBe(0);
    });
  });

  test("that throw end their transaction, and the scope goes on", async () => {
    const { db } = await twoProcesses();

    db.together(() => {
      expect(() => db.read(fails, noted)).toThrow("No.");
      expect(db.inTransaction).toBe(false);
      expect(countIn(db)).toBe(0);
    });
    expect(() => db.together(fails)).toThrow("No.");
    expect(db.inTransaction).toBe(false);
  });
});

test("a write within a look is a part of it, as it is of another write, and between looks it is none", async () => {
  const { db } = await twoProcesses();

  expect(db.isUnderWay()).toBe(false);
  db.together(() => {
    countIn(db);
    expect(db.isUnderWay()).toBe(false);
    db.read(() => {
      expect(db.isUnderWay()).toBe(true);
      add(db);
      expect(countIn(db)).toBe(1);
    }, noted);
    db.write(() => {
      expect(db.isUnderWay()).toBe(true);
    });
  });

  expect(countIn(db)).toBe(1);
});

async function twoProcesses(): Promise<{ readonly db: Db; readonly beside: Db }> {
  const file = path.join(await temporaryFolder(), "ledger.db");
  const db = openDatabase(file, KEY);
  db.exec("CREATE TABLE some (one INTEGER)");
  return { db, beside: openDatabase(file, KEY) };
}

function countIn(db: Db): number {
  const count = db.prepare<[], { readonly count: number }>("SELECT count(*) AS count FROM some");
  return db.read(() => count.get()?.count ?? -1, noted);
}

function add(db: Db): void {
  db.write(() => db.exec("INSERT INTO some VALUES (1)"));
}

function fails(): never {
  throw new Error("No.");
}

function noted(): void {
  // Nothing is kept from one look to the next here.
}
