/** Why a purchase order was not made, delivered or closed. */

import { refusal } from "../base/refusal-table.ts";

export const PURCHASE_REFUSALS = {
  "purchase/unknown": refusal<{ number: string }>("unknown"),
  "purchase/no-goods": refusal("wrong"),
  "purchase/many": refusal<{ most: number }>("wrong"),
  /** What comes after all is a delivery without an order. */
  "purchase/closed": refusal<{ number: string }>("conflict"),
};
