/** How a till calls itself on the network: names that say nothing to anybody else. */

import { hash } from "node:crypto";

import { toBase32 } from "../../domain/base32.ts";
import { type DeviceId, type ShopId } from "../../domain/identity.ts";
import { type Random } from "../../domain/ports.ts";

const TAG_LENGTH = 12;
const MARK_LENGTH = 8;
const HINT_LENGTH = 8;
const SUFFIX_LENGTH = 4;
const SUFFIX_BYTES = 3;

/** The same for all tills of a shop; nobody learns the shop's id from it. */
export function shopTag(shop: ShopId): string {
  return toBase32(hash("sha256", shop, "buffer"), TAG_LENGTH);
}

/** Of a printer by one way to know it, `192.0.2.9:9100` or its MAC; whoever sees the printer can tell it. */
export function printerMark(place: string): string {
  return toBase32(hash("sha256", `printer ${place}`, "buffer"), MARK_LENGTH);
}

/** Another one at each start, so that what was said before is never taken for what is said now. */
export function instanceName(device: DeviceId, random: Random): string {
  return `${device.slice(0, HINT_LENGTH)}-${toBase32(random.bytes(SUFFIX_BYTES), SUFFIX_LENGTH)}`;
}
