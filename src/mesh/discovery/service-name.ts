/** How a till calls itself on the network: names that say nothing to anybody else. */

import { hash } from "node:crypto";

import { toBase32 } from "../../domain/base/base32.ts";
import { type DeviceId } from "../../domain/identity.ts";
import { type Random } from "../../domain/ports.ts";

const MARK_LENGTH = 8;
const HINT_LENGTH = 8;
const SUFFIX_LENGTH = 4;
const SUFFIX_BYTES = 3;

/**
 * Returns the mark of a printer from its address or MAC, such as `192.0.2.9:9100`. Whoever sees the
 * printer can work it out.
 */
export function printerMark(place: string): string {
  return toBase32(hash("sha256", `printer ${place}`, "buffer"), MARK_LENGTH);
}

/**
 * Returns an instance name that differs at each start, so that old announcements are never taken
 * for new ones.
 */
export function instanceName(device: DeviceId, random: Random): string {
  return `${device.slice(0, HINT_LENGTH)}-${toBase32(random.bytes(SUFFIX_BYTES), SUFFIX_LENGTH)}`;
}
