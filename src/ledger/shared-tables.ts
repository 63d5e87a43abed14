/**
 * The tables that are equal on every till that holds the same events: as they were flushed, as they
 * stand with what is not flushed yet, and as a fold of everything from scratch gives them.
 *
 * The fold from scratch takes the transactions in the order of their keys and not in the order in
 * which they arrived, so that it is a second opinion and no repetition.
 */

import { type StreamId } from "../domain/identity.ts";
import { type Unflushed } from "./follower.ts";
import { type Ledger } from "./ledger.ts";
import { compareText, createProjection, emptyBase, type ProjectionChanges } from "./projection.ts";
import { stageOneFrom } from "./stage-one-from-scratch.ts";
import { toTransaction } from "./stored-transaction.ts";

/** A row: the table, its key, and what stands there. */
export type SharedRow = readonly [
  table: "projection" | "sums" | "tags",
  key: string,
  value: string,
];

/** The flushed rows in the order of table and key, one text each. */
export function sharedTables(ledger: Ledger): ReadonlyArray<string> {
  return inOrder(flushedRows(ledger)).map(toText);
}

/** The same from all transactions, folded anew. */
export function refoldedTables(ledger: Ledger): ReadonlyArray<string> {
  return inOrder(refoldedRows(ledger)).map(toText);
}

/** The rows as they would stand after a flush. */
export function liveRows(ledger: Ledger): ReadonlyArray<SharedRow> {
  const { changes, replaces } = ledger.unflushed();
  const rows = replaces ? [] : flushedRows(ledger);
  return inOrder(withChanges(rows, { changes, replaces }));
}

export function refoldedRows(ledger: Ledger): ReadonlyArray<SharedRow> {
  const { store, identity } = ledger;
  const transactions = store
    .origins()
    .flatMap((origin) => [...store.ofOrigin(origin, 0)].map(toTransaction));
  const admitted = transactions.filter(stageOneFrom(identity, store).isAdmitted);
  const projection = createProjection(emptyBase, { of: () => 0, bump: () => undefined });
  for (const transaction of admitted.toSorted((a, b) => firstHlc(a) - firstHlc(b))) {
    projection.apply(transaction);
  }
  return inOrder(withChanges([], { changes: projection.changes(), replaces: true }));
}

function firstHlc({ events }: ReturnType<typeof toTransaction>): number {
  return events[0]?.event.key.hlc ?? 0;
}

function flushedRows({ db }: Ledger): ReadonlyArray<SharedRow> {
  const rows = db.prepare<[], { readonly stream: StreamId; readonly row: string }>(
    "SELECT stream, row FROM projection",
  );
  const sums = db.prepare<[], { readonly key: string; readonly amount: number }>(
    "SELECT key, amount FROM sums",
  );
  const tags = db.prepare<[], { readonly tag: string; readonly stream: StreamId }>(
    "SELECT tag, stream FROM tags",
  );
  return [
    ...rows.all().map(({ stream, row }): SharedRow => ["projection", stream, row]),
    ...sums.all().map(({ key, amount }): SharedRow => ["sums", key, String(amount)]),
    ...tags.all().map(({ tag, stream }): SharedRow => ["tags", `${tag} ${stream}`, ""]),
  ];
}

function withChanges(
  rows: ReadonlyArray<SharedRow>,
  { changes }: Unflushed,
): ReadonlyArray<SharedRow> {
  const byKey = new Map(rows.map((row) => [`${row[0]} ${row[1]}`, row]));
  function put(row: SharedRow): void {
    byKey.set(`${row[0]} ${row[1]}`, row);
  }
  for (const [stream, row] of changes.rows) put(["projection", stream, row]);
  for (const [tag, stream] of changes.removedTags) byKey.delete(`tags ${tag} ${stream}`);
  for (const [tag, stream] of changes.addedTags) put(["tags", `${tag} ${stream}`, ""]);
  moveSums(byKey, changes);
  return [...byKey.values()];
}

function moveSums(byKey: Map<string, SharedRow>, { sums }: ProjectionChanges): void {
  for (const [key, delta] of sums) {
    const amount = Number(byKey.get(`sums ${key}`)?.[2] ?? 0) + delta;
    if (amount === 0) byKey.delete(`sums ${key}`);
    else byKey.set(`sums ${key}`, ["sums", key, String(amount)]);
  }
}

function inOrder(rows: ReadonlyArray<SharedRow>): ReadonlyArray<SharedRow> {
  return rows.toSorted((a, b) => compareText(a[0], b[0]) || compareText(a[1], b[1]));
}

function toText([table, key, value]: SharedRow): string {
  return `${table} ${key} ${value}`.trimEnd();
}
