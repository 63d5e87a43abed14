import { expect, test } from "vitest";

import { type Product } from "../../src/domain/goods/catalogue.ts";
import { type TillPort } from "../../src/tui/ports/till-port.ts";
import { createFakeTill, englishTill } from "../support/fake-till-port.ts";

/** So many of the first product, each under a SKU of its own. */
function withGoods(port: TillPort, count: number): TillPort {
  const catalogue = port.catalogue();
  const [first] = catalogue.productsBySku.values();
  if (first === undefined) throw new Error("The shop has no goods.");
  const goods = Array.from({ length: count }, (_, at): [string, Product] => [
    `SKU-${at}`,
    { ...first, sku: `SKU-${at}`, plu: "", shortCode: "", barcodes: [] },
  ]);
  const many = { ...catalogue, productsBySku: new Map(goods) };
  return { ...port, catalogue: () => many };
}

test.each([
  [100, 0],
  [5000, 1],
])("of %i goods the watcher is told %i times that it takes long to order them", (goods, told) => {
  let count = 0;
  const port = withGoods(createFakeTill(), goods);
  const till = englishTill({ ...port, longWork: () => (count += 1) });

  till.index();

  expect(count).toBe(told);
});
