/** A till of a test's shop whose disk was copied: two boxes sell under one name. */

import { sellOne } from "./one-sale.ts";
import { synchroniseAll, type TestShop, type TestTill } from "./shop.ts";

/** The copy. Both have sold so often since, apart from each other, and everybody has heard it all. */
export function forkTill(
  shop: TestShop,
  till: TestTill,
  sales: { readonly own: number; readonly copy: number },
): TestTill {
  const copy = shop.clone(till);
  for (let sale = 0; sale < sales.own; sale += 1) sellOne(till);
  for (let sale = 0; sale < sales.copy; sale += 1) sellOne(copy);
  synchroniseAll(shop.tills());
  return copy;
}
