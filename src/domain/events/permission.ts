/**
 * The permissions of roles. They are named for what a person does, not for a screen; the names are
 * recorded in events and never change their meaning.
 */

import { milliPercent, type MilliPercent } from "../money/amounts.ts";

export const PERMISSIONS = [
  "sell",
  "pay",
  "send",
  /** Lines that were sent; with `sell` alone only those that were not. */
  "void",
  "price",
  "discount",
  /** Goods on the house, staff meals and spoiled goods. */
  "comp",
  /** Sales that owe no taxes. */
  "exempt",
  "return",
  "split",
  /** Orders of guests whom somebody else serves. */
  "others",
  "soldout",
  /** Selling what is sold out, or more than was counted. */
  "oversell",
  "customer",
  /** For ever, with `customer`: looking up and adding is for many, this for few. */
  "erase",
  "clock",
  /** Opening, counting and closing a cash drawer, and what goes from it into the safe. */
  "drawer",
  /** Cash in and out of a drawer beside sales, and opening it without one. */
  "payout",
  "reports",
  "catalogue",
  /** What comes, goes and is counted of the stock. */
  "stock",
  "staff",
  "settings",
  /** Areas and tables of the shop. */
  "tables",
  "devices",
  /** Vouching for another person's action with one's own PIN. */
  "approve",
] as const;

export type Permission = (typeof PERMISSIONS)[number];

/** The rights of a person. */
export interface Rights {
  readonly permissions: ReadonlySet<Permission>;
  /** The largest discount of a line or an order; a larger one needs an approval. */
  readonly discountLimit: MilliPercent;
}

/** The limit that allows every discount, because no price falls below zero. */
export const NO_DISCOUNT_LIMIT = milliPercent(100_000);

export const ALL_RIGHTS: Rights = {
  permissions: new Set(PERMISSIONS),
  discountLimit: NO_DISCOUNT_LIMIT,
};
