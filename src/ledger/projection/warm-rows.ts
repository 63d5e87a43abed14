/**
 * What stays in memory when another process has flushed: a large catalogue must not be read anew for
 * each sale of another till.
 */

import { type StreamId } from "../../domain/identity.ts";
import { indexedUnder } from "../../domain/unknown-events.ts";
import { isControl, toTransaction } from "../log/stored-transaction.ts";
import { epochOf, type Memory, type State } from "./follower-state.ts";
import { type Generation } from "./generations.ts";
import { type RowCache } from "./row-cache.ts";

/**
 * The rows in memory that are the same in the ones that were flushed. Undefined when it is another
 * generation, or when more than trade came in between: then anything may count otherwise.
 */
export function stillWarm(
  state: State,
  { base, cache, isStale, arrival, streams }: Memory,
  flushed: Generation | undefined,
): RowCache | undefined {
  if (isStale || flushed === undefined || flushed.id !== base?.id) return undefined;
  if (flushed.epoch !== epochOf(state)) return undefined;
  const unseen = streamsOfTrade(state, arrival, flushed.flushed);
  if (unseen === undefined) return undefined;
  // The cache has them as they were flushed before.
  for (const { stream } of streams) cache.drop(stream);
  for (const stream of unseen) {
    cache.drop(stream);
    state.revisions.bump(stream);
  }
  return cache;
}

/** Undefined when one of those transactions may change what others count for. */
function streamsOfTrade(
  { store, stageOne }: State,
  after: number,
  until: number,
): ReadonlyArray<StreamId> | undefined {
  const streams: StreamId[] = [];
  const forked = new Set(stageOne.shape().forked());
  for (const row of store.after(after)) {
    if (row.arrival > until) break;
    const transaction = toTransaction(row);
    const { origin, first, events } = transaction;
    const isForked = forked.has(origin) || store.startingAt(origin, first).length > 1;
    if (isForked || isControl(transaction.content)) return undefined;
    streams.push(...events.flatMap(({ event }) => indexedUnder(event.streams)));
  }
  return streams;
}
