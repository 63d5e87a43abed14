/** Reports of a month over many shops, of rows that a generator writes, with the indexes that the office makes. */

import { mkdtempSync, rmSync } from "node:fs";

import { sql } from "kysely";

import { figuresOf } from "../../hub/figures-report.ts";
import { openRows, type Rows } from "../../hub/rows/rows-database.ts";
import { salesOf } from "../../hub/sales-report.ts";
import { type BusinessDay } from "../../src/domain/identity.ts";
import { startPostgres, stopPostgres, whyNoPostgres } from "../../test/support/postgres-server.ts";
import { type Measurement, rounded } from "../measurement.ts";

const LIMIT_MS = 1000;
const MONTH = { from: "2026-10-01" as BusinessDay, to: "2026-10-31" as BusinessDay };
const FIRST = "2026-09-01";

interface MonthSizes {
  readonly shops: number;
  /** From the first of September on: October is asked for. */
  readonly days: number;
  readonly rounds: number;
}

/** Two tills a shop; figures under the names that tills give them. */
const NAMES = [
  "receipts",
  "sales",
  "returned",
  "refunded",
  "tender/cash/count",
  "tender/cash/amount",
  "tender/card/count",
  "tender/card/amount",
  "tip/card/amount",
  "tax/9000/included/VAT 9%/base",
  "tax/9000/included/VAT 9%/tax",
  "tax/21000/included/VAT 21%/base",
  "tax/21000/included/VAT 21%/tax",
  "drawer-difference",
  "guests",
];
const CLOSED = [
  "goods/VAT 9%/Coffee",
  "goods/VAT 9%/Bakery",
  "goods/VAT 21%/Beer",
  "acts/discount/3/count",
  "acts/discount/3/amount",
  "acts/void/1/count",
  "acts/void/1/amount",
];
const PEOPLE = ["1", "2", "3", "4", "5"];

export async function measureMonthReports(
  _dir: string,
  sizes: MonthSizes,
): Promise<ReadonlyArray<Measurement>> {
  const without = whyNoPostgres();
  if (without !== undefined) return [];
  // A socket's path is short.
  const dir = mkdtempSync("/tmp/till-bench-");
  try {
    const rows = await openRows(startPostgres(dir));
    await fill(rows, sizes);
    const measured: Measurement[] = [];
    for (const [name, ask] of reports(rows)) measured.push(await timed(name, ask, sizes));
    await rows.destroy();
    return measured;
  } finally {
    stopPostgres(dir);
    rmSync(dir, { recursive: true, force: true });
  }
}

function reports(rows: Rows): ReadonlyArray<readonly [string, () => Promise<unknown>]> {
  const figures = ["taxes", "tenders", "goods", "people", "discounts", "drawers"] as const;
  return [
    ["sales", () => salesOf(rows, MONTH)],
    ...figures.map(
      (name) => [name, () => figuresOf(rows, name, { ...MONTH, by: "month" })] as const,
    ),
  ];
}

async function timed(
  name: string,
  ask: () => Promise<unknown>,
  { shops, rounds }: MonthSizes,
): Promise<Measurement> {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now();
    await ask();
    least = Math.min(least, performance.now() - began);
  }
  return {
    name: `${name} of a month over ${shops.toLocaleString("en")} shops`,
    value: rounded(least, 0),
    unit: "ms",
    limit: LIMIT_MS,
    note: `two months of rows in PostgreSQL; the least of ${rounds}`,
  };
}

async function fill(rows: Rows, { shops, days }: MonthSizes): Promise<void> {
  const shop = sql`'shop-' || lpad(s::text, 5, '0')`;
  const every = sql`generate_series(1, ${shops}::int) AS s,
    generate_series(0, ${days - 1}::int) AS d, unnest(ARRAY['A', 'B']) AS till`;
  const day = sql`${FIRST}::date + d`;
  await sql`
    INSERT INTO till.shop (shop, name, zone, currency, demo)
    SELECT ${shop}, 'Shop ' || s, 'Europe/Amsterdam', 'EUR', false
    FROM generate_series(1, ${shops}::int) AS s`.execute(rows);
  await sql`
    INSERT INTO till.day (shop, stream, day, closed, total, missing_zs, later_zs, missing_tills)
    SELECT ${shop}, 'day/' || (${day}), ${day}, true, 0, 0, 0, ''
    FROM generate_series(1, ${shops}::int) AS s, generate_series(0, ${days - 1}::int) AS d`.execute(
    rows,
  );
  await sql`
    INSERT INTO till.day_sum (shop, day, till, what, amount)
    SELECT ${shop}, ${day}, till, what, 100 + (s + d) % 97
    FROM ${every}, unnest(${NAMES}::text[]) AS what`.execute(rows);
  await sql`
    INSERT INTO till.closed_sum (shop, stream, day, till, what, amount)
    SELECT ${shop}, 'day/' || (${day}), ${day}, till, what, 100 + (s + d) % 97
    FROM ${every}, unnest(${CLOSED}::text[]) AS what`.execute(rows);
  await sql`
    INSERT INTO till.person_day (shop, day, till, staff, receipts, sold, refunded)
    SELECT ${shop}, ${day}, till, staff, 30, 30000, 0
    FROM ${every}, unnest(${PEOPLE}::text[]) AS staff`.execute(rows);
  await sql`
    INSERT INTO till.traded_day (shop, day) SELECT DISTINCT shop, day FROM till.day_sum`.execute(
    rows,
  );
  await sql`ANALYZE`.execute(rows);
}
