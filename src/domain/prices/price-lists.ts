/**
 * Which price a product has at a moment: its own, or that of a price list.
 *
 * A list holds by the clock on the shop's wall (`goods/time-band.ts`), also while a till is still on the
 * business day before.
 *
 * Of several lists that hold and have a price for the product, one is taken, and never two on each other:
 * the one with the lowest priority number, then the one that says most of when and for whom it holds, then
 * the one whose id comes first.
 */

import {
  type Catalogue,
  type ListedPrice,
  type PriceList,
  type Product,
  type Service,
  type WrittenPrice,
} from "../goods/catalogue.ts";
import { percentOf } from "../goods/pricing.ts";
import { liesIn } from "../goods/time-band.ts";
import { minor, type MinorUnits } from "../money/amounts.ts";
import { type HalfRule } from "../money/rounding.ts";
import { type ShopMoment } from "../settings/shop-time.ts";
import { compareText } from "../text/entry-text.ts";

export interface PricingMoment {
  readonly at: ShopMoment;
  readonly service: Service;
  /** The group of the order's customer; empty for none. */
  readonly group: string;
  readonly half: HalfRule;
}

export interface ChosenPrice {
  readonly price: MinorUnits;
  /** Undefined for the product's own price. */
  readonly from?: { readonly list: PriceList; readonly written: WrittenPrice };
}

/**
 * Returns the price of one piece, without modifiers. A price that the cashier types is on no list, and a voucher costs
 * what it is worth on each.
 */
export function choosePrice(
  { priceListsById, listedPrices }: Pick<Catalogue, "priceListsById" | "listedPrices">,
  { sku, price, openPrice, voucher }: Pick<Product, "sku" | "price" | "openPrice" | "voucher">,
  moment: PricingMoment,
): ChosenPrice {
  const listed = openPrice || voucher ? undefined : listedPrices.get(sku);
  if (listed === undefined) return { price };
  const [first] = [...listed]
    .flatMap(([id, written]) => {
      const list = priceListsById.get(id);
      return list !== undefined && holds(list, moment) ? [{ list, written }] : [];
    })
    .toSorted((a, b) => compareLists(a.list, b.list));
  return first === undefined
    ? { price }
    : { price: listedPrice(price, first.written, moment.half), from: first };
}

/** Returns the price that a list makes of a product's own. */
export function listedPrice(
  price: MinorUnits,
  { fixed, off }: ListedPrice,
  half: HalfRule,
): MinorUnits {
  return fixed ?? minor(price - percentOf(price, off, half));
}

/** The least that it costs by its own price and all lists that have one for it, whenever they hold. */
export function lowestPrice(
  { listedPrices }: Pick<Catalogue, "listedPrices">,
  { sku, price }: Pick<Product, "sku" | "price">,
): MinorUnits {
  const listed = [...(listedPrices.get(sku)?.values() ?? [])];
  return minor(Math.min(price, ...listed.map((it) => listedPrice(price, it, "up"))));
}

export function holds(
  { active, days, hours, services, groups }: PriceList,
  { at, service, group }: Omit<PricingMoment, "half">,
): boolean {
  if (!active || (services.length > 0 && !services.includes(service))) return false;
  if (groups.length > 0 && !groups.includes(group)) return false;
  return liesIn({ days, hours }, at);
}

/** The lists that hold, in the order in which they are asked. */
export function listsInForce(
  { priceListsById }: Pick<Catalogue, "priceListsById">,
  moment: Omit<PricingMoment, "half">,
): ReadonlyArray<PriceList> {
  return [...priceListsById.values()].filter((list) => holds(list, moment)).toSorted(compareLists);
}

function compareLists(a: PriceList, b: PriceList): number {
  return a.priority - b.priority || conditions(b) - conditions(a) || compareText(a.id, b.id);
}

/** How much it says of when and for whom it holds. */
function conditions({ days, hours, services, groups }: PriceList): number {
  return [days, hours, services, groups].filter((it) => it.length > 0).length;
}
