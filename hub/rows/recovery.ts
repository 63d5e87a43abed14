/** What brings a shop back besides the pieces of its ledger: who founded it, words of revocation, sealed secrets. */

import { sql } from "kysely";

import { type Ledger } from "../../src/ledger/ledger.ts";
import { type SheetSecret } from "../../src/ledger/recovery/sheet-secret.ts";
import { insertRows, type Rows } from "./rows-database.ts";
import { type OwnRow } from "./tables.ts";

export type RecoveryRow = OwnRow<"recovery">;

/** Returns all of a shop. The secrets are handed in, because whoever links to the shop keeps them. */
export function recoveryRows(
  ledger: Ledger,
  sealed: ReadonlyArray<SheetSecret>,
): ReadonlyArray<RecoveryRow> {
  const founding = ledger.founding();
  if (founding === undefined) return [];
  return [
    { what: "founding", id: "", body: JSON.stringify(founding) },
    ...ledger.words.rows().map((row) => ({ what: "word", id: row.id, body: JSON.stringify(row) })),
    ...sealed.map((row) => ({ what: "sealed", id: row.id, body: JSON.stringify(row) })),
  ];
}

/** Writes what differs, in one commit. */
export async function matchRecovery(
  rows: Rows,
  shop: string,
  wanted: ReadonlyArray<RecoveryRow>,
): Promise<void> {
  await rows.transaction().execute(async (commit) => {
    const written = new Map((await recoveryOf(commit, shop)).map((row) => [nameOf(row), row]));
    const names = new Set(wanted.map(nameOf));
    const news = wanted.filter((row) => written.get(nameOf(row))?.body !== row.body);
    const gone = [...written.values()].filter((row) => !names.has(nameOf(row)));
    await remove(commit, shop, [...gone, ...news]);
    await insertRows(commit, shop, { recovery: news });
  });
}

export async function recoveryOf(rows: Rows, shop: string): Promise<ReadonlyArray<RecoveryRow>> {
  const { rows: found } = await sql<RecoveryRow>`
    SELECT what, id, body FROM till.recovery WHERE shop = ${shop} ORDER BY what, id COLLATE "C"`.execute(
    rows,
  );
  return found;
}

async function remove(commit: Rows, shop: string, gone: ReadonlyArray<RecoveryRow>): Promise<void> {
  if (gone.length === 0) return;
  await sql`
    DELETE FROM till.recovery AS kept
    USING unnest(${gone.map(({ what }) => what)}::text[], ${gone.map(({ id }) => id)}::text[]) AS gone (what, id)
    WHERE kept.shop = ${shop} AND kept.what = gone.what AND kept.id = gone.id`.execute(commit);
}

function nameOf({ what, id }: RecoveryRow): string {
  return `${what} ${id}`;
}
