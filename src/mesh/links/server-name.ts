/**
 * What a shop is called by whoever dials a port that takes the links of several (RFC 6066, section 3). It goes over
 * the network in the clear, so it tells no more than the announcement of a till does.
 */

import { hash } from "node:crypto";

import { toBase32 } from "../../domain/base/base32.ts";
import { type ShopId } from "../../domain/identity.ts";

const TAG_LENGTH = 12;
const SHEET_PREFIX = "tillmesh/sheet-name/1\0";

/** Returns the tag of a shop, which is the same for all its tills. Nobody learns the shop's id from it. */
export function shopTag(shop: ShopId): string {
  return toBase32(hash("sha256", shop, "buffer"), TAG_LENGTH);
}

/** Returns what the office calls the shop of a recovery sheet, by the sheet's public key: only a member knows that. */
export function sheetServerName(sheetKey: string): string {
  const tag = toBase32(hash("sha256", SHEET_PREFIX + sheetKey, "buffer"), TAG_LENGTH);
  return `${tag}.sheet.tillmesh.local`;
}

/** Returns a host name that belongs to nobody (RFC 6762 keeps `local`). */
export function serverNameOf(shop: ShopId): string {
  return `${shopTag(shop)}.tillmesh.local`;
}
