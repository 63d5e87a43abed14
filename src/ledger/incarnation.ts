/**
 * Which of its incarnations this till speaks in.
 *
 * A till goes on as it was unless there is evidence that it has lost what it said: then it would give
 * its numbers twice. It starts a new incarnation instead, with its next word; opening alone writes
 * nothing. That the others are silent is no evidence.
 */

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
import { toBase32 } from "./base32.ts";
import { type Store } from "./store.ts";
import { toTransaction } from "./stored-transaction.ts";

export type LossCause = IncarnationStarted["cause"];

export interface Incarnation {
  /** As this process knows it. */
  readonly origin: () => Origin;
  /** Takes up what another process has started. */
  readonly refresh: () => Origin;
  /** Which one of its device it is. */
  readonly number: () => number;
  /** Why the next word has to be that of a new incarnation. */
  readonly pending: () => LossCause | undefined;
  readonly lose: (cause: LossCause) => void;
  /** Speaks under a new origin from now on, and returns what it has to say first. */
  readonly start: (follows: ChainEnd | undefined, cause: LossCause) => Draft;
}

export interface IncarnationDeps {
  readonly store: Store;
  readonly random: Random;
  readonly origin: Origin;
  /** What names the board that this runs on; undefined when nothing does. */
  readonly board: string | undefined;
}

/** The board that the incarnation began on. */
export const BOARD_KEY = "board";
/** Besides the identity, because that is written once. */
const INCARNATION_KEY = "incarnation";
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
  let numbered: { readonly of: Origin; readonly n: number } | undefined;

  function refresh(): Origin {
    // Only this file writes it.
    origin = (store.local(INCARNATION_KEY) as Origin | undefined) ?? first;
    return origin;
  }

  return {
    origin: () => origin,
    refresh,
    number: () => {
      if (numbered?.of === origin) return numbered.n;
      const n = incarnationNumber(store, origin);
      // Before its first word nothing says which one it is.
      if (store.head(origin) !== undefined) numbered = { of: origin, n };
      return n;
    },
    // Also after a commit that failed: then the origin is the old one again.
    pending: () => (lost?.of === origin ? lost.cause : undefined),
    lose: (cause) => {
      lost = { cause, of: origin };
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

export function newOrigin(device: DeviceId, random: Random): Origin {
  return toOrigin(device, toBase32(random.bytes(INCARNATION_BYTES), INCARNATION_CHARACTERS));
}

/** Which one an origin is of its device: its first event says so. */
function incarnationNumber(store: Store, origin: Origin): number {
  const first = store.control().find((row) => row.origin === origin && row.first === 1);
  const [event] = first === undefined ? [] : toTransaction(first).events;
  return event?.known?.kind === "incarnation/started" ? event.known.body.n : 1;
}

function lastIncarnation(store: Store, device: DeviceId): number {
  const own = store.origins().filter((origin) => deviceOf(origin) === device);
  return Math.max(1, ...own.map((origin) => incarnationNumber(store, origin)));
}
