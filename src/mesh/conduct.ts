/**
 * Limits on what one peer may do to the others. Who breaks them isn't talked to for a while, longer each
 * time, and a person hears of it; what it said that counts has been taken.
 */

import { type DeviceId } from "../domain/identity.ts";
import { type Peer } from "./peer.ts";

export interface Misdeed {
  readonly device: DeviceId;
  /** The last one. */
  readonly reason: string;
  readonly atMs: number;
  readonly count: number;
}

export interface Conduct {
  readonly note: (device: DeviceId, reason: string, nowMs: number) => void;
  readonly isShunned: (device: DeviceId, nowMs: number) => boolean;
  /** False when it says too much. */
  readonly spendMessage: (peer: Peer, nowMs: number) => boolean;
  /** False when it repeats without end what is here already. */
  readonly spendUseless: (peer: Peer, nowMs: number) => boolean;
  readonly misdeeds: () => ReadonlyArray<Misdeed>;
}

const STRETCH_MS = 10_000;
/** Some ten times what the busiest shop's tills say in that time. */
const MESSAGES_MAX = 20_000;
/** Two tills may tell the same at once; a whole history twice is no honest mistake. */
const USELESS_MAX = 5000;
const SHUNNED_FIRST_MS = 10_000;
const SHUNNED_MOST_MS = 600_000;

export function createConduct(): Conduct {
  const misdeeds = new Map<DeviceId, Misdeed & { readonly shunnedUntilMs: number }>();
  return {
    note: (device, reason, nowMs) => {
      const count = 1 + (misdeeds.get(device)?.count ?? 0);
      const shunnedMs = Math.min(SHUNNED_FIRST_MS * 2 ** (count - 1), SHUNNED_MOST_MS);
      const shunnedUntilMs = nowMs + shunnedMs;
      misdeeds.set(device, { device, reason, atMs: nowMs, count, shunnedUntilMs });
    },
    isShunned: (device, nowMs) => (misdeeds.get(device)?.shunnedUntilMs ?? nowMs) > nowMs,
    spendMessage: (peer, nowMs) => {
      const budget = budgetAt(peer, nowMs);
      budget.messages += 1;
      return budget.messages <= MESSAGES_MAX;
    },
    spendUseless: (peer, nowMs) => {
      const budget = budgetAt(peer, nowMs);
      budget.useless += 1;
      return budget.useless <= USELESS_MAX;
    },
    misdeeds: () =>
      [...misdeeds.values()].map(({ device, reason, atMs, count }) => ({
        device,
        reason,
        atMs,
        count,
      })),
  };
}

function budgetAt({ budget }: Peer, nowMs: number): Peer["budget"] {
  if (nowMs - budget.sinceMs >= STRETCH_MS) {
    budget.sinceMs = nowMs;
    budget.messages = 0;
    budget.useless = 0;
  }
  return budget;
}
