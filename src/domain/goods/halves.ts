/**
 * Half and half: one piece that is half of one product and half of another, such as a pizza. It is sold as a combo of
 * two parts that nobody has to write: its SKU is those of both, with a sign between them that no SKU has.
 */

import { minor, type MinorUnits, sumMinor, zeroMinor } from "../money/amounts.ts";
import { type Catalogue, type Product } from "./catalogue.ts";
import { priceModifiers } from "./pricing.ts";
import { type ComboCatalogue, isComponent, usualOptions } from "./product-options.ts";

/** What half and half costs: as much as the dearer of both, or the mean of both. */
export const HALF_PRICES = ["dearer", "mean"] as const;
export type HalfPrice = (typeof HALF_PRICES)[number];

const BETWEEN = "+";

/** Whether half a piece of it is sold beside half a piece of something else. */
export function isHalvable(goods: ComboCatalogue, product: Product): boolean {
  return product.half && product.deposits.length === 0 && isComponent(goods, product);
}

/** Says why a product can't be sold by halves, as the end of a sentence; undefined where it can, or isn't to be. */
export function halfProblem({
  half,
  soldBy,
  openPrice,
  combo,
  deposits,
}: Pick<Product, "half" | "soldBy" | "openPrice" | "combo" | "deposits">): string | undefined {
  if (!half) return undefined;
  if (soldBy !== "each" || openPrice) return "is of what is sold by the piece at a fixed price";
  if (combo.length > 0) return "is of what is sold by itself: a combo is sold whole";
  return deposits.length > 0 ? "is of what has no deposit" : undefined;
}

/** Returns the product that is half of each; its price is that of the dearer one until both are priced. */
export function halfAndHalf(first: Product, second: Product): Product {
  const halves = [first, second];
  return {
    ...first,
    sku: `${first.sku}${BETWEEN}${second.sku}`,
    name: halves.map(({ name }) => `1/2 ${name}`).join(" + "),
    kitchenName: "",
    shortCode: "",
    plu: "",
    barcodes: [],
    packCodes: [],
    price: minor(Math.max(first.price, second.price)),
    modifierGroups: [],
    combo: halves.map(({ sku, name }) => ({ name, of: [{ sku, extra: zeroMinor }] })),
    active: first.active && second.active,
    age: Math.max(first.age, second.age),
    voucher: false,
    serial: false,
    family: "",
    row: "",
    column: "",
  };
}

/** Returns the two products that something is half of; undefined for what is whole. */
export function halvesOf(
  { productsBySku }: Pick<Catalogue, "productsBySku">,
  sku: string,
): readonly [Product, Product] | undefined {
  const [first, second] = sku.split(BETWEEN).map((half) => productsBySku.get(half));
  return first === undefined || second === undefined ? undefined : [first, second];
}

/** Returns the product of an SKU, also one that is half and half. */
export function productCalled(
  catalogue: Pick<Catalogue, "productsBySku">,
  sku: string,
): Product | undefined {
  const product = catalogue.productsBySku.get(sku);
  if (product !== undefined) return product;
  const halves = halvesOf(catalogue, sku);
  return halves === undefined ? undefined : halfAndHalf(...halves);
}

/** Returns what a piece costs that is half of each: `wholes` are their prices. The mean is rounded up. */
export function halfPrice(rule: HalfPrice, wholes: ReadonlyArray<MinorUnits>): MinorUnits {
  return rule === "dearer"
    ? minor(Math.max(...wholes))
    : minor(Math.ceil(sumMinor(wholes, (price) => price) / wholes.length));
}

/** Returns what the usual options of a product cost, which half and half has in its price. */
export function usualOptionsPrice(
  { modifierGroupsById }: Pick<Catalogue, "modifierGroupsById">,
  { modifierGroups }: Pick<Product, "modifierGroups">,
): MinorUnits {
  const groups = modifierGroups.flatMap((id) => modifierGroupsById.get(id) ?? []);
  const priced = groups.flatMap((group) => priceModifiers(group, usualOptions(group)));
  return sumMinor(priced, ({ price, count }) => price * count);
}
