/** What somebody counted, as it is typed: `7`, `2crate+3`, or `none` for nothing at all. */

import { readQuantityOf } from "./recipe-text.ts";
import { type Pack } from "./stock-keeping.ts";
import { STOCK_MAX, type StockQuantity, stockQuantity } from "./stock-quantity.ts";

const NONE = "none";

/**
 * Returns the sum in millionths; undefined for what is no quantity of the article. `pieces` come under the code
 * that the article was named by.
 */
export function readCounted(
  text: string,
  article: { readonly unit: string; readonly packs: ReadonlyArray<Pack> },
  pieces = 1,
): StockQuantity | undefined {
  if (text.trim().toLowerCase() === NONE) return stockQuantity(0);
  let sum = 0;
  for (const part of text.split("+")) {
    const quantity = readQuantityOf(part, article)?.quantity;
    if (quantity === undefined) return undefined;
    sum += quantity * pieces;
  }
  return sum <= STOCK_MAX ? stockQuantity(sum) : undefined;
}
