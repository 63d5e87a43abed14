/** Files of ten systems, with the heads of real exports and invented goods: what is understood of each is written beside it. */

import { globSync, readFileSync } from "node:fs";
import path from "node:path";

import { describe, expect, test } from "vitest";

import { readForeignFile } from "../../../src/app/imports/foreign-file.ts";
import {
  type Doubt,
  type ForeignCatalogue,
  type ForeignGoods,
} from "../../../src/domain/imports/foreign-goods.ts";
import { readForeign } from "../../../src/domain/imports/read-foreign.ts";
import { valueOf } from "../../support/shop.ts";

const FOLDER = path.resolve("fixtures/imports");

interface Expected {
  readonly file: string;
  readonly system: string;
  readonly counts: { readonly rows: number; readonly products: number; readonly passed: number };
  readonly categories: ReadonlyArray<string>;
  readonly taxes: ReadonlyArray<{ readonly word: string; readonly rate: string }>;
  readonly modifierGroups: ReadonlyArray<string>;
  readonly modifiers?: Readonly<Record<string, ReadonlyArray<object>>>;
  readonly products: ReadonlyArray<ExpectedGoods>;
  readonly doubtful: ReadonlyArray<{
    readonly row: number;
    readonly column: string;
    readonly why: string;
    readonly outcome: string;
  }>;
  readonly passed: ReadonlyArray<{ readonly row: number }>;
}

interface ExpectedGoods {
  readonly rows: ReadonlyArray<number>;
  readonly sku: string | null;
  readonly name: string;
  readonly options: Readonly<Record<string, string>>;
  readonly category: string | null;
  readonly priceMinor: number | null;
  readonly openPrice: boolean;
  readonly soldBy: string;
  readonly barcodes: ReadonlyArray<string>;
  readonly taxes: ReadonlyArray<string>;
  readonly modifierGroups: ReadonlyArray<string>;
  readonly costMinor: number | null;
  readonly active: boolean;
  readonly stock: Readonly<Record<string, string>>;
  readonly recipe?: Readonly<Record<string, string>>;
  readonly voucher?: boolean;
}

const FILES = globSync("*.expected.json", { cwd: FOLDER }).toSorted();

/** What the vectors call each doubt. */
const WHY: ReadonlyArray<readonly [RegExp, Doubt["why"]["type"]]> = [
  [/^a stock below zero/u, "stock-below-zero"],
  [/^a stock with decimals/u, "stock-decimals"],
  [/^check digit of the barcode/u, "barcode-check"],
  [/^a spreadsheet has rounded this barcode/u, "barcode-rounded"],
  [/^a number of \d+ digits: with a zero/u, "barcode-zeros"],
  [/^SKU \S+ stands in an earlier row/u, "code-twice"],
  [/^no category/u, "category-missing"],
  [/^several categories/u, "category-several"],
  [/^a price of zero/u, "price-zero"],
  [/^no price/u, "price-missing"],
  [/^more decimals/u, "price-rounded"],
  [/^a variant whose/u, "head-missing"],
  [/^an attribute/u, "option-uneven"],
  [/^not for the till/u, "not-for-till"],
  [/^an act on goods/u, "act-elsewhere"],
  [/^its group is not/u, "group-elsewhere"],
  [/^its parent is not/u, "parent-elsewhere"],
  [/^a group has no price/u, "group-without-price"],
  [/^a sale price of the web/u, "sale-price"],
];

describe("a file of another system", () => {
  test.each(FILES)("%s is what it comes in as", (name) => {
    const expected = JSON.parse(readFileSync(path.join(FOLDER, name), "utf8")) as Expected;
    const read = understood(expected.file);

    expect(expected.system.toLowerCase().replaceAll(/[^a-z]/gu, "")).toContain(
      read.system.replace(/-(?<series>[xr])$/u, "").replaceAll("-", ""),
    );
    expect(read.rowCount).toBe(expected.counts.rows);
    expect(read.categories).toEqual(expected.categories);
    expect(new Map(read.taxes.map(({ word, rate }) => [word, String(Number(rate))]))).toEqual(
      new Map(expected.taxes.map(({ word, rate }) => [word, rate])),
    );
    expect(read.groups.map((group) => group.name).toSorted()).toEqual(
      expected.modifierGroups.toSorted(),
    );
    expect(read.goods.map(plainGoods)).toEqual(expected.products.map(wanted));
    expect(read.passed.map(({ row }) => row)).toEqual(expected.passed.map(({ row }) => row));
    for (const { row, why, outcome } of expected.doubtful) {
      const [, type] = WHY.find(([pattern]) => pattern.test(why)) ?? [];
      expect({ why, type }).not.toHaveProperty("type", undefined);
      const found = read.doubts.find((doubt) => doubt.row === row && doubt.why.type === type);
      expect({ row, why, isMade: found?.isMade }).toEqual({
        row,
        why,
        isMade: outcome.startsWith("made"),
      });
    }
    const lost = read.doubts.filter(({ isMade }) => !isMade).map(({ row }) => row);
    const wantedLost = expected.doubtful.filter(({ outcome }) => outcome === "left out");
    expect(lost).toEqual(wantedLost.map(({ row }) => row));
  });
});

test("of a workbook the table is told that its rows are of, whichever others have such rows", () => {
  const heads = ["Clover ID", "Name", "Price", "Price Type"];
  const beside = {
    name: "Instructions",
    heads: ["Read this"],
    rows: [{ no: 2, cells: ["first"] }],
  };
  const items = { name: "Items", heads, rows: [{ no: 2, cells: ["C1", "Tea", "0", "Fixed"] }] };
  const context = {
    currency: { decimals: 2 },
    today: "2026-11-29",
    sign: undefined,
    from: undefined,
  };

  const read = valueOf(readForeign([beside, items], context));

  expect(read.table).toBe(items);
  expect(read.doubts.map(({ row }) => row)).toContain(2);
});

function understood(file: string): ForeignCatalogue {
  const { tables } = valueOf(readForeignFile(readFileSync(path.join(FOLDER, file))));
  const context = {
    currency: { decimals: 2 },
    today: "2026-11-29",
    sign: undefined,
    from: undefined,
  };
  return valueOf(readForeign(tables, context));
}

function plainGoods(goods: ForeignGoods): object {
  const { options, price, cost, stock, recipe, rows, sku, name, category, soldBy } = goods;
  const { barcodes, taxes, modifierGroups, active, isVoucher } = goods;
  return {
    rows,
    sku,
    name,
    category,
    soldBy,
    barcodes,
    taxes,
    active,
    isVoucher,
    modifierGroups: modifierGroups.toSorted(),
    options: Object.fromEntries(options.map((option) => [option.name, option.value])),
    price: price ?? null,
    cost: cost ?? 0,
    stock: Object.fromEntries(stock.map(({ place, quantity }) => [place, Number(quantity)])),
    recipe: Object.fromEntries(recipe),
  };
}

function wanted(goods: ExpectedGoods): object {
  const { rows, sku, name, category, soldBy, barcodes, taxes, active, options } = goods;
  return {
    rows,
    name,
    soldBy,
    barcodes,
    taxes,
    active,
    options,
    sku: sku ?? "",
    category: category ?? "",
    isVoucher: goods.voucher === true,
    modifierGroups: goods.modifierGroups.toSorted(),
    price: goods.priceMinor,
    cost: goods.costMinor ?? 0,
    stock: Object.fromEntries(
      Object.entries(goods.stock).map(([place, quantity]) => [place, Number(quantity)]),
    ),
    recipe: goods.recipe ?? {},
  };
}
