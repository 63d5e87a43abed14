/**
 * Who may read which shops, as docs/hub.md has it typed; and that no statement of the office crosses shops.
 *
 * Size: whole.
 */

import { readFileSync } from "node:fs";

import { sql } from "kysely";
import { describe, expect, test } from "vitest";

import { figuresOf, REPORTS } from "../../hub/figures-report.ts";
import {
  incompleteDays,
  productsSold,
  productSold,
  reportOf,
  shopsOfGroups,
  soldByDay,
  soldByHour,
  soldByShop,
  soldUntil,
  tillNames,
} from "../../hub/page/page-figures.ts";
import { forgetShop } from "../../hub/rows/forget-shop.ts";
import { heardShops, noteHeard } from "../../hub/rows/heard.ts";
import { type Rows } from "../../hub/rows/rows-database.ts";
import { TABLES } from "../../hub/rows/tables.ts";
import { VIEWS } from "../../hub/rows/views.ts";
import { salesOf } from "../../hub/sales-report.ts";
import { businessDaySchema } from "../../src/domain/identity.ts";
import { CAFE_DAY, cafeCopies } from "../support/cafe.ts";
import { whyNoPostgres } from "../support/postgres-server.ts";
import { projectAll } from "../support/rows-dump.ts";
import { ENGINES, rowsOf } from "../support/rows-engines.ts";
import { sellGoods } from "../support/sell-goods.ts";
import { sealAll } from "../support/upkeep.ts";

const DOC = new URL("../../docs/hub.md", import.meta.url);
const DAY = businessDaySchema.parse(CAFE_DAY);
const HIDDEN = new Set(["piece", "recovery", "mark"]);

describe.each(ENGINES)("a reader of a %s", (engine) => {
  const isMissing = engine === "server" && whyNoPostgres() !== undefined;

  describe.skipIf(isMissing)("with a group", () => {
    const database = rowsOf(isMissing ? "folder" : engine);

    test("sees its shops alone, in each table and view, and writes nothing", async () => {
      const rows = database();
      for (const name of ["North", "South"]) await addShop(rows, name);
      for (const statement of documented()) await sql.raw(statement).execute(rows);
      await sql.raw("CREATE ROLE bob IN ROLE hub_read").execute(rows);

      const names = [...Object.keys(TABLES), ...Object.keys(VIEWS)].filter(
        (name) => !HIDDEN.has(name),
      );
      await as(rows, "anna", async (reader) => {
        for (const name of names) expect(await shopsIn(reader, name)).not.toContain("South");
        expect(await shopsIn(reader, "sales_by_day")).toEqual(["North"]);
        expect(await shopsIn(reader, "shop")).toEqual(["North"]);
        await expect(sql.raw("DELETE FROM till.shop").execute(reader)).rejects.toThrow(/denied/u);
        await expect(shopsIn(reader, "piece")).rejects.toThrow(/denied/u);
      });
      await as(rows, "bob", async (reader) => {
        for (const name of names) expect(await shopsIn(reader, name)).toEqual([]);
      });
    });
  });
});

describe("statements of the office", () => {
  const statements: string[] = [];
  const database = rowsOf("folder", (text) => {
    statements.push(text);
  });
  const newCafe = cafeCopies({ cut: { events: 20, bytes: 100_000 } });

  test("name the shop in each condition, join and key", async () => {
    const rows = database();
    statements.length = 0;
    const { till } = (await newCafe()).open();
    const { ledger } = till;
    const { shop } = ledger.identity;
    sellGoods(till, ["flat white"], { cash: 2000 });
    await projectAll(rows, ledger);
    await sealAll(ledger);
    await projectAll(rows, ledger);
    await noteHeard(rows, shop, 1);
    await heardShops(rows);
    await salesOf(rows, { from: DAY, to: DAY });
    for (const report of Object.keys(REPORTS) as ReadonlyArray<keyof typeof REPORTS>) {
      await figuresOf(rows, report, { from: DAY, to: DAY, by: "week" });
    }
    await askAllOfThePage(rows, shop);
    await forgetShop(rows, shop);

    const own = statements.filter((text) => /\btill"?\./u.test(text));
    expect(own.length).toBeGreaterThan(30);
    expect(own.filter((text) => !keepsToShops(text))).toEqual([]);
  });
});

test.each([
  "SELECT 1 FROM till.receipt AS a JOIN till.payment AS b ON a.stream = b.stream WHERE a.shop = $1",
  "DELETE FROM till.receipt WHERE stream = ANY($1)",
  "UPDATE till.progress SET arrival = $1",
  "INSERT INTO till.receipt (stream, shop) VALUES ($1, $2)",
  "SELECT sum(total) FROM till.receipt",
])("the statement %s crosses shops", (text) => {
  expect(keepsToShops(text)).toBe(false);
});

/** Asks what pages of the office ask. */
async function askAllOfThePage(rows: Rows, shop: string): Promise<void> {
  const shops = await shopsOfGroups(rows, null);
  const days = { from: DAY, to: DAY };
  const begun = [{ shop, day: DAY, startMs: 0, untilMs: 1, currency: "EUR" }];
  await shopsOfGroups(rows, ["north"]);
  await soldByShop(rows, shops, days);
  await soldByDay(rows, shops, days);
  await incompleteDays(rows, shops, days);
  await soldByHour(rows, begun);
  await soldUntil(rows, begun);
  await reportOf(rows, { shops, report: "taxes" }, days);
  await productsSold(rows, shops, days);
  await productSold(rows, { shops, sku: "flat-white" }, days);
  await tillNames(rows, shops);
}

/** A statement writes rows of one shop, and reads those of several by shop. */
function keepsToShops(text: string): boolean {
  const joins = text.match(/\bJOIN\b/gu) ?? [];
  const byShop = text.match(/\bON\s+\w+\.shop = \w+\.shop/gu) ?? [];
  if (joins.length !== byShop.length) return false;
  if (/^\s*INSERT/u.test(text)) return /\(\s*"?shop"?,/u.test(text);
  if (/^\s*(?:DELETE|UPDATE)/u.test(text)) return /\bWHERE (?:\w+\.)?shop = \$/u.test(text);
  return /\bWHERE (?:\w+\.)?shop = \$|GROUP BY|ORDER BY (?:\w+\.)?shop|ORDER BY code/u.test(text);
}

function documented(): ReadonlyArray<string> {
  const blocks = readFileSync(DOC, "utf8").matchAll(/```sql\n(?<text>[^`]*)```/gu);
  return [...blocks].flatMap(({ groups }) =>
    (groups?.["text"] ?? "").split(";").filter((text) => text.trim() !== ""),
  );
}

async function addShop(rows: Rows, name: string): Promise<void> {
  await sql`INSERT INTO till.shop (shop, name, zone, currency, demo)
    VALUES (${name}, ${name}, 'Europe/Amsterdam', 'EUR', false)`.execute(rows);
  await sql`INSERT INTO till.day_sum (shop, day, till, what, amount)
    VALUES (${name}, ${DAY}, 'A', 'sales', 100)`.execute(rows);
}

/** What the person's own log-in would do. */
async function as(rows: Rows, role: string, work: (reader: Rows) => Promise<void>): Promise<void> {
  await rows.connection().execute(async (reader) => {
    await sql.raw(`SET ROLE ${role}`).execute(reader);
    try {
      await work(reader);
    } finally {
      await sql.raw("RESET ROLE").execute(reader);
    }
  });
}

async function shopsIn(reader: Rows, name: string): Promise<ReadonlyArray<string>> {
  const { rows: found } = await sql<{ shop: string }>`
    SELECT DISTINCT shop FROM ${sql.table(`till.${name}`)}`.execute(reader);
  return found.map(({ shop }) => shop);
}
