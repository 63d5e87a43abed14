/** The transactions that are stored but count for nothing, named by ranges of their chains. */

import { deviceOf, type Hash, type Origin } from "../domain/identity.ts";
import { type QuarantineReason, type StageOne } from "./log/stage-one.ts";
import { type StoredTransaction, toTransaction } from "./log/stored-transaction.ts";
import { type Store } from "./store.ts";

export interface QuarantinedRange {
  readonly origin: Origin;
  readonly fromSeq: number;
  readonly toSeq: number;
  /** The hash of the last event. It names the whole chain when it is admitted or retired. */
  readonly hash: Hash;
  readonly reason: QuarantineReason;
}

export interface QuarantinedChain extends QuarantinedRange {
  readonly transactions: ReadonlyArray<StoredTransaction>;
}

/** Looks only at chains of which something is left out. */
export function quarantinedChains(
  store: Store,
  stageOne: StageOne,
): ReadonlyArray<QuarantinedChain> {
  return store.origins().flatMap((origin) => {
    const from = firstInDoubt(store, stageOne, origin);
    if (from === undefined) return [];
    return chainsOf([...store.ofOrigin(origin, from)].map(toTransaction), stageOne);
  });
}

/** The transactions of one origin, in the order of its chains. */
export function chainsOf(
  transactions: ReadonlyArray<StoredTransaction>,
  stageOne: StageOne,
): ReadonlyArray<QuarantinedChain> {
  const open: Array<QuarantinedChain & { readonly transactions: StoredTransaction[] }> = [];
  for (const transaction of transactions) {
    const reason = stageOne.reasonOf(transaction);
    if (reason === undefined) continue;
    const { origin, first, last, hash } = transaction;
    const previous = stageOne.linkAt(hash)?.previous;
    const index = open.findIndex(
      (chain) =>
        chain.origin === origin &&
        chain.reason === reason &&
        (previous === undefined ? chain.toSeq === first - 1 : chain.hash === previous),
    );
    const before = open[index];
    const range = { origin, toSeq: last, hash, reason };
    if (before === undefined) open.push({ ...range, fromSeq: first, transactions: [transaction] });
    else {
      before.transactions.push(transaction);
      open[index] = { ...before, ...range };
    }
  }
  return open;
}

export function toRange(chain: QuarantinedChain): QuarantinedRange {
  const { origin, fromSeq, toSeq, hash, reason } = chain;
  return { origin, fromSeq, toSeq, hash, reason };
}

function firstInDoubt(store: Store, stageOne: StageOne, origin: Origin): number | undefined {
  const { devices, ruleOf } = stageOne.result();
  if (!devices.has(deviceOf(origin))) return 1;
  const { until } = ruleOf(origin);
  const isAllCounted = (store.head(origin)?.seq ?? 0) <= until;
  const from = [
    isAllCounted ? undefined : until + 1,
    stageOne.barred().get(origin),
    stageOne.heldFrom(origin),
  ];
  const known = from.filter((seq) => seq !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}
