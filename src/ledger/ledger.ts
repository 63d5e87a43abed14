/**
 * The ledger of one till: the durable, encrypted, signed log of events and the state folded from it.
 *
 * A thing has happened when `commit` returns. A command is one write transaction on the database that
 * catches up with what others stored before it decides; a transaction of the ledger is never split.
 */

import { ok, type Result } from "../domain/base/result.ts";
import { type Draft, KINDS } from "../domain/events/kinds.ts";
import {
  type BusinessDay,
  type DeviceId,
  type EventId,
  type Origin,
  type ShopId,
  toEventId,
  type Hash,
  type StreamId,
  deviceOf,
} from "../domain/identity.ts";
import { type LedgerView } from "../domain/ledger-view.ts";
import { type Admission } from "../domain/membership/admission.ts";
import { type Calendar, type Clock, type Random } from "../domain/ports.ts";
import { writtenSettingOn } from "../domain/settings/settings.ts";
import { businessDate } from "../domain/text/civil-time.ts";
import { cleanTexts } from "../domain/text/clean-text.ts";
import { type Anchor } from "./anchor.ts";
import { type Db } from "./database.ts";
import { type DiskRoom } from "./disk-room.ts";
import { createDoubt, type Doubt } from "./doubt.ts";
import { createIncarnation, type Incarnation, type Loss, type LossCause } from "./incarnation.ts";
import { createKeptResults, type KeptResults } from "./kept-results.ts";
import { createUpkeep, type LedgerUpkeep, createLooks, type LedgerReads } from "./ledger-upkeep.ts";
import { type BatchPart } from "./log/batch-part.ts";
import { chainStart, type DeviceKey, transactionHash, transactionTag } from "./log/chain.ts";
import { encodeEnvelope, decodeEnvelope, type EventBytes } from "./log/envelope.ts";
import { createHybridClock, type HybridClock } from "./log/hybrid-clock.ts";
import { type Cut } from "./log/segment.ts";
import {
  isControl,
  type StoredTransaction,
  toStoredTransaction,
} from "./log/stored-transaction.ts";
import { createLedgerPresent, type LedgerPresent } from "./present/ledger-present.ts";
import { createPresent } from "./present/present.ts";
import { type AfterCommit, createAfterCommit } from "./projection/after-commit.ts";
import { createFollower, type Follower, type Unflushed } from "./projection/follower.ts";
import { createRevisions } from "./projection/revisions.ts";
import { createReceiver, type Receiver } from "./receiver.ts";
import { createSecretTable } from "./secret-table.ts";
import { type Secrets, createSecrets, type SecretsDeps } from "./secrets.ts";
import { createShown, type Shown } from "./shown.ts";
import { fullDisk } from "./store-error.ts";
import { createStore, type Store } from "./store.ts";
import { TUNING, type Tuning } from "./tuning.ts";
import { type Words, createWords } from "./words.ts";

export interface LedgerIdentity {
  readonly shop: ShopId;
  readonly founder: DeviceId;
  readonly key: DeviceKey;
  readonly origin: Origin;
}

export interface LedgerDeps {
  readonly db: Db;
  /** The shop and the device, with the origin that the store was made with. */
  readonly identity: LedgerIdentity;
  /** The anchor is written with the end of this till's chain after each commit. */
  readonly anchor?: Anchor;
  readonly room: DiskRoom;
  /** The name of the board that the program runs on. */
  readonly board?: string;
  readonly clock: Clock;
  readonly random: Random;
  /** IANA name of the zone that the shop was founded in. */
  readonly zone: string;
  readonly offsetMinutes: Calendar["offsetMinutes"];
  /** The limits of the protocol; tests with short histories set others. */
  readonly tuning?: Partial<Tuning>;
  /** Called with what failed after a commit that stands, such as a flush on a full disk. */
  readonly onTrouble?: ((cause: unknown) => void) | undefined;
}

/** The facts that a command is given inside its write transaction. */
export interface CommitContext {
  readonly view: LedgerView;
  readonly admission: Admission;
  /** The id of the event at this index of the decision. */
  readonly idAt: (index: number) => EventId;
  readonly origin: Origin;
  readonly device: DeviceId;
  /** The number of the origin among the incarnations of its device. */
  readonly incarnation: number;
  /** Whether events written now count; those of a superseded incarnation do not. */
  readonly counts: boolean;
  /** The business day of this till's last transaction; undefined before its first. */
  readonly day: BusinessDay | undefined;
  readonly wallMs: number;
  /** Returns the number of the last event of a chain that is known here, counted or not; zero for none. */
  readonly storedTo: (origin: Origin) => number;
}

export interface Decided {
  readonly events: ReadonlyArray<Draft>;
  /** The new business day, only where the decision moves it. */
  readonly day?: BusinessDay;
}

export interface Command<Fault> {
  /** The staff number; empty for the till itself. */
  readonly by: string;
  readonly approved?: string;
  /** The command's name, which is a part of the transaction's tag. */
  readonly name: string;
  /** The part of a batch, for work that is too big for one command: see commit-batch.ts. */
  readonly part?: BatchPart;
  readonly decide: (context: CommitContext) => Result<Decided, Fault>;
  /** Runs in the same write transaction, with the decision folded: durable together or not at all. */
  readonly also?: (committed: Committed) => void;
}

export interface Committed {
  readonly ids: ReadonlyArray<EventId>;
  readonly events: StoredTransaction["events"];
  readonly view: LedgerView;
}

export interface Ledger extends LedgerReads, LedgerUpkeep, Receiver {
  readonly present: LedgerPresent;
  /** The identity of this till; its origin changes when a new incarnation starts. */
  readonly identity: LedgerIdentity;
  /** Notes evidence that this till lost what it wrote: its next event begins a new incarnation. */
  readonly lose: (cause: LossCause) => void;
  /** Returns why this till's numbers begin anew, or will with its next event; undefined for most. */
  readonly loss: () => Loss | undefined;
  readonly secrets: Secrets;
  readonly words: Words;
  /** Reads one consistent state, up to date with other processes. */
  readonly read: <Value>(look: (view: LedgerView) => Value) => Value;
  readonly commit: <Fault>(command: Command<Fault>) => Result<Committed, Fault>;
  /**
   * Decides, packs and signs as a commit does, but writes nothing; false where the command would be
   * refused.
   */
  readonly rehearse: <Fault>(command: Command<Fault>) => boolean;
  /** Folds a little of what was received, where somebody may come; false when there is no more. */
  readonly foldSome: () => boolean;
  /** Returns the business day that this till is on. */
  readonly day: () => BusinessDay | undefined;
  /** Returns the state that was folded but not written yet; it fits the rows of the same read. */
  readonly unflushed: () => Unflushed;
  /** Writes the folded state down, so that the next opening has less to fold. */
  readonly flush: () => void;
  /** What was worked out of this state and is kept. */
  readonly kept: KeptResults;
  readonly cut: Cut;
  readonly onChange: (listener: () => void) => () => void;
  readonly room: DiskRoom;
  readonly store: Store;
  readonly db: Db;
  readonly close: () => void;
}

/** The transactions folded at once: a few milliseconds of work. */
const FOLDED_AT_ONCE = 32;
const TAG_BYTES = 16;

export function createLedger(deps: LedgerDeps): Ledger {
  const { db, identity, anchor, random } = deps;
  const store = createStore(db);
  const tuning = { ...TUNING, ...deps.tuning };
  const { origin } = identity;
  const incarnation = createIncarnation({ store, random, origin, board: deps.board });
  incarnation.refresh();
  const hybridClock = createHybridClock(deps.clock, () => store.head(incarnation.origin())?.day);
  const revisions = createRevisions();
  const follower = createFollower({
    store,
    revisions,
    shop: identity.shop,
    founder: identity.founder,
    tuning,
    trustedHlcMax: hybridClock.trustedMax,
    longWork: db.longWork,
  });
  const present = createPresent({
    db,
    store,
    revisions,
    shop: identity.shop,
    founder: identity.founder,
    device: identity.key.device,
    cut: tuning.cut,
    past: follower,
    versions: tuning.foldVersions,
    trustedHlcMax: hybridClock.trustedMax,
    goesOn: (chain) => chain === incarnation.origin() && incarnation.pending() === undefined,
  });
  const shown = createShown({ store, follower, present });
  const read = createRead(db, shown, incarnation.refresh);
  const listeners = new Set<() => void>();

  const afterCommit = createAfterCommit({ ...deps, follower, listeners, carryOver: db.carryOver });

  const doubt = createDoubt({ store, stageOne: follower.stageOne });
  const parts = { deps, store, follower, shown, doubt, hybridClock, incarnation, tuning };
  const writing = createWriting(parts, { read, changed: afterCommit.changed });
  return {
    get identity() {
      return { ...identity, origin: incarnation.origin() };
    },
    lose: incarnation.lose,
    loss: () => read(() => incarnation.loss(pendingLoss(parts))),
    ...createOwnSecrets({
      ...deps,
      ...parts,
      key: identity.key,
      read,
      commit: (events, also) => {
        writing.commit({ by: "", name: "write a secret", decide: () => ok({ events }), also });
      },
    }),
    read,
    ...createLooks({ store, follower, shown, doubt, founder: identity.founder, read }),
    ...writing,
    present: createLedgerPresent({
      ...parts,
      ...identity,
      device: identity.key.device,
      present,
      read,
      changed: afterCommit.changed,
      today: () => dayOf(parts) ?? suggestedDay(deps),
    }),
    day: () => read(() => dayOf(parts)),
    unflushed: () => {
      if (db.inTransaction) follower.catchUp();
      return read(() => follower.unflushed());
    },
    flush: () => {
      read(() => undefined);
      follower.flush();
    },
    ...createUpkeep({
      ...deps,
      ...parts,
      read,
      write: (work) => inWriteTransaction(parts, work),
    }),
    kept: createKeptResults({
      ...deps,
      follower,
      isPastShown: () => present.shown() === undefined,
    }),
    cut: tuning.cut,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    room: deps.room,
    store,
    db,
    close: () => {
      afterCommit.close();
      anchor?.close();
      db.close();
    },
  };
}

/** Writes to the ledger, each in a transaction of its own. */
function createWriting(
  parts: Parts,
  { read, changed }: Pick<Ledger, "read"> & { readonly changed: AfterCommit["changed"] },
): Pick<Ledger, "commit" | "rehearse" | "receive" | "receiveAll" | "foldSome"> {
  const { deps, follower, shown } = parts;

  /** Stored transactions are folded where nobody waits, since a fold must not hold the lock for long. */
  function catchUpWithoutLock(): void {
    read(() => undefined);
  }

  let rehearsed: LedgerView | undefined;

  function rehearse<Fault>(command: Command<Fault>): boolean {
    return read(() => compose(parts, command, new Uint8Array(TAG_BYTES))).ok;
  }

  return {
    commit: (command) => {
      refuseWithoutRoom(deps.room);
      catchUpWithoutLock();
      // The first run of a command, or one after a change, takes ten times as long: it is rehearsed
      // before the lock is taken.
      if (rehearsed !== shown.view()) rehearse(command);
      rehearsed = shown.view();
      const result = inWriteTransaction(parts, () => commitInside(parts, command));
      if (result.ok) {
        changed();
        anchorEnd(parts);
      }
      return result;
    },
    rehearse,
    ...createReceiver({
      ...parts,
      db: deps.db,
      room: deps.room,
      shop: deps.identity.shop,
      device: deps.identity.key.device,
      cut: parts.tuning.cut,
      catchUp: catchUpWithoutLock,
      write: (work) => inWriteTransaction(parts, work),
      changed,
    }),
    foldSome: () => {
      const hasMore = deps.db.transaction(() => follower.catchUpSome(FOLDED_AT_ONCE)).deferred();
      changed(hasMore);
      return hasMore;
    },
  };
}

function anchorEnd({ deps, follower, incarnation }: Parts): void {
  const origin = incarnation.origin();
  const head = follower.head(origin);
  if (head !== undefined) deps.anchor?.note({ origin, seq: head.seq, hash: head.hash });
}

/** Each look is one read transaction, so that what it sees belongs together. */
function createRead(db: Db, shown: Shown, refresh: () => void): Ledger["read"] {
  function begun(): void {
    shown.catchUp();
    refresh();
  }

  return (look) => db.read(() => look(shown.view()), begun);
}

interface Parts {
  readonly deps: LedgerDeps;
  readonly store: Store;
  readonly follower: Follower;
  readonly shown: Shown;
  readonly doubt: Doubt;
  readonly hybridClock: HybridClock;
  readonly incarnation: Incarnation;
  readonly tuning: Tuning;
}

/** Discards the folds of a transaction that failed to commit. */
function inWriteTransaction<Value>({ deps, shown }: Parts, work: () => Value): Value {
  let isAgain = false;
  try {
    return deps.db.write(() => {
      if (isAgain) shown.reset();
      isAgain = true;
      return work();
    });
  } catch (cause) {
    shown.reset();
    deps.room.lookAgain();
    throw cause;
  }
}

/** Refuses the write before the database fails in the middle of it. */
function refuseWithoutRoom(room: DiskRoom): void {
  room.relieve();
  if (room.state() === "none") throw fullDisk();
}

function commitInside<Fault>(parts: Parts, command: Command<Fault>): Result<Committed, Fault> {
  const { shown, incarnation } = parts;
  shown.catchUp();
  incarnation.refresh();
  const cause = pendingLoss(parts);
  if (cause !== undefined) startIncarnation(parts, cause);
  return appendInside(parts, command);
}

function pendingLoss({ follower, incarnation }: Parts): LossCause | undefined {
  // A till whose own chain is forked must not go on with either branch.
  const isForked = follower.stageOne().shape().commonUntil(incarnation.origin()) !== undefined;
  return incarnation.pending() ?? (isForked ? "peer" : undefined);
}

function startIncarnation(parts: Parts, cause: LossCause): void {
  const { deps, follower, incarnation } = parts;
  const origin = incarnation.origin();
  const head = follower.head(origin);
  const day = dayOf(parts) ?? suggestedDay(deps);
  const follows = head === undefined ? undefined : { origin, seq: head.seq, hash: head.hash };
  const event = incarnation.start(follows, cause);
  appendInside(parts, {
    by: "",
    name: "start incarnation",
    decide: () => ok({ day, events: [event] }),
  });
}

/** Returns the calendar's day, for a till that has written nothing. */
function suggestedDay({ clock, zone, offsetMinutes }: LedgerDeps): BusinessDay {
  const nowMs = Math.max(0, Math.trunc(clock.nowMs()));
  return businessDate(nowMs, offsetMinutes(zone, nowMs), 0);
}

/** Returns the offset of the shop's wall in the zone that holds on that business day. */
function offsetOn({ deps, shown }: Parts, day: BusinessDay, atMs: number): number {
  const zone = writtenSettingOn(shown.view(), "zone", day) ?? deps.zone;
  return deps.offsetMinutes(zone, atMs);
}

/** A new incarnation's business goes on where the one before it stood, a new device's where the shop does. */
function dayOf(parts: Parts): BusinessDay | undefined {
  const { follower, incarnation } = parts;
  return follower.head(incarnation.origin())?.day ?? shopDay(parts);
}

/** The day of a till whose clock is days ahead does not tell where the shop stands. */
function shopDay({ deps, shown }: Parts): BusinessDay | undefined {
  const sorted = shown.days().toSorted();
  const today = suggestedDay(deps);
  return sorted.findLast((day) => day <= today) ?? sorted.at(-1);
}

function appendInside<Fault>(parts: Parts, command: Command<Fault>): Result<Committed, Fault> {
  const { deps, store, shown } = parts;
  const composed = compose(parts, command, deps.random.bytes(TAG_BYTES));
  if (!composed.ok) return composed;
  const { transaction, bytes, ids } = composed.value;
  const { content, hash } = transaction;
  const arrival = store.insert({ content, bytes, hash, control: isControl(transaction.content) });
  shown.applied(transaction, { arrival, place: arrival });
  const committed: Committed = { ids, events: transaction.events, view: shown.view() };
  command.also?.(committed);
  return ok(committed);
}

interface Composed {
  readonly transaction: StoredTransaction;
  readonly bytes: Uint8Array;
  readonly ids: ReadonlyArray<EventId>;
}

/**
 * Whether the origin's events count. A new incarnation begins with the event about to be written,
 * and is judged then.
 */
function isCounting({ shown }: Parts, origin: Origin, seq: number): boolean {
  return seq <= shown.result().ruleOf(origin).until;
}

/** Returns the transaction as it would be stored now, or why it is refused. */
function compose<Fault>(
  parts: Parts,
  command: Command<Fault>,
  random: Uint8Array,
): Result<Composed, Fault> {
  const { deps, follower, shown, incarnation } = parts;
  const origin = incarnation.origin();
  const { key } = deps.identity;
  const head = follower.head(origin);
  const previous = head?.hash ?? chainStart(deps.identity.shop, origin);
  const seq = (head?.seq ?? 0) + 1;
  // A clock before 1970 is wrong, but no reason not to sell.
  const wallMs = Math.max(0, Math.trunc(deps.clock.nowMs()));
  const tag = transactionTag({ random, wallMs, previous, command: command.name });
  const context: CommitContext = {
    view: shown.view(),
    admission: shown.admission(),
    idAt: (index) => toEventId(origin, seq + index, tag),
    origin,
    device: key.device,
    incarnation: incarnation.number(),
    counts: pendingLoss(parts) !== undefined || isCounting(parts, origin, seq),
    day: dayOf(parts),
    wallMs,
    storedTo: shown.knownTo,
  };
  const decided = command.decide(context);
  if (!decided.ok) return decided;

  const { events: drafts, day = context.day } = decided.value;
  if (day === undefined) throw new Error("The first transaction of a till must say its day.");
  if (drafts.length === 0) throw new Error(`${command.name} decided on nothing.`);
  const { by, approved = "" } = command;
  const act = { by, approved, wall: wallMs, zone: offsetOn(parts, day, wallMs), day };
  const { next: nextHlc } = parts.hybridClock.forTransaction(shown, day);
  const { part } = command;
  const written = writeEvents({ drafts, origin, seq, tag, act, nextHlc, part });
  const hash = transactionHash(previous, written);
  const bytes = encodeEnvelope(written, key.sign(hash));
  const ids = written.map((_, index) => context.idAt(index));
  return ok({ transaction: toChecked(bytes, hash), bytes, ids });
}

/* A decision becomes bytes here, once and for ever. */

interface Writing {
  readonly drafts: ReadonlyArray<Draft>;
  readonly origin: Origin;
  /** The number of the first event. */
  readonly seq: number;
  readonly tag: string;
  /** The person and the time, once for the whole transaction. */
  readonly act: {
    readonly by: string;
    readonly approved: string;
    readonly wall: number;
    readonly zone: number;
    readonly day: BusinessDay;
  };
  /** The part of a batch; undefined where the transaction is no part of one. */
  readonly part: BatchPart | undefined;
  readonly nextHlc: (streams: ReadonlyArray<StreamId>) => number;
}

/** Returns the headers and bodies as they stand for ever. */
function writeEvents(writing: Writing): ReadonlyArray<EventBytes> {
  const { drafts, origin, seq, tag, act, nextHlc } = writing;
  const { batch, ...part } = writing.part ?? {};
  return drafts.map(({ kind, streams, body }, index) => {
    // A batch is held back until it is whole, so a number or a payment in it could be issued again.
    if (batch !== undefined && KINDS[kind].critical) throw new Error(`No batch holds a ${kind}.`);
    const header = {
      origin,
      seq: seq + index,
      tx: seq,
      tag,
      hlc: nextHlc(streams),
      kind,
      v: KINDS[kind].v,
      streams,
      ...(KINDS[kind].critical ? { critical: true } : {}),
      ...(batch === undefined ? {} : { batch }),
      ...(index === 0 ? { ...act, ...part } : {}),
    };
    return { headerBytes: toJsonBytes(header), bodyBytes: toJsonBytes(cleanTexts(body)) };
  });
}

/** Reads our own bytes as every other till will: what cannot be read must not be written. */
function toChecked(bytes: Uint8Array, hash: Hash): StoredTransaction {
  const decoded = decodeEnvelope(bytes);
  if (!decoded.ok) throw new Error(`A decision can't be written: ${decoded.fault.reason}`);
  const transaction = toStoredTransaction(decoded.value, { hash });
  const unreadable = transaction.events.find(({ known }) => known === undefined);
  if (unreadable !== undefined) {
    throw new Error(`A decision wrote a ${unreadable.event.kind} that its schema refuses.`);
  }
  return transaction;
}

function toJsonBytes(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value));
}

interface SecretsParts extends Pick<SecretsDeps, "commit" | "read"> {
  readonly db: Db;
  readonly key: DeviceKey;
  readonly room: DiskRoom;
  readonly follower: Follower;
  readonly shown: Shown;
  readonly store: Store;
}

/** Makes the secrets and the words of a ledger, which stand outside the chains. */
function createOwnSecrets({ db, key, room, follower, shown, store, read, commit }: SecretsParts): {
  readonly secrets: Secrets;
  readonly words: Words;
} {
  return {
    secrets: createSecrets({
      db,
      store,
      read,
      device: key.device,
      table: createSecretTable(db),
      admission: () => shown.admission(),
      compareDevices: (a, b) => shown.result().compareDevices(a, b),
      hasRoom: () => room.state() === "plenty",
      doubtOf: (device) => doubtOf(follower, device),
      isPurged: (device) => follower.stageOne().result().purged.has(device),
      commit,
    }),
    words: createWords({
      db,
      key,
      keyOf: (device) => read(() => follower.keyOf(device)),
      isAuthority: (device) => read(() => shown.admission().get(device)?.authority === true),
      hasRoom: () => room.state() !== "none",
    }),
  };
}

function doubtOf(follower: Follower, device: DeviceId): string {
  const { result, shape } = follower.stageOne();
  const isRevoked = result().devices.get(device)?.revoked === true;
  const forked = shape().forked();
  const isForked = forked.some((origin) => deviceOf(origin) === device);
  return `${isRevoked ? "revoked" : ""} ${isForked ? "forked" : ""}`;
}
