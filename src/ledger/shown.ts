/** What is read and decided on: the past as it is folded, or the present as long as that is not here. */

import { type ShopFounded } from "../domain/events/control-events.ts";
import { type BusinessDay, type DeviceId, type Origin, type StreamId } from "../domain/identity.ts";
import { type LedgerView } from "../domain/ledger-view.ts";
import { type Admission, type StageOneResult } from "../domain/membership/admission.ts";
import { type StoredTransaction } from "./log/stored-transaction.ts";
import { type Present } from "./present/present.ts";
import { type Stored } from "./projection/follower-state.ts";
import { type Follower } from "./projection/follower.ts";
import { type Store } from "./store.ts";

export interface Shown {
  readonly view: () => LedgerView;
  readonly admission: () => Admission;
  readonly founding: () => ShopFounded | undefined;
  readonly result: () => StageOneResult;
  /** Raw public key of a device with any enrolment that was heard, whether it counts or not. */
  readonly keyOf: (device: DeviceId) => string | undefined;
  /** Largest hybrid clock seen that was not far in the future. */
  readonly seenHlc: () => number;
  /** Hybrid clock of a stream's last event; 0 for none. */
  readonly lastHlc: (stream: StreamId) => number;
  /** The number up to which a chain is known: what is stored of it, or was to who told the present; 0 for none. */
  readonly knownTo: (origin: Origin) => number;
  /** The last business days of chains. */
  readonly days: () => ReadonlyArray<BusinessDay>;
  /** Takes in what other processes stored. Call inside a transaction. */
  readonly catchUp: () => void;
  /** Takes in a transaction that this process has just stored of its own chain. */
  readonly applied: (transaction: StoredTransaction, stored: Stored) => void;
  /** Forgets what is in memory: after a write that failed. */
  readonly reset: () => void;
}

interface ShownDeps {
  readonly store: Store;
  readonly follower: Follower;
  readonly present: Present;
}

export function createShown({ store, follower, present }: ShownDeps): Shown {
  function dayOf(origin: Origin): ReadonlyArray<BusinessDay> {
    const head = follower.head(origin);
    return head === undefined ? [] : [head.day];
  }

  return {
    view: () => present.shown()?.view ?? follower.view(),
    admission: () => present.shown()?.admission() ?? follower.admission(),
    founding: () => present.shown()?.founding() ?? follower.founding(),
    result: () => present.shown()?.result() ?? follower.stageOne().result(),
    seenHlc: () => Math.max(present.shown()?.facts.seenHlc ?? 0, follower.seenHlc()),
    lastHlc: (stream) => Math.max(present.shown()?.lastHlc(stream) ?? 0, follower.lastHlc(stream)),
    keyOf: (device) => follower.keyOf(device) ?? present.shown()?.keyOf(device),
    knownTo: (origin) =>
      Math.max(store.head(origin)?.seq ?? 0, present.shown()?.knownTo(origin) ?? 0),
    days: () => {
      const facts = present.shown()?.facts;
      // What has been heard of a past that has only begun to come says nothing of today.
      if (facts?.lacked === "everything") return facts.days;
      return [...store.origins().flatMap(dayOf), ...(facts?.days ?? [])];
    },
    catchUp: () => {
      follower.catchUp();
      present.catchUp();
    },
    applied: (transaction, stored) => {
      follower.applied(transaction, stored);
      present.applied(transaction);
    },
    reset: () => {
      follower.reset();
      present.reset();
    },
  };
}
