/**
 * Tills that say more of today than a till can. All that counts has to be kept, and nobody refuses it: so who
 * goes on without end is heard slowly, and a person hears of it. What is of days before is no such thing: a
 * box that joins hears years, and one that was off for a season hears all of that.
 */

import { type DeviceId, deviceOf, type Origin } from "../../domain/identity.ts";
import { type Clock } from "../../domain/ports.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { type Received } from "../../ledger/receiving.ts";
import { type Violation } from "../../mesh/gossip/violation-log.ts";

export interface FloodWatch {
  /** Call it with each received piece and its size in bytes. */
  readonly hear: (received: Received, sizeBytes: number) => void;
  readonly isFlooding: (device: DeviceId) => boolean;
  readonly violations: () => ReadonlyArray<Violation>;
}

export interface FloodWatchDeps {
  readonly ledger: Pick<Ledger, "identity" | "heads">;
  readonly clock: Pick<Clock, "nowMs">;
  /** Milliseconds by a clock that never jumps. */
  readonly steadyMs: () => number;
}

/** Ten sales a second come to two thirds of it, an import of 20,000 goods to a third. */
const WRITTEN_BYTES_MAX = 96_000_000;
const HOUR_MS = 3_600_000;
/** The cost of a row beside its bytes. */
const ROW_BYTES = 1000;
const DAY_MS = 86_400_000;
const COUNTS_PER_MS = 1024;
/** The most chains: more than are active in a shop at a time. */
const CHAINS_MAX = 1000;
/** Whom nobody here knew when this began: whoever enrols many has them share one measure. */
const NEW_TILLS = "new tills";

export function createFloodWatch({ ledger, clock, steadyMs }: FloodWatchDeps): FloodWatch {
  const { device: self } = ledger.identity.key;
  const devicesHeard = new Set([...ledger.heads().keys()].map(deviceOf));
  const furthest = new Map<Origin, number>();
  const said = new Map<string, { sinceMs: number; bytes: number }>();
  const violations = new Map<DeviceId, Violation>();
  const floodingUntilMs = new Map<DeviceId, number>();

  /** A chain goes on in the order of its keys: what is dated before what came before is of today, too. */
  function isOfToday({ origin, hlc }: NonNullable<Received["latest"]>): boolean {
    const furthestSeq = furthest.get(origin) ?? 0;
    furthest.delete(origin);
    furthest.set(origin, Math.max(furthestSeq, hlc));
    const [oldest] = furthest.keys();
    if (furthest.size > CHAINS_MAX && oldest !== undefined) furthest.delete(oldest);
    return hlc < furthestSeq || hlc >= (clock.nowMs() - DAY_MS) * COUNTS_PER_MS;
  }

  function measureOf(device: DeviceId): { sinceMs: number; bytes: number } {
    const name = devicesHeard.has(device) ? device : NEW_TILLS;
    const stretch = said.get(name);
    if (stretch !== undefined && steadyMs() - stretch.sinceMs < HOUR_MS) return stretch;
    const anew = { sinceMs: steadyMs(), bytes: 0 };
    said.set(name, anew);
    return anew;
  }

  function note(device: DeviceId, untilMs: number): void {
    floodingUntilMs.set(device, untilMs);
    const violation = violations.get(device);
    const atMs = steadyMs();
    if (violation !== undefined && atMs - violation.atMs < DAY_MS) return;
    const reason = "says more than a till can";
    const count = 1 + (violation?.count ?? 0);
    violations.set(device, { device, kind: "greedy", reason, atMs, count });
  }

  return {
    hear: ({ type, latest }, sizeBytes) => {
      if (type !== "stored" || latest === undefined || !isOfToday(latest)) return;
      const device = deviceOf(latest.origin);
      if (device === self) return;
      const measure = measureOf(device);
      measure.bytes += sizeBytes + ROW_BYTES;
      if (measure.bytes > WRITTEN_BYTES_MAX) note(device, measure.sinceMs + HOUR_MS);
    },
    isFlooding: (device) => (floodingUntilMs.get(device) ?? 0) > steadyMs(),
    violations: () => [...violations.values()],
  };
}
