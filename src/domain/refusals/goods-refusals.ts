/** Why goods were not sold, or not changed. */

import { refusal } from "../base/refusal-table.ts";
import { type SoldBy, type Thousandths } from "../money/amounts.ts";

export const GOODS_REFUSALS = {
  "product/unknown": refusal<{ text: string; nearest: ReadonlyArray<string> }>("unknown"),
  /** The first one is planned for a later day. */
  "product/no-price": refusal<{ name: string }>("wrong"),
  "product/inactive": refusal<{ name: string }>("wrong"),
  "product/sold-out": refusal<{ name: string }>("wrong", { asks: "goods" }),
  /** The stock is counted so already. */
  "product/stock-known": refusal<{ name: string; left: Thousandths | null; soldBy: SoldBy }>(
    "wrong",
  ),
  /** The order asked for more than the stock has. */
  "product/only-left": refusal<{ name: string; left: Thousandths; soldBy: SoldBy }>("wrong", {
    asks: "goods",
  }),
  "product/no-tax": refusal<{ name: string; taxClass: string }>("wrong"),
  /** Goods whose empties somebody wants to take back, and that bring no deposit along. */
  "deposit/none": refusal<{ name: string }>("wrong"),
  /** Goods of which nobody may have half a piece. */
  "half/whole": refusal<{ name: string }>("wrong"),
  /** Half and half of one product. */
  "half/same": refusal<{ name: string }>("wrong"),
  /** The field has that value already. */
  "entry/same": refusal<{ name: string }>("wrong"),
  "entry/at-once": refusal<{ name: string }>("wrong"),
  "quantity/invalid": refusal<{ name: string; quantity: Thousandths }>("wrong"),
  "modifiers/invalid": refusal<{ name: string; group: string; min: number; max: number }>("wrong"),
  "modifier/unknown": refusal<{ name: string; modifier: string }>("wrong"),
};
