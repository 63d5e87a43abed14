import { existsSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";

import { isDurable, openDatabase } from "../../src/ledger/database.ts";
import { isKeyFileExposed } from "../../src/ledger/key/ledger-key.ts";
import { hasLedger } from "../../src/ledger/open-ledger.ts";
import { createShop } from "../support/shop.ts";
import { storeFaultOf } from "../support/store-fault.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const KEY = "ab".repeat(32);

describe("the file of the ledger", () => {
  test("is synced at each commit, on every connection", () => {
    using shop = createShop();
    const b = shop.join("B");
    const beside = shop.a.openBeside();
    b.reopen();

    for (const { db } of [shop.a.ledger(), b.ledger(), beside]) {
      expect(db.pragma("synchronous", { simple: true })).toBe(2);
      expect(db.pragma("journal_mode", { simple: true })).toBe("wal");
      expect(isDurable(db)).toBe(true);
    }
    beside.close();
  });

  test("takes up at a rest what stands in the log, so that no commit has to", async () => {
    const file = path.join(await temporaryFolder(), "ledger.db");
    const db = openDatabase(file, KEY);
    db.exec("CREATE TABLE some (bytes BLOB); INSERT INTO some VALUES (randomblob(200000))");
    const before = statSync(file).size;

    db.carryOver();

    expect(statSync(file).size).toBeGreaterThan(before + 200_000);
    db.close();
  });

  test("is known not to be durable when somebody turns that off", async () => {
    const db = openDatabase(path.join(await temporaryFolder(), "ledger.db"), KEY);

    db.pragma("synchronous=NORMAL");

    expect(isDurable(db)).toBe(false);
    db.close();
  });

  test("keeps its temporary tables in memory and overwrites what it deletes", async () => {
    const db = openDatabase(path.join(await temporaryFolder(), "ledger.db"), KEY);

    expect(db.pragma("temp_store", { simple: true })).toBe(2);
    expect(db.pragma("secure_delete", { simple: true })).toBe(1);
    expect(db.pragma("trusted_schema", { simple: true })).toBe(0);
    db.close();
  });

  test("holds no more of the file in memory than a small box can spare", async () => {
    const db = openDatabase(path.join(await temporaryFolder(), "ledger.db"), KEY);

    // In KiB where it is below zero.
    expect(db.pragma("cache_size", { simple: true })).toBe(-4000);
    db.close();
  });

  test("opened with another key may have another key, or be damaged", async () => {
    const file = path.join(await temporaryFolder(), "ledger.db");
    openDatabase(file, KEY).close();

    const fault = storeFaultOf(() => openDatabase(file, "cd".repeat(32)));

    expect(fault.type).toBe("store/wrong-key");
    expect(fault.message).toBe(
      "The key doesn't open this ledger, or the file is damaged or no ledger: copy its folder before anything else.",
    );
  });

  test("written by a newer tillmesh is left alone", async () => {
    const file = path.join(await temporaryFolder(), "ledger.db");
    const db = openDatabase(file, KEY);
    db.pragma("user_version=99");
    db.close();

    const fault = storeFaultOf(() => openDatabase(file, KEY));

    expect(fault.type).toBe("store/newer-version");
    expect(fault.message).toContain("newer tillmesh");
  });

  test("that is something else entirely is refused", async () => {
    const file = path.join(await temporaryFolder(), "ledger.db");
    writeFileSync(file, "Dear diary, ".repeat(1000));

    expect(storeFaultOf(() => openDatabase(file, KEY)).type).toBe("store/wrong-key");
  });

  test("in a folder that isn't there can't be opened", async () => {
    const file = path.join(await temporaryFolder(), "nowhere", "ledger.db");

    expect(storeFaultOf(() => openDatabase(file, KEY)).type).toBe("store/unwritable");
    expect(existsSync(file)).toBe(false);
  });

  test("can't be read without its key", () => {
    using shop = createShop();
    const db = new Database(path.join(shop.a.dir, "ledger.db"), { readonly: true });

    expect(() => db.prepare("SELECT count(*) FROM tx").get()).toThrow("file is not a database");
    db.close();
  });
});

describe("the key beside it", () => {
  test("is for its owner's eyes only", () => {
    using shop = createShop();

    expect(statSync(path.join(shop.a.dir, "ledger.key")).mode & 0o777).toBe(0o600);
    expect(isKeyFileExposed(shop.a.dir)).toBe(false);
  });

  test("once damaged is said to hold no key", () => {
    using shop = createShop();
    const b = shop.join("B");
    writeFileSync(path.join(b.dir, "ledger.key"), "not a key\n");

    const fault = storeFaultOf(() => b.openBeside());

    expect(fault.type).toBe("store/wrong-key");
    expect(fault.message).toContain("holds no key");
  });
});

describe("a folder", () => {
  test("is founded once", () => {
    using shop = createShop();

    expect(hasLedger(shop.a.dir)).toBe(true);
    expect(hasLedger(path.dirname(shop.a.dir))).toBe(false);
  });
});
