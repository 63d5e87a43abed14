/**
 * Checks the folded state against the events, stream by stream, with nothing believed of what was
 * folded before.
 *
 * The events go by once in the order of their arrival. A stream's are gathered until the index says that
 * no more come; then they are folded in the order of their keys and compared with the row that stands
 * there. So memory is flat however long the history is, and should the index lie, the row differs.
 */

import { type StreamId } from "../domain/identity.ts";
import { indexedUnder } from "../domain/unknown-events.ts";
import { type Ledger } from "./ledger.ts";
import { type StageOne } from "./log/stage-one.ts";
import { shownIn, toTransaction, type TransactionEvent } from "./log/stored-transaction.ts";
import { type TransactionRow } from "./log/transaction-row.ts";
import { foldStream, rowText, type StreamRow } from "./projection/stream-row.ts";

/**
 * Table and key of the first row that the events don't bear out; undefined when all do.
 * `transactions`: how many stand on the chains. Tells of each that was folded.
 */
export function firstDifference(
  ledger: Ledger,
  stageOne: StageOne,
  { transactions, onFolded }: { readonly transactions: number; readonly onFolded: () => void },
): string | undefined {
  const live = createLive(ledger);
  const tally = createTally(live);
  const gathered = createGathering(ledger);
  const indexed = ledger.store.indexedArrival();
  let arrived = 0;
  for (const row of ledger.store.after(0)) {
    const transaction = toTransaction(row);
    arrived += 1;
    const lost = row.arrival <= indexed ? unindexedStream(ledger, row) : undefined;
    if (lost !== undefined) return `stream_place ${lost} at ${row.arrival}`;
    if (stageOne.isAdmitted(transaction)) gathered.add(transaction.events);
    onFolded();
    for (const [stream, events] of gathered.completeAt(row.arrival)) {
      const difference = tally.see(stream, foldStream(stream, events));
      if (difference !== undefined) return difference;
    }
  }
  for (const [stream, events] of gathered.rest()) {
    const difference = tally.see(stream, foldStream(stream, events));
    if (difference !== undefined) return difference;
  }
  // Two that say they came at one time are told as one.
  return arrived === transactions ? tally.difference() : "arrival of a transaction";
}

/** One under which nobody would find these events again. */
function unindexedStream({ store }: Ledger, row: TransactionRow): StreamId | undefined {
  const streams = new Set(row.content.events.flatMap(({ header }) => indexedUnder(header.streams)));
  return [...streams].find((stream) => !store.isIndexed(stream, row));
}

type Gathered = Iterable<readonly [StreamId, ReadonlyArray<TransactionEvent>]>;

interface Gathering {
  readonly add: (events: ReadonlyArray<TransactionEvent>) => void;
  /** Streams of which nothing comes after this arrival. */
  readonly completeAt: (arrival: number) => Gathered;
  readonly rest: () => Gathered;
}

function createGathering({ store }: Ledger): Gathering {
  const eventsByStream = new Map<StreamId, TransactionEvent[]>();
  const streamsByEnd = new Map<number, StreamId[]>();
  const unindexed = new Set<StreamId>();
  for (const { content } of store.after(store.indexedArrival())) {
    for (const { header } of content.events) {
      for (const stream of indexedUnder(header.streams)) unindexed.add(stream);
    }
  }

  function begin(stream: StreamId): TransactionEvent[] {
    const events: TransactionEvent[] = [];
    eventsByStream.set(stream, events);
    if (unindexed.has(stream)) return events;
    const end = store.lastPlace(stream);
    const ending = streamsByEnd.get(end) ?? [];
    streamsByEnd.set(end, ending);
    ending.push(stream);
    return events;
  }

  return {
    add: (events) => {
      for (const event of events) {
        for (const stream of new Set(shownIn(event))) {
          (eventsByStream.get(stream) ?? begin(stream)).push(event);
        }
      }
    },
    completeAt: function* complete(arrival) {
      for (const stream of streamsByEnd.get(arrival) ?? []) {
        yield [stream, eventsByStream.get(stream) ?? []];
        eventsByStream.delete(stream);
      }
      streamsByEnd.delete(arrival);
    },
    rest: () => eventsByStream,
  };
}

interface Tally {
  readonly see: (stream: StreamId, row: StreamRow) => string | undefined;
  /** Of the sums, and of what stands there without any event. */
  readonly difference: () => string | undefined;
}

function createTally(live: Live): Tally {
  const sums = new Map<string, number>();
  const counts = { rows: 0, tags: 0 };
  return {
    see: (stream, row) => {
      counts.rows += 1;
      if (live.row(stream) !== rowText(stream, row)) return `projection ${stream}`;
      const { contributions, tags } = row.derived();
      counts.tags += tags.size;
      for (const tag of tags) if (!live.hasTag(tag, stream)) return `tags ${tag} ${stream}`;
      for (const [key, amount] of contributions) sums.set(key, (sums.get(key) ?? 0) + amount);
      return undefined;
    },
    difference: () => {
      const standing = live.sums();
      const keys = new Set([...sums.keys(), ...standing.keys()]);
      const wrong = [...keys]
        .toSorted()
        .find((key) => (sums.get(key) ?? 0) !== (standing.get(key) ?? 0));
      if (wrong !== undefined) return `sums ${wrong}`;
      if (live.rowCount() !== counts.rows) return `projection ${live.oddRow() ?? "rows too many"}`;
      return live.tagCount() === counts.tags ? undefined : `tags ${live.oddTag() ?? "too many"}`;
    },
  };
}

/** The folded state as it would stand after a flush. */
interface Live {
  readonly row: (stream: StreamId) => string | undefined;
  readonly hasTag: (tag: string, stream: StreamId) => boolean;
  readonly sums: () => ReadonlyMap<string, number>;
  readonly rowCount: () => number;
  readonly tagCount: () => number;
  /** A row or tag of a stream that no event names. */
  readonly oddRow: () => string | undefined;
  readonly oddTag: () => string | undefined;
}

function createLive({ store, unflushed }: Ledger): Live {
  const { changes, of } = unflushed();
  const tables = of === undefined ? undefined : store.generations.tables(of);
  const base = tables?.base(() => []);
  const [added, removed] = [changes.addedTags, changes.removedTags].map(
    (tags) => new Set(tags.map(([tag, stream]) => `${tag} ${stream}`)),
  );

  function hasTag(tag: string, stream: StreamId): boolean {
    const name = `${tag} ${stream}`;
    if (added?.has(name) === true) return true;
    return removed?.has(name) !== true && tables?.hasTag(tag, stream) === true;
  }

  function isNamed(stream: StreamId): boolean {
    return changes.rows.has(stream) || store.ofStream(stream).length > 0;
  }

  return {
    row: (stream) => changes.rows.get(stream) ?? base?.row(stream),
    hasTag,
    sums: () => {
      const sums = new Map(base?.sums(""));
      for (const [key, delta] of changes.sums) sums.set(key, (sums.get(key) ?? 0) + delta);
      return sums;
    },
    rowCount: () => {
      const fresh = [...changes.rows.keys()].filter((stream) => base?.row(stream) === undefined);
      return (tables?.counts().rows ?? 0) + fresh.length;
    },
    tagCount: () => {
      const fresh = changes.addedTags.filter(
        ([tag, stream]) => tables?.hasTag(tag, stream) !== true,
      );
      return (tables?.counts().tags ?? 0) + fresh.length - changes.removedTags.length;
    },
    oddRow: () => [...(tables?.streams() ?? [])].find((stream) => !isNamed(stream)),
    oddTag: () =>
      [...(tables?.tags() ?? [])]
        .find(([tag, stream]) => hasTag(tag, stream) && !isNamed(stream))
        ?.join(" "),
  };
}
