/**
 * Why a device is revoked, and who took its place: in the words of whoever did it. They stand outside the
 * chains, signed by an authority, because a revoked device hears nothing else any more.
 */

import { deviceName } from "../../domain/commands/office/change-device.ts";
import { type DeviceId } from "../../domain/identity.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { replacedId, revokedId } from "../../mesh/gossip/door.ts";

export interface Revocation {
  /** The reason as it was typed; empty for none. */
  readonly reason: string;
  /** `E Bar new`, once it has joined. */
  readonly replacedBy: string | undefined;
}

/** The rest of a sentence has room beside it on 80 columns. */
const SHOWN_MAX = 24;

/** Returns the revocation of a revoked device. */
export function revocationOf(ledger: Ledger, device: DeviceId): Revocation {
  return {
    reason: firstText(ledger, revokedId(device, "")) ?? "",
    replacedBy: firstText(ledger, replacedId(device, "")),
  };
}

/** Returns the revocation in few words, for a line of a screen. */
export function shortRevocation(ledger: Ledger, device: DeviceId): Revocation {
  const { reason, replacedBy } = revocationOf(ledger, device);
  return {
    reason: shortened(reason),
    replacedBy: replacedBy === undefined ? undefined : shortened(replacedBy),
  };
}

function shortened(text: string): string {
  const signs = Array.from(text);
  return signs.length <= SHOWN_MAX ? text : `${signs.slice(0, SHOWN_MAX - 1).join("")}…`;
}

/** Keeps the replacement, so that any till that meets the old one can tell it. */
export function keepReplacement(
  { words, identity, admission }: Ledger,
  old: DeviceId,
  device: DeviceId,
): void {
  const id = replacedId(old, identity.key.device);
  const admitted = admission().get(device);
  if (admitted === undefined || words.row(id) !== undefined) return;
  words.put(id, Buffer.from(deviceName(admitted)));
}

function firstText({ words }: Ledger, start: string): string | undefined {
  for (const id of words.idsFrom(start)) {
    const value = words.get(id);
    if (value !== undefined && value.length > 0) return Buffer.from(value).toString("utf8");
  }
  return undefined;
}
