/**
 * What head office writes of a shop: rows that say what the shop's own ledger does, however they came about.
 *
 * Size: whole.
 */

import { cp } from "node:fs/promises";
import path from "node:path";

import { sql } from "kysely";
import { describe, expect, test } from "vitest";

import { forgetShop } from "../../hub/rows/forget-shop.ts";
import { type Rows } from "../../hub/rows/rows-database.ts";
import { TABLES } from "../../hub/rows/tables.ts";
import { salesOf } from "../../hub/sales-report.ts";
import { dayReport } from "../../src/app/day/day-report.ts";
import { performBeside } from "../../src/app/orders/perform-act.ts";
import { refund } from "../../src/app/orders/refund.ts";
import { moveStock } from "../../src/app/stock/stock.ts";
import { type Till } from "../../src/app/till/till.ts";
import { ONE_IN_STOCK } from "../../src/domain/goods/stock-quantity.ts";
import { type BusinessDay } from "../../src/domain/identity.ts";
import { stockLevelAt } from "../../src/domain/stock/levels.ts";
import { commitBatch } from "../../src/ledger/commit-batch.ts";
import { endsOf } from "../../src/ledger/exchange.ts";
import { joinLedger } from "../../src/ledger/open-ledger.ts";
import { cafeOfTwo } from "../support/cafe-bar.ts";
import { CAFE_DAY, cafeCopies } from "../support/cafe.ts";
import { createManualClock } from "../support/manual-clock.ts";
import { setting } from "../support/one-setting.ts";
import { whyNoPostgres } from "../support/postgres-server.ts";
import { dumpOf, projectAll } from "../support/rows-dump.ts";
import { ENGINES, rowsOf } from "../support/rows-engines.ts";
import { sellGoods } from "../support/sell-goods.ts";
import { synchroniseLedgers, valueOf } from "../support/shop.ts";
import { keep, RAVI } from "../support/stock-acts.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { testRandom } from "../support/test-random.ts";

const DAY = CAFE_DAY as BusinessDay;
const LEAD = { number: "3", name: "Noor" };

describe.each(ENGINES)("rows in a %s", (engine) => {
  const isMissing = engine === "server" && whyNoPostgres() !== undefined;

  describe.skipIf(isMissing)("of a shop", () => {
    const newCafe = cafeCopies();
    const database = rowsOf(isMissing ? "folder" : engine);

    /** A shop of its own: all copies are of one shop, and rows of another test's would be ahead of its ledger. */
    async function newTill(): Promise<Till> {
      const { till } = (await newCafe()).open();
      await forgetShop(database(), till.ledger.identity.shop);
      return till;
    }

    test("say what its own report of the day says, to the cent", async () => {
      const till = await newTill();
      soldSomething(till);

      await projectAll(database(), till.ledger);

      const report = dayReport(till, DAY);
      const own = (await salesOf(database(), { from: DAY, to: DAY })).find(
        ({ shop }) => shop === till.ledger.identity.shop,
      );
      expect(own).toMatchObject({
        name: "Café Kade",
        currency: "EUR",
        receipts: report.receipts,
        sales: report.sales,
        refunded: report.refunds.total,
      });
      const { rows: taxes } = await sql<{ rate: number; tax: number }>`
        SELECT rate, sum(tax)::bigint AS tax FROM till.receipt_tax WHERE shop = ${till.ledger.identity.shop}
        GROUP BY rate`.execute(database());
      expect(taxes.length).toBeGreaterThan(0);
    });

    test("say what people did besides selling, as its own report lists it", async () => {
      const till = await newTill();
      soldSomething(till);

      await projectAll(database(), till.ledger);

      const { acts } = dayReport(till, DAY);
      const { rows: written } = await sql<{ act: string; staff: string; amount: number }>`
        SELECT act, staff, amount FROM till.act
        WHERE shop = ${till.ledger.identity.shop} AND day = ${DAY} ORDER BY at_ms, place`.execute(
        database(),
      );
      expect(acts.length).toBeGreaterThan(0);
      expect(written).toEqual(
        acts.map(({ act, by, amount }) => ({ act, staff: by.staff, amount })),
      );
    });

    test("say where goods lie, and how long people worked, as its own lists do", async () => {
      const cafe = await newCafe();
      const { till } = cafe.open();
      const { ledger } = till;
      const { shop } = ledger.identity;
      await forgetShop(database(), shop);
      keep(till, "CROISSANT");
      valueOf(performBeside(till, RAVI, { act: "clock-in" }));
      const received = { type: "count", sku: "CROISSANT", quantity: 10 * ONE_IN_STOCK } as const;
      valueOf(moveStock(till, RAVI, received));
      await projectAll(database(), ledger);
      cafe.clock.advance(90 * 60_000);
      sellGoods(till, ["2*croissant"], { cash: 2000 });
      valueOf(performBeside(till, RAVI, { act: "clock-out" }));
      await projectAll(database(), ledger);

      const level = ledger.read((view) => stockLevelAt(view, { sku: "CROISSANT", place: "" }));
      const { rows: levels } = await sql`
        SELECT quantity FROM till.stock_level WHERE shop = ${shop} AND sku = 'CROISSANT'`.execute(
        database(),
      );
      const { rows: moves } = await sql`
        SELECT day, deed, quantity FROM till.stock_move WHERE shop = ${shop}`.execute(database());
      const { rows: hours } = await sql`
        SELECT staff, minutes FROM till.hours_by_day WHERE shop = ${shop}`.execute(database());
      expect(level).toBe(8 * ONE_IN_STOCK);
      expect(levels).toEqual([{ quantity: level }]);
      expect(moves).toEqual([{ day: DAY, deed: "used", quantity: 2 * ONE_IN_STOCK }]);
      expect(hours).toEqual([{ staff: RAVI.number, minutes: 90 }]);
    });

    test("of papers stay as they were written when a batch ends, whose own streams are written", async () => {
      const till = await newTill();
      const { ledger } = till;
      const { shop } = ledger.identity;
      soldSomething(till);
      await projectAll(database(), ledger);
      const before = await papersOf(database(), shop);

      const events = Array.from({ length: 450 }, (_, index) => setting(7, String(index)));
      commitBatch(ledger, { by: "", name: "publish", events }, testRandom);
      await projectAll(database(), ledger);

      expect(before.length).toBeGreaterThan(0);
      expect(await papersOf(database(), shop)).toEqual(before);
      const dump = await dumpOf(database(), shop);
      await forgetShop(database(), shop);
      await projectAll(database(), ledger);
      expect(await dumpOf(database(), shop)).toEqual(dump);
    });

    test("hold all that the ledger consists of, so that they alone bring the shop back", async () => {
      const till = await newTill();
      const { ledger } = till;
      const { shop, founder } = ledger.identity;
      soldSomething(till);
      await projectAll(database(), ledger);

      const { rows: pieces } = await sql<{ bytes: Uint8Array }>`
        SELECT bytes FROM till.piece WHERE shop = ${shop} ORDER BY origin, first`.execute(
        database(),
      );
      const zone = ledger.founding()?.zone ?? "";
      const seed = new Uint8Array(32).fill(9);
      const again = joinLedger(
        path.join(await temporaryFolder(), "again"),
        { shop, founder, seed, zone },
        { clock: createManualClock(), random: testRandom, offsetMinutes: () => 60 },
      );
      try {
        for (const { bytes } of pieces) expect(again.receive(bytes).ok).toBe(true);
        expect(endsOf(again.heads())).toEqual(endsOf(ledger.heads()));
        expect(again.read((view) => view.sums("day/"))).toEqual(
          ledger.read((view) => view.sums("day/")),
        );
      } finally {
        again.close();
      }
    });

    test("are the same when they are made again, in whatever pieces", async () => {
      const till = await newTill();
      const { shop } = till.ledger.identity;
      soldSomething(till);
      await projectAll(database(), till.ledger);
      const pieceByPiece = await dumpOf(database(), shop);
      sellGoods(till, ["croissant"], { cash: 500 });
      await projectAll(database(), till.ledger);
      const later = await dumpOf(database(), shop);

      await sql`UPDATE till.progress SET rules = 'others' WHERE shop = ${shop}`.execute(database());
      await projectAll(database(), till.ledger);

      expect(await dumpOf(database(), shop)).toEqual(later);
      expect(later).not.toEqual(pieceByPiece);
      expect(later.filter((row) => row.startsWith("receipt ")).length).toBe(4);
    });

    test("wait for a ledger that came back from an older copy, and take nothing back", async () => {
      const { cafe, a, b: office } = await cafeOfTwo(newCafe);
      const { shop } = office.till.ledger.identity;
      await forgetShop(database(), shop);
      const old = `${await temporaryFolder()}/old`;
      await cp(path.dirname(office.till.ledger.db.name), old, { recursive: true });
      soldSomething(a.till);
      synchroniseLedgers(a.till.ledger, office.till.ledger);
      await projectAll(database(), office.till.ledger);
      const before = await dumpOf(database(), shop);
      const { ledger } = cafe.openAt(old).till;

      expect(await projectAll(database(), ledger)).toBe("waits");
      expect(await dumpOf(database(), shop)).toEqual(before);

      synchroniseLedgers(a.till.ledger, ledger);
      sellGoods(a.till, ["croissant"], { cash: 500 });
      synchroniseLedgers(a.till.ledger, ledger);
      expect(await projectAll(database(), ledger)).toBe("done");
      const after = await dumpOf(database(), shop);
      await forgetShop(database(), shop);
      await projectAll(database(), ledger);
      expect(after).not.toEqual(before);
      expect(await dumpOf(database(), shop)).toEqual(after);
    });
  });

  describe.skipIf(isMissing)("of many shops", () => {
    const database = rowsOf(isMissing ? "folder" : engine);

    test("name their shop first in each key, so that no key or index crosses shops", async () => {
      const { rows: keys } = await sql<{ table: string; index: string; first: string }>`
        SELECT c.relname AS table, i.relname AS index, a.attname AS first
        FROM pg_index x
        JOIN pg_class c ON c.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = x.indkey[0]
        WHERE n.nspname = 'till' ORDER BY 1, 2`.execute(database());

      expect(new Set(keys.map(({ table }) => table))).toEqual(
        new Set([...Object.keys(TABLES), "group_reader", "heard", "progress", "shop_group"]),
      );
      // Reports over shops look for a day.
      expect(keys.filter(({ first }) => first !== "shop").map(({ index }) => index)).toEqual([
        "closed_sum_by_day",
        "day_sum_by_day",
        // Of no shop: who reads which group.
        "group_reader_pkey",
        "open_sum_by_day",
        "person_day_by_day",
        "shift_by_day",
        "traded_day_by_day",
      ]);
    });
  });
});

/** Each receipt with the transaction of the database that wrote it. */
async function papersOf(rows: Rows, shop: string): Promise<ReadonlyArray<unknown>> {
  const { rows: found } = await sql`
    SELECT receipt, xmin::text AS written FROM till.receipt WHERE shop = ${shop} ORDER BY receipt`.execute(
    rows,
  );
  return found;
}

function soldSomething(till: Till): void {
  sellGoods(till, ["2*flat white", "croissant"], { cash: 2000 });
  sellGoods(till, ["3*croissant"], { cash: 2000 });
  const { receipts } = sellGoods(till, ["flat white"], { cash: 2000 });
  const number = receipts[0]?.number ?? "";
  valueOf(refund(till, LEAD, { number, method: "cash", parts: [], reason: "cold" }));
}
