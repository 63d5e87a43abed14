/**
 * By which keys the devices of a shop know each other on links: those that a device tells of itself, and
 * those that an authority tells of it. They only add up, so no order matters; revoking a device ends all
 * of its keys at once.
 */

import { type ChainEnd, type DeviceId, deviceOf } from "../identity.ts";
import { ofKind, type PlacedAct } from "./control-acts.ts";
import { type CountingActs } from "./control-pass.ts";

export interface DeviceKeys {
  readonly linkKeys: ReadonlyArray<string>;
  readonly sealKeys: ReadonlyArray<string>;
}

export interface DoorKeys {
  readonly keysByDevice: ReadonlyMap<DeviceId, DeviceKeys>;
  readonly roots: ReadonlyArray<string>;
}

export const NO_KEYS: DeviceKeys = { linkKeys: [], sealKeys: [] };

/** Call with the acts in their order. `isCounted`: what a device says of its own keys, once it counts. */
export function doorKeysOf(
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
    const before = keysByDevice.get(device) ?? NO_KEYS;
    keysByDevice.set(device, {
      linkKeys: withKey(before.linkKeys, linkKey),
      sealKeys: withKey(before.sealKeys, sealKey),
    });
  }
  const roots = ofKind(acts, "shop/root-certified").map(({ event }) => event.body.certificate);
  return { keysByDevice, roots: [...new Set(roots)].toSorted() };
}

function withKey(keys: ReadonlyArray<string>, key: string): ReadonlyArray<string> {
  return [...new Set([...keys, key])].toSorted();
}
