/** The shop with 20,000 goods: what it promises to whoever measures with it. */

import { hash } from "node:crypto";
import path from "node:path";

import { describe, expect, test } from "vitest";

import { loadFixture } from "../../../src/app/catalogue/fixtures.ts";
import { createGoodsIndex } from "../../../src/domain/entry/entry-search.ts";
import { findGoods } from "../../../src/domain/entry/find-goods.ts";
import { toCatalogue } from "../../../src/domain/founding/shop-fixture.ts";
import { currenciesByCode, type Currency } from "../../../src/domain/money/currency.ts";
import { findGoodsWarnings } from "../../../src/domain/office/goods-warnings.ts";
import { foldName } from "../../../src/domain/text/entry-text.ts";
import { PROJECT } from "../../support/commands.ts";
import { valueOf } from "../../support/shop.ts";
import { NODE, runProcess } from "../../support/till-process.ts";

const grocery = valueOf(loadFixture("grocery"));
const { products } = grocery;

describe("the grocery", () => {
  test("is made of the same bytes by every run of the script, and by the loading", async () => {
    const script = path.join(PROJECT, "scripts/make-grocery.mjs");

    const { code, stdout } = await runProcess(NODE, [script]);

    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual(products);
    // Figures that were measured with other goods can't be compared.
    expect(hash("sha256", stdout)).toBe(
      "2625e554c689aad453479e2dfc7799d457ff5f0aadac7a442f3541d353d85f99",
    );
  });

  test("has 20,000 goods, no two of one name, each with a barcode of its own", () => {
    expect(products).toHaveLength(20_000);
    expect(new Set(products.map(({ name }) => foldName(name))).size).toBe(20_000);
    expect(products.every(({ barcodes }) => barcodes.length === 1)).toBe(true);
  });

  test("takes barcodes that no article in the world has: of a company, or of a shop's scales", () => {
    const others = products.filter(
      ({ soldBy, barcodes: [barcode = ""] }) =>
        barcode.length !== 13 || !barcode.startsWith(soldBy === "weight" ? "21" : "04"),
    );

    expect(others).toEqual([]);
  });

  test("sells fruit, vegetables, cheese and meat by weight, by a PLU that a scale knows", () => {
    const weighed = products.filter(({ soldBy }) => soldBy === "weight");

    expect(new Set(weighed.map(({ category }) => category))).toEqual(
      new Set(["fruit", "vegetables", "cheese", "meat"]),
    );
    expect(
      weighed.filter(({ plu, barcodes: [code = ""] }) => Number(code.slice(2, 7)) !== Number(plu)),
    ).toEqual([]);
    expect(products.filter(({ soldBy, plu }) => soldBy === "each" && plu !== "")).toEqual([]);
  });

  test("fills every category, under two rates", () => {
    const rates = grocery.taxClasses.flatMap(({ taxesByService }) =>
      taxesByService.counter.map(({ rate }) => rate),
    );

    expect(new Set(products.map(({ category }) => category))).toEqual(
      new Set(grocery.categories.map(({ id }) => id)),
    );
    expect(rates).toEqual([9000, 21_000]);
    expect(new Set(products.map(({ taxClass }) => taxClass))).toEqual(
      new Set(["food", "standard"]),
    );
  });

  test("has no goods that a cashier stumbles over, and all of them are found", () => {
    const catalogue = toCatalogue(grocery);
    const rows = products.map((product, index) => ({ line: index + 2, product }));

    const warnings = findGoodsWarnings(rows, products, currenciesByCode.get("EUR") as Currency);
    const index = createGoodsIndex(catalogue);
    const apples = findGoods(catalogue, { words: "apples", inactive: false });

    expect(warnings).toEqual([]);
    expect(index.findExactly("4001")?.product.name).toBe("Apples Elstar");
    expect(index.findExactly("0400000000015")?.product.sku).toBe("G-00453");
    expect(apples).toHaveLength(16);
  });
});
