import { expect, test } from "vitest";

import { goodsPages, goodsRows } from "../../../src/tui/rows/goods-rows.ts";
import { createFakeTill, englishTill } from "../../support/fake-till-port.ts";
import { catalogueOf, product } from "../../support/small-shop.ts";

const size = { width: 39, height: 6, signs: "all" } as const;

test("goods stand by their numbers, those without one after them by name", () => {
  const catalogue = catalogueOf([
    product("B", { name: "Bun" }),
    product("T", { name: "Tea", plu: "102" }),
    product("C", { name: "Coffee", plu: "100" }),
    product("A", { name: "Apple" }),
  ]);

  const [page] = goodsPages(catalogue);

  expect(page?.products.map(({ name }) => name)).toEqual(["Coffee", "Tea", "Apple", "Bun"]);
});

test("goods that are not sold any more are not offered", () => {
  expect(goodsPages(catalogueOf([product("A", { active: false })]))).toEqual([]);
});

test("a page that is too long says how many more there are, within its height", () => {
  const many = Array.from({ length: 9 }, (_, index) => product(`P${index}`));
  const till = contextOf(many);

  const rows = goodsRows(till, 0, size);

  expect(rows).toHaveLength(size.height);
  expect(rows.at(-1)?.text).toContain("and 5 more");
});

test("a wide window has the next categories beside the first, and begins anew after the last", () => {
  const names = ["Coffee", "Tea", "Cake"];
  const catalogue = {
    ...catalogueOf(
      names.flatMap((name, index) => [
        product(name, { category: name, name: `${name} one`, plu: `${index + 1}0` }),
        product(`${name}2`, { category: name, name: `${name} two`, plu: `${index + 1}1` }),
      ]),
    ),
    categoriesById: new Map(names.map((id, position) => [id, { id, name: id, position }])),
  };
  const till = englishTill(createFakeTill({ catalogue }));
  const wide = { ...size, width: 79 };

  expect(goodsRows(till, 0, wide)).toEqual([
    {
      text: ` Coffee${" ".repeat(33)} Tea${" ".repeat(22)}1 of 3, PgDn `,
      look: "bold",
      zones: [],
    },
    ...["one", "two"].map((which, at) => ({
      text: ` 1${at}     Coffee ${which}${" ".repeat(16)}2.80   2${at}     Tea ${which}${" ".repeat(19)}2.80 `,
      look: "plain",
      zones: [
        { from: 0, to: 39, presses: [{ type: "goods", sku: at === 0 ? "Coffee" : "Coffee2" }] },
        { from: 40, to: 79, presses: [{ type: "goods", sku: at === 0 ? "Tea" : "Tea2" }] },
      ],
    })),
  ]);
  expect(goodsRows(till, 2, wide)[0]?.text).toMatch(/^ Cake +Coffee +3 of 3, PgDn $/u);
  expect(goodsRows(till, 0, { ...size, width: 119 })[0]?.text).toMatch(
    /^ Coffee +Tea +Cake +1 of 3/u,
  );
});

test("an empty catalogue says so", () => {
  expect(goodsRows(contextOf([]), 0, size).map(({ text }) => text)).toEqual([
    " The catalogue is empty.",
  ]);
});

function contextOf(products: Parameters<typeof catalogueOf>[0]) {
  return englishTill(createFakeTill({ catalogue: catalogueOf(products) }));
}

test("the pages of a catalogue are sorted once, and anew when it has changed", () => {
  const catalogue = catalogueOf([product("A")]);

  expect(goodsPages(catalogue)).toBe(goodsPages(catalogue));
  expect(goodsPages({ ...catalogue })).not.toBe(goodsPages(catalogue));
});
