/**
 * The tables that are equal on every till that holds the same events: as they were flushed, and as
 * a fold of everything from scratch gives them.
 *
 * The fold from scratch takes the transactions in the order of their keys and not in the order in
 * which they arrived, so that it is a second opinion and no repetition.
 */

import { type StreamId } from "../../src/domain/identity.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import {
  createProjection,
  emptyBase,
  type ProjectionChanges,
} from "../../src/ledger/projection.ts";
import { noRevisions } from "../../src/ledger/revisions.ts";
import { unpackRow } from "../../src/ledger/row-packing.ts";
import { stageOneFrom } from "../../src/ledger/stage-one-from-scratch.ts";
import { toTransaction } from "../../src/ledger/stored-transaction.ts";
import { compareText } from "../../src/ledger/stream-row.ts";

/** A row: the table, its key, and what stands there. */
type SharedRow = readonly [table: "projection" | "sums" | "tags", key: string, value: string];

/** The flushed rows in the order of table and key, one text each. */
export function sharedTables(ledger: Ledger): ReadonlyArray<string> {
  return inOrder(flushedRows(ledger)).map(toText);
}

/** The same from all transactions, folded anew. */
export function refoldedTables(ledger: Ledger): ReadonlyArray<string> {
  return inOrder(refoldedRows(ledger)).map(toText);
}

function refoldedRows(ledger: Ledger): ReadonlyArray<SharedRow> {
  const { store, identity } = ledger;
  const transactions = store
    .origins()
    .flatMap((origin) => [...store.ofOrigin(origin, 0)].map(toTransaction));
  const admitted = transactions.filter(stageOneFrom(identity, store).isAdmitted);
  const projection = createProjection(emptyBase, noRevisions);
  for (const transaction of admitted.toSorted((a, b) => firstHlc(a) - firstHlc(b))) {
    projection.apply(transaction);
  }
  return inOrder(rowsOf(projection.changes()));
}

function firstHlc({ events }: ReturnType<typeof toTransaction>): number {
  return events[0]?.event.key.hlc ?? 0;
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

function rowsOf({ rows, sums, addedTags }: ProjectionChanges): ReadonlyArray<SharedRow> {
  return [
    ...[...rows].map(([stream, row]): SharedRow => ["projection", stream, row]),
    ...[...sums]
      .filter(([, amount]) => amount !== 0)
      .map(([key, amount]): SharedRow => ["sums", key, String(amount)]),
    ...addedTags.map(([tag, stream]): SharedRow => ["tags", `${tag} ${stream}`, ""]),
  ];
}

function inOrder(rows: ReadonlyArray<SharedRow>): ReadonlyArray<SharedRow> {
  return rows.toSorted((a, b) => compareText(a[0], b[0]) || compareText(a[1], b[1]));
}

function toText([table, key, value]: SharedRow): string {
  return `${table} ${key} ${value}`.trimEnd();
}
