/**
 * Telling the present: the pieces of the ledger that hold what today rests on, for a box that has not
 * heard the past yet.
 *
 * Told are whole segments and single transactions, because only those have a signature of their own. So
 * whoever tells can leave something out and can make nothing up. Sums are the exception: they rest on
 * everything, and are told as figures in the teller's name.
 */

import { indexedUnder } from "../../domain/doubts/unknown-events.ts";
import {
  type BusinessDay,
  type ChainEnd,
  type DeviceId,
  type Hash,
  type Origin,
  type ShopId,
  type StreamId,
  streamType,
} from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { isControlKind } from "../../domain/membership/admission.ts";
import {
  type ChainPlace,
  isPresentSum,
  presentSince,
  presentStreams,
  receiptStreams,
  standingWrites,
} from "../../domain/present/present-streams.ts";
import { isBatchMark } from "../log/batch-part.ts";
import { rowBefore } from "../log/chain-links.ts";
import { chainStart } from "../log/chain.ts";
import { createStageOne } from "../log/stage-one.ts";
import { type StoredTransaction, toTransaction } from "../log/stored-transaction.ts";
import { type TransactionRow } from "../log/transaction-row.ts";
import { type QuarantinedChain } from "../quarantine.ts";
import { type Store } from "../store.ts";

/** What a box asks a till that has heard everything. */
export interface PresentQuestion {
  /**
   * The arrival at the teller up to which it was told before; zero for all of the present, undefined for the
   * receipts alone.
   */
  readonly since: number | undefined;
  /** The numbers of receipts that the present does not hold: their orders are told besides. */
  readonly receipts: ReadonlyArray<string>;
}

/** A segment or a transaction, and the hash that it follows: without that its signature can't be checked. */
export interface PresentPiece {
  readonly previous: Hash;
  readonly bytes: Uint8Array;
}

interface FoundPiece extends PresentPiece {
  readonly origin: Origin;
  /** The numbers of its first and last event. */
  readonly first: number;
  readonly last: number;
}

export interface PresentTold {
  /** How far the teller had heard, by its own arrivals and by the ends of chains: none with receipts alone. */
  readonly arrival: number;
  readonly ends: ReadonlyArray<ChainEnd>;
  /** All of the present, what of it is new, or the receipts that were asked for alone. */
  readonly what: "all" | "news" | "asked";
  /** The streams of which the pieces hold all that matters, by name. */
  readonly streams: ReadonlyArray<StreamId>;
  /** All sums that today rests on, as the teller has them; none with receipts alone. */
  readonly sums: ReadonlyArray<readonly [key: string, amount: number]>;
  readonly pieces: ReadonlyArray<PresentPiece>;
  /** Transactions in the pieces that count for nothing at the teller: a piece is told as a whole. */
  readonly uncounted: ReadonlyArray<ChainEnd>;
}

export interface TellingDeps {
  readonly shop: ShopId;
  readonly founder: DeviceId;
  readonly store: Store;
  readonly view: LedgerView;
  readonly ends: ReadonlyArray<ChainEnd>;
  readonly quarantined: ReadonlyArray<QuarantinedChain>;
  readonly today: BusinessDay;
  /** Names who counts and by which rules all is folded. */
  readonly rules: string | undefined;
}

/** More than so many transactions are no news: all of the present is told. */
const NEWS_MAX = 2000;
/** A look at the present after which more have come begins anew: what they touched would be looked at in one go. */
const TOUCHED_MAX = 200;

/** Of each stream the writes that stand in it; undefined for one of which all events are told. */
type Gathered = Map<StreamId, ReadonlyArray<ChainPlace> | undefined>;

/** A look at all of the present, a part of its streams at a time: 20,000 goods take half a second. */
export interface Gathering {
  readonly gathered: Gathered;
  /** The teller's arrival when it began: what has changed since is looked at again when it is told. */
  readonly arrival: number;
  readonly today: BusinessDay;
  /** Names who counted and what was folded when it began: where that changes, rows change that nothing touches. */
  readonly rules: string | undefined;
  /** Looks at so many more streams; true while there are others. Call inside a read transaction. */
  readonly lookOn: (view: LedgerView, count: number) => boolean;
  readonly isDone: () => boolean;
}

export type GatheringDeps = Pick<TellingDeps, "store" | "view" | "today" | "rules">;

/** Begins to look at all of the present. Call inside a read transaction. */
export function gatherPresent({ store, view, today, rules }: GatheringDeps): Gathering {
  const left = [...presentStreams(view, today)].values();
  const gathered: Gathered = new Map();
  let isDone = false;
  return {
    gathered,
    arrival: store.lastArrival(),
    today,
    rules,
    lookOn: (now, count) => {
      let looked = 0;
      for (const stream of left.take(count)) {
        lookAt(now, gathered, stream);
        looked += 1;
      }
      isDone = looked < count;
      return !isDone;
    },
    isDone: () => isDone,
  };
}

/** Whether what was looked at stands but for what has been touched since, which is little. */
export function isFresh(
  { arrival, today, rules }: Gathering,
  { store, ...now }: Pick<GatheringDeps, "store" | "today" | "rules">,
): boolean {
  const since = store.lastArrival() - arrival;
  return since >= 0 && since <= TOUCHED_MAX && today === now.today && rules === now.rules;
}

/** In place of an older look. */
function lookAt(view: LedgerView, gathered: Gathered, stream: StreamId): void {
  gathered.set(stream, standingWrites(view, stream));
}

/** Whether the answer is all of the present. */
export function isAllTold(store: Pick<Store, "lastArrival">, asked: PresentQuestion): boolean {
  return whatIsTold(asked, store.lastArrival()) === "all";
}

/**
 * Lists the present, or what of it is new. Call inside a read transaction, with the view caught up. `begun`: a look
 * at all of it that has ended; without one everything is looked at now.
 */
export function tellPresent(
  deps: TellingDeps,
  asked: PresentQuestion,
  begun?: Gathering,
): PresentTold {
  const { store, view, ends, today } = deps;
  const arrival = store.lastArrival();
  const firstDay = presentSince(today);
  const what = whatIsTold(asked, arrival);
  const { gathered, since } =
    what === "all"
      ? gatheredFor(deps, begun)
      : { gathered: new Map() as Gathered, since: asked.since ?? arrival };
  for (const stream of touchedSince(store, since)) lookAt(view, gathered, stream);
  for (const stream of receiptStreams(view, asked.receipts)) lookAt(view, gathered, stream);
  const writes = createWrites();
  const whole = new Set<StreamId>();
  for (const [stream, standing] of gathered) {
    if (standing === undefined) whole.add(stream);
    else for (const write of standing) writes.add(write);
  }
  const places = new Set<number>();
  if (what === "all") for (const row of controlRows(deps)) writes.add(endOf(row));
  else for (const row of store.after(since)) places.add(row.place);
  for (const place of writes.places(store)) places.add(place);
  for (const row of wholeRows(store, whole)) places.add(row.place);
  const pieces = [...places].toSorted((a, b) => a - b).flatMap((place) => pieceAt(deps, place));
  return {
    arrival,
    what,
    ends: what === "asked" ? [] : ends,
    // The orders that others name came up while their rows were looked for.
    streams: [...new Set([...whole, ...gathered.keys()])],
    sums: what === "asked" ? [] : view.sums("").filter(([key]) => isPresentSum(key, firstDay)),
    pieces,
    uncounted: deps.quarantined.flatMap(({ transactions }) =>
      transactions
        .filter((one) => pieces.some((piece) => isIn(piece, one)))
        .map(({ origin, last: seq, hash }) => ({ origin, seq, hash })),
    ),
  };
}

/** Returns what was looked at before, and since when things may have changed. */
function gatheredFor(
  deps: TellingDeps,
  begun: Gathering | undefined,
): { readonly gathered: Gathered; readonly since: number } {
  if (begun?.isDone() === true && isFresh(begun, deps)) {
    return { gathered: begun.gathered, since: begun.arrival };
  }
  const all = gatherPresent(deps);
  all.lookOn(deps.view, Infinity);
  return { gathered: all.gathered, since: all.arrival };
}

function whatIsTold({ since }: PresentQuestion, arrival: number): PresentTold["what"] {
  if (since === undefined) return "asked";
  return since === 0 || arrival - since > NEWS_MAX || since > arrival ? "all" : "news";
}

function isIn(piece: FoundPiece, { origin, first, last }: StoredTransaction): boolean {
  return piece.origin === origin && piece.first <= first && last <= piece.last;
}

function endOf({ origin, last }: TransactionRow): ChainPlace {
  return { origin, seq: last };
}

function touchedSince(store: Store, since: number): ReadonlySet<StreamId> {
  const touched = new Set<StreamId>();
  for (const { content } of store.after(since)) {
    for (const { header } of content.events) {
      for (const stream of indexedUnder(header.streams)) touched.add(stream);
    }
  }
  return touched;
}

interface Writes {
  readonly add: (write: ChainPlace) => void;
  /** Returns the arrivals of all segments and rows that hold one of them; no segment is opened for it. */
  readonly places: (store: Pick<Store, "tail" | "segments">) => ReadonlyArray<number>;
}

/** Gathers writes by their chains: the goods of a shop are many writes in a few segments. */
function createWrites(): Writes {
  const byOrigin = new Map<Origin, Set<number>>();
  return {
    add: ({ origin, seq }) => {
      const seqs = byOrigin.get(origin);
      if (seqs === undefined) byOrigin.set(origin, new Set([seq]));
      else seqs.add(seq);
    },
    places: ({ tail, segments }) =>
      [...byOrigin].flatMap(([origin, seqs]) => {
        const sorted = [...seqs].toSorted((a, b) => a - b);
        const [from = 0, to = 0] = [sorted[0], sorted.at(-1)];
        const around = [segments, tail].flatMap((table) => table.covering(origin, from, to));
        return around.filter((one) => hasBetween(sorted, one)).map(({ arrival }) => arrival);
      }),
  };
}

/** Whether one of the rising numbers is in the range. */
function hasBetween(
  sorted: ReadonlyArray<number>,
  { first, last }: { readonly first: number; readonly last: number },
): boolean {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((sorted[middle] ?? first) < first) low = middle + 1;
    else high = middle;
  }
  return (sorted[low] ?? Infinity) <= last;
}

/**
 * The closes of old days count where a device was revoked or has spoken with two voices, because they vouch for
 * chains; elsewhere a shop of years has hundreds of them for nothing.
 */
function controlRows({ shop, founder, store, today }: TellingDeps): ReadonlyArray<TransactionRow> {
  const all = store.control();
  const since = presentSince(today);
  const few = all.filter(
    ({ content }) =>
      content.first.day >= since ||
      isBatchMark(content) ||
      content.events.some(({ header }) => isControlKind(header.kind)),
  );
  if (few.length === all.length) return all;
  function judged(rows: ReadonlyArray<TransactionRow>): string {
    const stageOne = createStageOne({ shop, founder, ...HOLDS_ALL });
    for (const row of rows) stageOne.note(toTransaction(row));
    return stageOne.result().text;
  }
  return judged(few) === judged(all) ? few : all;
}

/** For a stage 1 without the chains that its acts stand on: what a name says of an end is taken as it is. */
export const HOLDS_ALL = { holdsNow: () => () => true, storedFrom: () => [] } as const;

/**
 * Yields all that touches the streams. An order is judged together with those that its lines, merges, receipts
 * and payments name, so those are added as they come up.
 */
function* wholeRows(store: Store, streams: Set<StreamId>): Generator<TransactionRow> {
  for (let next = [...streams]; next.length > 0;) {
    const found = new Set<StreamId>();
    for (const row of touching(store, new Set(next))) {
      yield row;
      for (const order of ordersBeside(row, streams)) found.add(order);
    }
    for (const stream of found) streams.add(stream);
    next = [...found];
  }
}

/** The index of streams ends where the rows were flushed last. */
function* touching(store: Store, streams: ReadonlySet<StreamId>): Generator<TransactionRow> {
  yield* store.ofStreams([...streams]);
  for (const row of store.after(store.indexedArrival())) {
    const named = row.content.events.flatMap(({ header }) => indexedUnder(header.streams));
    if (named.some((stream) => streams.has(stream))) yield row;
  }
}

/** Returns the orders that events of known orders name besides. */
function ordersBeside(
  { content }: TransactionRow,
  known: ReadonlySet<StreamId>,
): ReadonlyArray<StreamId> {
  return content.events.flatMap(({ header }) => {
    const orders = header.streams.filter(isOrder);
    const isOfOne = orders.some((order) => known.has(order));
    return isOfOne ? orders.filter((order) => !known.has(order)) : [];
  });
}

function isOrder(stream: StreamId): boolean {
  return streamType(stream) === "order";
}

/** None where it went meanwhile. */
function pieceAt({ shop, store }: TellingDeps, place: number): ReadonlyArray<FoundPiece> {
  const segment = store.segments.at(place);
  if (segment !== undefined) {
    const bytes = store.segments.bytes(place);
    const { origin, first, last, previous } = segment;
    return bytes === undefined ? [] : [{ origin, first, last, previous, bytes }];
  }
  const record = store.tail.at(place);
  if (record === undefined) return [];
  const { origin, first, last, hash, bytes } = record;
  const row = store.withEnd({ origin, seq: last, hash });
  const previous = row && first > 1 ? rowBefore(store, row)?.hash : chainStart(shop, origin);
  return previous === undefined ? [] : [{ origin, first, last, previous, bytes }];
}
