/** Why nothing was moved or counted of the stock, or not sold from it. */

import { refusal } from "../refusal-table.ts";

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
  "stock/same-place": refusal<{ name: string }>("wrong"),
  "stock/reason": refusal<{ name: string }>("wrong", { needsReason: true }),
};
