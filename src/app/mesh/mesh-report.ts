/**
 * What is known of the tills of the shop: by the ledger, and by whoever has the duties and so the links
 * to them. For the command, the list on the screen and the check of the box.
 */

import { deviceName } from "../../domain/commands/change-device.ts";
import { type DeviceId, deviceOf } from "../../domain/identity.ts";
import { type Admission, type AdmittedDevice } from "../../domain/membership/admission.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { type MeshView } from "../mesh-view.ts";
import { isSelfRevoked } from "../own-revocation.ts";
import { type HolderAnswer } from "../printing/duties-holder.ts";
import { linkIdentity } from "./mesh-keys.ts";

export type MeshStanding =
  /** A shop of one box misses nobody. */
  | { readonly type: "single" }
  /** Another till has revoked this one. */
  | { readonly type: "shut-out" }
  /** It was enrolled, and nobody gave it a certificate. */
  | { readonly type: "keyless" }
  /** No program stays on this box that could be connected. */
  | { readonly type: "no-program" }
  | { readonly type: "silent"; readonly pid: number | undefined }
  /** A program stays, and takes no links: it begins, or it can't. */
  | { readonly type: "unlinked"; readonly pid: number }
  | { readonly type: "linked"; readonly pid: number; readonly view: MeshView };

export type PeerView = MeshView["peers"][number];

/** So far from what the others say that somebody has to set a clock. */
export const CLOCK_OFF_MS = 300_000;
/** What a network or a sleepy clock makes of two clocks that are right. */
export const CLOCK_NOTED_MS = 2000;
const FINGERPRINT_DIGITS = 8;
/** Long enough for links to come about: who wasn't heard by then isn't there. */
const SETTLED_MS = 5000;
/** It fetches what the shop has said so far, and ends. */
const JOINING_MS_MAX = 120_000;
/** Long enough to carry a box to its place and open it there. */
const FORGOTTEN_MS = 600_000;

export function meshStanding(ledger: Ledger, holder: HolderAnswer): MeshStanding {
  if (isSelfRevoked(ledger)) return { type: "shut-out" };
  if (otherTills(ledger).length === 0) return { type: "single" };
  if (linkIdentity(ledger) === undefined) return { type: "keyless" };
  if (holder.type === "silent") return { type: "silent", pid: holder.pid };
  if (holder.type !== "answered" || !holder.isResident) return { type: "no-program" };
  const { pid, mesh: view } = holder;
  return view === undefined ? { type: "unlinked", pid } : { type: "linked", pid, view };
}

/** Who is in the shop besides this till, by their letters. */
export function otherTills(ledger: Ledger): ReadonlyArray<AdmittedDevice> {
  const self = ledger.identity.key.device;
  return [...ledger.admission().values()]
    .filter(({ device, revoked }) => device !== self && !revoked)
    .toSorted((one, other) => (one.code < other.code ? -1 : 1));
}

export function peerOf(view: MeshView | undefined, device: DeviceId): PeerView | undefined {
  return view?.peers.find((peer) => peer.device === device);
}

/** Of the other tills. */
export function missingTills(ledger: Ledger, view: MeshView): ReadonlyArray<AdmittedDevice> {
  return otherTills(ledger).filter(({ device }) => peerOf(view, device)?.isConnected !== true);
}

/**
 * It has joined, and nobody has opened a register there: it has said nothing that is here, and was heard
 * only to fetch its shop. Of a build that doesn't say what it is here for: no longer than that takes.
 */
export function isUnopened(ledger: Ledger, view: MeshView, device: DeviceId): boolean {
  const peer = peerOf(view, device);
  if (peer?.isConnected === true || peer?.wasOpen === true) return false;
  if ((peer?.heardForMs ?? 0) >= JOINING_MS_MAX) return false;
  return ![...ledger.heads().keys()].some((origin) => deviceOf(origin) === device);
}

/**
 * The same, for so long that nobody is on the way to open it: what it may have sold is unknown, and each
 * day waits for it.
 */
export function forgottenTills(ledger: Ledger, view: MeshView): ReadonlyArray<AdmittedDevice> {
  return missingTills(ledger, view).filter(({ device }) => {
    const silentMs = peerOf(view, device)?.heardAgoMs ?? view.openForMs;
    return silentMs >= FORGOTTEN_MS && isUnopened(ledger, view, device);
  });
}

export function isSettled(openForMs: number): boolean {
  return openForMs >= SETTLED_MS;
}

/** Of those who are missing: after a start they get the time to be found. */
export function lostTills(ledger: Ledger, view: MeshView): ReadonlyArray<AdmittedDevice> {
  const missing = missingTills(ledger, view).filter(
    ({ device }) => !isUnopened(ledger, view, device),
  );
  if (isSettled(view.openForMs)) return missing;
  return missing.filter(({ device }) => typeof peerOf(view, device)?.heardAgoMs === "number");
}

/** `B Bar`; the begin of its fingerprint for one that the shop doesn't know (any more). */
export function tillName(devices: Admission, device: DeviceId): string {
  const known = devices.get(device);
  return known === undefined ? device.slice(0, FINGERPRINT_DIGITS) : deviceName(known);
}

/**
 * How far this box's clock is ahead of what most of those say that are connected; undefined while
 * nobody is. One that is wrong among several moves nothing.
 */
export function clockAheadMs({
  peers,
}: {
  readonly peers: ReadonlyArray<{
    readonly isConnected: boolean;
    readonly clockAheadMs: number | null | undefined;
  }>;
}): number | undefined {
  const ahead = peers.flatMap((peer) => (peer.isConnected ? (peer.clockAheadMs ?? []) : []));
  if (ahead.length === 0) return undefined;
  // 0 - x: no till is ahead by minus zero.
  return 0 - median(ahead);
}

/** How far the clocks of those that are connected are ahead of what most say; negative is behind. */
export function clocksAheadMs(view: MeshView): ReadonlyMap<DeviceId, number> {
  const own = clockAheadMs(view) ?? 0;
  return new Map(
    view.peers.flatMap(({ device, isConnected, clockAheadMs: ahead }) =>
      isConnected && ahead !== null ? [[device, ahead + own] as const] : [],
    ),
  );
}

/** Those that somebody has to set. */
export function strayClocks(
  view: MeshView,
): ReadonlyArray<{ readonly device: DeviceId; readonly aheadMs: number }> {
  return [...clocksAheadMs(view)].flatMap(([device, aheadMs]) =>
    Math.abs(aheadMs) > CLOCK_OFF_MS ? [{ device, aheadMs }] : [],
  );
}

/** Of an even number the one that is nearer to ours: nobody is said to be wrong without need. */
function median(values: ReadonlyArray<number>): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? 0;
  if (!Number.isInteger(middle)) return upper;
  const lower = sorted[middle - 1] ?? 0;
  return Math.abs(lower) < Math.abs(upper) ? lower : upper;
}
