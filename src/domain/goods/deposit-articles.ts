/**
 * Which goods bring a deposit along, and which articles are nothing else. A deposit article is a product whose deposit
 * is itself, so a glass is sold alone and a crate is 24 bottles and the crate.
 */

import { type Catalogue, type Product } from "./catalogue.ts";

/** Whether the product is a deposit and nothing else, such as that on a glass. */
export function isDepositArticle({ sku, deposits }: Pick<Product, "sku" | "deposits">): boolean {
  return deposits.some((deposit) => deposit.sku === sku);
}

export interface DepositOf {
  readonly article: Product;
  /** The deposits for one piece of the goods. */
  readonly count: number;
}

/** Returns the deposits of goods; an article that is gone, or no deposit any more, is none. */
export function depositsOf(
  { productsBySku }: Pick<Catalogue, "productsBySku">,
  { deposits }: Pick<Product, "deposits">,
): ReadonlyArray<DepositOf> {
  return deposits.flatMap(({ sku, count }) => {
    const article = productsBySku.get(sku);
    return article !== undefined && isDepositArticle(article) ? [{ article, count }] : [];
  });
}

/** Says why a product's deposits could not be asked for, as the end of a sentence; undefined where nothing is wrong. */
export function depositProblem(
  product: Product,
  productsBySku: ReadonlyMap<string, Product>,
): string | undefined {
  const { sku: own, deposits, soldBy, openPrice, combo, modifierGroups } = product;
  if (deposits.length === 0) return undefined;
  if (combo.length > 0) return "is none of a combo's: its parts bring their own";
  if (soldBy !== "each") return "is of what is sold by the piece";
  if (isDepositArticle(product)) {
    if (deposits.length > 1 || deposits[0]?.count !== 1) {
      return `names ${own} itself, which makes it a deposit: then it names nothing else`;
    }
    if (openPrice || modifierGroups.length > 0 || product.recipe.length > 0) {
      return "makes it a deposit, which has a fixed price, no options and no recipe";
    }
    return undefined;
  }
  for (const { sku } of deposits) {
    const article = productsBySku.get(sku);
    if (article === undefined) return `names ${sku}, which the shop has not`;
    if (!isDepositArticle(article)) {
      return `names ${sku}, which is no deposit: write ${sku} as its own deposit first`;
    }
  }
  return undefined;
}
