/**
 * Limits on what one peer may do to the others. Who breaks them isn't talked to for a while, longer each
 * time, and a person hears of it; what it said that counts has been taken.
 */

import { type DeviceId } from "../../domain/identity.ts";
import { type Peer } from "./peer.ts";

export interface Misdeed {
  readonly device: DeviceId;
  /**
   * `said`: what no till says. `silent`: it comes again and again, and says nothing. `dated`: what it said
   * is of a day far ahead of all clocks.
   */
  readonly kind: "said" | "silent" | "dated";
  /** The last one: what was said; of `dated` the day, `2099-01-01`. */
  readonly reason: string;
  readonly atMs: number;
  readonly count: number;
}

interface Silence {
  readonly forMs: number;
  readonly nowMs: number;
}

export interface Conduct {
  readonly note: (device: DeviceId, reason: string, nowMs: number) => void;
  readonly isShunned: (device: DeviceId, nowMs: number) => boolean;
  /** A link of it ended on which it had not said a word. */
  readonly stayedSilent: (device: DeviceId, silence: Silence) => void;
  readonly greeted: (device: DeviceId) => void;
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
/** Every box that was ever in the shop has one, and one more for each time that it was restored. */
export const TOLD_ENDS_MAX = 10_000;
/**
 * A cable that is pulled ends one link so, and nobody gets through TLS before it is back: whoever does so this
 * often in a row hears us, and won't answer. Told again each time that it was twice as often.
 */
const SILENT_TOLD = 3;
/** Whoever hangs up sooner may have its reasons, such as that it doesn't talk to us for a while. */
const SILENT_MS_MIN = 2000;
const SHUNNED_FIRST_MS = 10_000;
const SHUNNED_MOST_MS = 600_000;

export function createConduct(): Conduct {
  const misdeeds = new Map<DeviceId, { readonly told: Misdeed; readonly shunnedUntilMs: number }>();
  const silences = createSilences();
  return {
    note: (device, reason, nowMs) => {
      const count = 1 + (misdeeds.get(device)?.told.count ?? 0);
      const shunnedMs = Math.min(SHUNNED_FIRST_MS * 2 ** (count - 1), SHUNNED_MOST_MS);
      const shunnedUntilMs = nowMs + shunnedMs;
      const told = { device, kind: "said", reason, atMs: nowMs, count } as const;
      misdeeds.set(device, { told, shunnedUntilMs });
    },
    stayedSilent: silences.stayed,
    greeted: silences.ended,
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
    misdeeds: () => [...[...misdeeds.values()].map(({ told }) => told), ...silences.told()],
  };
}

interface Silences {
  readonly stayed: Conduct["stayedSilent"];
  readonly ended: Conduct["greeted"];
  readonly told: () => ReadonlyArray<Misdeed>;
}

/** It costs nobody anything: as soon as such a device says a word it is heard. */
function createSilences(): Silences {
  const known = new Map<
    DeviceId,
    { readonly inRow: number; readonly atMs: number; readonly told: Misdeed | undefined }
  >();
  return {
    stayed: (device, { forMs, nowMs }) => {
      const { inRow: before = 0, atMs = 0, told } = known.get(device) ?? {};
      // Two links that end together were one try.
      const isAnother = before === 0 || nowMs - atMs >= SILENT_MS_MIN;
      if (forMs < SILENT_MS_MIN || !isAnother) return;
      const inRow = before + 1;
      const isTold = inRow >= SILENT_TOLD && Number.isInteger(Math.log2(inRow / SILENT_TOLD));
      const count = 1 + (told?.count ?? 0);
      const news = { device, kind: "silent", reason: "says nothing", atMs: nowMs, count } as const;
      known.set(device, { inRow, atMs: nowMs, told: isTold ? news : told });
    },
    ended: (device) => {
      const told = known.get(device)?.told;
      if (told === undefined) known.delete(device);
      else known.set(device, { inRow: 0, atMs: told.atMs, told });
    },
    told: () => [...known.values()].flatMap(({ told }) => told ?? []),
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
