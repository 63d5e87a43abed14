/**
 * Which values of secrets count and aren't here, and what all that counts comes to: followed from change to
 * change, because twenty thousand customers are not looked up for each one who is added.
 */

import { hash as digest } from "node:crypto";

import { SECRET_TAG } from "../domain/folds/secret-fold.ts";
import { type DeviceId, streamName } from "../domain/identity.ts";
import { type LedgerView } from "../domain/ledger-view.ts";
import { type CountingValue, SECRET_ROWS_MAX, type SecretLooks } from "./secret-standing.ts";
import { type SecretName, type SecretTable } from "./secret-table.ts";

export interface SecretLacks {
  /** 16 hexadecimal digits, equal where the same counts; undefined while not all was looked through yet. */
  readonly digest: string | undefined;
  /** Those of people and of the shop first. Without what wouldn't be taken. */
  readonly names: ReadonlyArray<SecretName>;
}

export interface SecretLacksDeps {
  readonly secrets: SecretLooks;
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

/** What is asked for, and what that hangs on besides what is lacking. */
interface Names {
  readonly at: string;
  readonly writers: ReadonlyMap<DeviceId, CountingValue>;
  readonly taken: string;
  readonly names: ReadonlyArray<SecretName>;
}

/** Reads a little more with each call. */
export function createSecretLacks(deps: SecretLacksDeps): () => SecretLacks {
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
function namesOf(secrets: Pick<SecretLooks, "mayTake">, now: Known): ReadonlyArray<SecretName> {
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

/** Without those of customers people can sign in and sell. */
function compareIds(a: string, b: string): number {
  return Number(isCustomers(a)) - Number(isCustomers(b)) || (a < b ? -1 : a > b ? 1 : 0);
}

function isCustomers(id: string): boolean {
  return id.startsWith("customer/");
}
