/**
 * What the recovery sheet says. It has no chain, because the sheet used on two boxes apart would fork
 * one: its word is a statement under its key, carried by the box that it enrols.
 */

import { type DeviceEnrolled } from "../domain/events/control-events.ts";
import { type ShopId } from "../domain/identity.ts";
import { isStatementSignedBy } from "./chain.ts";

export const SHEET_PREFIX = "tillmesh/sheet/1\0";

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
