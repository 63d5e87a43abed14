/**
 * Keeps the folded state up to what is stored, whoever stored it: this process or another one.
 *
 * What was flushed is read from rows; the few transactions after it are folded on top, so opening
 * costs the same at any length of history. When stage 1 comes to another result for a device that
 * has spoken already, everything is folded anew: what counts has changed.
 */

import { hash as digest } from "node:crypto";

import { type Admission, type StageOneResult } from "../domain/admission.ts";
import { type ChainRule } from "../domain/chain-pass.ts";
import { type ChainLink } from "../domain/chain-shape.ts";
import { type ShopFounded } from "../domain/events/control-events.ts";
import { foldVersions } from "../domain/folds/folds.ts";
import {
  type DeviceId,
  type ChainEnd,
  deviceOf,
  type Hash,
  type Origin,
  type ShopId,
  type StreamId,
} from "../domain/identity.ts";
import { type LedgerView } from "../domain/ledger-view.ts";
import { indexedUnder } from "../domain/unknown-events.ts";
import { batchPartOf } from "./batch-part.ts";
import { endsBefore, linkOf } from "./chain-links.ts";
import {
  createProjection,
  emptyBase,
  type Projection,
  type ProjectionChanges,
  type Revisions,
} from "./projection.ts";
import { changedRights, createStageOne, type StageOne } from "./stage-one.ts";
import { type Store } from "./store.ts";
import { shownIn, type StoredTransaction, toTransaction } from "./stored-transaction.ts";
import { type ChainHead } from "./tail-table.ts";
import { type TransactionRow } from "./transaction-row.ts";

export interface Head extends ChainHead {
  /** Ends of the other branches, where the chain is forked. */
  readonly others: ReadonlyArray<{ readonly seq: number; readonly hash: Hash }>;
}

export interface Follower {
  /** Folds what was stored since. Call inside a transaction on the database. */
  readonly catchUp: () => void;
  /** Folds a transaction that this process has just stored. */
  readonly applied: (transaction: StoredTransaction, stored: Stored) => void;
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
  /** Stage 1 over all that was taken in. */
  readonly stageOne: () => StageOne;
}

/** When a transaction was stored, and in which row or segment. */
export type Stored = Pick<TransactionRow, "arrival" | "place">;

export interface Unflushed {
  readonly changes: ProjectionChanges;
  /** Whether they stand for everything, so that what was flushed before counts no more. */
  readonly replaces: boolean;
}

export interface FollowerDeps {
  readonly store: Store;
  readonly shop: ShopId;
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
  readonly streams: Array<Stored & { readonly stream: StreamId }>;
  /** Arrivals of parts of batches that ended since the flush: they were folded after it. */
  readonly joined: Set<number>;
}

interface State extends FollowerDeps {
  readonly heads: Map<Origin, Head>;
  readonly revisions: Revisions & { readonly startOver: () => void };
  stageOne: StageOne;
  /** The last arrival that stage 1 knows of: what another process stored since is not yet there. */
  horizon: number;
  seenHlc: number;
  count: number;
  memory: Memory | undefined;
}

export function createFollower(deps: FollowerDeps): Follower {
  const state: State = {
    ...deps,
    heads: new Map(),
    revisions: createRevisions(),
    stageOne: createStageOne({ ...deps, holds: () => false }),
    horizon: 0,
    seenHlc: 0,
    count: 0,
    memory: undefined,
  };
  return {
    catchUp: () => {
      catchUp(state);
    },
    applied: (transaction, stored) => {
      apply(state, transaction, stored);
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
    stageOne: () => {
      current(state);
      return state.stageOne;
    },
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
  const { store, shop, revisions, heads, founder } = state;
  revisions.startOver();
  heads.clear();
  state.count = 0;
  state.seenHlc = Math.max(state.seenHlc, Number(store.local(SEEN_KEY) ?? 0));
  const base = store.flushedArrival();
  state.horizon = base;
  state.stageOne = createStageOne({
    shop,
    founder,
    holds: (end) => isHeld(state, end),
    barredBefore: parseSeqs(store.local(BARRED_KEY)),
  });
  for (const row of store.control()) {
    if (row.arrival <= base) state.stageOne.note(toTransaction(row));
  }
  for (const [origin, common] of parseSeqs(store.local(FORKED_KEY))) {
    // Asked in the order of the chains, so that what a branch bars is known.
    for (const transaction of noteLinks(state, origin, common + 1)) {
      state.stageOne.isAdmitted(transaction);
    }
  }
  if (base > 0 && store.local(EPOCH_KEY) !== epochOf(state)) return refold(state, base);
  return flushedMemory(state, base);
}

function flushedMemory(
  state: State,
  base: number,
  warmth?: Parameters<typeof createProjection>[2],
): Memory {
  const rows = state.store.base((stream) => eventsOf(state, stream, base));
  const projection = createProjection(rows, state.revisions, warmth);
  return { projection, base, arrival: base, streams: [], joined: new Set() };
}

/** As the rows hold them that were flushed up to an arrival. */
function eventsOf(
  { store, stageOne, memory }: State,
  stream: StreamId,
  until: number,
): StoredTransaction["events"] {
  return store
    .ofStream(stream)
    .filter(({ arrival }) => arrival <= until && memory?.joined.has(arrival) !== true)
    .map(toTransaction)
    .filter(stageOne.isAdmitted)
    .flatMap(({ events }) => events.filter((event) => shownIn(event).includes(stream)));
}

/** What rows depend on besides the events: what counts, and how this build folds. */
function epochOf({ stageOne }: State): string {
  return digest("sha256", JSON.stringify([foldVersions(), stageOne.result().text]));
}

function isHeld({ store, horizon }: State, { origin, seq, hash }: ChainEnd): boolean {
  return store.endingAt(origin, seq).some((row) => row.hash === hash && row.arrival <= horizon);
}

/** Takes in where a forked origin's transactions hang, from a number on. */
function noteLinks(
  { store, shop, stageOne, horizon }: State,
  origin: Origin,
  fromSeq: number,
): ReadonlyArray<StoredTransaction> {
  const transactions = [...store.ofOrigin(origin, fromSeq)]
    .filter(({ arrival }) => arrival <= horizon)
    .map(toTransaction);
  for (const transaction of transactions) {
    stageOne.noteLink(toLink(store, shop, transaction));
  }
  return transactions;
}

function toLink(store: Store, shop: ShopId, transaction: StoredTransaction): ChainLink {
  const { origin, first } = transaction;
  const link = linkOf(transaction, endsBefore(store, { shop, origin, first }));
  if (link === undefined) throw new Error(`Event ${first} of ${origin} follows nothing.`);
  return link;
}

function catchUp(state: State): void {
  const { store } = state;
  const { base } = current(state);
  // Another process has flushed: its rows hold more than ours build on.
  if (base !== undefined && base !== store.flushedArrival()) state.memory = undefined;
  for (const row of store.after(current(state).arrival)) {
    apply(state, toTransaction(row), row);
  }
}

function apply(state: State, transaction: StoredTransaction, { arrival, place }: Stored): void {
  const now = current(state);
  const before = state.stageOne.result();
  state.count += 1;
  now.arrival = arrival;
  state.horizon = arrival;
  noteForks(state, transaction, arrival);
  state.stageOne.note(transaction);
  const { origin, last: seq, hash, content } = transaction;
  if (state.stageOne.isNamed({ origin, seq, hash })) state.stageOne.lookAgain();
  if (isForked(state, origin)) state.heads.delete(origin);
  else state.heads.set(origin, { seq, hash, day: content.first.day, others: [] });
  if (changesWhatCounts(state, before)) {
    state.memory = refold(state, arrival);
    return;
  }
  fold(state, now, { transaction, arrival, place });
  if (batchPartOf(content)?.parts !== undefined) joinBatch(state, now, transaction);
}

/** With its end here, the parts of a batch count that were held back. */
function joinBatch(state: State, memory: Memory, end: StoredTransaction): void {
  const { store, stageOne } = state;
  const from = stageOne.joinedFrom(end);
  // Beyond a fork nothing counts as it comes: an admission does, and folds everything anew.
  if (from === undefined || !stageOne.isAdmitted(end)) return;
  const { batch } = end.content.first;
  for (const row of store.ofOrigin(end.origin, from)) {
    if (row.last >= end.first) break;
    const part = toTransaction(row);
    if (batchPartOf(part.content)?.batch !== batch || !stageOne.isAdmitted(part)) continue;
    memory.joined.add(row.arrival);
    memory.projection.apply(part);
  }
}

/** A second transaction with one predecessor puts all of its origin beyond that in question. */
function noteForks(state: State, transaction: StoredTransaction, arrival: number): void {
  const { store, shop, heads, stageOne } = state;
  const { origin, first } = transaction;
  const common = stageOne.shape().commonUntil(origin);
  if (common !== undefined && first > common) {
    stageOne.noteLink(toLink(store, shop, transaction));
    return;
  }
  // Most follow the end that is known: then there is no need to look.
  if (heads.get(origin)?.seq === first - 1) return;
  if (!store.startingAt(origin, first).some((row) => row.arrival < arrival)) return;
  noteLinks(state, origin, first);
}

function isForked({ stageOne }: State, origin: Origin): boolean {
  return stageOne.shape().commonUntil(origin) !== undefined;
}

/** Whether something that was folded, or left out, counts otherwise now. */
function changesWhatCounts(state: State, before: StageOneResult): boolean {
  const after = state.stageOne.result();
  if (before === after || before.text === after.text) return false;
  const rights = changedRights(before.devices, after.devices);
  return state.store.origins().some((origin) => {
    const device = deviceOf(origin);
    if (rights.has(device)) return true;
    if (!after.devices.has(device)) return false;
    const last = state.store.head(origin)?.seq ?? 0;
    return extentText(before.ruleOf(origin), last) !== extentText(after.ruleOf(origin), last);
  });
}

/** What of a chain counts as far as it is here: a cut beyond its end changes nothing. */
function extentText({ until, beyondFork }: ChainRule, last: number): string {
  return JSON.stringify([Math.min(until, last), [...beyondFork].toSorted()]);
}

function fold(
  state: State,
  memory: Memory,
  stored: Stored & { readonly transaction: StoredTransaction },
): void {
  const { transaction, arrival, place } = stored;
  const streams = new Set(transaction.events.flatMap(({ event }) => indexedUnder(event.streams)));
  for (const stream of streams) memory.streams.push({ stream, arrival, place });
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
  const fresh: Memory = {
    projection,
    base: undefined,
    arrival: until,
    streams: [],
    joined: new Set(),
  };
  for (const row of state.store.after(0)) {
    if (row.arrival > until) break;
    const { arrival, place } = row;
    fold(state, fresh, { transaction: toTransaction(row), arrival, place });
  }
  return fresh;
}

function headOf(state: State, origin: Origin): Head | undefined {
  current(state);
  const known = state.heads.get(origin);
  if (known !== undefined) return known;
  const head = isForked(state, origin)
    ? headOfBranches(state, origin)
    : toHead(state.store.head(origin));
  if (head !== undefined) state.heads.set(origin, head);
  return head;
}

/** The longest branch stands for the chain, on every till the same one. */
function headOfBranches({ store, stageOne }: State, origin: Origin): Head | undefined {
  const links = stageOne.shape().beyond(origin);
  const followed = new Set(links.map(({ previous }) => previous));
  const [longest, ...others] = links
    .filter(({ hash }) => !followed.has(hash))
    .toSorted((a, b) => b.seq - a.seq || (a.hash < b.hash ? -1 : 1))
    .map(({ seq, hash }) => ({ seq, hash }));
  const row = store.endingAt(origin, longest?.seq ?? 0).find(({ hash }) => hash === longest?.hash);
  if (row === undefined) return undefined;
  const { last: seq, hash, content } = row;
  return { seq, hash, day: content.first.day, others };
}

function flush(state: State): void {
  const { store, stageOne } = state;
  const { projection, base, arrival, streams } = current(state);
  const replaces = base === undefined;
  const from = base ?? store.flushedArrival();
  if (from === arrival && !replaces) return;
  const shape = stageOne.shape();
  const forks = shape.forked().map((origin) => [origin, shape.commonUntil(origin)] as const);
  const locals = [
    [SEEN_KEY, String(state.seenHlc)],
    [BARRED_KEY, JSON.stringify([...stageOne.barred()])],
    [FORKED_KEY, JSON.stringify(forks)],
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
const FORKED_KEY = "forked";

function toHead(end: ChainHead | undefined): Head | undefined {
  return end === undefined ? undefined : { ...end, others: [] };
}

function parseSeqs(text: string | undefined): ReadonlyArray<readonly [Origin, number]> {
  return text === undefined ? [] : (JSON.parse(text) as ReadonlyArray<readonly [Origin, number]>);
}
