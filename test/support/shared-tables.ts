/**
 * The tables that are equal on every till that holds the same events, as a fold of everything from
 * scratch gives them.
 *
 * It takes the transactions in the order of their keys and not in the order in which they arrived, so
 * that it is a second opinion and no repetition.
 */

import { inOrder, type SharedRow, toText } from "../../proof/sim/shared-rows.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import { toTransaction } from "../../src/ledger/log/stored-transaction.ts";
import {
  createProjection,
  emptyBase,
  type ProjectionChanges,
} from "../../src/ledger/projection/projection.ts";
import { noRevisions } from "../../src/ledger/projection/revisions.ts";
import { stageOneFrom } from "../../src/ledger/stage-one-from-scratch.ts";

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

function rowsOf({ rows, sums, addedTags }: ProjectionChanges): ReadonlyArray<SharedRow> {
  return [
    ...[...rows].map(([stream, row]): SharedRow => ["projection", stream, row]),
    ...[...sums]
      .filter(([, amount]) => amount !== 0)
      .map(([key, amount]): SharedRow => ["sums", key, String(amount)]),
    ...addedTags.map(([tag, stream]): SharedRow => ["tags", `${tag} ${stream}`, ""]),
  ];
}
