import { expect, test } from "vitest";

import { findGoods } from "../../../src/domain/entry/find-goods.ts";
import { cafeCatalogue } from "../../support/shop.ts";

const catalogue = cafeCatalogue();

test.each([
  ["flat", ["Flat white"]],
  ["milk oat", ["Oat milk 1 l"]],
  ["100", ["Coffee"]],
  ["fw", ["Flat white"]],
  ["flat-white", ["Flat white"]],
  ["4001234000107", ["10% Kaffeesahne"]],
  ["licor", ["Licor", "Licor 43"]],
  ["nothing of the kind", []],
  ["***", []],
])("%s finds %j", (words, names) => {
  const found = findGoods(catalogue, { words, inactive: false });

  expect(found.map(({ name }) => name)).toEqual(names);
});

test("no words find all that is sold, by name; more with what is not sold any more", () => {
  const all = [...catalogue.productsBySku.values()];

  expect(findGoods(catalogue, { words: "", inactive: false })).toHaveLength(
    all.filter(({ active }) => active).length,
  );
  expect(findGoods(catalogue, { words: "", inactive: true })).toHaveLength(all.length);
});

test("a category leaves out the others", () => {
  const found = findGoods(catalogue, { words: "", category: "tea", inactive: false });

  expect(new Set(found.map(({ category }) => category))).toEqual(new Set(["tea"]));
});
