/** Variants found together by the name of their family, in the order of their grid. */

import { describe, expect, test } from "vitest";

import { createGoodsIndex } from "../../../src/domain/entry/entry-search.ts";
import { type Reading, readEntry } from "../../../src/domain/entry/entry.ts";
import { findGoods } from "../../../src/domain/entry/find-goods.ts";
import {
  cellKey,
  familyProblem,
  gridOf,
  inGrid,
  variantName,
} from "../../../src/domain/goods/families.ts";
import { entrySentence } from "../../../src/words/screen-words.ts";
import { enScreen as en } from "../../support/english-words.ts";
import { catalogueOf, euro, product } from "../../support/small-shop.ts";

const SHIRT = { family: "T-shirt" };
const catalogue = catalogueOf([
  product("XL-RED", { name: "T-shirt XL red", ...SHIRT, row: "XL", column: "red" }),
  product("S-RED", { name: "T-shirt S red", ...SHIRT, row: "S", column: "red" }),
  product("M-BLUE", { name: "T-shirt M blue", ...SHIRT, row: "M", column: "blue" }),
  product("M-RED", { name: "T-shirt M red", ...SHIRT, row: "M", column: "red" }),
  product("WINE-750", { name: "House red", family: "Rosso", row: "0.75 l", plu: "50" }),
  product("WINE-1500", { name: "House red", family: "Rosso", row: "1.5 l" }),
  product("TEA", { name: "Tea" }),
  product("OLD", { name: "Old shirt", ...SHIRT, row: "S", column: "green", active: false }),
]);
const index = createGoodsIndex(catalogue);

function shown(typed: string): string {
  const reading = readEntry(typed, index, { currency: euro });
  if (reading.type === "goods") return `${reading.product.sku} ${reading.quantity / 1000}`;
  return reading.type === "nothing" ? entrySentence(en, reading.fault) : reading.type;
}

function hitsOf(reading: Reading): ReadonlyArray<string> {
  return reading.type === "goods" || reading.type === "nothing"
    ? reading.hits.map(({ sku }) => sku)
    : [];
}

function hits(typed: string): ReadonlyArray<string> {
  return hitsOf(readEntry(typed, index, { currency: euro }));
}

describe("a family", () => {
  test("is no goods by its name: a person says which", () => {
    expect(shown("t-shirt")).toBe(
      "T-shirt comes in 4: type which, as t-shirt s red, or Down chooses.",
    );
    expect(shown("2*T-Shirt")).toContain("T-shirt comes in 4");
    expect(hits("t-shirt")).toEqual(["S-RED", "M-BLUE", "M-RED", "XL-RED"]);
  });

  test.each([
    ["t-shirt s", "S-RED 1"],
    ["3*t-shirt m blue", "M-BLUE 3"],
    ["t-shirt blue m", "M-BLUE 1"],
    ["t-shirt xl", "XL-RED 1"],
    ["t-shirt blu", "M-BLUE 1"],
    ["rosso 1.5", "WINE-1500 1"],
    ["rosso 0.75 l", "WINE-750 1"],
    // A code of goods stays what it was, and so does a name.
    ["50", "WINE-750 1"],
    ["tea", "TEA 1"],
    ["m-red", "M-RED 1"],
  ])("%s is %s", (typed, meant) => {
    expect(shown(typed)).toBe(meant);
  });

  test("is narrowed by one value of its grid", () => {
    expect(hits("t-shirt m")).toEqual(["M-BLUE", "M-RED"]);
    expect(shown("t-shirt m")).toContain("T-shirt comes in 2");
  });

  test("is found by its beginning, also where no name of goods has it", () => {
    expect(hits("ross")).toEqual(["WINE-750", "WINE-1500"]);
  });

  test("is one of the hits once it is chosen", () => {
    const context = { currency: euro, chosen: "M-RED" };
    expect(readEntry("2*t-shirt", index, context)).toMatchObject({
      type: "goods",
      product: { sku: "M-RED" },
      quantity: 2000,
    });
  });

  test("is found in lists by its name and its values", () => {
    const wish = { inactive: false };
    expect(findGoods(catalogue, { ...wish, words: "rosso 1" }).map(({ sku }) => sku)).toEqual([
      "WINE-1500",
    ]);
  });
});

describe("a grid", () => {
  test("has sizes by size, numbers by number, and other texts by the alphabet", () => {
    const rows = ["XL", "red", "10", "9.5", "xxs", "M", "black"].map((row, at) => {
      return { family: "T-shirt", row, column: "", sku: String(at) };
    });
    expect(inGrid(rows).map(({ row }) => row)).toEqual([
      "xxs",
      "M",
      "XL",
      "9.5",
      "10",
      "black",
      "red",
    ]);
  });

  test("has a cell for each row and column, and some are empty", () => {
    const shirts = [...catalogue.productsBySku.values()].filter(
      ({ family, active }) => family === "T-shirt" && active,
    );
    const { rows, columns, at } = gridOf(shirts);
    expect([rows, columns]).toEqual([
      ["S", "M", "XL"],
      ["blue", "red"],
    ]);
    expect(at("M", "blue")?.sku).toBe("M-BLUE");
    expect(at("S", "blue")).toBeUndefined();
  });

  test("says of a variant what its name doesn't", () => {
    const wine = { ...SHIRT, name: "House red", row: "1.5 l", column: "red" };
    expect(variantName(wine)).toBe("House red, 1.5 l");
  });

  test("has one place however it is written, and none without a family", () => {
    const one = { family: "T-Shirt ", row: "m", column: "Red" };
    expect(cellKey(one)).toBe(cellKey({ ...SHIRT, row: "M", column: "red" }));
    expect(familyProblem({ family: "", row: "M", column: "" })).toContain("no family");
    expect(familyProblem({ family: "", row: "", column: "" })).toBeUndefined();
  });
});
