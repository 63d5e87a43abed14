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

import { SECRET_DESTROYED_TAG } from "../domain/folds/secret-fold.ts";
import { type DeviceId, deviceOf, type Hash, streamName } from "../domain/identity.ts";
import { type LedgerView } from "../domain/ledger-view.ts";
import { type Db } from "./database.ts";
import { isDestroyable, type SecretLooks } from "./secret-standing.ts";
import { type SecretName, type SecretTable } from "./secret-table.ts";
import { type Store } from "./store.ts";

export interface SecretWaits {
  /** Returns what it has destroyed of what was to be. Call now and then; does nothing within a minute. */
  readonly look: (now: SecretMoment) => ReadonlyArray<string>;
  /** Ids of what is to be destroyed and is still here. */
  readonly waiting: () => ReadonlyArray<string>;
  /** Days until this box destroys it; undefined for what isn't to be destroyed, and what is. */
  readonly daysLeft: (id: string, days: number) => number | undefined;
}

export interface SecretMoment {
  readonly nowMs: number;
  /** Somebody has told this till all that there is, or there is nobody else. */
  readonly isHeard: boolean;
  /** How long it has to count that a secret is to be destroyed. */
  readonly days: number;
}

export interface SecretWaitsDeps {
  readonly db: Db;
  readonly table: SecretTable;
  readonly store: Pick<Store, "local" | "setLocal">;
  readonly secrets: Pick<SecretLooks, "standing">;
  readonly read: <Value>(look: (view: LedgerView) => Value) => Value;
  /** Another text whenever a device is revoked, or has spoken with two voices. */
  readonly doubtOf: (device: DeviceId) => string;
  /** An authority has said that what nobody needs of it is to be thrown away. */
  readonly isPurged: (device: DeviceId) => boolean;
}

const MINUTE_MS = 60_000;
export const DAY_MS = 24 * 60 * MINUTE_MS;
/** Of a value that another one has replaced, or whose writer was shut out. */
export const KEPT_ASIDE_DAYS = 90;
/** Of a device that is purged, as long as its chains (purging.ts). */
const PURGED_AFTER_DAYS = 1;
/** Each look at all values takes a while. */
const ASIDE_EVERY_MS = DAY_MS / 4;

const TIME_KEY = "secret-time";

interface Time {
  /** How long this box has counted, altogether. */
  readonly countedMs: number;
  /** By the clock on the wall. */
  readonly seenMs: number;
  readonly asideMs: number;
}

export function createSecretWaits(deps: SecretWaitsDeps): SecretWaits {
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
    // What is to be destroyed waits for that.
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

/** By the words that count now: one that is said anew, or in doubt since, waits from the beginning. */
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
