/**
 * The acts of the recovery sheet. The sheet has no chain, because using it on two boxes apart would
 * fork one: its act is a statement signed by its key, and the box that it enrols carries it.
 */

import { type DeviceEnrolled } from "../../domain/events/control-events.ts";
import { type DeviceId, type ShopId } from "../../domain/identity.ts";
import { type DeviceKey, deviceIdOf, isStatementSignedBy } from "./chain.ts";

/** The private side of a sheet, as far as it signs. */
export type SheetSigner = Pick<DeviceKey, "signStatement">;

/** A box that the sheet takes into the shop, with authority. */
export interface NewDevice {
  readonly shop: ShopId;
  /** The public key, raw, hexadecimal. */
  readonly key: string;
  /** The name that people will use. */
  readonly name: string;
  readonly rights: ReadonlyArray<string>;
  /** The letters of a device that belongs to the shop already; it keeps them. */
  readonly code?: string | undefined;
}

export const SHEET_PREFIX = "tillmesh/sheet/1\0";
const SHEET_CODE = "ZZ";
const SHEET_CODE_LETTERS = 4;

/**
 * The sheet's word that a box belongs to the shop, for that box to say as its own first event. Whoever
 * has heard of the shop's founding takes it, and the box with it.
 */
export function enrolBySheet(
  sheet: SheetSigner,
  { shop, key, name, rights, code }: NewDevice,
): DeviceEnrolled {
  const device = deviceIdOf(key);
  const enrolment = { device, key, code: code ?? sheetCodeOf(device), name, rights: [...rights] };
  const proof = sheet.signStatement(SHEET_PREFIX, sheetStatement(shop, enrolment));
  return { ...enrolment, sheetProof: Buffer.from(proof).toString("hex") };
}

/**
 * Nobody is left to say which letters are free, so a box that the sheet enrols is named by its key:
 * the first letters of its name, which is the key's hash.
 */
function sheetCodeOf(device: DeviceId): string {
  const letters = device.replaceAll(/[^a-z]/gu, "").toUpperCase();
  return SHEET_CODE + letters.slice(0, SHEET_CODE_LETTERS).padEnd(SHEET_CODE_LETTERS, "A");
}

/** The text that the sheet signs when it enrols a device. */
export function sheetStatement(
  shop: ShopId,
  enrolment: Omit<DeviceEnrolled, "sheetProof">,
): string {
  const { device, key, code, name, rights } = enrolment;
  return JSON.stringify([shop, device, key, code, name, rights]);
}

export function isSheetEnrolment(
  enrolment: DeviceEnrolled,
  { shop, sheetKey }: { readonly shop: ShopId; readonly sheetKey: string },
): boolean {
  const { sheetProof } = enrolment;
  if (sheetProof === undefined) return false;
  return isStatementSignedBy(sheetKey, {
    prefix: SHEET_PREFIX,
    statement: sheetStatement(shop, enrolment),
    signature: Buffer.from(sheetProof, "hex"),
  });
}
