/**
 * Throws away what of a purged device nobody needs, so that its room is free. Not at once: a purge by a
 * thief may be void tomorrow, when an authority that is senior to him has been heard. Never what this till
 * has said itself: others may build on it.
 *
 * Only ends of chains go, so that none has a hole; and of segments only those that are in doubt as a whole:
 * the one signature of a segment is at its end, and without it nobody would take what it begins with. So of
 * each chain a part of one segment may stay.
 *
 * With a device goes what those say who are in the shop by its word alone, and that doesn't count.
 */

import * as z from "zod";

import { type DeviceId, deviceOf, type Origin } from "../domain/identity.ts";
import { isCounted } from "../domain/membership/chain-rule.ts";
import { accountOf } from "./doubt.ts";
import { keepKeys } from "./keys-before.ts";
import { type Follower } from "./projection/follower.ts";
import { type Store } from "./store.ts";

export interface PurgingDeps {
  readonly store: Store;
  readonly follower: Follower;
  /** Of this till. */
  readonly device: DeviceId;
}

/** How long a purge has to count on a running till before anything goes. */
export const PURGE_AFTER_MS = 24 * 3_600_000;
/** A clock that jumps, or a till that was off, counts as no more. */
const STEP_MS_MAX = 3_600_000;
const WAITING_KEY = "purges";

const waitingSchema = z.object({
  lookedAtMs: z.number(),
  /** How long each has counted here, in milliseconds of a running till. */
  byDevice: z.record(z.string(), z.number()),
});
type Waiting = z.infer<typeof waitingSchema>;

/**
 * Call in a write transaction, every minute or so; true when something was thrown away. `nowMs`: by the
 * wall.
 */
export function purge(deps: PurgingDeps, nowMs: number): boolean {
  const { store, follower } = deps;
  const { purged } = follower.stageOne().result();
  const before = readWaiting(store);
  if (purged.size === 0 && before === undefined) return false;
  const passedMs = Math.min(Math.max(0, nowMs - (before?.lookedAtMs ?? nowMs)), STEP_MS_MAX);
  const byDevice = Object.fromEntries(
    [...purged].map((device) => {
      const known = before?.byDevice[device];
      return [device, known === undefined ? 0 : known + passedMs] as const;
    }),
  );
  store.setLocal(WAITING_KEY, JSON.stringify({ lookedAtMs: nowMs, byDevice }));
  const due = new Set([...purged].filter((device) => (byDevice[device] ?? 0) >= PURGE_AFTER_MS));
  const stageOne = follower.stageOne();
  const removed = store
    .origins()
    .filter((origin) => deviceOf(origin) !== deps.device)
    .filter((origin) => due.has(deviceOf(origin)) || due.has(accountOf(stageOne, deviceOf(origin))))
    .map((origin) => purgeOrigin(deps, origin));
  if (!removed.includes(true)) return false;
  keepKeys(store, stageOne);
  store.notePurge();
  follower.reset();
  return true;
}

function purgeOrigin({ store, follower }: PurgingDeps, origin: Origin): boolean {
  const keep = follower.stageOne().result().holding.keepOf(origin);
  if ((store.head(origin)?.seq ?? 0) <= keep.until) return false;
  const rows = [...store.ofOrigin(origin, keep.until + 1)];
  const kept = new Set(
    rows.filter(({ last: seq, hash }) => isCounted(keep, { origin, seq, hash })).map(placeOf),
  );
  const places = new Set(rows.filter(({ first }) => first > keep.until).map(placeOf));
  const gone = [...places].filter(
    (place) => !kept.has(place) && !beginsBefore(store, place, keep.until),
  );
  for (const place of gone) store.remove(place);
  return gone.length > 0;
}

function placeOf({ place }: { readonly place: number }): number {
  return place;
}

/** A segment of which the first transactions are needed stays as it is. */
function beginsBefore({ segments }: Store, place: number, until: number): boolean {
  return (segments.at(place)?.first ?? until + 1) <= until;
}

function readWaiting(store: Store): Waiting | undefined {
  const text = store.local(WAITING_KEY);
  if (text === undefined) return undefined;
  const read = waitingSchema.safeParse(JSON.parse(text));
  return read.success ? read.data : undefined;
}
