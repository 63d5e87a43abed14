/**
 * The addresses at which tills were reached, newest first: a till dials them after a start when
 * nothing announces others.
 */

import { type DeviceId } from "../../domain/identity.ts";
import { type Address } from "../address.ts";

export interface RememberedAddress extends Address {
  readonly device: DeviceId;
}

/** The store in which working addresses outlive the process. */
export interface AddressMemory {
  readonly load: () => ReadonlyArray<RememberedAddress>;
  /** All of them, newest first; called when they have changed. */
  readonly save: (addresses: ReadonlyArray<RememberedAddress>) => void;
}

const REMEMBERED_MAX = 128;
/** A box with a cable and an aerial, and its address before the last change. */
const PER_DEVICE_MAX = 3;

/** An address belongs to the till that was there last. */
export function withWorking(
  addresses: ReadonlyArray<RememberedAddress>,
  working: RememberedAddress,
): ReadonlyArray<RememberedAddress> {
  return newest([working, ...addresses.filter((known) => !isSameAddress(known, working))]);
}

/** Keeps the newest addresses: a limited number in all, and of each till. */
export function newest(
  addresses: ReadonlyArray<RememberedAddress>,
): ReadonlyArray<RememberedAddress> {
  const counts = new Map<DeviceId, number>();
  const kept = addresses.filter(({ device }) => {
    const count = (counts.get(device) ?? 0) + 1;
    counts.set(device, count);
    return count <= PER_DEVICE_MAX;
  });
  return kept.slice(0, REMEMBERED_MAX);
}

export function hasAddress(
  addresses: ReadonlyArray<RememberedAddress>,
  sought: RememberedAddress,
): boolean {
  return addresses.some((known) => known.device === sought.device && isSameAddress(known, sought));
}

export function areSame(
  left: ReadonlyArray<RememberedAddress>,
  right: ReadonlyArray<RememberedAddress>,
): boolean {
  return (
    left.length === right.length &&
    left.every((known, index) => hasAddress(right.slice(index, index + 1), known))
  );
}

function isSameAddress(left: Address, right: Address): boolean {
  return left.host === right.host && left.port === right.port;
}
