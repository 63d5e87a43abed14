import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { describe, expect, test } from "vitest";

import { sharedTables } from "../../proof/sim/shared-rows.ts";
import { type Finding, verifyLedger } from "../../src/ledger/verify.ts";
import { setting } from "../support/one-setting.ts";
import { nextPlace, rawTransaction } from "../support/raw-transaction.ts";
import { createShop, synchronise, type TestTill, valueOf } from "../support/shop.ts";

describe("the check of a ledger", () => {
  test("finds nothing wrong with a shop that has just traded", () => {
    using shop = createShop();
    const b = shop.join("B");
    b.write(setting(1), setting(2));
    synchronise(b, shop.a);

    expect(verifyLedger(shop.a.ledger())).toEqual({
      ok: true,
      transactions: 3,
      events: 4,
      origins: 2,
      findings: [],
      quarantined: [],
    });
  });

  test("changes nothing, and leaves what is not written down where it is", () => {
    using shop = createShop();
    shop.a.write(setting(1));
    const { store, db } = shop.a.ledger();
    const before = [
      store.generations.newest(),
      sharedTables(shop.a.ledger()),
      db.pragma("data_version"),
    ];

    verifyLedger(shop.a.ledger());

    expect([
      store.generations.newest(),
      sharedTables(shop.a.ledger()),
      db.pragma("data_version"),
    ]).toEqual(before);
  });

  test("tells how far it is", () => {
    using shop = createShop();
    shop.a.write(setting(1));
    const told: string[] = [];

    verifyLedger(shop.a.ledger(), {
      onProgress: ({ part, done, total }) => told.push(`${part} ${done}/${total}`),
    });

    expect(told).toEqual([
      "file 0/1",
      "chains 1/2",
      "chains 2/2",
      "folded state 1/2",
      "folded state 2/2",
    ]);
  });

  test("names the first event that was changed, and not all that hang on it", () => {
    using shop = createShop();
    for (const value of [1, 2, 3, 4]) shop.a.write(setting(value));
    tamper(
      shop.a,
      `UPDATE tx SET bytes = CAST(replace(CAST(bytes AS TEXT), '"value":2', '"value":9')
      AS BLOB) WHERE last = 3`,
    );

    expect(findingsOf(shop.a, "chain")).toEqual([
      {
        check: "chain",
        where: `${shop.a.ledger().identity.origin} 3`,
        sentence: `Event 3 of ${shop.a.ledger().identity.origin}: its hash is not the one that was stored: it was changed.`,
      },
    ]);
  });

  test.each([
    [
      "a hash",
      "UPDATE tx SET hash = replace(hash, substr(hash, 1, 4), '0000') WHERE last = 2",
      "its hash",
    ],
    ["a transaction", "DELETE FROM tx WHERE last = 2", "it is missing; the next one is 3."],
    ["the bytes", "UPDATE tx SET bytes = substr(bytes, 1, 90) WHERE last = 2", "can't be read"],
    ["the place", "UPDATE tx SET first = 1 WHERE last = 2", "filed under another number"],
    [
      "the signature",
      "UPDATE tx SET bytes = CAST(substr(bytes, 1, length(bytes) - 8) || x'0102030405060708' AS BLOB) WHERE last = 2",
      "its signature is not its device's.",
    ],
  ])("notices that somebody took away or changed %s", (_, statement, words) => {
    using shop = createShop();
    for (const value of [1, 2]) shop.a.write(setting(value));
    shop.a.ledger().flush();
    tamper(shop.a, statement);

    const [finding, ...others] = findingsOf(shop.a, "chain");

    expect(finding?.where).toBe(`${shop.a.ledger().identity.origin} 2`);
    expect(finding?.sentence).toContain(words);
    expect(others).toEqual([]);
  });

  test("notices a transaction of a device that the shop doesn't know", () => {
    using shop = createShop();
    const b = shop.join("B");
    b.write(setting(1));
    synchronise(b, shop.a);
    tamper(shop.a, "DELETE FROM tx WHERE control = 1 AND last = 2");

    expect(findingsOf(shop.a, "chain").map(({ sentence }) => sentence)).toContain(
      `Event 1 of ${b.ledger().identity.origin}: no device of the shop has this name.`,
    );
  });

  test.each([
    [
      "a row",
      "UPDATE projection_1 SET row = replace(row, '7', '8') WHERE stream = 'set/x'",
      "projection set/x",
    ],
    ["a row too many", "INSERT INTO projection_1 VALUES ('set/z', '{}')", "projection set/z"],
    ["a row too few", "DELETE FROM projection_1 WHERE stream = 'set/x'", "projection set/x"],
    ["a sum", "INSERT INTO sums_1 VALUES ('series/A', 3)", "sums series/A"],
    ["an index entry", "DELETE FROM tags_1 WHERE stream = 'set/x'", "tags set set/x"],
  ])("names %s of the folded state that the events don't bear out", (_, statement, where) => {
    using shop = createShop();
    shop.a.write(setting(7));
    shop.a.ledger().flush();
    tamper(shop.a, statement);

    const report = verifyLedger(shop.a.ledger());

    expect(report.ok).toBe(false);
    expect(report.findings).toHaveLength(1);
    expect(report.findings[0]?.check).toBe("projection");
    expect(report.findings[0]?.where).toContain(where);
  });

  test("names a page of the file that was damaged on the disk", () => {
    using shop = createShop();
    for (let value = 0; value < 200; value += 1) shop.a.write(setting(value));
    shop.a.reopen();
    shop.a.ledger().db.pragma("wal_checkpoint(TRUNCATE)");
    const file = path.join(shop.a.dir, "ledger.db");
    const bytes = readFileSync(file);
    bytes.fill(0xaa, bytes.length - 2000, bytes.length - 1000);
    writeFileSync(file, bytes);
    shop.a.reopen();

    expect(findingsOf(shop.a, "sqlite")[0]?.sentence).toMatch(
      /^SQLite (finds|can't read) its file/u,
    );
  });

  test("says which numbers of receipts are missing and which were given twice", () => {
    using shop = createShop();
    const b = shop.join("B");
    for (const [at, no] of [2, 3, 3, 6].entries()) issueByHand(b, no, at);
    synchronise(b, shop.a);

    expect(findingsOf(shop.a, "numbering").map(({ sentence }) => sentence)).toEqual([
      "Receipts B 1 to 1 are missing.",
      "Receipt B 3 was issued twice.",
      "Receipts B 4 to 5 are missing.",
    ]);
  });

  test("counts the numbers of receipts that are quarantined, and names the range", () => {
    using shop = createShop();
    const kitchen = shop.join("K", ["kitchen"]);
    issueByHand(kitchen, 1, 0);
    issueByHand(kitchen, 2, 1);
    synchronise(kitchen, shop.a);

    expect(verifyLedger(shop.a.ledger())).toMatchObject({
      ok: true,
      quarantined: [{ origin: kitchen.ledger().identity.origin, fromSeq: 1, toSeq: 2 }],
    });
  });
});

/** As somebody with the key and an editor would do it; the till notices nothing until it looks. */
function tamper(till: TestTill, statement: string): void {
  till.ledger().db.exec(statement);
}

function findingsOf(till: TestTill, check: Finding["check"]): ReadonlyArray<Finding> {
  return verifyLedger(till.ledger()).findings.filter((finding) => finding.check === check);
}

function issueByHand(till: TestTill, no: number, at: number): void {
  const { origin } = till.ledger().identity;
  const order = `${origin}:99:00000000`;
  const item = { birth: order, line: order, at: order, num: 1, den: 1, gross: 1, off: 0, net: 1 };
  const body = {
    series: till.code,
    no,
    till: origin,
    drawer: null,
    items: [{ ...item, offWrite: null }],
    charges: [],
    tips: [],
    taxes: [],
    uses: [],
    total: 1,
    rounding: 0,
    rule: 1,
  };
  const event = { kind: "receipt/issued", streams: [`order/${order}`], hlc: at + 1, body };
  valueOf(till.ledger().receive(rawTransaction(nextPlace(till.ledger()), [event])));
}
