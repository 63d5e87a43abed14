/**
 * When each other till was last connected with nothing left that it had said and this box lacked: kept
 * for reports, which may be asked for when no program is connected. This box's own affair, in no event.
 */

import * as z from "zod";

import { type DeviceId } from "../../domain/identity.ts";
import { type Clock } from "../../domain/ports.ts";
import { type Store } from "../../ledger/store.ts";
import { type MeshStatus } from "../../mesh/gossip/mesh-status.ts";

export interface HeardOut {
  /** The time by this box's clock, and by that of the till. */
  readonly atMs: number;
  readonly theirsMs: number;
}

export interface HeardOutNotes {
  readonly look: (status: MeshStatus) => void;
  /** Stores the last times, before the connection ends. */
  readonly keep: () => void;
}

const HEARD_OUT_KEY = "heard-out";
/** Nobody is told of a power cut: then it is known this well. */
const KEPT_EVERY_MS = 10 * 60_000;

const heardOutSchema = z.record(z.string(), z.object({ atMs: z.number(), theirsMs: z.number() }));

export function heardOutOf(
  store: Pick<Store, "local">,
): Readonly<Partial<Record<DeviceId, HeardOut>>> {
  const text = store.local(HEARD_OUT_KEY);
  return text === undefined ? {} : (heardOutSchema.safeParse(JSON.parse(text)).data ?? {});
}

export function createHeardOutNotes(
  store: Pick<Store, "local" | "setLocal">,
  clock: Pick<Clock, "nowMs">,
): HeardOutNotes {
  const seen = new Map<DeviceId, HeardOut>();
  const kept = new Map<DeviceId, number>();

  function keep(): void {
    const news = [...seen].filter(([device, { atMs }]) => kept.get(device) !== atMs);
    if (news.length === 0) return;
    // The notes count as stored before the try: a full disk is not tried again at once.
    for (const [device, { atMs }] of news) kept.set(device, atMs);
    store.setLocal(
      HEARD_OUT_KEY,
      JSON.stringify({ ...heardOutOf(store), ...Object.fromEntries(news) }),
    );
  }

  return {
    look: ({ peers }) => {
      const nowMs = clock.nowMs();
      let isDue = false;
      for (const { device, isConnected, isHeardOut, clockAheadMs } of peers) {
        const keptMs = kept.get(device);
        if (isConnected && isHeardOut && clockAheadMs !== undefined) {
          seen.set(device, { atMs: nowMs, theirsMs: nowMs + clockAheadMs });
          isDue ||= keptMs === undefined || Math.abs(nowMs - keptMs) >= KEPT_EVERY_MS;
        } else if (!isConnected) isDue ||= seen.get(device)?.atMs !== keptMs;
      }
      if (isDue) keep();
    },
    keep,
  };
}
