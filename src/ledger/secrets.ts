/**
 * Secrets: keys and verifiers, whose values must be destroyable and so stand outside every chain.
 *
 * A chain says that there is one, by the hash of its value (`secret/written`). So what counts, how much
 * there may be, revocation and forks are those of the chains, and a value that no counting event commits to
 * is neither kept nor handed on. Of several values under one id the one of the most senior writer holds, the
 * same on every till; the others are kept for a while, so that a revocation brings the true one back.
 *
 * The values themselves are local: who lacks one asks for it by its hash (secret-exchange.ts). Source:
 * docs/rules/belief.md, B15.
 */

import { hash as digest } from "node:crypto";

import { type Draft } from "../domain/events/kinds.ts";
import { SECRET_TAG, SECRET_DESTROYED_TAG, type SecretState } from "../domain/folds/secret-fold.ts";
import { type DeviceId, type Hash, toStreamId, streamName, deviceOf } from "../domain/identity.ts";
import { type LedgerView } from "../domain/ledger-view.ts";
import { type Admission } from "../domain/membership/admission.ts";
import { type CompareDevices } from "../domain/membership/seniority.ts";
import { type Db } from "./database.ts";
import {
  SECRET_VALUE_MAX,
  type SecretName,
  type SecretRow,
  secretRowSchema,
  type SecretTable,
} from "./secret-table.ts";
import { type Store } from "./store.ts";

const PREFIX = "tillmesh/secret/2\0";

export interface Secrets extends SecretReads {
  /**
   * Returns the event that names the value, for the transaction that needs it; `keep` has to be
   * called in the same one.
   */
  readonly written: (id: string, value: Uint8Array) => Draft;
  readonly keep: (id: string, value: Uint8Array) => void;
  /**
   * Writes the value and its event in a transaction of its own. Throws when this device has written
   * that id.
   */
  readonly put: (id: string, value: Uint8Array) => void;
  /** Says that it is to be destroyed, in a transaction of its own: nobody can read it from then on. */
  readonly destroy: (id: string) => void;
  /** Undefined when it isn't here, or is to be destroyed. */
  readonly get: (id: string) => Uint8Array | undefined;
  /** All that count and are here, the one that holds first: for whoever can tell which one is true. */
  readonly values: (id: string) => ReadonlyArray<Uint8Array>;
  /** All that may be handed on, by rising id. */
  readonly rows: () => ReadonlyArray<SecretRow>;
  /** Returns the row of one value. */
  readonly row: (name: SecretName) => SecretRow | undefined;
  /** Returns the ids that begin so and can be read here, by rising id. */
  readonly idsFrom: (start: string) => ReadonlyArray<string>;
  /** Takes a value of another device. False when no counting event says so, or there is no room for it. */
  readonly receive: (row: unknown) => boolean;
  /** Returns the values that count and are missing here; each call looks up a few more. */
  readonly lacks: () => SecretLacks;
  /** The values that are to be destroyed, and when. */
  readonly waits: SecretWaits;
}

export interface SecretsDeps extends SecretReadsDeps {
  readonly db: Db;
  readonly device: DeviceId;
  readonly store: Pick<Store, "local" | "setLocal">;
  /** Returns another text whenever that device is revoked, or its chain forks. */
  readonly doubtOf: (device: DeviceId) => string;
  readonly isPurged: (device: DeviceId) => boolean;
  /** Writes these as a transaction of their own, and runs that in it. */
  readonly commit: (events: ReadonlyArray<Draft>, also: () => void) => void;
}

export function createSecrets(deps: SecretsDeps): Secrets {
  const { device, table, read, commit } = deps;
  const looks = createSecretReads(deps);

  function keep(id: string, value: Uint8Array): void {
    const text = Buffer.from(value).toString("base64");
    if (text.length > SECRET_VALUE_MAX) throw new Error(`The secret ${id} is too long.`);
    table.add({ id, value: text, hash: secretHash({ id, value: text }) }, device);
  }

  return {
    ...looks,
    ...createReading(deps, looks),
    written: secretWritten,
    keep,
    put: (id, value) => {
      if (read((view) => view.state("secret", id)).written[device] !== undefined) {
        throw new Error(`This device has written the secret ${id} before.`);
      }
      commit([secretWritten(id, value)], () => {
        keep(id, value);
      });
    },
    destroy: (id) => {
      commit([secretDestroyed(id)], () => undefined);
    },
    receive: (candidate) => {
      const parsed = secretRowSchema().safeParse(candidate);
      if (!parsed.success) return false;
      // The read catches up with all that is stored: a write transaction does not do that by
      // itself.
      read(() => undefined);
      return deps.db.write(() => receive(deps, looks, parsed.data));
    },
    lacks: createSecretLacks({ ...deps, secrets: looks }),
    waits: createSecretWaits({ ...deps, secrets: looks }),
  };
}

function createReading(
  { table, read }: SecretsDeps,
  { standing }: SecretReads,
): Pick<Secrets, "get" | "values" | "rows" | "row" | "idsFrom"> {
  function valuesOf(id: string, most: number): ReadonlyArray<Uint8Array> {
    const { values, isHidden } = standing(id);
    if (isHidden) return [];
    return values.slice(0, most).flatMap(({ hash }) => {
      const value = table.value({ id, hash });
      return value === undefined ? [] : [Buffer.from(value, "base64")];
    });
  }

  function row({ id, hash }: SecretName): SecretRow | undefined {
    const { values, isHidden } = standing(id);
    if (isHidden || !values.some((value) => value.hash === hash)) return undefined;
    const value = table.value({ id, hash });
    return value === undefined ? undefined : { id, value };
  }

  return {
    get: (id) => read(() => valuesOf(id, 1)[0]),
    values: (id) => read(() => valuesOf(id, Number.POSITIVE_INFINITY)),
    rows: () => read(() => table.names().flatMap((name) => row(name) ?? [])),
    row: (name) => read(() => row(name)),
    idsFrom: (start) => read(() => table.idsFrom(start).filter((id) => valuesOf(id, 1).length > 0)),
  };
}

/** Call in a write transaction. */
function receive({ table }: SecretsDeps, looks: SecretReads, row: SecretRow): boolean {
  const { id } = row;
  const hash = secretHash(row);
  const { values, isHidden } = looks.standing(id);
  const writers = values.filter((it) => it.hash === hash);
  if (isHidden || writers.length === 0) return false;
  if (table.value({ id, hash }) !== undefined) return true;
  // Who names what others have written fills up its own room, and keeps theirs from nobody.
  const value = writers.find((it) => looks.mayTake(it));
  if (value === undefined) return false;
  table.add({ ...row, hash }, value.by);
  return true;
}

export function secretWritten(id: string, value: Uint8Array): Draft {
  const hash = secretHash({ id, value: Buffer.from(value).toString("base64") });
  return { kind: "secret/written", streams: [toStreamId("secret", id)], body: { id, hash } };
}

export function secretDestroyed(id: string): Draft {
  return { kind: "secret/destroyed", streams: [toStreamId("secret", id)], body: { id } };
}

/** Each value is of at least 16 bytes of chance, so its hash tells nothing of it. */
function secretHash({ id, value }: SecretRow): Hash {
  return digest("sha256", PREFIX + JSON.stringify([id, value])) as Hash;
}

/*
 * Which values of secrets count and aren't here, and what all that counts comes to: followed from change to
 * change, because twenty thousand customers are not looked up for each one who is added.
 */

interface SecretLacks {
  /** 16 hexadecimal digits, equal where the same counts; undefined while not all was looked through yet. */
  readonly digest: string | undefined;
  /** The names of people's and the shop's values first. A value that would not be taken is not named. */
  readonly names: ReadonlyArray<SecretName>;
}

interface SecretLacksDeps {
  readonly secrets: SecretReads;
  readonly table: SecretTable;
  readonly read: <Value>(look: (view: LedgerView) => Value) => Value;
}

/** Some tens of milliseconds. */
const READ_AT_ONCE = 1000;

interface Known {
  at: string;
  /** Ids that are still to be looked up. */
  readonly unread: string[];
  readonly parts: Map<string, bigint>;
  /** Who has written the value that holds: one of them, at least. */
  readonly lacked: Map<string, ReadonlyArray<CountingValue>>;
  sum: bigint;
  names: Names | undefined;
}

/** The names that are asked for, and the state that they depend on besides what is lacking. */
interface Names {
  readonly at: string;
  readonly writers: ReadonlyMap<DeviceId, CountingValue>;
  readonly taken: string;
  readonly names: ReadonlyArray<SecretName>;
}

/** Reads a little more with each call. */
function createSecretLacks(deps: SecretLacksDeps): () => SecretLacks {
  const { secrets, read } = deps;
  let known: Known | undefined;

  function caughtUp(view: LedgerView): Known {
    const at = secrets.revision();
    if (known?.at === at) return known;
    const changed = known && secrets.changedAfter(known.at);
    if (known === undefined || changed === undefined) {
      const unread = view.tagged(SECRET_TAG).map(streamName).toSorted(compareIds).toReversed();
      known = { at, unread, parts: new Map(), lacked: new Map(), sum: 0n, names: undefined };
      return known;
    }
    known.at = at;
    for (const id of changed) readInto(deps, known, id);
    return known;
  }

  return () =>
    read((view) => {
      const now = caughtUp(view);
      const from = Math.max(0, now.unread.length - READ_AT_ONCE);
      for (const id of now.unread.splice(from).toReversed()) readInto(deps, now, id);
      return {
        digest: now.unread.length > 0 ? undefined : now.sum.toString(16).padStart(16, "0"),
        names: namesOf(secrets, now),
      };
    });
}

/** Looked up anew only where something has changed: a liar names a hundred thousand that nobody has. */
function namesOf(secrets: Pick<SecretReads, "mayTake">, now: Known): ReadonlyArray<SecretName> {
  const at = `${now.at} ${now.unread.length}`;
  function takenOf(writers: Names["writers"]): ReadonlySet<DeviceId> {
    const values = [...writers.values()];
    return new Set(values.filter((value) => secrets.mayTake(value)).map(({ by }) => by));
  }

  const before = now.names;
  if (before?.at === at && before.taken === [...takenOf(before.writers)].join(" ")) {
    return before.names;
  }
  const writers = new Map([...now.lacked.values()].flat().map((value) => [value.by, value]));
  const taken = takenOf(writers);
  const left = new Map<DeviceId, number>();
  const [first, then]: [SecretName[], SecretName[]] = [[], []];
  for (const [id, values] of now.lacked) {
    const value = values.find(({ by }) => taken.has(by) && (left.get(by) ?? 0) < SECRET_ROWS_MAX);
    if (value === undefined) continue;
    left.set(value.by, 1 + (left.get(value.by) ?? 0));
    (isCustomers(id) ? then : first).push({ id, hash: value.hash });
  }
  const names = [...first, ...then];
  now.names = { at, writers, taken: [...taken].join(" "), names };
  return names;
}

function readInto({ secrets, table }: SecretLacksDeps, known: Known, id: string): void {
  const { values, isHidden } = secrets.standing(id);
  const [holding] = values;
  const part = partOf(`${id} ${holding?.hash ?? ""} ${isHidden}`);
  // Sums of the same parts are equal in whatever order they came.
  known.sum ^= (known.parts.get(id) ?? 0n) ^ part;
  known.parts.set(id, part);
  const isLacked =
    holding !== undefined && !isHidden && table.value({ id, hash: holding.hash }) === undefined;
  if (isLacked) {
    known.lacked.set(
      id,
      values.filter(({ hash }) => hash === holding.hash),
    );
  } else known.lacked.delete(id);
}

function partOf(text: string): bigint {
  return BigInt(`0x${digest("sha256", text).slice(0, 16)}`);
}

/** Sorts customers last: people can sign in and sell without them. */
function compareIds(a: string, b: string): number {
  return Number(isCustomers(a)) - Number(isCustomers(b)) || (a < b ? -1 : a > b ? 1 : 0);
}

function isCustomers(id: string): boolean {
  return id.startsWith("customer/");
}

interface SecretWaits {
  /** Returns what it has destroyed of what was to be. Call now and then; does nothing within a minute. */
  readonly look: (now: SecretMoment) => ReadonlyArray<string>;
  /** Ids of what is to be destroyed and is still here. */
  readonly waiting: () => ReadonlyArray<string>;
  /** Days until this box destroys it; undefined for what isn't to be destroyed, and what is. */
  readonly daysLeft: (id: string, days: number) => number | undefined;
}

interface SecretMoment {
  readonly nowMs: number;
  /** Somebody has told this till all that there is, or there is nobody else. */
  readonly isHeard: boolean;
  /** How long it has to count that a secret is to be destroyed. */
  readonly days: number;
}

interface SecretWaitsDeps {
  readonly db: Db;
  readonly table: SecretTable;
  readonly store: Pick<Store, "local" | "setLocal">;
  readonly secrets: Pick<SecretReads, "standing">;
  readonly read: <Value>(look: (view: LedgerView) => Value) => Value;
  /** Returns another text whenever a device is revoked, or its chain forks. */
  readonly doubtOf: (device: DeviceId) => string;
  /** An authority has said that what nobody needs of it is to be thrown away. */
  readonly isPurged: (device: DeviceId) => boolean;
}

const MINUTE_MS = 60_000;
export const DAY_MS = 24 * 60 * MINUTE_MS;
/** The days that a value is kept after another one replaced it, or its writer was revoked. */
const KEPT_ASIDE_DAYS = 90;
/** The days that values of a purged device are kept: as long as its chains (ledger-upkeep.ts). */
const PURGED_AFTER_DAYS = 1;
/** Each look at all values takes a while. */
const ASIDE_EVERY_MS = DAY_MS / 4;

const TIME_KEY = "secret-time";

interface Time {
  /** How long this box has counted, altogether. */
  readonly countedMs: number;
  /** Times by the clock on the wall. */
  readonly seenMs: number;
  readonly asideMs: number;
}

/**
 * What can't be undone is done late: each till destroys by itself, and only after it has counted without a
 * break for some days of its own that it should. So whoever steals a till hides what is hidden until it is
 * shut out, and no more; of a value that one till has kept, the others get it again.
 *
 * The days are those of this box: its clock counts a jump as one day at most, and a till that has heard
 * nobody counts none, since it wouldn't have heard of a revocation either. What a revocation or a fork of
 * the author changes begins anew.
 *
 * A value that doesn't hold, or doesn't count any more, is kept for a while in the same way.
 */
function createSecretWaits(deps: SecretWaitsDeps): SecretWaits {
  const { db, table, store, secrets, read } = deps;
  const waits = createWaitTable(db);

  function time(): Time | undefined {
    const text = store.local(TIME_KEY);
    return text === undefined ? undefined : (JSON.parse(text) as Time);
  }

  function destroy(time: Counted): ReadonlyArray<string> {
    const marks = read((view) =>
      hiddenIds(view).flatMap((id) => marksOf(deps, view, id).map((mark) => ({ id, mark }))),
    );
    const due = new Set(wait(waits, { kind: DESTROY, marks }, time).map(({ id }) => id));
    if (due.size === 0) return [];
    const values = table.names().filter(({ id }) => due.has(id));
    for (const name of values) table.remove(name);
    return [...new Set(values.map(({ id }) => id))];
  }

  function tidy(countedMs: number): void {
    const aside = table.names().filter((name) => !holds(name));
    const gone = aside.filter(({ id, hash, by }) => {
      const counts = secrets.standing(id).values.some((value) => value.hash === hash);
      return !counts && deps.isPurged(by);
    });
    for (const [kind, names, days] of [
      [ASIDE, aside, KEPT_ASIDE_DAYS],
      [PURGED, gone, PURGED_AFTER_DAYS],
    ] as const) {
      const marks = names.map(({ id, hash }) => ({ id, mark: hash }));
      const due = wait(waits, { kind, marks }, { countedMs, days });
      for (const { id, mark } of due) table.remove({ id, hash: mark as Hash });
    }
  }

  function holds({ id, hash }: SecretName): boolean {
    const { values, isHidden } = secrets.standing(id);
    // A value that is to be destroyed waits for that.
    return isHidden || values[0]?.hash === hash;
  }

  return {
    look: ({ nowMs, isHeard, days }) => {
      const known = time();
      const before = known ?? { countedMs: 0, seenMs: nowMs, asideMs: 0 };
      const passedMs = nowMs - before.seenMs;
      const isSoon = passedMs >= 0 && passedMs < MINUTE_MS;
      if (known !== undefined && (!isHeard || isSoon)) return [];
      read(() => undefined);
      return db.write(() => {
        const countedMs = before.countedMs + Math.min(Math.max(0, passedMs), DAY_MS);
        const isTidied = countedMs - before.asideMs >= ASIDE_EVERY_MS;
        const asideMs = isTidied ? countedMs : before.asideMs;
        store.setLocal(TIME_KEY, JSON.stringify({ countedMs, seenMs: nowMs, asideMs }));
        if (isTidied) tidy(countedMs);
        return destroy({ countedMs, days });
      });
    },
    waiting: () => {
      const hidden = new Set(read(hiddenIds));
      if (hidden.size === 0) return [];
      return [...new Set(table.names().map(({ id }) => id))].filter((id) => hidden.has(id));
    },
    daysLeft: (id, days) => {
      if (!secrets.standing(id).isHidden || !table.idsFrom(id).includes(id)) return undefined;
      const marks = new Set(read((view) => marksOf(deps, view, id)));
      const own = waits.all(DESTROY).filter((it) => it.id === id && marks.has(it.mark));
      const since = Math.min(...own.map((it) => it.since));
      const countedMs = time()?.countedMs ?? 0;
      const passed = Number.isFinite(since) ? (countedMs - since) / DAY_MS : 0;
      return Math.max(0, Math.ceil(days - passed));
    },
  };
}

function hiddenIds(view: LedgerView): ReadonlyArray<string> {
  return view.tagged(SECRET_DESTROYED_TAG).map(streamName).filter(isDestroyable);
}

/**
 * Returns the marks by the events that count now. A mark that is set again, or was in doubt since,
 * waits from the beginning.
 */
function marksOf(
  { doubtOf }: SecretWaitsDeps,
  view: LedgerView,
  id: string,
): ReadonlyArray<string> {
  const { destroyed } = view.state("secret", id);
  return Object.values(destroyed).map(
    ({ origin, seq }) => `${origin} ${seq} ${doubtOf(deviceOf(origin))}`,
  );
}

interface Counted {
  readonly countedMs: number;
  readonly days: number;
}

interface Mark {
  readonly id: string;
  readonly mark: string;
}

/** Returns those that have waited long enough. */
function wait(
  waits: WaitTable,
  { kind, marks }: { readonly kind: string; readonly marks: ReadonlyArray<Mark> },
  { countedMs, days }: Counted,
): ReadonlyArray<Mark> {
  const gone = new Map(waits.all(kind).map((it) => [`${it.id}\n${it.mark}`, it]));
  const due: Mark[] = [];
  for (const { id, mark } of marks) {
    const known = gone.get(`${id}\n${mark}`);
    gone.delete(`${id}\n${mark}`);
    if (known === undefined) waits.add(id, kind + mark, countedMs);
    else if (countedMs - known.since >= days * DAY_MS) due.push({ id, mark });
  }
  for (const { id, mark } of gone.values()) waits.remove(id, kind + mark);
  return due;
}

const DESTROY = "destroy ";
const ASIDE = "aside ";
const PURGED = "purged ";

interface Wait extends Mark {
  readonly since: number;
}

interface WaitTable {
  readonly all: (kind: string) => ReadonlyArray<Wait>;
  readonly add: (id: string, mark: string, since: number) => void;
  readonly remove: (id: string, mark: string) => void;
}

function createWaitTable(db: Db): WaitTable {
  const all = db.prepare<[], Wait>("SELECT id, mark, since FROM secret_wait");
  const insert = db.prepare<[string, string, number]>("INSERT INTO secret_wait VALUES (?, ?, ?)");
  const remove = db.prepare<[string, string]>("DELETE FROM secret_wait WHERE id = ? AND mark = ?");
  return {
    all: (kind) =>
      all.all().flatMap(({ id, mark, since }) => {
        return mark.startsWith(kind) ? [{ id, since, mark: mark.slice(kind.length) }] : [];
      }),
    add: (id, mark, since) => {
      insert.run(id, mark, since);
    },
    remove: (id, mark) => {
      remove.run(id, mark);
    },
  };
}

/**
 * The most values of one writer that other tills keep, and the most characters of them: twenty
 * years of a shop with 5,000 new customers a year. Nobody asks for more.
 */
export const SECRET_ROWS_MAX = 100_000;
export const SECRET_BYTES_MAX = 16 * 1024 * 1024;

/** One value of a secret, as an event that counts names it. */
interface CountingValue {
  readonly hash: Hash;
  readonly by: DeviceId;
}

/** The values of a secret that count: the same on every till that has heard the same. */
interface SecretStanding {
  /** The one that holds first; none where nobody has written it who may. */
  readonly values: ReadonlyArray<CountingValue>;
  /** To be destroyed: it is read and handed on nowhere. */
  readonly isHidden: boolean;
}

/** The reads of secrets besides their values. */
interface SecretReads {
  readonly standing: (id: string) => SecretStanding;
  /**
   * Returns another text whenever some value may be read otherwise, whichever process on the store
   * has changed it.
   */
  readonly revision: () => string;
  /** Ids of what may be read otherwise since then; undefined where that isn't known any more. */
  readonly changedAfter: (revision: string) => ReadonlyArray<string> | undefined;
  /** Whether that value would be taken if it came. */
  readonly mayTake: (value: CountingValue) => boolean;
}

interface SecretReadsDeps {
  readonly table: SecretTable;
  /** Reads one consistent state. */
  readonly read: <Value>(look: (view: LedgerView) => Value) => Value;
  readonly admission: () => Admission;
  readonly compareDevices: CompareDevices;
  /** The disk has room for what others tell. */
  readonly hasRoom: () => boolean;
}

/** Finds the values that count, and what has changed of that. */
function createSecretReads(deps: SecretReadsDeps): SecretReads {
  const { table, read, hasRoom } = deps;
  const writers = createSecretWriters(deps);

  /** Returns the revision of the values, of the events, and of the devices that wrote them. */
  function revision(view: LedgerView): string {
    return `${table.revision()}.${view.revision("secret")}.${writers.revision()}`;
  }

  function changedAfter(view: LedgerView, since: string): ReadonlyArray<string> | undefined {
    const [kept, said, ranks = ""] = since.split(".");
    if (!writers.haveOnlyGrown(ranks)) return undefined;
    const streams = view.changedSince("secret", Number(said));
    if (streams === undefined) return undefined;
    const ids = [...streams].map((stream) => stream.slice(SECRET_STREAM.length));
    return [...new Set([...ids, ...table.idsAfter(Number(kept))])];
  }

  return {
    standing: createStandings(deps),
    revision: () => read(revision),
    changedAfter: (since) => read((view) => changedAfter(view, since)),
    mayTake: ({ by }) => {
      if (!hasRoom()) return false;
      const { rows, bytes } = table.roomOf(by);
      return rows < SECRET_ROWS_MAX && bytes + SECRET_VALUE_MAX <= SECRET_BYTES_MAX;
    },
  };
}

const SECRET_STREAM = "secret/";

/** Whether the secret can be destroyed: only the person or customer whose key it is may ask for that. */
function isDestroyable(id: string): boolean {
  return /^(?:person|customer)\//u.test(id);
}

/** Whether any till writes such a secret in daily work: a PIN, a name or a customer. */
function isEverydaySecret(id: string): boolean {
  return id.startsWith("pin/") || isDestroyable(id);
}

/**
 * Finds the values that count, and keeps what it looked up: twenty thousand customers are looked up
 * one by one.
 */
function createStandings({
  read,
  admission,
  compareDevices,
}: SecretReadsDeps): (id: string) => SecretStanding {
  const known = new Map<string, SecretStanding>();
  let at: { readonly said: number; readonly admission: Admission } | undefined;

  function forget(view: LedgerView): void {
    const now = { said: view.revision("secret"), admission: admission() };
    if (at?.said === now.said && at.admission === now.admission) return;
    const isSame = at !== undefined && at.admission === now.admission;
    const changed = isSame ? view.changedSince("secret", at?.said ?? -1) : undefined;
    at = now;
    if (changed === undefined) known.clear();
    else for (const stream of changed) known.delete(stream.slice(SECRET_STREAM.length));
  }

  function lookUp(view: LedgerView, id: string): SecretStanding {
    const { written, destroyed } = view.glance("secret", id);
    const devices = admission();
    const isDestroyed = isDestroyable(id) && Object.keys(destroyed).length > 0;
    return { values: countingValues(id, written), isHidden: isDestroyed };

    function countingValues(
      name: string,
      words: SecretState["written"],
    ): ReadonlyArray<CountingValue> {
      return (Object.keys(words) as DeviceId[])
        .filter((by) => isEverydaySecret(name) || devices.get(by)?.authority === true)
        .toSorted(compareDevices)
        .flatMap((by) => (words[by] === undefined ? [] : [{ by, hash: words[by].hash }]));
    }
  }

  return (id) =>
    read((view) => {
      forget(view);
      const before = known.get(id);
      if (before !== undefined) return before;
      const found = lookUp(view, id);
      known.set(id, found);
      return found;
    });
}

interface SecretWriters {
  /** Returns a text that is the same on every process that knows the same devices in the same order. */
  readonly revision: () => string;
  /** Whether nothing but new devices has come since then: no value of before holds where it didn't. */
  readonly haveOnlyGrown: (since: string) => boolean;
}

interface SecretWritersDeps {
  readonly admission: () => Admission;
  readonly compareDevices: CompareDevices;
}

/** Revisions of which it is remembered who they stand for: whoever asks for an older one reads all anew. */
const REMEMBERED_MAX = 16;

interface Ranks {
  readonly devices: Admission;
  readonly revision: string;
  /** The most senior first, with whether it is an authority. */
  readonly ranks: ReadonlyArray<string>;
}

/**
 * Ranks the writers of secrets. A rank changes without an event about any secret: a device is
 * promoted, or enrolled again by a senior one, and what it wrote long ago counts, or goes before
 * others.
 */
function createSecretWriters({ admission, compareDevices }: SecretWritersDeps): SecretWriters {
  const ranksByRevision = new Map<string, ReadonlyArray<string>>();
  let known: Ranks | undefined;

  function look(devices: Admission): Ranks {
    const ranks = ([...devices.keys()] as DeviceId[])
      .toSorted((a, b) => compareDevices(a, b) || (a < b ? -1 : 1))
      .map((device) => `${device} ${devices.get(device)?.authority === true}`);
    const revision = digest("sha256", ranks.join("\n")).slice(0, 16);
    ranksByRevision.delete(revision);
    ranksByRevision.set(revision, ranks);
    const [oldest] = ranksByRevision.keys();
    if (ranksByRevision.size > REMEMBERED_MAX && oldest !== undefined) {
      ranksByRevision.delete(oldest);
    }
    return { devices, revision, ranks };
  }

  function now(): Ranks {
    const devices = admission();
    if (known?.devices !== devices) known = look(devices);
    return known;
  }

  return {
    revision: () => now().revision,
    haveOnlyGrown: (since) => {
      const { revision, ranks } = now();
      if (revision === since) return true;
      const before = ranksByRevision.get(since);
      if (before === undefined) return false;
      const known = new Set(before);
      const same = ranks.filter((rank) => known.has(rank));
      return same.length === before.length && same.every((rank, at) => rank === before[at]);
    },
  };
}
