/**
 * A secret's value sealed for the recovery sheet: head office keeps it for a shop that burns down, and can't read it.
 *
 * It is sealed under the name of the value, so that it opens as no other one. That it is what the chain names, only
 * whoever opens it can tell.
 */

import { type KeyObject } from "node:crypto";

import * as z from "zod";

import { lazy } from "../../domain/base/lazy.ts";
import { secretIdSchema } from "../../domain/events/secret-events.ts";
import { hashSchema, type ShopId } from "../../domain/identity.ts";
import { type Random } from "../../domain/ports.ts";
import { type BoxReader, openBox, sealBox } from "../sealed-box.ts";
import { SECRET_VALUE_MAX, type SecretName, type SecretRow } from "../secret-table.ts";

export const sheetSecretSchema = lazy(() =>
  z.object({
    id: secretIdSchema(),
    hash: hashSchema,
    ephemeral: z.string().regex(/^[0-9a-f]{64}$/u),
    /** Hexadecimal: the value in base64, and 16 bytes that check it. */
    sealed: z
      .string()
      .regex(/^[0-9a-f]*$/u)
      .max(SEALED_MAX),
  }),
);
export type SheetSecret = z.infer<ReturnType<typeof sheetSecretSchema>>;

const SEALED_MAX = 2 * (SECRET_VALUE_MAX + 16);
const PREFIX = "tillmesh/sheet-secret/1\0";

export interface SheetOfShop {
  readonly shop: ShopId;
  /** X25519, raw, hexadecimal. */
  readonly sheetSealKey: string;
}

export function sealForSheet(
  { id, value, hash }: SecretRow & SecretName,
  sheet: SheetOfShop,
  random: Random,
): SheetSecret {
  const box = sealBox(readerOf({ id, hash }, sheet), { plain: Buffer.from(value), random });
  return { id, hash, ...box };
}

/** Undefined when it was sealed for another sheet, or as another value. */
export function openSheetSecret(
  box: SheetSecret,
  { sealKey, ...sheet }: SheetOfShop & { readonly sealKey: KeyObject },
): SecretRow | undefined {
  const value = openBox(box, readerOf(box, sheet), sealKey);
  return value === undefined ? undefined : { id: box.id, value: value.toString() };
}

function readerOf({ id, hash }: SecretName, { shop, sheetSealKey }: SheetOfShop): BoxReader {
  return { sealKey: sheetSealKey, purpose: `${PREFIX}${shop}\0${id}\0${hash}` };
}
