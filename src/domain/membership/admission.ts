/**
 * Stage 1: who belongs to the shop, and what of the stored transactions counts.
 *
 * A pure function of the control acts, of the closes of days, and of the shape of the chains: no time, no
 * order of arrival. First which control acts count (control-pass.ts), then which transactions
 * (chain-pass.ts); nothing of the second has a say in the first. A device's rights only grow: narrowing them is a revocation
 * and a new enrolment, of a new key.
 */

import { type ShopFounded } from "../events/control-events.ts";
import { type Kind } from "../events/kinds.ts";
import { type ChainEnd, type DeviceId, deviceOf, type Origin } from "../identity.ts";
import {
  type AdmissionAttention,
  chainPass,
  type DoubtReason,
  type BatchPosition,
} from "./chain-pass.ts";
import { type ChainRule, isCounted } from "./chain-rule.ts";
import { type ChainShape } from "./chain-shape.ts";
import { inActOrder, ofKind, type PlacedAct } from "./control-acts.ts";
import { type CountingActs, countingActs } from "./control-pass.ts";
import { type Holding, holdingOf } from "./holding.ts";
import { mayOfficeSay, type SaidEvent } from "./office-says.ts";
import { type CompareDevices, compareByPath } from "./seniority.ts";

export interface AdmittedDevice {
  readonly device: DeviceId;
  readonly name: string;
  /** The letter of the device's numbers. */
  readonly code: string;
  readonly rights: ReadonlyArray<string>;
  /** Whether the device may enrol, promote and revoke others. */
  readonly authority: boolean;
  /** Whether events of the device after some point no longer count. */
  readonly revoked: boolean;
  /** The names of the keys that the device shows on links: the SHA-256 of each, hexadecimal. */
  readonly linkKeys: ReadonlyArray<string>;
  /** The raw X25519 keys that secrets are sealed with for the device, hexadecimal. */
  readonly sealKeys: ReadonlyArray<string>;
}

export type Admission = ReadonlyMap<DeviceId, AdmittedDevice>;

/** Whether the shop has a till beside this one. */
export function hasOtherTills(admission: Admission, self: DeviceId): boolean {
  return [...admission.values()].some(
    ({ device, revoked, rights }) => device !== self && !revoked && rights.includes("till"),
  );
}

export interface AdmissionInput {
  /** The device that the shop's own name commits to: a founding by anyone else is void. */
  readonly founder: DeviceId;
  readonly acts: Iterable<PlacedAct>;
  readonly shape: ChainShape;
}

export interface StageOneResult {
  readonly founding: ShopFounded | undefined;
  /** The control acts that count, the senior authority's first. */
  readonly acts: ReadonlyArray<PlacedAct>;
  readonly devices: Admission;
  /**
   * The certificates (DER, base64) of the authorities: one of them signs what the shop's devices
   * show on links.
   */
  readonly roots: ReadonlyArray<string>;
  /** Orders devices by seniority: of two that revoke each other the senior one stays. */
  readonly compareDevices: CompareDevices;
  readonly ruleOf: (origin: Origin) => ChainRule;
  /** How far a chain counts without a person's admission: a close or a revocation vouches for no more. */
  readonly soundOf: (origin: Origin) => ChainRule;
  /** The transactions that have to be held, stored and sent, whoever wrote them. */
  readonly holding: Holding;
  /** Returns how far a chain counts; equal texts mean the same, whatever else is held. */
  readonly extentOf: (origin: Origin, last?: number) => string;
  /** The devices of which nothing is kept that need not be. */
  readonly purged: ReadonlySet<DeviceId>;
  /** Returns why the rule leaves out a stored transaction of one of the shop's devices. */
  readonly reasonOf: (place: ChainEnd) => DoubtReason;
  readonly isBatchRetired: (part: BatchPosition) => boolean;
  readonly attention: ReadonlyArray<AdmissionAttention>;
  /** The result as a text: equal texts mean that the same counts, whatever else is held. */
  readonly text: string;
}

export function stageOneOf({ founder, acts, shape }: AdmissionInput): StageOneResult {
  const stored = inActOrder(acts);
  const control = countingActs(founder, stored, shape);
  const members = membersOf(control);
  const compareDevices = compareByPath(control.paths);
  const chains = chainPass(control, stored, {
    shape,
    compareDevices,
    mayClose: (device) => members.get(device)?.rights.includes("till") === true,
  });
  const { ruleOf, soundOf, extentOf, reasonOf, isBatchRetired, attention } = chains;
  const doorKeys = doorKeysOf(
    control,
    stored,
    (place) => members.has(deviceOf(place.origin)) && isCounted(ruleOf(place.origin), place),
  );
  const devices = new Map(
    [...members].map(([device, member]) => [
      device,
      { ...member, ...(doorKeys.keysByDevice.get(device) ?? NO_KEYS) },
    ]),
  );
  const purged = purgedBy(control, devices);
  const rules = chains
    .ruled()
    .filter((origin) => members.has(deviceOf(origin)))
    .map((origin) => [origin, extentOf(origin)] as const);
  // The keys of links decide who may talk, not what counts.
  const byDevice = [...devices.values()]
    .toSorted((a, b) => (a.device < b.device ? -1 : 1))
    .map(({ device, name, code, rights, authority, revoked }) => {
      return { device, name, code, rights, authority, revoked };
    });
  return {
    founding: control.founding?.event.body,
    acts: control.acts,
    devices,
    roots: doorKeys.roots,
    compareDevices,
    ruleOf,
    soundOf,
    holding: holdingOf(chains.judged, control, chains.lacked),
    extentOf,
    purged,
    reasonOf,
    isBatchRetired,
    attention,
    text: JSON.stringify([byDevice, rules, chains.settlements.map(settlementText)]),
  };
}

/**
 * Whether a device with these rights may write a kind, by its name alone. A device without authority cannot
 * write control acts, which are void by themselves and not asked here.
 */
export function mayWrite({ rights }: Pick<AdmittedDevice, "rights">, kind: string): boolean {
  const namespace = namespaceOf(kind);
  if (isControlKind(kind)) return true;
  if (rights.includes("till")) return true;
  if (rights.includes("hub") && HUB_KINDS.has(kind)) return true;
  return rights.includes("kitchen") && (namespace === "ticket" || namespace === "shift");
}

/**
 * Whether a device with these rights may say that: head office may say of people's names what office-says.ts allows.
 */
export function maySay(device: AdmittedDevice, event: SaidEvent): boolean {
  if (!mayWrite(device, event.kind)) return false;
  return device.rights.includes("till") || mayOfficeSay(device.device, event);
}

/** What head office may say: what a shop sells, to which rules, and who works there; no trade, no PIN. */
const HUB_KINDS: ReadonlySet<string> = new Set<Kind>([
  "product/set",
  "product/code-added",
  "product/code-removed",
  "category/set",
  "modifier-group/set",
  "tax-class/set",
  "tax-class/planned",
  "price-list/set",
  "price/listed",
  "price/planned",
  "price/plan-cancelled",
  "promotion/set",
  "setting/set",
  "setting/planned",
  "role/set",
  "staff/set",
  "secret/written",
  "hub/offered",
]);

/** Whether a device may be told the shop's secrets: head office has neither its PINs nor its people's data. */
export function mayHaveSecrets({ rights }: Pick<AdmittedDevice, "rights">): boolean {
  return rights.some((right) => right !== "hub");
}

/** Whether stage 1 has to look at a kind: those of membership, and those that vouch for chains. */
export function concernsStageOne(kind: string): boolean {
  return isControlKind(kind) || kind === ("day/closed" satisfies Kind);
}

/** Whether a kind is a control kind, by its name, so that a later build finds what it knows. */
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

/** Returns the members: the first enrolment that counts gives name and code, and every one gives its rights. */
function membersOf({ founding, acts, isAuthority }: CountingActs): Admission {
  const devices = new Map<DeviceId, AdmittedDevice>();
  if (founding === undefined) return devices;
  const revoked = new Set(ofKind(acts, "device/revoked").map(({ event }) => event.body.device));
  function enrol(
    { device, name, code }: Pick<AdmittedDevice, "device" | "name" | "code">,
    rights: ReadonlyArray<string>,
  ): void {
    const admitted = devices.get(device);
    const all = new Set([...(admitted?.rights ?? []), ...rights]);
    devices.set(device, {
      device,
      name: admitted?.name ?? name,
      code: admitted?.code ?? code,
      rights: [...all].toSorted(),
      authority: isAuthority(device),
      revoked: revoked.has(device),
      ...NO_KEYS,
    });
  }
  const { device, deviceName: name, code } = founding.event.body;
  enrol({ device, name, code }, ["till"]);
  for (const { event } of ofKind(acts, "device/enrolled")) enrol(event.body, event.body.rights);
  return devices;
}

/**
 * Returns the purged devices. Nothing of an honest device in good standing is thrown away: a thief
 * who purged it would make a till forget what others build on.
 */
function purgedBy({ acts, paths }: CountingActs, devices: Admission): ReadonlySet<DeviceId> {
  const named = ofKind(acts, "chain/purged").map(({ event }) => event.body.device);
  return new Set(
    named.filter((device) => !paths.has(device) || devices.get(device)?.revoked === true),
  );
}

function settlementText({ event, place }: PlacedAct): unknown {
  return [event.kind, deviceOf(event.key.origin), place.hash, event.body];
}

/*
 * By which keys the devices of a shop know each other on links: those that a device tells of itself, and
 * those that an authority tells of it. They only add up, so no order matters; revoking a device ends all
 * of its keys at once.
 */

interface DeviceKeys {
  readonly linkKeys: ReadonlyArray<string>;
  readonly sealKeys: ReadonlyArray<string>;
}

interface DoorKeys {
  readonly keysByDevice: ReadonlyMap<DeviceId, DeviceKeys>;
  readonly roots: ReadonlyArray<string>;
}

const NO_KEYS: DeviceKeys = { linkKeys: [], sealKeys: [] };

/**
 * Returns the keys by device; call with the acts in their order. `isCounted` says whether a
 * device's own statement about its keys counts.
 */
function doorKeysOf(
  { acts }: CountingActs,
  stored: ReadonlyArray<PlacedAct>,
  isCounted: (place: ChainEnd) => boolean,
): DoorKeys {
  const own = ofKind(stored, "device/keyed").filter(
    ({ event, place }) => deviceOf(event.key.origin) === event.body.device && isCounted(place),
  );
  const keysByDevice = new Map<DeviceId, DeviceKeys>();
  for (const { event } of [...ofKind(acts, "device/keyed"), ...own]) {
    const { device, linkKey, sealKey } = event.body;
    const keys = keysByDevice.get(device) ?? NO_KEYS;
    keysByDevice.set(device, {
      linkKeys: withKey(keys.linkKeys, linkKey),
      sealKeys: withKey(keys.sealKeys, sealKey),
    });
  }
  const roots = ofKind(acts, "shop/root-certified").map(({ event }) => event.body.certificate);
  return { keysByDevice, roots: [...new Set(roots)].toSorted() };
}

function withKey(keys: ReadonlyArray<string>, key: string): ReadonlyArray<string> {
  return [...new Set([...keys, key])].toSorted();
}
