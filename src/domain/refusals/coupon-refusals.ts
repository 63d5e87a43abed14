/** Why a coupon was not taken. */

import { refusal } from "../base/refusal-table.ts";

export const COUPON_REFUSALS = {
  /** No coupon that is offered has that code. */
  "coupon/unknown": refusal("unknown"),
  "coupon/there": refusal<{ name: string }>("conflict"),
  /** The order has none of that code that could be taken off. */
  "coupon/not-there": refusal("conflict"),
  /** Its days, hours or areas are others. */
  "coupon/not-now": refusal<{ name: string }>("conflict"),
  "coupon/full": refusal<{ max: number }>("conflict"),
};
