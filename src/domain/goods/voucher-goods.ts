/** Products that are vouchers: what is sold is money for goods of a later day, and nothing that is made or kept. */

import { type Product } from "./catalogue.ts";

/** Says why a product can't be a voucher, as the end of a sentence; undefined where it can, or isn't to be. */
export function voucherProblem(product: Product): string | undefined {
  const { voucher, soldBy, openPrice, price } = product;
  if (!voucher) return undefined;
  if (soldBy !== "each") return "is of what is sold by the piece";
  if (isMoreThanMoney(product)) {
    return "is of what is money alone: without options, parts, halves, deposit, age, recipe and stock";
  }
  return openPrice || price > 0 ? undefined : "is worth its price: give it one, or an open price";
}

function isMoreThanMoney(product: Product): boolean {
  const { modifierGroups, combo, half, deposits, age, recipe, stock } = product;
  const hasParts = [modifierGroups, combo, deposits, recipe].some((parts) => parts.length > 0);
  return hasParts || half || age > 0 || stock !== "none";
}
