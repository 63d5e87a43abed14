/**
 * Which of its incarnations this till speaks in.
 *
 * A till goes on as it was unless there is evidence that it has lost what it said: then it would give
 * its numbers twice. It starts a new incarnation instead, with its next word; opening alone writes
 * nothing. That the others are silent is no evidence.
 */

import { toBase32 } from "../domain/base/base32.ts";
import { type IncarnationStarted } from "../domain/events/control-events.ts";
import { type Draft } from "../domain/events/kinds.ts";
import {
  type ChainEnd,
  type DeviceId,
  deviceOf,
  type Origin,
  toOrigin,
} from "../domain/identity.ts";
import { type Random } from "../domain/ports.ts";
import { toTransaction } from "./log/stored-transaction.ts";
import { storeErrorOf } from "./store-error.ts";
import { type Store } from "./store.ts";

export type LossCause = IncarnationStarted["cause"];

/** Why a till's numbers begin anew, and in which of its incarnations. */
export interface Loss {
  readonly n: number;
  readonly cause: LossCause;
  /** Whether its next word starts it. */
  readonly isPending: boolean;
}

export interface Incarnation {
  /** The origin as this process knows it. */
  readonly origin: () => Origin;
  /** Takes up what another process has started. */
  readonly refresh: () => Origin;
  /** Which one of its device it is. */
  readonly number: () => number;
  /** Why the next word has to be that of a new incarnation. */
  readonly pending: () => LossCause | undefined;
  readonly lose: (cause: LossCause) => void;
  /** The cause for which it has a later incarnation than its first, or will have. */
  readonly loss: (pending: LossCause | undefined) => Loss | undefined;
  /** Speaks under a new origin from now on, and returns what it has to say first. */
  readonly start: (follows: ChainEnd | undefined, cause: LossCause) => Draft;
}

export interface IncarnationDeps {
  readonly store: Store;
  readonly random: Random;
  readonly origin: Origin;
  /** The name of the mainboard that this runs on; undefined when nothing names it. */
  readonly board: string | undefined;
}

/** The board that the incarnation began on. */
export const BOARD_KEY = "board";
/** Besides the identity, because that is written once. */
const INCARNATION_KEY = "incarnation";
/**
 * The incarnation of which a peer has shown more than was here: whoever has the links hears it, another
 * process may say the next word, and once all has been fetched nothing else shows it any more.
 */
const SHOWN_KEY = "incarnation-shown";
const INCARNATION_BYTES = 8;
const INCARNATION_CHARACTERS = 13;

export function createIncarnation({
  store,
  random,
  origin: first,
  board,
}: IncarnationDeps): Incarnation {
  let origin = first;
  let lost: { readonly cause: LossCause; readonly of: Origin } | undefined;
  let begun: { readonly of: Origin; readonly by: Beginning | undefined } | undefined;

  function refresh(): Origin {
    // Only this file writes the key, so its value is an origin.
    origin = (store.local(INCARNATION_KEY) as Origin | undefined) ?? first;
    return origin;
  }

  function beginning(): Beginning | undefined {
    if (begun?.of === origin) return begun.by;
    const by = beginningOf(store, origin);
    // Before an origin's first event nothing else says which one it is.
    if (store.head(origin) !== undefined) begun = { of: origin, by };
    return by;
  }

  return {
    origin: () => origin,
    refresh,
    number: () => beginning()?.n ?? 1,
    // This also runs after a commit that failed: then the origin is the old one again.
    pending: () => {
      if (lost?.of === origin) return lost.cause;
      return store.local(SHOWN_KEY) === origin ? "peer" : undefined;
    },
    lose: (cause) => {
      lost = { cause, of: origin };
      if (cause === "peer" && store.local(SHOWN_KEY) !== origin) keepShown(store, origin);
    },
    loss: (pending) => {
      if (pending !== undefined) {
        return { n: 1 + lastIncarnation(store, deviceOf(origin)), cause: pending, isPending: true };
      }
      const by = beginning();
      return by === undefined ? undefined : { n: by.n, cause: by.cause, isPending: false };
    },
    start: (follows, cause) => {
      const device = deviceOf(origin);
      const n = 1 + lastIncarnation(store, device);
      origin = newOrigin(device, random);
      store.setLocal(INCARNATION_KEY, origin);
      if (board !== undefined) store.setLocal(BOARD_KEY, board);
      const body = { n, follows: follows ?? null, cause };
      return { kind: "incarnation/started", streams: [], body };
    },
  };
}

/** A disk that can't keep it keeps no word either. */
function keepShown(store: Store, origin: Origin): void {
  try {
    store.setLocal(SHOWN_KEY, origin);
  } catch (cause) {
    if (storeErrorOf(cause) === undefined) throw cause;
  }
}

export function newOrigin(device: DeviceId, random: Random): Origin {
  return toOrigin(device, toBase32(random.bytes(INCARNATION_BYTES), INCARNATION_CHARACTERS));
}

type Beginning = Pick<IncarnationStarted, "n" | "cause">;

/** Returns how an origin began, from its first event; undefined for the first origin of a device. */
function beginningOf(store: Store, origin: Origin): Beginning | undefined {
  const first = store.control().find((row) => row.origin === origin && row.first === 1);
  const [event] = first === undefined ? [] : toTransaction(first).events;
  return event?.known?.kind === "incarnation/started" ? event.known.body : undefined;
}

function lastIncarnation(store: Store, device: DeviceId): number {
  const own = store.origins().filter((origin) => deviceOf(origin) === device);
  return Math.max(1, ...own.map((origin) => beginningOf(store, origin)?.n ?? 1));
}
