/**
 * The state of the shop's tills, by the ledger and by the process with the links: for the command,
 * the list on the screen and the check of the box.
 */

import { deviceName } from "../../domain/commands/office/change-device.ts";
import { type DeviceId, deviceOf } from "../../domain/identity.ts";
import {
  type Admission,
  type AdmittedDevice,
  mayHaveSecrets,
} from "../../domain/membership/admission.ts";
import { type Clock } from "../../domain/ports.ts";
import { printersOf } from "../../domain/printers/printers.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { closedAtMs } from "../membership/closed-till.ts";
import { type MeshView } from "../membership/mesh-view.ts";
import { isSelfRevoked } from "../membership/own-revocation.ts";
import { type HolderAnswer } from "../printing/duties-holder.ts";
import { shopTimeText } from "../shop-time-text.ts";
import { type Till } from "../till/till.ts";
import { linkIdentity } from "./mesh-keys.ts";

export type MeshStanding =
  /** A shop of one box misses nobody. */
  | { readonly type: "single" }
  /** Another till has revoked this one. */
  | { readonly type: "shut-out" }
  /** The till was enrolled, and nobody gave it a certificate. */
  | { readonly type: "keyless" }
  /** No program stays on this box that could be connected. */
  | { readonly type: "no-program" }
  | { readonly type: "silent"; readonly pid: number | undefined }
  /** A program stays, and takes no links: it begins, or it can't. */
  | { readonly type: "unlinked"; readonly pid: number }
  | { readonly type: "linked"; readonly pid: number; readonly view: MeshView };

export type PeerView = MeshView["peers"][number];

/** The difference to the other clocks from which on somebody has to set one. */
export const CLOCK_OFF_MS = 300_000;
/** The difference that a network or a sleepy clock makes between two right clocks. */
export const CLOCK_NOTED_MS = 2000;
const FINGERPRINT_DIGITS = 8;
/** Long enough for links to come about: who wasn't heard by then isn't there. */
const SETTLED_MS = 5000;
/** The time in which a joining box fetches what the shop has, and ends. */
const JOINING_MS_MAX = 120_000;
/** Long enough to carry a box to its place and open it there. */
const FORGOTTEN_MS = 600_000;

export function meshStanding(ledger: Ledger, holder: HolderAnswer): MeshStanding {
  if (isSelfRevoked(ledger)) return { type: "shut-out" };
  // Nobody is missed who sells: head office may be away for as long as it likes.
  const isAlone = otherTills(ledger).length === 0;
  if (isAlone && (officesOf(ledger).length === 0 || !isLinked(holder))) return { type: "single" };
  if (linkIdentity(ledger) === undefined) return { type: "keyless" };
  if (holder.type === "silent") return { type: "silent", pid: holder.pid };
  if (holder.type !== "answered" || !holder.isResident) return { type: "no-program" };
  const { pid, mesh: view } = holder;
  return view === undefined ? { type: "unlinked", pid } : { type: "linked", pid, view };
}

function isLinked(holder: HolderAnswer): boolean {
  return holder.type === "answered" && holder.isResident && holder.mesh !== undefined;
}

/** Returns the other tills of the shop, by their letters; head office is none. */
export function otherTills(ledger: Ledger): ReadonlyArray<AdmittedDevice> {
  return othersOf(ledger).filter(mayHaveSecrets);
}

/** Returns head office as a device of the shop; none where the shop has none. */
export function officesOf(ledger: Ledger): ReadonlyArray<AdmittedDevice> {
  return othersOf(ledger).filter((device) => !mayHaveSecrets(device));
}

function othersOf(ledger: Ledger): ReadonlyArray<AdmittedDevice> {
  const self = ledger.identity.key.device;
  return [...ledger.admission().values()]
    .filter(({ device, revoked }) => device !== self && !revoked)
    .toSorted((one, other) => (one.code < other.code ? -1 : 1));
}

export function peerOf(view: MeshView | undefined, device: DeviceId): PeerView | undefined {
  return view?.peers.find((peer) => peer.device === device);
}

/** Returns the other tills that are missing. */
export function missingTills(ledger: Ledger, view: MeshView): ReadonlyArray<AdmittedDevice> {
  return otherTills(ledger).filter(({ device }) => peerOf(view, device)?.isConnected !== true);
}

/**
 * Whether a joined till has no register open yet: it has written nothing that is here, and was
 * heard only while it fetched its shop. An older build does not say what it is here for, so the
 * time that a fetch takes decides.
 */
export function isUnopened(ledger: Ledger, view: MeshView, device: DeviceId): boolean {
  const peer = peerOf(view, device);
  if (peer?.isConnected === true || peer?.wasOpen === true) return false;
  if ((peer?.heardForMs ?? 0) >= JOINING_MS_MAX) return false;
  return ![...ledger.heads().keys()].some((origin) => deviceOf(origin) === device);
}

/**
 * Returns the tills that stayed unopened for so long that nobody is on the way to open them: their
 * sales are unknown, and each day waits for them.
 */
export function forgottenTills(ledger: Ledger, view: MeshView): ReadonlyArray<AdmittedDevice> {
  return missingTills(ledger, view).filter(({ device }) => {
    const silentMs = peerOf(view, device)?.heardAgoMs ?? view.openForMs;
    return silentMs >= FORGOTTEN_MS && isUnopened(ledger, view, device);
  });
}

/** Since when it is closed, as people there say it. */
export function closedText(
  { till, clock }: ReportedShop,
  device: DeviceId,
  locale: Locale = "en",
): string | undefined {
  const atMs = closedAtMs(till.ledger, device);
  const { offsetMinutes } = till;
  return atMs === undefined
    ? undefined
    : shopTimeText({ offsetMinutes, locale }, atMs, clock.nowMs());
}

interface ReportedShop {
  readonly till: Pick<Till, "ledger" | "offsetMinutes">;
  readonly clock: Clock;
}

export interface PrintedFor {
  /** The name of the till whose printers they are. */
  readonly till: string;
  readonly printers: ReadonlyArray<string>;
}

/** Returns the printers of other tills that a till drives, since those have handed them over. */
export function printedFor(ledger: Ledger, device: DeviceId): ReadonlyArray<PrintedFor> {
  const driven = ledger.read((view) => printersOf(view, device));
  const printersByTill = Map.groupBy(driven, ({ till }) => till ?? device);
  printersByTill.delete(device);
  return [...printersByTill].map(([till, printers]) => ({
    till: ledger.admission().get(till)?.name ?? tillName(ledger.admission(), till),
    printers: printers.map(({ name }) => name),
  }));
}

export function isSettled(openForMs: number): boolean {
  return openForMs >= SETTLED_MS;
}

/** Returns the missing tills that went without a word, and had their time to be found after a start. */
export function lostTills(ledger: Ledger, view: MeshView): ReadonlyArray<AdmittedDevice> {
  const missing = missingTills(ledger, view).filter(
    ({ device }) => !isUnopened(ledger, view, device) && closedAtMs(ledger, device) === undefined,
  );
  if (isSettled(view.openForMs)) return missing;
  return missing.filter(({ device }) => typeof peerOf(view, device)?.heardAgoMs === "number");
}

/** `B Bar`; the begin of its fingerprint for one that the shop doesn't know (any more). */
export function tillName(devices: Admission, device: DeviceId): string {
  const member = devices.get(device);
  return member === undefined ? device.slice(0, FINGERPRINT_DIGITS) : deviceName(member);
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
    readonly lacks?: unknown;
  }>;
}): number | undefined {
  const tills = peers.filter((peer) => peer.isConnected && !isOffice(peer));
  const ahead = tills.flatMap((peer) => peer.clockAheadMs ?? []);
  if (ahead.length === 0) return undefined;
  // 0 - x: no till is ahead by minus zero.
  return 0 - median(ahead);
}

/** Returns how far each clock that is heard is ahead of this box's; negative is behind. */
export function heardClocks({
  peers,
}: MeshView): ReadonlyArray<{ readonly device: DeviceId; readonly aheadMs: number }> {
  return peers.flatMap((peer) => {
    const { device, isConnected, clockAheadMs: aheadMs } = peer;
    return isConnected && aheadMs !== null && !isOffice(peer) ? [{ device, aheadMs }] : [];
  });
}

/** The clock of head office says nothing to a shop: its people can't set it. */
function isOffice({ lacks }: { readonly lacks?: unknown }): boolean {
  return lacks !== undefined;
}

/** How far the clocks of those that are connected are ahead of what most say; negative is behind. */
export function clocksAheadMs(view: MeshView): ReadonlyMap<DeviceId, number> {
  const own = clockAheadMs(view) ?? 0;
  return new Map(heardClocks(view).map(({ device, aheadMs }) => [device, aheadMs + own]));
}

/** Returns the clocks that somebody has to set. */
export function strayClocks(
  view: MeshView,
): ReadonlyArray<{ readonly device: DeviceId; readonly aheadMs: number }> {
  return [...clocksAheadMs(view)].flatMap(([device, aheadMs]) =>
    Math.abs(aheadMs) > CLOCK_OFF_MS ? [{ device, aheadMs }] : [],
  );
}

/**
 * Returns the median; of an even number the value nearer to our clock, so that nobody is called
 * wrong without need.
 */
function median(values: ReadonlyArray<number>): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? 0;
  if (!Number.isInteger(middle)) return upper;
  const lower = sorted[middle - 1] ?? 0;
  return Math.abs(lower) < Math.abs(upper) ? lower : upper;
}
