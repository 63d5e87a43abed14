/** The facts that a box needs of a shop before it can receive its events: the inviting till sends them. */

import * as z from "zod";

import { deviceIdSchema, shopIdSchema } from "../../domain/identity.ts";
import { cleanText } from "../../domain/text/clean-text.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { pastEndsSchema } from "../membership/shop-past.ts";

export const joiningShopSchema = z.object({
  shop: shopIdSchema,
  founder: deviceIdSchema,
  /** The till that takes it in. */
  inviter: deviceIdSchema,
  /** IANA name: needed before the first event is here. */
  zone: z.string().min(1).max(64),
  /** It stands on the screen before anything is heard: anybody who has made up a code may have sent it. */
  name: z.string().min(1).max(80).transform(cleanText),
  demo: z.boolean(),
  /** The letters of the new till's numbers. */
  code: z.string().regex(/^[A-Z]{1,8}$/u),
  /** How far the shop was then: so much the box waits for before it sells. */
  past: pastEndsSchema.default([]),
});
export type JoiningShop = z.infer<typeof joiningShopSchema>;

/** Whether the box has received enough that somebody can sign in. */
export function canSell(ledger: Ledger): boolean {
  const self = ledger.admission().get(ledger.identity.key.device);
  return ledger.founding() !== undefined && self !== undefined;
}
