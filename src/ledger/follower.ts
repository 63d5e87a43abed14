/**
 * Keeps the folded state up to what is stored, whoever stored it: this process or another one.
 *
 * What was flushed is read from rows; the few transactions after it are folded on top, so opening
 * costs the same at any length of history. When stage 1 comes to another result for a device that
 * has spoken already, everything is folded anew: what counts has changed.
 */
import { type Admission, admittedDevices, mayWrite } from "../domain/admission.ts";
import { type ShopFounded } from "../domain/events/control-events.ts";
import { type KnownEvent } from "../domain/events/kinds.ts";
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
import { createProjection, emptyBase, type Projection, type Revisions } from "./projection.ts";
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
  /** Writes the folded state down; nothing when another process was faster. */
  readonly flush: () => void;
  /** Transactions stored but not folded, with the reason. */
  readonly quarantined: () => ReadonlyMap<Origin, number>;
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
  const keys = new Map<DeviceId, string>();
  const quarantine = new Map<Origin, number>();
  let acts: KnownEvent[] = [];
  let admission: Admission = new Map();
  let seenHlc = 0;
  let count = 0;
  let memory: Memory | undefined;
  let generation = 0;
  const changesByType = new Map<string, number>();
  const revisions: Revisions = {
    of: (type) => generation + (changesByType.get(type) ?? 0),
    bump: (type) => changesByType.set(type, (changesByType.get(type) ?? 0) + 1),
  };

  function load(): Memory {
    generation += 1;
    heads.clear();
    acts = [];
    quarantine.clear();
    for (const row of store.control()) noteControl(toTransaction(row));
    admission = admittedDevices(deps.founder, acts);
    const base = store.flushedArrival();
    for (const [origin, seq] of parseQuarantine(store.local(QUARANTINE_KEY))) {
      quarantine.set(origin, seq);
    }
    seenHlc = Math.max(seenHlc, Number(store.local(SEEN_KEY) ?? 0));
    count = 0;
    return {
      projection: createProjection(store.base(eventsOf), revisions),
      base,
      arrival: base,
      streams: [],
    };
  }

  function eventsOf(stream: StreamId): StoredTransaction["events"] {
    return store
      .ofStream(stream)
      .map(toTransaction)
      .filter(isAdmitted)
      .flatMap(({ events }) => events.filter(({ event }) => event.streams.includes(stream)));
  }

  function noteControl({ events }: StoredTransaction): void {
    for (const { known } of events) {
      if (known === undefined) continue;
      if (known.kind === "shop/founded" || known.kind === "device/enrolled") {
        keys.set(known.body.device, known.body.key);
      }
      acts.push(known);
    }
  }

  /** Returns whether something that was folded, or left out, counts otherwise now. */
  function updateAdmission(transaction: StoredTransaction): boolean {
    const before = admission;
    noteControl(transaction);
    admission = admittedDevices(deps.founder, acts);
    const spoken = store.origins().map(deviceOf);
    return spoken.some((device) => {
      const [was, is] = [before.get(device), admission.get(device)];
      return JSON.stringify(was?.rights) !== JSON.stringify(is?.rights);
    });
  }

  function isAdmitted({ origin, first, events }: StoredTransaction): boolean {
    const from = quarantine.get(origin);
    if (from !== undefined && from <= first) return false;
    const device = admission.get(deviceOf(origin));
    if (device === undefined) return false;
    if (events.every(({ event }) => mayWrite(device, event.kind))) return true;
    quarantine.set(origin, first);
    return false;
  }

  function apply(now: Memory, transaction: StoredTransaction, arrival: number): void {
    const { origin, last: seq, hash, envelope } = transaction;
    heads.set(origin, { seq, hash, day: envelope.first.day });
    now.arrival = arrival;
    count += 1;
    if (isControl(transaction) && updateAdmission(transaction)) {
      memory = refold(arrival);
      return;
    }
    fold(now, transaction, arrival);
  }

  function fold(now: Memory, transaction: StoredTransaction, arrival: number): void {
    const streams = new Set(transaction.events.flatMap(({ event }) => event.streams));
    for (const stream of streams) now.streams.push([stream, arrival]);
    for (const { event } of transaction.events) {
      if (event.key.hlc <= deps.trustedHlcMax()) seenHlc = Math.max(seenHlc, event.key.hlc);
    }
    if (isAdmitted(transaction)) now.projection.apply(transaction);
  }

  function refold(until: number): Memory {
    quarantine.clear();
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
    admission: () => admission,
    keyOf: (device) => keys.get(device),
    founding: () =>
      acts.find(
        (act): act is Extract<KnownEvent, { readonly kind: "shop/founded" }> =>
          act.kind === "shop/founded" && deviceOf(act.key.origin) === deps.founder,
      )?.body,
    head: (origin) => {
      current();
      if (!heads.has(origin)) heads.set(origin, toHead(store.last(origin)));
      return heads.get(origin);
    },
    seenHlc: () => seenHlc,
    lastHlc: (stream) => current().projection.lastHlc(stream),
    unflushedCount: () => count,
    quarantined: () => quarantine,
    flush: () => {
      const { projection, base, arrival, streams } = current();
      const replaces = base === undefined;
      const from = base ?? store.flushedArrival();
      if (from === arrival && !replaces) return;
      const changes = projection.changes();
      const locals = [
        [SEEN_KEY, String(seenHlc)],
        [QUARANTINE_KEY, JSON.stringify([...quarantine])],
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
const QUARANTINE_KEY = "quarantine";

/** Everything stored was checked when it came in. */
function toTransaction(row: TransactionRow): StoredTransaction {
  const envelope = decodeEnvelope(row.bytes);
  if (!envelope.ok) throw new Error(`Stored transaction ${row.arrival}: ${envelope.fault.reason}`);
  return toStoredTransaction(envelope.value, row.hash);
}

function toHead(row: TransactionRow | undefined): Head | undefined {
  if (row === undefined) return undefined;
  const { envelope, last: seq, hash } = toTransaction(row);
  return { seq, hash, day: envelope.first.day };
}

function parseQuarantine(text: string | undefined): ReadonlyArray<readonly [Origin, number]> {
  return text === undefined ? [] : (JSON.parse(text) as ReadonlyArray<readonly [Origin, number]>);
}
