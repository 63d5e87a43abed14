/**
 * Limits on what one peer may do to the others. Who breaks them isn't talked to for a while, longer each
 * time, and a person hears of it; what it said that counts has been taken.
 */

import { type DeviceId } from "../../domain/identity.ts";
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
  /** False when it says without end what is here already, or what has no place here. */
  readonly spendUseless: (peer: Peer, nowMs: number) => boolean;
  /** Of its own chain, and not asked for. False when no till sells so much. */
  readonly spendNews: (peer: Peer, sizeBytes: number, nowMs: number) => boolean;
  readonly misdeeds: () => ReadonlyArray<Misdeed>;
}

const STRETCH_MS = 10_000;
/** Some ten times what the busiest shop's tills say in that time. */
const MESSAGES_MAX = 20_000;
/** Two tills may tell the same at once; a whole history twice is no honest mistake. */
const USELESS_MAX = 5000;
/** Fifty times what a cashier who sells a thing a second says, which disks have to keep for ever. */
const NEWS_MAX = 5000;
/** What was imported is told in a few large pieces. */
const NEWS_BYTES_MAX = 256 * 1024 * 1024;
/** A copied disk makes one more; each costs whoever hears it a walk along the chain. */
export const VOICES_MAX = 64;
/** Every box that was ever in the shop has one, and one more for each time that it was restored. */
export const TOLD_ENDS_MAX = 10_000;
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
    spendNews: (peer, sizeBytes, nowMs) => {
      const budget = budgetAt(peer, nowMs);
      budget.news += 1;
      budget.newsBytes += sizeBytes;
      return budget.news <= NEWS_MAX && budget.newsBytes <= NEWS_BYTES_MAX;
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
    budget.news = 0;
    budget.newsBytes = 0;
  }
  return budget;
}
