/**
 * Tills whose word is of a day far ahead of all clocks, though their own clock is right: it stands so on
 * papers and in reports, and whoever goes on with such an order stands there too. Who only went on with
 * one that another till had dated so is told of no more than a till whose clock is still wrong, which is
 * told of as that.
 */

import { type DeviceId, deviceOf } from "../../domain/identity.ts";
import { type Clock } from "../../domain/ports.ts";
import { businessDate, hasDate } from "../../domain/text/civil-time.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { type StoredTransaction, toTransaction } from "../../ledger/log/stored-transaction.ts";
import { type Received } from "../../ledger/receiving.ts";
import { type MeshStatus } from "../../mesh/gossip/mesh-status.ts";
import { type Violation } from "../../mesh/gossip/violation-log.ts";
import { CLOCK_OFF_MS, clockAheadMs } from "./mesh-report.ts";
import { NO_DATE } from "./violations.ts";

export interface Misdated {
  /** Called with every piece that is taken. */
  readonly hear: (received: Received) => void;
  /** Looks from time to time. */
  readonly look: (status: Pick<MeshStatus, "peers" | "catchUp">) => void;
  /** Returns the last violation of each such till, and how often it was noted since this run began. */
  readonly violations: () => ReadonlyArray<Violation>;
}

interface MisdatedDeps {
  readonly ledger: Pick<Ledger, "identity" | "read" | "store" | "history">;
  readonly clock: Pick<Clock, "nowMs">;
  /** Milliseconds by a clock that never jumps. */
  readonly steadyMs: () => number;
}

/** No wrong zone and no drift of a clock comes to so much. */
const FAR_AHEAD_MS = 86_400_000;
const COUNTS_PER_MS = 1024;
/** The most pieces of a device that wait for a look; more would say nothing more. */
const WAITING_MAX = 8;
/** The time before a till is noted again: people know of it by then, and each look costs a history. */
const MISDATED_AGAIN_MS = 600_000;

type Latest = NonNullable<Received["latest"]>;

export function createMisdated({ ledger, clock, steadyMs }: MisdatedDeps): Misdated {
  const { device: self } = ledger.identity.key;
  const waiting = new Map<DeviceId, ReadonlyArray<Latest>>();
  const violations = new Map<DeviceId, Violation>();

  function farMin(): number {
    return (clock.nowMs() + FAR_AHEAD_MS) * COUNTS_PER_MS;
  }

  function note(device: DeviceId, reason: string): void {
    const count = 1 + (violations.get(device)?.count ?? 0);
    violations.set(device, { device, kind: "dated", reason, atMs: steadyMs(), count });
  }

  return {
    hear: ({ latest }) => {
      const isUndated = latest !== undefined && !hasDate(latest.wallMs);
      if (latest === undefined || (latest.hlc <= farMin() && !isUndated)) return;
      const device = deviceOf(latest.origin);
      const wordsWaiting = waiting.get(device) ?? [];
      const wasNotedLately =
        steadyMs() - (violations.get(device)?.atMs ?? -MISDATED_AGAIN_MS) < MISDATED_AGAIN_MS;
      if (device === self || wasNotedLately || wordsWaiting.length >= WAITING_MAX) return;
      // No other till can be the cause of what a till says of its own clock.
      if (isUndated) note(device, NO_DATE);
      else waiting.set(device, [...wordsWaiting, latest]);
    },
    look: (status) => {
      // The cause may be on its way.
      if (waiting.size === 0 || status.catchUp !== undefined) return;
      for (const [device, words] of waiting) {
        if (areClocksRight(status, device)) {
          const own = words.find((word) => isOwnDate(ledger, word, farMin()));
          if (own !== undefined) note(device, businessDate(own.hlc / COUNTS_PER_MS, 0, 0));
        }
      }
      waiting.clear();
    },
    violations: () => [...violations.values()],
  };
}

/** Ours, and that of the till, where it is connected. */
function areClocksRight(status: Pick<MeshStatus, "peers">, device: DeviceId): boolean {
  const own = clockAheadMs(status) ?? 0;
  const peer = status.peers.find((one) => one.device === device && one.isConnected);
  const ahead = (peer?.clockAheadMs ?? 0) + own;
  return Math.abs(own) <= CLOCK_OFF_MS && Math.abs(ahead) <= CLOCK_OFF_MS;
}

/** Nobody else had been there before: a key follows those of the streams that it touches. */
function isOwnDate(
  { read, store, history }: Pick<Ledger, "read" | "store" | "history">,
  { origin, seq }: Latest,
  farMin: number,
): boolean {
  const row = read(() => store.at(origin, seq));
  if (row === undefined) return false;
  const { events, first } = toTransaction(row);
  return events.some(({ event }) => {
    const { hlc } = event.key;
    return hlc > farMin && !event.streams.some((stream) => wasThere(history(stream), hlc));
  });

  function wasThere(others: ReadonlyArray<StoredTransaction>, hlc: number): boolean {
    return others.some(
      (other) =>
        (other.origin !== origin || other.first !== first) &&
        other.events.some(({ event: { key } }) => key.hlc > farMin && key.hlc < hlc),
    );
  }
}
