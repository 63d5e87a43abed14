/** Deposits on bottles, crates and glasses that goods bring along. */

import * as z from "zod";

import { lazy } from "../base/lazy.ts";
import { stockSkuSchema } from "./stock-quantity.ts";

/** So many deposits of an article for one piece of the goods. */
export interface GoodsDeposit {
  readonly sku: string;
  readonly count: number;
}

/** Bottle, crate, pallet: more are refused, since each is a line of the order. */
export const DEPOSITS_MAX = 4;
const DEPOSIT_COUNT_MAX = 999;

export const depositsSchema = lazy(() =>
  z
    .array(z.object({ sku: stockSkuSchema, count: z.int().min(1).max(DEPOSIT_COUNT_MAX) }))
    .max(DEPOSITS_MAX)
    .readonly(),
);
