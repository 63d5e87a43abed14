/** Bad days of the office's database: whatever a shop says, its rows are its own, and what is asked ends in a sentence. */

import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

import { sql } from "kysely";
import { describe, expect, onTestFinished, test } from "vitest";

import { copyAnswer } from "../../hub/hub-server.ts";
import { forgetShop } from "../../hub/rows/forget-shop.ts";
import { heardShops } from "../../hub/rows/heard.ts";
import { matchRecovery, recoveryRows } from "../../hub/rows/recovery.ts";
import { TABLES } from "../../hub/rows/tables.ts";
import { writeShopCopy } from "../../hub/shop-copy.ts";
import { CAFE_DAY, cafeCopies } from "../support/cafe.ts";
import { dumpOf, projectAll } from "../support/rows-dump.ts";
import { rowsOf } from "../support/rows-engines.ts";
import { sellGoods } from "../support/sell-goods.ts";
import { setProduct } from "../support/stock-acts.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { testRandom } from "../support/test-random.ts";

const SQL_NAME = `Robert'); DROP TABLE till.shop; -- \\ "$1" {NULL,a}`;
/** 2099-12-31, noon UTC. */
const IN_2099_MS = 4_102_401_600_000;
const OTHER = "0".repeat(26);

const newCafe = cafeCopies();
const database = rowsOf("folder");

describe("rows", () => {
  test("of goods whose name is SQL have that name", async () => {
    const { till } = (await newCafe()).open();
    const { shop } = till.ledger.identity;
    await forgetShop(database(), shop);
    setProduct(till, "CROISSANT", { name: SQL_NAME });
    sellGoods(till, ["CROISSANT"], { cash: 2000 });

    await projectAll(database(), till.ledger);

    const { rows: names } = await sql`
      SELECT DISTINCT name FROM till.receipt_line WHERE shop = ${shop}`.execute(database());
    expect(names).toEqual([{ name: SQL_NAME }]);
    expect((await dumpOf(database(), shop)).some((row) => row.startsWith("shop "))).toBe(true);
  });

  test("of a shop change none of another one's, whose streams and numbers somebody has copied", async () => {
    const { till } = (await newCafe()).open();
    const { shop } = till.ledger.identity;
    for (const one of [shop, OTHER]) await forgetShop(database(), one);
    sellGoods(till, ["croissant"], { cash: 2000 });
    await projectAll(database(), till.ledger);
    for (const table of [...Object.keys(TABLES), "progress"]) {
      await sql`UPDATE ${sql.table(`till.${table}`)} SET shop = ${OTHER} WHERE shop = ${shop}`.execute(
        database(),
      );
    }
    const before = await dumpOf(database(), OTHER);

    await projectAll(database(), till.ledger);
    sellGoods(till, ["flat white"], { cash: 2000 });
    await projectAll(database(), till.ledger);
    await forgetShop(database(), shop);

    expect(before.length).toBeGreaterThan(10);
    expect(await dumpOf(database(), OTHER)).toEqual(before);
  });

  test("that no database takes are set aside and named, and all others go on", async () => {
    const { till } = (await newCafe()).open();
    const { shop, origin } = till.ledger.identity;
    await forgetShop(database(), shop);
    // A table that refuses a row stands for whatever no database takes.
    await sql`ALTER TABLE till.receipt_line ADD CONSTRAINT no_croissant CHECK (sku <> 'CROISSANT') NOT VALID`.execute(
      database(),
    );
    onTestFinished(async () => {
      await sql`ALTER TABLE till.receipt_line DROP CONSTRAINT no_croissant`.execute(database());
    });
    const bad = sellGoods(till, ["CROISSANT"], { cash: 2000 });
    const good = sellGoods(till, ["flat white"], { cash: 2000 });

    expect(await projectAll(database(), till.ledger)).toBe("done");

    const { rows: aside } = await sql`
      SELECT stream, origin, code FROM till.set_aside WHERE shop = ${shop}`.execute(database());
    expect(aside).toEqual([{ stream: `order/${bad.order.id}`, origin, code: "23514" }]);
    const { rows: sold } = await sql<{ stream: string }>`
      SELECT DISTINCT stream FROM till.receipt_line WHERE shop = ${shop}`.execute(database());
    expect(sold).toEqual([{ stream: `order/${good.order.id}` }]);
    const heard = (await heardShops(database())).find((it) => it.shop === shop);
    expect(heard?.tills).toMatchObject([{ aside: 1 }]);
    const { rows: sums } = await sql<{ amount: number }>`
      SELECT amount FROM till.day_sum WHERE shop = ${shop} AND what = 'receipts'`.execute(
      database(),
    );
    expect(sums).toEqual([{ amount: 2 }]);
  });

  test("of a till whose clock stands in 2099 are its business day's", async () => {
    const cafe = await newCafe();
    const { till } = cafe.open();
    const { shop } = till.ledger.identity;
    await forgetShop(database(), shop);
    cafe.clock.set(IN_2099_MS);
    sellGoods(till, ["croissant"], { cash: 2000 });

    expect(await projectAll(database(), till.ledger)).toBe("done");

    const { rows: sold } = await sql<{ day: string; at_ms: number }>`
      SELECT day, at_ms FROM till.receipt WHERE shop = ${shop}`.execute(database());
    expect(sold).toEqual([{ day: CAFE_DAY, at_ms: expect.any(Number) as number }]);
    expect(sold[0]?.at_ms).toBeGreaterThanOrEqual(IN_2099_MS);
  });
});

describe("a copy of a shop", () => {
  test("that a folder does not take says why, and one of rows that are being made says so", async (ctx) => {
    const { till } = (await newCafe()).open();
    const { ledger } = till;
    const { shop } = ledger.identity;
    for (const one of [shop, OTHER]) await forgetShop(database(), one);
    const folder = await temporaryFolder();
    const file = path.join(folder, "file");
    writeFileSync(file, "");

    expect(await copied(shop, folder)).toEqual({ type: "no-shop" });
    await projectAll(database(), ledger);
    expect(await copied(shop, folder)).toEqual({ type: "unfinished", name: "Café Kade" });
    await matchRecovery(database(), shop, recoveryRows(ledger, []));
    expect(await copied(shop, file)).toEqual({ type: "unwritable", code: "ENOTDIR" });
    expect(await copied("Café Kade", folder)).toMatchObject({ type: "written", shop });
    const small = path.join(folder, "small");
    mkdirSync(small);
    if (spawnSync("mount", ["-t", "tmpfs", "-o", "size=8k", "tmpfs", small]).status !== 0) {
      ctx.skip("a file system in memory can't be mounted here");
    }
    onTestFinished(() => {
      spawnSync("umount", ["-l", small]);
    });
    expect(await copied(shop, small)).toEqual({ type: "unwritable", code: "ENOSPC" });
  });
});

function copied(wanted: string, to: string): ReturnType<typeof copyAnswer> {
  return copyAnswer(() => writeShopCopy(database(), { wanted, to, random: testRandom }));
}
