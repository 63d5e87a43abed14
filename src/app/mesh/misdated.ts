/**
 * Tills whose word is of a day far ahead of all clocks, though their own clock is right: it stands so on
 * papers and in reports, and whoever goes on with such an order stands there too. Who only went on with
 * one that another till had dated so is told of no more than a till whose clock is still wrong, which is
 * told of as that.
 */

import { civilTime } from "../../domain/civil-time.ts";
import { type DeviceId, deviceOf } from "../../domain/identity.ts";
import { type Clock } from "../../domain/ports.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { type StoredTransaction, toTransaction } from "../../ledger/log/stored-transaction.ts";
import { type Received } from "../../ledger/receiving.ts";
import { type Misdeed } from "../../mesh/gossip/conduct.ts";
import { type MeshStatus } from "../../mesh/gossip/mesh-status.ts";
import { CLOCK_OFF_MS, clockAheadMs } from "./mesh-report.ts";

export interface Misdated {
  /** Told of all that is taken. */
  readonly hear: (received: Received) => void;
  /** From time to time. */
  readonly look: (status: Pick<MeshStatus, "peers" | "catchUp">) => void;
  /** Of each such till the last, and how often it was told of since this run began. */
  readonly misdeeds: () => ReadonlyArray<Misdeed>;
}

export interface MisdatedDeps {
  readonly ledger: Pick<Ledger, "identity" | "read" | "store" | "history">;
  readonly clock: Pick<Clock, "nowMs">;
  /** Milliseconds by a clock that never jumps. */
  readonly steadyMs: () => number;
}

/** No wrong zone and no drift of a clock comes to so much. */
const FAR_AHEAD_MS = 86_400_000;
const COUNTS_PER_MS = 1024;
/** Of each device; what comes beyond that before somebody looks says nothing more. */
const WAITING_MAX = 8;
/** Whoever was told of a till knows of it, and each look costs a history. */
const AGAIN_MS = 600_000;

type Latest = NonNullable<Received["latest"]>;

export function createMisdated({ ledger, clock, steadyMs }: MisdatedDeps): Misdated {
  const { device: self } = ledger.identity.key;
  const waiting = new Map<DeviceId, ReadonlyArray<Latest>>();
  const misdeeds = new Map<DeviceId, Misdeed>();

  function farMin(): number {
    return (clock.nowMs() + FAR_AHEAD_MS) * COUNTS_PER_MS;
  }

  function note(device: DeviceId, { hlc }: Latest): void {
    const reason = civilTime(hlc / COUNTS_PER_MS, 0).date;
    const count = 1 + (misdeeds.get(device)?.count ?? 0);
    misdeeds.set(device, { device, kind: "dated", reason, atMs: steadyMs(), count });
  }

  return {
    hear: ({ latest }) => {
      if (latest === undefined || latest.hlc <= farMin()) return;
      const device = deviceOf(latest.origin);
      const before = waiting.get(device) ?? [];
      const wasTold = steadyMs() - (misdeeds.get(device)?.atMs ?? -AGAIN_MS) < AGAIN_MS;
      if (device === self || wasTold || before.length >= WAITING_MAX) return;
      waiting.set(device, [...before, latest]);
    },
    look: (status) => {
      // What explains it may be on its way.
      if (waiting.size === 0 || status.catchUp !== undefined) return;
      for (const [device, words] of waiting) {
        if (areClocksRight(status, device)) {
          const own = words.find((word) => isOwnDate(ledger, word, farMin()));
          if (own !== undefined) note(device, own);
        }
      }
      waiting.clear();
    },
    misdeeds: () => [...misdeeds.values()],
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
