/** When shops were heard, and how far: what their boxes have said, and what is known to be missing of it. */

import { sql } from "kysely";

import { type DeviceId, deviceOf, type Origin } from "../../src/domain/identity.ts";
import { type Rows } from "./rows-database.ts";

export interface HeardTill {
  readonly device: string;
  readonly till: string;
  /** The number of its last event that is here. */
  readonly number: number;
  /** How many that a close of a day has heard of are not here. */
  readonly missing: number;
  /** Of so many orders, drawers and other things that it says no rows could be written. */
  readonly aside: number;
  /** The program that made its last Z; null where it has made none. */
  readonly program: string | null;
}

export interface HeardShop {
  readonly shop: string;
  readonly name: string;
  /** Null where it was never heard since the office joined it. */
  readonly heardAtMs: number | null;
  readonly tills: ReadonlyArray<HeardTill>;
}

/** By the office's clock; no row that is made of a ledger has it. */
export async function noteHeard(rows: Rows, shop: string, atMs: number): Promise<void> {
  await sql`
    INSERT INTO till.heard (shop, at_ms) VALUES (${shop}, ${atMs})
    ON CONFLICT (shop) DO UPDATE SET at_ms = excluded.at_ms`.execute(rows);
}

/** Returns all shops of the database by their names. */
export async function heardShops(rows: Rows): Promise<ReadonlyArray<HeardShop>> {
  const { rows: shops } = await sql<Omit<HeardShop, "tills">>`
    SELECT shop.shop, shop.name, heard.at_ms AS "heardAtMs"
    FROM till.shop AS shop LEFT JOIN till.heard AS heard ON heard.shop = shop.shop
    ORDER BY shop.name COLLATE "C", shop.shop COLLATE "C"`.execute(rows);
  const tills = await heardTills(rows);
  return shops.map((shop) => Object.assign({}, shop, { tills: tills.get(shop.shop) ?? [] }));
}

interface ChainRow {
  readonly shop: string;
  readonly origin: Origin;
  readonly held: number;
  readonly known: number;
}

interface DeviceRow {
  readonly shop: string;
  readonly device: DeviceId;
  readonly till: string;
}

async function heardTills(rows: Rows): Promise<ReadonlyMap<string, ReadonlyArray<HeardTill>>> {
  const { rows: chains } = await sql<ChainRow>`
    SELECT shop, origin, max(held)::bigint AS held, max(known)::bigint AS known FROM (
      SELECT shop, origin, last AS held, 0 AS known FROM till.piece
      UNION ALL
      SELECT shop, origin, 0 AS held, last AS known FROM till.frontier
    ) AS ends
    GROUP BY shop, origin`.execute(rows);
  const { rows: devices } = await sql<DeviceRow>`
    SELECT shop, device, code || ' ' || name AS till FROM till.device
    WHERE NOT revoked AND NOT 'hub' = ANY(string_to_array(rights, ' ')) ORDER BY code COLLATE "C", device COLLATE "C"`.execute(
    rows,
  );
  const { rows: programs } = await sql<{ shop: string; till: Origin; program: string }>`
    SELECT DISTINCT ON (shop, till) shop, till, program FROM till.z
    ORDER BY shop, till, no DESC`.execute(rows);
  const { rows: asides } = await sql<{ shop: string; origin: Origin; count: number }>`
    SELECT shop, origin, count(*)::bigint AS count FROM till.set_aside GROUP BY shop, origin`.execute(
    rows,
  );
  const tills = devices.map(({ shop, device, till }) => {
    const own = chains.filter((it) => it.shop === shop && deviceOf(it.origin) === device);
    const program = programs.findLast((it) => it.shop === shop && deviceOf(it.till) === device);
    const heard: HeardTill = {
      device,
      till,
      number: Math.max(0, ...own.map(({ held }) => held)),
      missing: own.reduce((sum, { held, known }) => sum + Math.max(0, known - held), 0),
      aside: asides
        .filter((it) => it.shop === shop && deviceOf(it.origin) === device)
        .reduce((sum, { count }) => sum + count, 0),
      program: program?.program ?? null,
    };
    return { shop, heard };
  });
  const byShop = Map.groupBy(tills, ({ shop }) => shop);
  return new Map([...byShop].map(([shop, own]) => [shop, own.map(({ heard }) => heard)]));
}
