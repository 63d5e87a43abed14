/**
 * Stage 1: who belongs to the shop, and what of the stored transactions counts.
 *
 * A pure function of the control acts and of the shape of the chains: no time, no order of arrival.
 * An enrolment counts when its author is the founder, or a device that a counting act promoted; so
 * the set grows until nothing more counts. (Revocations, forks that a person settles and further
 * incarnations change the same result, and belong to the same function.)
 */

import { compareKeys, type EventKey } from "./events/event.ts";
import { type KnownEvent } from "./events/kinds.ts";
import { type DeviceId, deviceOf, type Origin } from "./identity.ts";

export interface AdmittedDevice {
  readonly device: DeviceId;
  readonly name: string;
  /** The letter of its numbers. */
  readonly code: string;
  readonly rights: ReadonlyArray<string>;
  /** Whether it may enrol and promote. */
  readonly authority: boolean;
}

export type Admission = ReadonlyMap<DeviceId, AdmittedDevice>;

type Enrolment = Extract<KnownEvent, { readonly kind: "device/enrolled" }>;
type Promotion = Extract<KnownEvent, { readonly kind: "device/promoted" }>;

/**
 * The devices that count, by the control acts that are stored, in any order. `founder` is the device
 * that the shop's own name commits to: a founding by anyone else is void.
 */
export function admittedDevices(founder: DeviceId, acts: Iterable<KnownEvent>): Admission {
  const sorted = [...acts].toSorted((a, b) => compareActs(a.key, b.key));
  const enrolments = sorted.filter((act): act is Enrolment => act.kind === "device/enrolled");
  const promotions = sorted.filter((act): act is Promotion => act.kind === "device/promoted");
  const devices = new Map<DeviceId, AdmittedDevice>();
  for (const act of sorted) {
    if (act.kind !== "shop/founded" || devices.size > 0) continue;
    if (deviceOf(act.key.origin) !== founder || act.body.device !== founder) continue;
    const { device, deviceName: name, code } = act.body;
    devices.set(device, { device, name, code, rights: ["till"], authority: true });
  }
  while (admitMore(devices, enrolments) || promoteMore(devices, promotions));
  return devices;
}

/**
 * Whether a device with these rights may write a kind; one that it may not quarantines what follows.
 * Control acts are not asked here: those of a device without authority are void by themselves.
 */
export function mayWrite({ rights }: AdmittedDevice, kind: string): boolean {
  const namespace = namespaceOf(kind);
  if (isControlKind(kind)) return true;
  if (rights.includes("till")) return true;
  return rights.includes("kitchen") && (namespace === "ticket" || namespace === "shift");
}

/** Whether stage 1 may have to look at it: by name, so that a build to come finds what it knows. */
export function isControlKind(kind: string): boolean {
  return CONTROL_NAMESPACES.has(namespaceOf(kind));
}

const CONTROL_NAMESPACES: ReadonlySet<string> = new Set([
  "shop",
  "device",
  "incarnation",
  "fork",
  "chain",
]);

function namespaceOf(kind: string): string {
  return kind.slice(0, kind.indexOf("/"));
}

/** Enrolling a device again gives it the rights that it lacks; nothing here takes any away. */
function admitMore(
  devices: Map<DeviceId, AdmittedDevice>,
  enrolments: ReadonlyArray<Enrolment>,
): boolean {
  const next = enrolments.find(
    ({ body, key }) =>
      isAuthority(devices, key.origin) && lacksRights(devices.get(body.device), body.rights),
  );
  if (next === undefined) return false;
  const { device, name, code, rights } = next.body;
  const before = devices.get(device) ?? { device, name, code, rights: [], authority: false };
  const all = new Set([...before.rights, ...rights]);
  devices.set(device, { ...before, rights: [...all].toSorted() });
  return true;
}

function lacksRights(device: AdmittedDevice | undefined, rights: ReadonlyArray<string>): boolean {
  return device === undefined || rights.some((right) => !device.rights.includes(right));
}

function promoteMore(
  devices: Map<DeviceId, AdmittedDevice>,
  promotions: ReadonlyArray<Promotion>,
): boolean {
  const next = promotions.find(
    ({ body, key }) =>
      devices.get(body.device)?.authority === false && isAuthority(devices, key.origin),
  );
  const device = next === undefined ? undefined : devices.get(next.body.device);
  if (device === undefined) return false;
  devices.set(device.device, { ...device, authority: true });
  return true;
}

function isAuthority(devices: Admission, origin: Origin): boolean {
  return devices.get(deviceOf(origin))?.authority === true;
}

/** Control acts never rank by their clock: by author, then by place on the author's chain. */
function compareActs(a: EventKey, b: EventKey): number {
  return a.origin === b.origin ? a.seq - b.seq : compareKeys({ ...a, hlc: 0 }, { ...b, hlc: 0 });
}
