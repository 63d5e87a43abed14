/**
 * The links between stored transactions, worked out from their bytes. A row doesn't store its
 * predecessor, because its number names it except at forks.
 */

import { isNumbered } from "../../domain/events/kinds.ts";
import { type Hash, type Origin, type ShopId } from "../../domain/identity.ts";
import { type ChainLink } from "../../domain/membership/chain-shape.ts";
import { receiptNumber } from "../../domain/order/order-view.ts";
import { type Store } from "../store.ts";
import { chainStart, transactionHash } from "./chain.ts";
import { type StoredTransaction } from "./stored-transaction.ts";
import { type TransactionRow } from "./transaction-row.ts";

/** Returns the hashes that a transaction beginning at a number may follow: more than one only after a fork. */
export function endsBefore(
  store: Store,
  {
    shop,
    origin,
    first,
  }: { readonly shop: ShopId; readonly origin: Origin; readonly first: number },
): ReadonlyArray<Hash> {
  if (first === 1) return [chainStart(shop, origin)];
  return store.endingAt(origin, first - 1).map(({ hash }) => hash);
}

/** Returns the row that a transaction follows; undefined at the start of a chain, or where it is not here. */
export function rowBefore(store: Store, row: TransactionRow): TransactionRow | undefined {
  const [only, ...others] = store.endingAt(row.origin, row.first - 1);
  if (only === undefined || others.length === 0) return only;
  const { events } = row.content;
  return [only, ...others].find(({ hash }) => transactionHash(hash, events) === row.hash);
}

/** `before` are the ends of which it follows one; undefined when it follows none of them. */
export function linkOf(
  transaction: StoredTransaction,
  before: ReadonlyArray<Hash>,
): ChainLink | undefined {
  const { origin, first, last: seq, hash, content } = transaction;
  const [only, ...others] = before;
  const previous =
    others.length === 0
      ? only
      : before.find((end) => transactionHash(end, content.events) === hash);
  if (previous === undefined) return undefined;
  return {
    origin,
    seq,
    hash,
    first,
    previous,
    tag: content.first.tag,
    numbers: numbersOf(transaction),
  };
}

/** Returns the last number of the part that all branches share; undefined without a fork. */
export function commonPart(rows: Iterable<{ readonly first: number }>): number | undefined {
  const seen = new Set<number>();
  let common: number | undefined;
  for (const { first } of rows) {
    // Two that begin at one number are siblings, or hang on siblings.
    if (seen.has(first)) common = Math.min(common ?? first, first - 1);
    seen.add(first);
  }
  return common;
}

function numbersOf({ events }: StoredTransaction): ReadonlyArray<string> {
  return events.flatMap(({ known }) =>
    isNumbered(known) ? [receiptNumber(known.body.series, known.body.no)] : [],
  );
}
