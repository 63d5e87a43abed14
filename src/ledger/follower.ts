/**
 * Keeps the folded state up to what is stored, whoever stored it: this process or another one.
 *
 * What was flushed is read from rows; the few transactions after it are folded on top, so opening
 * costs the same at any length of history. When stage 1 comes to another result for a device that
 * has spoken already, everything is folded anew: what counts has changed.
 */
import { type Admission } from "../domain/admission.ts";
import { type ShopFounded } from "../domain/events/control-events.ts";
import { foldVersions } from "../domain/folds/folds.ts";
import {
  type BusinessDay,
  type DeviceId,
  deviceOf,
  type Hash,
  type Origin,
  type StreamId,
} from "../domain/identity.ts";
import { type LedgerView } from "../domain/ledger-view.ts";
import { decodeEnvelope } from "./envelope.ts";
import {
  createProjection,
  emptyBase,
  type Projection,
  type ProjectionChanges,
  type Revisions,
} from "./projection.ts";
import { createStageOne } from "./stage-one.ts";
import { type Store, type TransactionRow } from "./store.ts";
import { isControl, type StoredTransaction, toStoredTransaction } from "./stored-transaction.ts";

export interface Head {
  readonly seq: number;
  readonly hash: Hash;
  readonly day: BusinessDay;
}

export interface Follower {
  /** Folds what was stored since. Call inside a transaction on the database. */
  readonly catchUp: () => void;
  /** Folds a transaction that this process has just stored. */
  readonly applied: (transaction: StoredTransaction, arrival: number) => void;
  /** Forgets what is in memory: after a commit that failed. */
  readonly reset: () => void;
  readonly view: () => LedgerView;
  readonly admission: () => Admission;
  /** Raw public key of a device with any stored enrolment, whether it counts or not. */
  readonly keyOf: (device: DeviceId) => string | undefined;
  /** What the shop was founded with; undefined on a device that has not heard it yet. */
  readonly founding: () => ShopFounded | undefined;
  readonly head: (origin: Origin) => Head | undefined;
  /** Largest hybrid clock seen that was not far in the future. */
  readonly seenHlc: () => number;
  /** Hybrid clock of a stream's last admitted event; 0 for none. */
  readonly lastHlc: (stream: StreamId) => number;
  readonly unflushedCount: () => number;
  /** What a flush would write now. */
  readonly unflushed: () => Unflushed;
  /** Writes the folded state down; nothing when another process was faster. */
  readonly flush: () => void;
  /** Transactions stored but not folded, with the reason. */
  readonly quarantined: () => ReadonlyMap<Origin, number>;
}

export interface Unflushed {
  readonly changes: ProjectionChanges;
  /** Whether they stand for everything, so that what was flushed before counts no more. */
  readonly replaces: boolean;
}

export interface FollowerDeps {
  readonly store: Store;
  readonly founder: DeviceId;
  /** Keys beyond this are somebody's wrong clock. */
  readonly trustedHlcMax: () => number;
}

interface Memory {
  projection: Projection;
  /** The flush that the projection builds on; undefined for a fold from scratch. */
  readonly base: number | undefined;
  arrival: number;
  readonly streams: Array<readonly [StreamId, number]>;
}

export function createFollower(deps: FollowerDeps): Follower {
  const { store } = deps;
  const heads = new Map<Origin, Head | undefined>();
  let stageOne = createStageOne(deps.founder);
  let seenHlc = 0;
  let count = 0;
  let memory: Memory | undefined;
  let generation = 0;
  const changesByType = new Map<string, number>();
  const revisions: Revisions = {
    of: (type) => generation + (changesByType.get(type) ?? 0),
    bump: (type) => changesByType.set(type, (changesByType.get(type) ?? 0) + 1),
  };

  /**
   * Takes up the flushed rows, under the control acts that they were folded under: those that came
   * later are applied one by one, so that what they change is folded anew also after a crash.
   */
  function load(): Memory {
    generation += 1;
    heads.clear();
    count = 0;
    seenHlc = Math.max(seenHlc, Number(store.local(SEEN_KEY) ?? 0));
    const base = store.flushedArrival();
    stageOne = createStageOne(deps.founder, parseBarred(store.local(BARRED_KEY)));
    for (const row of store.control()) {
      if (row.arrival <= base) stageOne.note(toTransaction(row));
    }
    if (base > 0 && store.local(EPOCH_KEY) !== epoch()) return refold(base);
    return {
      projection: createProjection(store.base(eventsOf), revisions),
      base,
      arrival: base,
      streams: [],
    };
  }

  /** What rows depend on besides the events: who counts, and how this build folds. */
  function epoch(): string {
    const rights = [...stageOne.admission()].map(([device, entry]) => [device, entry.rights]);
    return JSON.stringify([foldVersions(), rights.toSorted()]);
  }

  function eventsOf(stream: StreamId): StoredTransaction["events"] {
    return store
      .ofStream(stream)
      .map(toTransaction)
      .filter(stageOne.isAdmitted)
      .flatMap(({ events }) => events.filter(({ event }) => event.streams.includes(stream)));
  }

  function apply(now: Memory, transaction: StoredTransaction, arrival: number): void {
    const { origin, last: seq, hash, envelope } = transaction;
    heads.set(origin, { seq, hash, day: envelope.first.day });
    now.arrival = arrival;
    count += 1;
    if (isControl(transaction) && changesWhatCounts(transaction)) memory = refold(arrival);
    else fold(now, transaction, arrival);
  }

  /** Whether something that was folded, or left out, counts otherwise now. */
  function changesWhatCounts(transaction: StoredTransaction): boolean {
    const changed = new Set(stageOne.note(transaction));
    return changed.size > 0 && store.origins().some((origin) => changed.has(deviceOf(origin)));
  }

  function fold(now: Memory, transaction: StoredTransaction, arrival: number): void {
    const streams = new Set(transaction.events.flatMap(({ event }) => event.streams));
    for (const stream of streams) now.streams.push([stream, arrival]);
    for (const { event } of transaction.events) noteSeen(event.key.hlc);
    if (stageOne.isAdmitted(transaction)) now.projection.apply(transaction);
  }

  /** A key that was trusted while this till's own clock was wrong counts no more once it is right. */
  function noteSeen(hlc: number): void {
    const trustedMax = deps.trustedHlcMax();
    if (hlc <= trustedMax && (hlc > seenHlc || seenHlc > trustedMax)) seenHlc = hlc;
  }

  function refold(until: number): Memory {
    stageOne.forgetBarred();
    const fresh: Memory = {
      projection: createProjection(emptyBase, revisions),
      base: undefined,
      arrival: until,
      streams: [],
    };
    for (const row of store.after(0)) {
      if (row.arrival <= until) fold(fresh, toTransaction(row), row.arrival);
    }
    return fresh;
  }

  function current(): Memory {
    memory ??= load();
    return memory;
  }

  return {
    catchUp: () => {
      const { base } = current();
      // Another process has flushed: its rows hold more than ours build on.
      if (base !== undefined && base !== store.flushedArrival()) memory = undefined;
      const rows = [...store.after(current().arrival)];
      for (const row of rows) apply(current(), toTransaction(row), row.arrival);
    },
    applied: (transaction, arrival) => {
      apply(current(), transaction, arrival);
    },
    reset: () => {
      memory = undefined;
    },
    view: () => current().projection.view,
    admission: () => stageOne.admission(),
    founding: () => stageOne.founding(),
    keyOf: (device) => stageOne.keyOf(device),
    head: (origin) => {
      current();
      if (!heads.has(origin)) heads.set(origin, toHead(store.last(origin)));
      return heads.get(origin);
    },
    seenHlc: () => (seenHlc <= deps.trustedHlcMax() ? seenHlc : 0),
    lastHlc: (stream) => current().projection.lastHlc(stream),
    unflushedCount: () => count,
    unflushed: () => {
      const { projection, base } = current();
      return { changes: projection.changes(), replaces: base === undefined };
    },
    quarantined: () => stageOne.barred(),
    flush: () => {
      const { projection, base, arrival, streams } = current();
      const replaces = base === undefined;
      const from = base ?? store.flushedArrival();
      if (from === arrival && !replaces) return;
      const changes = projection.changes();
      const locals = [
        [SEEN_KEY, String(seenHlc)],
        [BARRED_KEY, JSON.stringify([...stageOne.barred()])],
        [EPOCH_KEY, epoch()],
      ] as const;
      const flushed = store.flush({ from, to: arrival, changes, streams, replaces, locals });
      if (!flushed) {
        memory = undefined;
        return;
      }
      const warm = createProjection(store.base(eventsOf), revisions, projection.warmth());
      memory = { projection: warm, base: arrival, arrival, streams: [] };
      count = 0;
    },
  };
}

const SEEN_KEY = "seen-hlc";
const BARRED_KEY = "barred";
const EPOCH_KEY = "epoch";

/** Everything stored was checked when it came in. */
export function toTransaction(row: TransactionRow): StoredTransaction {
  const envelope = decodeEnvelope(row.bytes);
  if (!envelope.ok) throw new Error(`Stored transaction ${row.arrival}: ${envelope.fault.reason}`);
  return toStoredTransaction(envelope.value, row.hash);
}

function toHead(row: TransactionRow | undefined): Head | undefined {
  if (row === undefined) return undefined;
  const { envelope, last: seq, hash } = toTransaction(row);
  return { seq, hash, day: envelope.first.day };
}

function parseBarred(text: string | undefined): ReadonlyArray<readonly [Origin, number]> {
  return text === undefined ? [] : (JSON.parse(text) as ReadonlyArray<readonly [Origin, number]>);
}
