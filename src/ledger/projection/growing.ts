/**
 * Folding bit by bit what was folded by other rules, or what a start has folded whole and no row has yet:
 * the next generation of the folded state.
 *
 * A piece is folded before the lock is taken, so that a sale waits only while it is written down.
 */

import { toTransaction } from "../log/stored-transaction.ts";
import { type TransactionRow } from "../log/transaction-row.ts";
import { type GenerationGrowth } from "../store.ts";
import { baseOf, current, epochOf, factsOf, type State, streamPlaces } from "./follower-state.ts";
import { packChanges } from "./projection-tables.ts";
import { createProjection, emptyBase } from "./projection.ts";
import { noRevisions } from "./revisions.ts";
import { createRowCache, type RowCache } from "./row-cache.ts";

/** What is folded before the lock is taken. */
export interface GrownPiece {
  readonly growth: GenerationGrowth;
  readonly keep: () => void;
  readonly cache: RowCache;
}

/** Transactions of a piece: small enough that nobody waits long for it. */
const GROWN_AT_ONCE = 64;
/** An import has two hundred in each transaction. */
const GROWN_EVENTS_AT_ONCE = 320;

/** As long as it is in memory alone, each start folds it again, and holds all of it. */
export function nextPiece(state: State): GrownPiece | undefined {
  const { store, tuning, grown } = state;
  const { isStale, base: built, arrival } = current(state);
  if (!isStale && built !== undefined) return undefined;
  const found = store.generations.growing(tuning.foldVersions);
  // One that was begun under other rules is of no use.
  const from = found?.epoch === epochOf(state) ? found : undefined;
  const { rows, isComplete } = upTo(store.after(from?.flushed ?? 0), arrival);
  const isKept =
    from !== undefined && grown?.at.id === from.id && grown.at.flushed === from.flushed;
  const cache = isKept ? grown.cache : createRowCache();
  // Batches count here as they stand now, so nothing joins later.
  const base = from === undefined ? emptyBase : baseOf(state, from, new Set());
  const projection = createProjection(base, noRevisions, cache);
  const streams = rows.flatMap((row) => {
    const transaction = toTransaction(row);
    if (state.stageOne.isAdmitted(transaction)) projection.apply(transaction);
    return streamPlaces(transaction, row);
  });
  const facts = factsOf(state, isComplete ? arrival : (rows.at(-1)?.arrival ?? arrival));
  const changes = packChanges(projection.changes());
  const growth = {
    versions: tuning.foldVersions,
    found,
    from,
    facts,
    changes,
    streams,
    isComplete,
  };
  function keep(): void {
    projection.keep("all");
  }
  return { growth, keep, cache };
}

/** Nothing where another process was faster: its piece is gone on with. */
export function grow(state: State, { growth, keep, cache }: GrownPiece): boolean {
  const { store, tuning } = state;
  const at = store.grow(growth);
  keep();
  state.grown = at === undefined ? undefined : { at, cache };
  if (growth.isComplete) state.memory = undefined;
  return !growth.isComplete || store.generations.ready(tuning.foldVersions) === undefined;
}

function upTo(
  stored: Iterable<TransactionRow>,
  arrival: number,
): { readonly rows: ReadonlyArray<TransactionRow>; readonly isComplete: boolean } {
  const rows: TransactionRow[] = [];
  let events = 0;
  for (const row of stored) {
    if (row.arrival > arrival) break;
    if (rows.length >= GROWN_AT_ONCE || events >= GROWN_EVENTS_AT_ONCE) {
      return { rows, isComplete: false };
    }
    rows.push(row);
    events += row.last - row.first + 1;
  }
  return { rows, isComplete: true };
}
