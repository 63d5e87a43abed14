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
import { createStageOne, type StageOne } from "./stage-one.ts";
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

/** What was folded up to an arrival: rows that were flushed, and what changed since. */
interface Memory {
  readonly projection: Projection;
  /** The flush that the projection builds on; undefined for a fold from scratch. */
  readonly base: number | undefined;
  arrival: number;
  readonly streams: Array<readonly [StreamId, number]>;
}

interface State extends FollowerDeps {
  readonly heads: Map<Origin, Head | undefined>;
  readonly revisions: Revisions & { readonly startOver: () => void };
  stageOne: StageOne;
  seenHlc: number;
  count: number;
  memory: Memory | undefined;
}

export function createFollower(deps: FollowerDeps): Follower {
  const state: State = {
    ...deps,
    heads: new Map(),
    revisions: createRevisions(),
    stageOne: createStageOne(deps.founder),
    seenHlc: 0,
    count: 0,
    memory: undefined,
  };
  return {
    catchUp: () => {
      catchUp(state);
    },
    applied: (transaction, arrival) => {
      apply(state, transaction, arrival);
    },
    reset: () => {
      state.memory = undefined;
    },
    view: () => current(state).projection.view,
    admission: () => state.stageOne.admission(),
    founding: () => state.stageOne.founding(),
    keyOf: (device) => state.stageOne.keyOf(device),
    head: (origin) => headOf(state, origin),
    seenHlc: () => (state.seenHlc <= deps.trustedHlcMax() ? state.seenHlc : 0),
    lastHlc: (stream) => current(state).projection.lastHlc(stream),
    unflushedCount: () => state.count,
    unflushed: () => {
      const { projection, base } = current(state);
      return { changes: projection.changes(), replaces: base === undefined };
    },
    quarantined: () => state.stageOne.barred(),
    flush: () => {
      flush(state);
    },
  };
}

function createRevisions(): State["revisions"] {
  let generation = 0;
  const changesByType = new Map<string, number>();
  return {
    of: (type) => generation + (changesByType.get(type) ?? 0),
    bump: (type) => changesByType.set(type, (changesByType.get(type) ?? 0) + 1),
    startOver: () => {
      generation += 1;
    },
  };
}

function current(state: State): Memory {
  state.memory ??= load(state);
  return state.memory;
}

/**
 * Takes up the flushed rows, under the control acts that they were folded under: those that came
 * later are applied one by one, so that what they change is folded anew also after a crash.
 */
function load(state: State): Memory {
  const { store, revisions, heads, founder } = state;
  revisions.startOver();
  heads.clear();
  state.count = 0;
  state.seenHlc = Math.max(state.seenHlc, Number(store.local(SEEN_KEY) ?? 0));
  const base = store.flushedArrival();
  state.stageOne = createStageOne(founder, parseBarred(store.local(BARRED_KEY)));
  for (const row of store.control()) {
    if (row.arrival <= base) state.stageOne.note(toTransaction(row));
  }
  if (base > 0 && store.local(EPOCH_KEY) !== epochOf(state)) return refold(state, base);
  return flushedMemory(state, base);
}

function flushedMemory(
  state: State,
  base: number,
  warmth?: Parameters<typeof createProjection>[2],
): Memory {
  const rows = state.store.base((stream) => eventsOf(state, stream));
  const projection = createProjection(rows, state.revisions, warmth);
  return { projection, base, arrival: base, streams: [] };
}

function eventsOf({ store, stageOne }: State, stream: StreamId): StoredTransaction["events"] {
  return store
    .ofStream(stream)
    .map(toTransaction)
    .filter(stageOne.isAdmitted)
    .flatMap(({ events }) => events.filter(({ event }) => event.streams.includes(stream)));
}

/** What rows depend on besides the events: who counts, and how this build folds. */
function epochOf({ stageOne }: State): string {
  const rights = [...stageOne.admission()].map(
    ([device, entry]) => `${device} ${entry.rights.join(" ")}`,
  );
  return JSON.stringify([foldVersions(), [...new Set(rights)].toSorted()]);
}

function catchUp(state: State): void {
  const { store } = state;
  const { base } = current(state);
  // Another process has flushed: its rows hold more than ours build on.
  if (base !== undefined && base !== store.flushedArrival()) state.memory = undefined;
  const rows = [...store.after(current(state).arrival)];
  for (const row of rows) apply(state, toTransaction(row), row.arrival);
}

function apply(state: State, transaction: StoredTransaction, arrival: number): void {
  const now = current(state);
  const { origin, last: seq, hash, envelope } = transaction;
  state.heads.set(origin, { seq, hash, day: envelope.first.day });
  state.count += 1;
  now.arrival = arrival;
  if (isControl(transaction) && changesWhatCounts(state, transaction)) {
    state.memory = refold(state, arrival);
    return;
  }
  fold(state, now, { transaction, arrival });
}

/** Whether something that was folded, or left out, counts otherwise now. */
function changesWhatCounts({ store, stageOne }: State, transaction: StoredTransaction): boolean {
  const changed = new Set(stageOne.note(transaction));
  return changed.size > 0 && store.origins().some((origin) => changed.has(deviceOf(origin)));
}

function fold(
  state: State,
  memory: Memory,
  stored: { readonly transaction: StoredTransaction; readonly arrival: number },
): void {
  const { transaction, arrival } = stored;
  const streams = new Set(transaction.events.flatMap(({ event }) => event.streams));
  for (const stream of streams) memory.streams.push([stream, arrival]);
  for (const { event } of transaction.events) noteSeen(state, event.key.hlc);
  if (state.stageOne.isAdmitted(transaction)) memory.projection.apply(transaction);
}

/** A key that was trusted while this till's own clock was wrong counts no more once it is right. */
function noteSeen(state: State, hlc: number): void {
  const trustedMax = state.trustedHlcMax();
  if (hlc > trustedMax) return;
  if (hlc > state.seenHlc || state.seenHlc > trustedMax) state.seenHlc = hlc;
}

function refold(state: State, until: number): Memory {
  state.stageOne.forgetBarred();
  const projection = createProjection(emptyBase, state.revisions);
  const fresh: Memory = { projection, base: undefined, arrival: until, streams: [] };
  for (const row of state.store.after(0)) {
    if (row.arrival > until) break;
    fold(state, fresh, { transaction: toTransaction(row), arrival: row.arrival });
  }
  return fresh;
}

function headOf(state: State, origin: Origin): Head | undefined {
  current(state);
  if (!state.heads.has(origin)) state.heads.set(origin, toHead(state.store.last(origin)));
  return state.heads.get(origin);
}

function flush(state: State): void {
  const { store, stageOne } = state;
  const { projection, base, arrival, streams } = current(state);
  const replaces = base === undefined;
  const from = base ?? store.flushedArrival();
  if (from === arrival && !replaces) return;
  const locals = [
    [SEEN_KEY, String(state.seenHlc)],
    [BARRED_KEY, JSON.stringify([...stageOne.barred()])],
    [EPOCH_KEY, epochOf(state)],
  ] as const;
  const changes = projection.changes();
  const flushed = store.flush({ from, to: arrival, changes, streams, replaces, locals });
  state.memory = flushed ? flushedMemory(state, arrival, projection.warmth()) : undefined;
  if (flushed) state.count = 0;
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
