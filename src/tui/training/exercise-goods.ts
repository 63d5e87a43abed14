/** Goods for the exercises, from whatever the shop sells, and the fewest signs that name them. */

import { type Product } from "../../domain/catalogue.ts";
import { foldText } from "../../domain/entry-text.ts";
import { type TillContext } from "../till-context.ts";

export interface TypedGoods {
  readonly product: Product;
  /** Enter after it adds them. */
  readonly text: string;
}

interface Around {
  readonly before: string;
  readonly after: string;
}

/** So many are tried before an exercise is left out: a shop may have 20,000. */
const TRIED_MAX = 100;

/** The first that fit, can be sold by the piece at their price, and need no choice. */
export function goodsThat(
  till: TillContext,
  fits: (product: Product) => boolean,
  around: Around = { before: "", after: "" },
): TypedGoods | undefined {
  const { productsBySku } = till.catalogue();
  const fitting = [...productsBySku.values()].filter(
    (product) =>
      product.active &&
      product.soldBy === "each" &&
      !product.openPrice &&
      till.priceNow(product).price > 0 &&
      (till.port.left(product.sku) ?? 1) > 0 &&
      fits(product),
  );
  for (const product of fitting.slice(0, TRIED_MAX)) {
    const text = shortest(till, product, around);
    if (text !== undefined) return { product, text };
  }
  return undefined;
}

function shortest(
  till: TillContext,
  product: Product,
  { before, after }: Around,
): string | undefined {
  const name = foldText(product.name);
  const beginnings = Array.from({ length: name.length }, (_, at) => name.slice(0, at + 1));
  return [product.shortCode.toLowerCase(), product.plu, ...beginnings]
    .filter((word) => word !== "")
    .toSorted((one, other) => one.length - other.length)
    .map((word) => `${before}${word}${after}`)
    .find((text) => {
      const reading = till.read(text);
      return (
        reading.type === "goods" &&
        reading.product.sku === product.sku &&
        reading.missing.length === 0
      );
    });
}
