/** The rows that are equal on every till that holds the same events, as they were flushed. */

import { type StreamId } from "../../src/domain/identity.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import { unpackRow } from "../../src/ledger/projection/row-packing.ts";
import { compareText } from "../../src/ledger/projection/stream-row.ts";

/** A row: the table, its key, and what stands there. */
export type SharedRow = readonly [
  table: "projection" | "sums" | "tags",
  key: string,
  value: string,
];

/** In the order of table and key, one text each. */
export function sharedTables(ledger: Ledger): ReadonlyArray<string> {
  return inOrder(flushedRows(ledger)).map(toText);
}

export function inOrder(rows: ReadonlyArray<SharedRow>): ReadonlyArray<SharedRow> {
  return rows.toSorted((a, b) => compareText(a[0], b[0]) || compareText(a[1], b[1]));
}

export function toText([table, key, value]: SharedRow): string {
  return `${table} ${key} ${value}`.trimEnd();
}

function flushedRows({ db, store }: Ledger): ReadonlyArray<SharedRow> {
  const id = store.generations.newest()?.id;
  if (id === undefined) return [];
  const rows = db.prepare<[], { readonly stream: StreamId; readonly row: string | Uint8Array }>(
    `SELECT stream, row FROM projection_${id}`,
  );
  const sums = db.prepare<[], { readonly key: string; readonly amount: number }>(
    `SELECT key, amount FROM sums_${id}`,
  );
  const tags = db.prepare<[], { readonly tag: string; readonly stream: StreamId }>(
    `SELECT tag, stream FROM tags_${id}`,
  );
  return [
    ...rows.all().map(({ stream, row }): SharedRow => ["projection", stream, unpackRow(row)]),
    ...sums.all().map(({ key, amount }): SharedRow => ["sums", key, String(amount)]),
    ...tags.all().map(({ tag, stream }): SharedRow => ["tags", `${tag} ${stream}`, ""]),
  ];
}
