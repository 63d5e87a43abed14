/**
 * By which keys the devices of a shop know each other on links: those that a device tells of itself, and
 * those that an authority tells of it. They only add up, so no order matters; revoking a device ends all
 * of its keys at once.
 */

import { type DeviceId, deviceOf } from "../identity.ts";
import { type ChainShape } from "./chain-shape.ts";
import { ofKind, type PlacedAct } from "./control-acts.ts";
import { type CountingActs, isBeforeForks, isSpared } from "./control-pass.ts";

export interface DeviceKeys {
  readonly linkKeys: ReadonlyArray<string>;
  readonly sealKeys: ReadonlyArray<string>;
}

export interface DoorKeys {
  readonly keysByDevice: ReadonlyMap<DeviceId, DeviceKeys>;
  readonly roots: ReadonlyArray<string>;
}

export const NO_KEYS: DeviceKeys = { linkKeys: [], sealKeys: [] };

/** Call with the acts in their order. */
export function doorKeysOf(
  { acts, isAuthority }: CountingActs,
  stored: ReadonlyArray<PlacedAct>,
  shape: ChainShape,
): DoorKeys {
  const revocations = ofKind(acts, "device/revoked");

  function counts(act: PlacedAct): boolean {
    const author = deviceOf(act.event.key.origin);
    return (
      isBeforeForks(act, shape) &&
      revocations.every(
        (cutter) => cutter.event.body.device !== author || isSpared(cutter, act.place, shape),
      )
    );
  }

  const keysByDevice = new Map<DeviceId, DeviceKeys>();
  for (const act of ofKind(stored, "device/keyed")) {
    const { device, linkKey, sealKey } = act.event.body;
    const author = deviceOf(act.event.key.origin);
    if ((author !== device && !isAuthority(author)) || !counts(act)) continue;
    const before = keysByDevice.get(device) ?? NO_KEYS;
    keysByDevice.set(device, {
      linkKeys: withKey(before.linkKeys, linkKey),
      sealKeys: withKey(before.sealKeys, sealKey),
    });
  }
  const roots = ofKind(stored, "shop/root-certified")
    .filter((act) => isAuthority(deviceOf(act.event.key.origin)) && counts(act))
    .map(({ event }) => event.body.certificate);
  return { keysByDevice, roots: [...new Set(roots)].toSorted() };
}

function withKey(keys: ReadonlyArray<string>, key: string): ReadonlyArray<string> {
  return [...new Set([...keys, key])].toSorted();
}
