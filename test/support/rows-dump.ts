/** All rows of a shop as text, to compare what came of two ways to the same end. */

import { sql } from "kysely";

import { projectSome, type Projected } from "../../hub/rows/project.ts";
import { type Rows } from "../../hub/rows/rows-database.ts";
import { TABLES } from "../../hub/rows/tables.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";

/** Returns every row of the shop, sorted, with its table. */
export async function dumpOf(rows: Rows, shop: string): Promise<ReadonlyArray<string>> {
  const all: string[] = [];
  for (const table of Object.keys(TABLES)) {
    const { rows: found } = await sql<{ text: string }>`
      SELECT t::text AS text FROM ${sql.table(`till.${table}`)} AS t WHERE shop = ${shop}
      ORDER BY t::text COLLATE "C"`.execute(rows);
    all.push(...found.map(({ text }) => `${table} ${text}`));
  }
  return all;
}

/** Writes until the rows say what the ledger does, or wait. */
export async function projectAll(rows: Rows, ledger: Ledger): Promise<Projected> {
  for (;;) {
    const projected = await projectSome(rows, ledger);
    if (projected !== "more") return projected;
  }
}
