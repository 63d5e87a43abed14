/**
 * Checks a ledger against itself: the database file, each chain of events from its first, the numbers
 * of the receipts, and the folded state against one that is folded anew beside it.
 *
 * Nothing is changed, also not by a flush, and nothing is believed that was checked on the way in:
 * whoever asks has a reason. Of each origin the first wrong event is named, because everything after
 * it hangs on it.
 */

import { duplicates } from "../domain/doubts/duplicates.ts";
import { indexedUnder } from "../domain/doubts/unknown-events.ts";
import { isNumbered, NUMBERED_KINDS, type NumberedEvent } from "../domain/events/kinds.ts";
import { deviceOf, type Hash, type StreamId } from "../domain/identity.ts";
import { type Ledger } from "./ledger.ts";
import { type StageOne } from "./log/stage-one.ts";
import {
  eventsOfKinds,
  isControl,
  type StoredTransaction,
  toStoredTransaction,
  shownIn,
  toTransaction,
  type TransactionEvent,
} from "./log/stored-transaction.ts";
import { type TransactionRow } from "./log/transaction-row.ts";
import { foldStream, rowText, type StreamRow } from "./projection/stream-row.ts";
import { quarantinedChains, type QuarantinedRange, toRange } from "./quarantine.ts";
import { stageOneFrom } from "./stage-one-from-scratch.ts";
import { type Store } from "./store.ts";
import { firstWrong } from "./verify-chain.ts";

export interface Finding {
  readonly check: "sqlite" | "chain" | "numbering" | "projection";
  /** Origin and seq, series and number, or table and key. */
  readonly where: string;
  readonly sentence: string;
}

export interface VerifyReport {
  readonly ok: boolean;
  readonly transactions: number;
  readonly events: number;
  readonly origins: number;
  readonly findings: ReadonlyArray<Finding>;
  /** Stored but not counted; no fault of the ledger. */
  readonly quarantined: ReadonlyArray<QuarantinedRange>;
}

/** The file at once, the chains and the folded state transaction by transaction. */
export interface VerifyProgress {
  readonly part: "file" | "chains" | "folded state";
  readonly done: number;
  readonly total: number;
}

export interface VerifyOptions {
  /** Called before the file is checked, and after each checked transaction. */
  readonly onProgress?: (progress: VerifyProgress) => void;
  /** Leaves the folded state alone: chains, signatures and numbers, at about half the cost. */
  readonly chainsOnly?: boolean;
}

/** Checks one consistent snapshot; other processes may go on selling meanwhile. */
export function verifyLedger(ledger: Ledger, options: VerifyOptions = {}): VerifyReport {
  const reports: VerifyReport[] = [];
  try {
    ledger.db.transaction(() => reports.push(verifyInside(ledger, options))).deferred();
  } catch (cause) {
    // On a damaged file even the end of a read fails; nothing was written, so nothing is lost.
    if (reports.length === 0) throw cause;
  }
  const [report] = reports;
  if (report === undefined) throw new Error("The check of the ledger gave no report.");
  return report;
}

function verifyInside(ledger: Ledger, options: VerifyOptions): VerifyReport {
  options.onProgress?.({ part: "file", done: 0, total: 1 });
  const damage = sqliteFindings(ledger);
  try {
    const report = verifyEvents(ledger, options);
    const findings = [...damage, ...report.findings];
    return { ...report, ok: findings.length === 0, findings };
  } catch (cause) {
    if (damage.length === 0) throw cause;
    // Rows on a damaged page can't be checked, so only the damage is reported.
    return { ok: false, transactions: 0, events: 0, origins: 0, findings: damage, quarantined: [] };
  }
}

function verifyEvents(
  ledger: Ledger,
  { onProgress, chainsOnly = false }: VerifyOptions,
): Omit<VerifyReport, "ok"> {
  const { store, identity } = ledger;
  const { shop } = identity;
  const stageOne = stageOneFrom(identity, store);
  const counts = { transactions: 0, events: 0 };
  const total = store.count();
  const numbering = createNumbering(stageOne);
  const acts = new Set<Hash>();
  const origins = store.origins();
  const chainFindings = origins.flatMap((origin): ReadonlyArray<Finding> => {
    const wrong = firstWrong({
      store,
      shop,
      origin,
      key: stageOne.keyOf(deviceOf(origin)),
      cut: ledger.cut,
      onRight: (content, hash) => {
        const transaction = toStoredTransaction(content, { hash });
        counts.transactions += 1;
        counts.events += content.events.length;
        if (isControl(content)) acts.add(hash);
        numbering.see(transaction);
        onProgress?.({ part: "chains", done: counts.transactions, total });
      },
    });
    if (wrong === undefined) return [];
    const { seq, reason } = wrong;
    const sentence = `Event ${seq} of ${origin}: ${reason}`;
    return [{ check: "chain", where: `${origin} ${seq}`, sentence }];
  });
  const isBroken = chainFindings.length > 0;
  let folded = 0;
  function onFolded(): void {
    folded += 1;
    onProgress?.({ part: "folded state", done: folded, total });
  }
  return {
    ...counts,
    origins: origins.length,
    findings: [
      ...chainFindings,
      ...(isBroken ? [] : copyFindings(ledger, acts)),
      ...(isBroken ? [] : countFindings(total, counts.transactions)),
      ...numbering.findings(),
      ...(chainsOnly
        ? []
        : projectionFindings(ledger, stageOne, { isBroken, onFolded, ...counts })),
    ],
    quarantined: isBroken ? [] : quarantinedChains(store, stageOne).map(toRange),
  };
}

/** Who belongs to the shop is read from copies: they must say what the chains say. */
function copyFindings({ store }: Ledger, acts: ReadonlySet<Hash>): ReadonlyArray<Finding> {
  const copied = new Set(store.control().map(({ hash }) => hash));
  const [missing] = copied.symmetricDifference(acts);
  const odd = missing ?? store.control().find((copy) => !isAsStored(store, copy))?.hash;
  if (odd === undefined) return [];
  const sentence = `What says who belongs to the shop differs from the chains at ${odd.slice(0, 12)}.`;
  return [{ check: "chain", where: odd, sentence }];
}

function isAsStored(store: Store, copy: TransactionRow): boolean {
  const { origin, last: seq, hash } = copy;
  const row = store.withEnd({ origin, seq, hash });
  return row?.arrival === copy.arrival && bytesOf(row).equals(bytesOf(copy));
}

function bytesOf({ content: { events } }: TransactionRow): Buffer {
  return Buffer.concat(events.flatMap(({ headerBytes, bodyBytes }) => [headerBytes, bodyBytes]));
}

/**
 * Only progress reads the stated count, but a count that differs means that another program packed
 * the segments.
 */
function countFindings(stated: number, counted: number): ReadonlyArray<Finding> {
  if (stated === counted) return [];
  const sentence = `The segments say that there are ${stated} transactions, but there are ${counted}.`;
  return [{ check: "chain", where: "segment", sentence }];
}

function sqliteFindings({ db }: Ledger): ReadonlyArray<Finding> {
  try {
    const answers = db.pragma("integrity_check") as ReadonlyArray<{
      readonly integrity_check: string;
    }>;
    return answers
      .map((answer) => answer.integrity_check)
      .filter((answer) => answer !== "ok")
      .map((answer) => ({
        check: "sqlite",
        where: "file",
        sentence: `SQLite finds its file damaged: ${answer}.`,
      }));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : "";
    const sentence = `SQLite finds its file damaged, and can't read it to the end: ${reason}.`;
    return [{ check: "sqlite", where: "file", sentence }];
  }
}

interface Numbering {
  readonly see: (transaction: StoredTransaction) => void;
  readonly findings: () => ReadonlyArray<Finding>;
}

/**
 * Checks receipt numbers from the receipts themselves, whatever was folded; quarantined ones keep
 * their numbers. A number on two branches of a fork is no damage: stage 1 reports it to a person.
 */
function createNumbering(stageOne: StageOne): Numbering {
  const numbersBySeries = new Map<string, { readonly all: number[]; readonly counted: number[] }>();
  return {
    see: (transaction) => {
      // Each transaction is judged, in the order of its chain: a refused one bars the ones after
      // it.
      const isAdmitted = stageOne.isAdmitted(transaction);
      for (const { series, no } of numbersOf(transaction)) {
        const numbers = numbersBySeries.get(series) ?? { all: [], counted: [] };
        numbersBySeries.set(series, numbers);
        numbers.all.push(no);
        const isCounted = isAdmitted && stageOne.linkAt(transaction.hash) === undefined;
        if (isCounted) numbers.counted.push(no);
      }
    },
    findings: () =>
      [...numbersBySeries].flatMap(([series, numbers]) => seriesFindings(series, numbers)),
  };
}

function numbersOf(transaction: StoredTransaction): ReadonlyArray<NumberedEvent["body"]> {
  return eventsOfKinds(transaction, NUMBERED_KINDS).flatMap(({ known }) =>
    isNumbered(known) ? [known.body] : [],
  );
}

function seriesFindings(
  series: string,
  {
    all,
    counted,
  }: { readonly all: ReadonlyArray<number>; readonly counted: ReadonlyArray<number> },
): ReadonlyArray<Finding> {
  const sorted = [...new Set(all)].toSorted((a, b) => a - b);
  const gaps = sorted.flatMap((no, index): ReadonlyArray<[number, Finding]> => {
    const from = (sorted[index - 1] ?? 0) + 1;
    if (no === from) return [];
    const sentence = `Receipts ${series} ${from} to ${no - 1} are missing.`;
    return [[from, { check: "numbering", where: `${series} ${from}`, sentence }]];
  });
  const twice = duplicates(counted).map((no): [number, Finding] => {
    const where = `${series} ${no}`;
    return [no, { check: "numbering", where, sentence: `Receipt ${where} was issued twice.` }];
  });
  return [...gaps, ...twice].toSorted(([a], [b]) => a - b).map(([, finding]) => finding);
}

/** The first row that differs; all rows of a broken chain's ledger are in doubt anyway. */
function projectionFindings(
  ledger: Ledger,
  stageOne: StageOne,
  {
    isBroken,
    transactions,
    onFolded,
  }: {
    readonly isBroken: boolean;
    readonly transactions: number;
    readonly onFolded: () => void;
  },
): ReadonlyArray<Finding> {
  try {
    const where = firstDifference(ledger, stageOne, { transactions, onFolded });
    if (where === undefined) return [];
    const sentence = `The folded state differs from the events first at ${where}.`;
    return [{ check: "projection", where, sentence }];
  } catch (cause) {
    // Bytes that can't be read can't be folded: the chain has said so already.
    if (isBroken) return [];
    throw cause;
  }
}

/*
 * Checks the folded state against the events, stream by stream, with nothing believed of what was
 * folded before.
 *
 * The events go by once in the order of their arrival. A stream's are gathered until the index says that
 * no more come; then they are folded in the order of their keys and compared with the row that stands
 * there. So memory is flat however long the history is, and should the index lie, the row differs.
 */

/**
 * Table and key of the first row that the events don't bear out; undefined when all do.
 * `transactions`: how many stand on the chains. Tells of each that was folded.
 */
function firstDifference(
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

/** Returns a stream under which the index doesn't list the row: by it nobody would find these events. */
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
  /** Compares the folded sums with those in the store, and finds sums without any event. */
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
