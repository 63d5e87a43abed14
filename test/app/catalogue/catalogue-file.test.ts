/** The file that people edit: what was exported comes back, and what can't be read is named by its line. Size: both. */

import { mkdir, truncate, writeFile } from "node:fs/promises";
import path from "node:path";

import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  parseSheet,
  readSheetFile,
  sheetToCsv,
} from "../../../src/app/catalogue/catalogue-file.ts";
import { loadFixture } from "../../../src/app/catalogue/fixtures.ts";
import { toCatalogue } from "../../../src/domain/founding/shop-fixture.ts";
import { type Catalogue } from "../../../src/domain/goods/catalogue.ts";
import { currenciesByCode, type Currency } from "../../../src/domain/money/currency.ts";
import { planGoodsImport } from "../../../src/domain/office/goods-import.ts";
import { type SheetRow, toGoodsSheet } from "../../../src/domain/office/goods-sheet.ts";
import { proofRuns } from "../../support/proof-runs.ts";
import { bareCatalogue, randomGoods, withProducts } from "../../support/random-goods.ts";
import { faultOf, valueOf } from "../../support/shop.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const FIXTURES = ["cafe", "deli", "grocery", "restaurant"] as const;
const EUR = currenciesByCode.get("EUR") as Currency;

describe("an exported catalogue", () => {
  test("comes back as it was, into an empty shop and into its own", () => {
    fc.assert(
      fc.property(
        randomGoods.filter((goods) => goods.length > 0),
        (goods) => {
          const catalogue = withProducts(goods);
          const rows = rowsOf(sheetToCsv(toGoodsSheet(catalogue, EUR)));
          const wish = { currency: EUR, deactivateMissing: true };

          const empty = valueOf(planGoodsImport(rows, { ...wish, catalogue: bareCatalogue() }));
          const own = valueOf(planGoodsImport(rows, { ...wish, catalogue }));

          const bySku = new Map(empty.added.map(({ after }) => [after.sku, after]));
          expect(bySku).toEqual(catalogue.productsBySku);
          expect(own).toMatchObject({ added: [], changed: [], deactivated: [], missing: [] });
          expect(own.unchanged).toHaveLength(goods.length);
        },
      ),
      { numRuns: proofRuns({ small: 30, whole: 100 }) },
    );
  });

  test("is read the same with semicolons, LF and a BOM", () => {
    fc.assert(
      fc.property(randomGoods, (goods) => {
        const text = sheetToCsv(toGoodsSheet(withProducts(goods), EUR));
        const others = written(text).map((cells) =>
          cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(";"),
        );

        expect(rowsOf(`\uFEFF${others.join("\n")}`)).toEqual(rowsOf(text));
      }),
      { numRuns: proofRuns({ small: 30, whole: 100 }) },
    );
  });

  test("leaves no cell to a spreadsheet that it would calculate", () => {
    fc.assert(
      fc.property(randomGoods, (goods) => {
        const cells = written(sheetToCsv(toGoodsSheet(withProducts(goods), EUR))).flat();

        // A number below zero is one, and calculates nothing.
        expect(cells.filter((cell) => /^[=+@]|^-(?!\d+(?:\.\d+)?%?$)/u.test(cell))).toEqual([]);
      }),
      { numRuns: proofRuns({ small: 30, whole: 100 }) },
    );
  });
});

test("text has one apostrophe before what a spreadsheet would calculate, numbers never", () => {
  const rows = [
    ["name", "amount", "price"],
    ["-196 Lemon", "-5.00", "-1.00"],
    ["'=quoted", "", ""],
    ["'plain", "", ""],
    ["\u001b[31mred\r\ntext\u202e \u200fmark", "", ""],
  ];
  const text = sheetToCsv(rows);

  expect(written(text).slice(1)).toEqual([
    ["'-196 Lemon", "-5.00", "-1.00"],
    ["''=quoted", "", ""],
    ["'plain", "", ""],
    [" [31mred text \u200fmark", "", ""],
  ]);
  expect(rowsOf(text).map(({ cells }) => cells[0])).toEqual([
    "name",
    "-196 Lemon",
    "'=quoted",
    "'plain",
    " [31mred text \u200fmark",
  ]);
});

test.each(FIXTURES)("all goods of the %s, and -196 Lemon, come back unchanged", (name) => {
  const { catalogue, currency } = shopOf(name);
  const rows = rowsOf(sheetToCsv(toGoodsSheet(catalogue, currency)));

  const plan = valueOf(planGoodsImport(rows, { catalogue, currency, deactivateMissing: true }));

  expect(plan).toMatchObject({ added: [], changed: [], deactivated: [], missing: [] });
  expect(plan.unchanged).toHaveLength(catalogue.productsBySku.size);
});

describe("a row's line", () => {
  test.each([["\n"], ["\r\n"]])("is the one on which it begins, also after breaks (%j)", (end) => {
    const text = ["sku,name", `A,"two${end}lines${end}more"`, "", "B,x"].join(end);

    expect(rowsOf(text).map(({ line, cells }) => [line, cells[0]])).toEqual([
      [1, "sku"],
      [2, "A"],
      [5, ""],
      [6, "B"],
    ]);
  });
});

test.each([
  ['sku,name\nA,5" pan\n', { type: "inner-quote", line: 2 }],
  ['sku,name\nA,"x\ny"\nB,"5" pan\n', { type: "inner-quote", line: 4 }],
  ['sku,name\nA,x\nB,"y\nC,z\n', { type: "open-quote", line: 3 }],
])("%j is refused, with its line", (text, wrong) => {
  expect(faultOf(parseSheet(Buffer.from(text)))).toEqual({ type: "file/not-csv", wrong });
});

test("a file in another encoding, one of something else, a folder and no file are refused, each with why", async () => {
  const folder = await temporaryFolder();
  const latin = path.join(folder, "latin.csv");
  await writeFile(latin, Buffer.from("sku,name\nA,Caf\u00e9\n", "latin1"));
  await mkdir(path.join(folder, "folder"));

  const big = path.join(folder, "big.csv");
  await writeFile(big, "");
  await truncate(big, 40_000_000);

  const files = [latin, big, path.join(folder, "folder"), path.join(folder, "none.csv")];

  expect(files.map((file) => faultOf(readSheetFile(file)).wrong)).toEqual([
    { type: "not-utf-8" },
    { type: "too-big", max: 32 },
    { type: "unreadable", code: "EISDIR" },
    { type: "unreadable", code: "ENOENT" },
  ]);
});

function rowsOf(text: string): ReadonlyArray<SheetRow> {
  return valueOf(parseSheet(Buffer.from(text)));
}

/** The cells as they stand in the file. */
function written(text: string): ReadonlyArray<ReadonlyArray<string>> {
  return parse(text);
}

function shopOf(name: string): { readonly catalogue: Catalogue; readonly currency: Currency } {
  const fixture = valueOf(loadFixture(name));
  const { productsBySku, ...rest } = toCatalogue(fixture);
  const [like] = productsBySku.values();
  const currency = currenciesByCode.get(fixture.shop.currency);
  if (like === undefined || currency === undefined) throw new Error("The shop has no goods.");
  const lemon = { ...like, sku: "LEMON", name: "-196 Lemon", plu: "", shortCode: "", barcodes: [] };
  const catalogue = { ...rest, productsBySku: new Map([...productsBySku, ["LEMON", lemon]]) };
  return { catalogue, currency };
}
