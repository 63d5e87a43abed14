import { expect, test } from "vitest";

import { boundedSums } from "../../../src/domain/figures/bounded-sums.ts";

test("a Z names as many categories as it has room for, and keeps every cent of the others", () => {
  const sums = new Map([
    ["receipts", 3],
    ...Array.from({ length: 2000 }, (_, no): [string, number] => [
      `goods/VAT 9%/Category ${no}`,
      no,
    ]),
    ["goods/VAT 21%/Beer", 100_000],
  ]);

  const bounded = boundedSums(sums, "own");

  const goods = [...bounded].filter(([name]) => name.startsWith("goods/VAT 9%/"));
  expect(JSON.stringify(Object.fromEntries(bounded)).length).toBeLessThan(32 * 1024);
  expect(goods.reduce((sum, [, amount]) => sum + amount, 0)).toBe((1999 * 2000) / 2);
  expect(bounded.get("goods/VAT 9%/Category 1999")).toBe(1999);
  expect(bounded.get("goods/VAT 9%/Category 0")).toBe(undefined);
  expect(bounded.get("goods/VAT 21%/Beer")).toBe(100_000);
  expect(bounded.get("receipts")).toBe(3);
  const few = new Map([["goods/VAT 9%/Tea", 5]]);
  expect(boundedSums(few, "own")).toBe(few);
});
