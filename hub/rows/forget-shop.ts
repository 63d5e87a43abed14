/** All rows of a shop go: the next that are written are made of its whole ledger. */

import { sql } from "kysely";

import { type Rows } from "./rows-database.ts";
import { TABLES } from "./tables.ts";

export async function forgetShop(rows: Rows, shop: string): Promise<void> {
  await rows.transaction().execute(async (commit) => {
    for (const table of [...Object.keys(TABLES), "progress"]) {
      await sql`DELETE FROM ${sql.table(`till.${table}`)} WHERE shop = ${shop}`.execute(commit);
    }
  });
}
