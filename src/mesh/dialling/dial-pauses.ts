/**
 * Tills that are left alone for a while after a link to them: because it ended within moments of its
 * beginning, or because one of both is shut out, and a link between them has little to tell.
 *
 * No I/O: time is handed in and never goes back.
 */

import { type DeviceId } from "../../domain/identity.ts";
import { type Random } from "../../domain/ports.ts";
import { fraction } from "../address.ts";
import { backOffMs, namesTill, RETRY_MS_MAX_TRUSTED, RETRY_MS_MIN } from "./dial-candidate.ts";

/** Who belongs to the shop decides whom to dial, and how often. */
export interface DialRules {
  /** Revoked devices, which are never dialled. One that doesn't know it yet dials by itself, and is told. */
  readonly never: ReadonlyArray<DeviceId>;
  /**
   * Revoked here, and may have revoked this one: of two that shut each other out the junior one dials, to
   * hear so.
   */
  readonly seldom: ReadonlyArray<DeviceId>;
  /** Whether this till is revoked, or was told so: it checks now and then whether that still holds. */
  readonly isRevoked: boolean;
}

export interface EndedLink {
  readonly device: DeviceId;
  readonly lastedMs: number;
  readonly isSeldom: boolean;
}

export interface DialPauses {
  readonly ended: (link: EndedLink, nowMs: number) => void;
  /** Somebody has heard all that was to be told on a link of two of whom one is shut out. */
  readonly isHeardOut: () => boolean;
  /** The whole id, or the begin of one. */
  readonly areOn: (owner: string, rules: DialRules, nowMs: number) => boolean;
  /** Forgets the pauses that have nothing to do with a revocation. */
  readonly forgetBrief: () => void;
}

interface DialPause {
  /** The number of short links in a row. */
  readonly count: number;
  readonly untilMs: number;
  readonly isSeldom: boolean;
}

export const EVERYBODY: DialRules = { never: [], seldom: [], isRevoked: false };
/** Longer than a revoked device is listened to. */
const LASTING_MS = 15_000;
/** A link that breaks sooner may have left something unsent: it is dialled again soon. */
const HEARD_OUT_MS = 8000;
export const SELDOM_MS_MAX = 900_000;
const SELDOM = { firstMs: 5000, mostMs: SELDOM_MS_MAX };
/** A cable that is plugged in badly, a till that is started twice: it is looked for at once. */
const BRIEF_FREE = 2;
/** The most pauses: more tills than a shop has. */
const PAUSES_MAX = 128;
const BRIEF = { firstMs: RETRY_MS_MIN, mostMs: RETRY_MS_MAX_TRUSTED };

export function createDialPauses(random: Random): DialPauses {
  const pauses = new Map<DeviceId, DialPause>();
  let isHeardOut = false;

  function brief(ends: number): number {
    const count = ends - BRIEF_FREE;
    return count <= 0 ? 0 : backOffMs({ count, ...BRIEF }, fraction(random));
  }

  return {
    ended: ({ device, lastedMs, isSeldom }, nowMs) => {
      const wasHeard = isSeldom && lastedMs >= HEARD_OUT_MS;
      isHeardOut ||= wasHeard;
      if (!isSeldom && lastedMs >= LASTING_MS) {
        pauses.delete(device);
        return;
      }
      const count = 1 + (pauses.get(device)?.count ?? 0);
      const pauseMs = wasHeard ? backOffMs({ count, ...SELDOM }, fraction(random)) : brief(count);
      pauses.delete(device);
      pauses.set(device, { count, untilMs: nowMs + pauseMs, isSeldom: wasHeard });
      const [oldest] = pauses.keys();
      if (pauses.size > PAUSES_MAX && oldest !== undefined) pauses.delete(oldest);
    },
    isHeardOut: () => isHeardOut,
    // Who is let in again needn't wait.
    areOn: (owner, rules, nowMs) => {
      for (const [device, { untilMs, isSeldom }] of pauses) {
        if (nowMs >= untilMs || !namesTill(owner, device)) continue;
        if (!isSeldom || isDialledSeldom(rules, device)) return true;
      }
      return false;
    },
    forgetBrief: () => {
      for (const [device, { isSeldom }] of pauses) if (!isSeldom) pauses.delete(device);
    },
  };
}

export function isDialledSeldom(
  { seldom, isRevoked }: DialRules,
  owner: string | undefined,
): boolean {
  return isRevoked || seldom.some((device) => namesTill(owner, device));
}
