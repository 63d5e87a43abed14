/**
 * Packs what is old: as soon as a chain's rows fill a run, they become one segment.
 *
 * One of the processes does it, in the background. The packing runs outside of any lock; then one short
 * write transaction puts the segment in the place of its rows, so a crash leaves either. Only rows that
 * the index of streams knows are packed, and of a forked chain only the part that all branches share.
 */

import { type Hash, type Origin, type ShopId } from "../domain/identity.ts";
import { type Db } from "./database.ts";
import { endsBefore } from "./log/chain-links.ts";
import { type Cut, emptyFill, encodeSegment, fillWith, isFull } from "./log/segment.ts";
import { AFTER_HASHES, BEYOND, type Position } from "./log/tail-table.ts";
import { fromTail, toRuns, type TransactionRow } from "./log/transaction-row.ts";
import { type Follower } from "./projection/follower.ts";
import { type Store } from "./store.ts";

export interface SealingDeps {
  readonly db: Db;
  readonly store: Store;
  readonly follower: Follower;
  readonly shop: ShopId;
  readonly cut: Cut;
}

interface Run {
  readonly origin: Origin;
  readonly previous: Hash;
  readonly rows: ReadonlyArray<TransactionRow>;
  readonly signature: Uint8Array;
}

const PAGE_ROWS = 64;

/** Packs one run; false when there is none. Call where nobody waits. */
export async function sealNext(deps: SealingDeps): Promise<boolean> {
  const run = deps.db.transaction(() => findRun(deps)).deferred();
  if (run === undefined) return false;
  const contents = run.rows.map(({ content }) => content);
  const bytes = await encodeSegment(contents, run.signature);
  return deps.db.write(() => replaceRows(deps, run, bytes));
}

function findRun(deps: SealingDeps): Run | undefined {
  for (const origin of deps.store.tail.origins()) {
    const run = runOf(deps, origin);
    if (run !== undefined) return run;
  }
  return undefined;
}

/** The first run of an origin's rows, if they fill one. */
function runOf({ store, follower, shop, cut }: SealingDeps, origin: Origin): Run | undefined {
  const extent = store.tail.extent(origin);
  if (extent === undefined) return undefined;
  const { first, last, size } = extent;
  // Looked at after every flush: mostly this tells that it is too early.
  if (last - first + 1 < cut.events && size < cut.bytes) return undefined;
  const previous = boundaryBefore(store, { shop, origin, first });
  if (previous === undefined) return undefined;
  const rows = filledRun(store, origin, cut);
  const end = rows?.at(-1);
  const signature = end?.signature;
  const common = follower.stageOne().shape().commonUntil(origin) ?? Infinity;
  if (rows === undefined || end === undefined || signature === undefined) return undefined;
  if (end.last > common) return undefined;
  const isIndexed = rows.every(({ arrival }) => arrival <= store.indexedArrival());
  return isIndexed ? { origin, previous, rows, signature } : undefined;
}

/** What a run begins after: the start of its chain, or the end of a segment. */
function boundaryBefore(
  store: Store,
  start: { readonly shop: ShopId; readonly origin: Origin; readonly first: number },
): Hash | undefined {
  const { origin, first } = start;
  const [before, ...others] = endsBefore(store, start);
  if (before === undefined || others.length > 0) return undefined;
  if (first === 1) return before;
  const ends = store.segments.covering(origin, first - 1, first - 1);
  return ends.some(({ last }) => last === first - 1) ? before : undefined;
}

function filledRun(
  { tail }: Store,
  origin: Origin,
  cut: Cut,
): ReadonlyArray<TransactionRow> | undefined {
  const rows: TransactionRow[] = [];
  let fill = emptyFill;
  let after: Position = { last: 0, hash: AFTER_HASHES };
  for (;;) {
    const page = tail.ofOrigin(origin, { after, to: BEYOND, limit: PAGE_ROWS });
    for (const row of page.map(fromTail)) {
      // What can't be packed with the row before it must stay a row.
      if (row.first !== (rows.at(-1)?.last ?? row.first - 1) + 1) return undefined;
      rows.push(row);
      fill = fillWith(fill, row.content.events);
      if (isFull(fill, cut)) return rows;
      after = { last: row.last, hash: row.hash };
    }
    if (page.length === 0) return undefined;
  }
}

/** False when another process was faster. */
function replaceRows({ store }: SealingDeps, run: Run, bytes: Uint8Array): boolean {
  const { origin, previous, rows } = run;
  const [head, end] = [rows[0], rows.at(-1)];
  if (head === undefined || end === undefined) return false;
  if (rows.some(({ arrival, hash }) => store.tail.at(arrival)?.hash !== hash)) return false;
  const arrivals = rows.map(({ arrival }) => arrival);
  const { first } = head;
  const { last, hash, content } = end;
  store.pack(
    {
      arrival: Math.max(...arrivals),
      since: Math.min(...arrivals),
      arrivals: toRuns(arrivals),
      origin,
      first,
      last,
      hash,
      previous,
      bytes,
      transactions: rows.length,
      day: content.first.day,
    },
    rows,
  );
  return true;
}
