/** Why nothing was moved or counted of the stock, or not sold from it. */

import { refusal } from "../base/refusal-table.ts";
import { type StockQuantity } from "../goods/stock-quantity.ts";
import { type Origin } from "../identity.ts";
import { type Peer } from "../membership/peer.ts";
import { type Thousandths } from "../money/amounts.ts";

export const STOCK_REFUSALS = {
  /** Nobody keeps the stock of the article. */
  "stock/not-kept": refusal<{ name: string; sku: string }>("wrong"),
  /** How much is left of it is what was counted, and no word of the evening. */
  "stock/count-it": refusal<{ name: string; sku: string }>("wrong"),
  "stock/quantity": refusal<{ name: string }>("wrong"),
  /** Nothing says what it is made of. */
  "stock/no-recipe": refusal<{ name: string; sku: string }>("wrong"),
  /** It names what the shop has no longer, or what nobody keeps. */
  "stock/recipe-broken": refusal<{ name: string }>("wrong"),
  /** The till has less by right than was wanted; `other` has some, where anybody has. */
  "stock/none-here": refusal<{
    name: string;
    here: Thousandths;
    other: (Peer & { has: Thousandths; origin: Origin }) | undefined;
    /** Where nobody has any as far as is known here: the tills that may. */
    unheard: ReadonlyArray<Peer>;
    sku: string;
    /** How much more was wanted than the till may sell. */
    lacks: StockQuantity;
  }>("conflict", { asks: "goods" }),
  /** Rights move between tills for goods that are guarded. */
  "stock/not-guarded": refusal<{ name: string; sku: string }>("wrong"),
  /** Somebody has fewer rights than were to be moved. */
  "stock/rights-few": refusal<{ name: string; till: string; has: Thousandths }>("conflict"),
  "stock/found-few": refusal<{ name: string; has: Thousandths }>("conflict"),
  /** Rights are given and taken between two tills. */
  "stock/rights-own": refusal<{ name: string }>("wrong"),
  "stock/same-place": refusal<{ name: string }>("wrong"),
  "stock/reason": refusal<{ name: string }>("wrong", { needsReason: true }),
};
