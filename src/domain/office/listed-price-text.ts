/** A price on a list as somebody types it: `3.50`, or `20%` off the product's own price. */

import { err, ok, type Result } from "../base/result.ts";
import { type Catalogue, type ListedPrice, type Product } from "../goods/catalogue.ts";
import { milliPercent, minor } from "../money/amounts.ts";
import { type Currency, formatMoney } from "../money/currency.ts";
import { formatRate, RATE_MAX, rateOfDigits } from "../money/rates.ts";
import { listedPrice } from "../prices/price-lists.ts";
import { quoted } from "../text/quoted.ts";
import { readPrice } from "./goods-cell.ts";
import { lowestModifiers } from "./product-rules.ts";

const RATE = /^-?\s?(?<digits>[0-9]{1,3}(?:[.,][0-9]{1,3})?)\s?%$/u;

/** Empty takes it off the list: null. The fault goes on after the name of the field. */
export function readListedPrice(
  text: string,
  product: Product,
  { catalogue, currency }: { readonly catalogue: Catalogue; readonly currency: Currency },
): Result<ListedPrice | null, string> {
  const typed = text.trim();
  if (typed === "") return ok(null);
  if (product.openPrice) return err(`is typed at the register: ${product.sku} has no price`);
  const read = typed.endsWith("%") ? readOff(typed) : readFixed(typed, currency);
  if (!read.ok) return read;
  const price = listedPrice(product.price, read.value, "up");
  const lowest = lowestModifiers(
    product.modifierGroups.flatMap((id) => catalogue.modifierGroupsById.get(id) ?? []),
  );
  if (price + lowest >= 0) return read;
  const least = formatMoney(minor(-lowest), currency);
  return err(`its modifiers bring ${formatMoney(price, currency)} below zero: at least ${least}`);
}

/** Returns the price as it is typed. */
export function listedPriceText({ fixed, off }: ListedPrice, currency: Currency): string {
  return fixed === null ? formatRate(off) : formatMoney(fixed, currency);
}

export function isSameListed(a: ListedPrice | null, b: ListedPrice | null): boolean {
  return a?.fixed === b?.fixed && a?.off === b?.off;
}

function readFixed(typed: string, currency: Currency): Result<ListedPrice, string> {
  const price = readPrice(typed, currency);
  return price.ok ? ok({ fixed: price.value, off: milliPercent(0) }) : price;
}

function readOff(typed: string): Result<ListedPrice, string> {
  const digits = RATE.exec(typed)?.groups?.["digits"];
  const rate = digits === undefined ? 0 : rateOfDigits(digits);
  return rate > 0 && rate <= RATE_MAX
    ? ok({ fixed: null, off: milliPercent(rate) })
    : err(`${quoted(typed)} is nothing to take off: above 0% and up to 100%, such as 20%`);
}
