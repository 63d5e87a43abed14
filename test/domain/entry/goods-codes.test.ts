/** Goods by their codes: SKU, GS1 element strings, and a PLU that two tills apart have given twice. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { createGoodsIndex } from "../../../src/domain/entry/entry-search.ts";
import { type Reading, readEntry, readScan } from "../../../src/domain/entry/entry.ts";
import { checkDigit, expandUpcE } from "../../../src/domain/goods/barcode.ts";
import { entrySentence } from "../../../src/words/screen-words.ts";
import { enScreen as en } from "../../support/english-words.ts";
import { catalogueOf, euro, product } from "../../support/small-shop.ts";

const EAN = "4012345678901";
const shop = createGoodsIndex(
  catalogueOf([
    product("G-00001", { name: "Aachen biscuits", barcodes: [EAN] }),
    product("G-00002", { name: "Zebra cake", plu: "44" }),
    product("BEER", {
      name: "Beer",
      barcodes: ["4006381333931"],
      packCodes: [{ code: "14006381333938", pieces: 24 }],
    }),
    product("HAM", { name: "Prosciutto", soldBy: "weight", barcodes: ["4012345000016"] }),
    product("SODA", { name: "Soda", barcodes: ["042100005264"] }),
    product("7", { name: "Seven" }),
    product("9", { name: "Nine", plu: "7" }),
    product("ZEBRA", { name: "Another animal" }),
  ]),
);

describe("a SKU", () => {
  test.each([
    ["G-00001", "G-00001 1000"],
    ["g-00002", "G-00002 1000"],
    ["3*g-00001", "G-00001 3000"],
    ["0.350*ham", "HAM 350"],
    // A number of goods, and the beginning of a name, stay what they were.
    ["7", "9 1000"],
    ["zebra", "G-00002 1000"],
  ])("%s is %s", (typed, meant) => {
    expect(shownOf(readEntry(typed, shop, { currency: euro }))).toBe(meant);
  });

  test("is among the hits, and a burst of one is read as what is typed", () => {
    expect(readScan("G-00001", shop)).toBeUndefined();
    expect(shop.hits("g-00001").map(({ sku }) => sku)).toEqual(["G-00001"]);
  });
});

describe("a UPC-E", () => {
  test("finds the goods whose UPC-A it is short for", () => {
    expect(shownOf(readEntry("04252614", shop, { currency: euro }))).toBe("SODA 1000");
    expect(readScan("04252614", shop)?.product.sku).toBe("SODA");
    expect(readScan("042100005264", shop)?.product.sku).toBe("SODA");
  });

  test.each([
    ["234560", "02300000456"],
    ["234562", "02320000456"],
    ["234563", "02340000056"],
    ["234564", "02345000006"],
    ["234565", "02345600005"],
    ["234569", "02345600009"],
  ])("0 %s stands for %s", (digits, body) => {
    const check = checkDigit(body);

    expect(expandUpcE(`0${digits}${check}`)).toBe(body + check);
    expect(expandUpcE(`0${digits}${(Number(check) + 1) % 10}`)).toBeUndefined();
    expect(expandUpcE(`2${digits}${check}`)).toBeUndefined();
  });
});

describe("the code of a pack", () => {
  test.each([
    ["4006381333931", "BEER 1000"],
    ["14006381333938", "BEER 24000"],
    ["2*14006381333938", "BEER 48000"],
    ["<14006381333938", "BEER -24000"],
    ["0114006381333938", "BEER 24000"],
    ["(01)14006381333938(10)L7", "BEER 24000"],
  ])("%s is %s", (typed, meant) => {
    expect(shownOf(readEntry(typed, shop, { currency: euro }))).toBe(meant);
  });

  test("finds the goods also on a list", () => {
    expect(readScan("14006381333938", shop)).toMatchObject({
      product: { sku: "BEER" },
      pieces: 24,
    });
  });
});

describe("an element string of GS1", () => {
  const gtin = `0${EAN}`;

  test.each([
    [`01${gtin}`, "G-00001 1000"],
    [`(01)${gtin}(17)270101(10)AB/12*3`, "G-00001 1000"],
    [`]C101${gtin}17270101`, "G-00001 1000"],
    [`]d2\u001D01${gtin}10LOT=5\u001D21X`, "G-00001 1000"],
    ["01040123450000163103001250", "HAM 1250"],
    ["(01)04012345000016(17)270101(3102)000125", "HAM 1250"],
    ["010401234500001610LOT\u001D3103000350", "HAM 350"],
    ["01040123450000163922498", "HAM 1000 =498"],
    ["(01)04012345000016(3923)4985(17)270101", "HAM 1000 =499"],
    // What is sold by the piece has a price of its own.
    [`01${gtin}3922498`, "G-00001 1000"],
  ])("%j is %s", (code, meant) => {
    expect(shownOf(readEntry(code, shop, { currency: euro }))).toBe(meant);
    expect(readScan(code, shop)?.product.sku).toBe(meant.split(" ")[0]);
  });

  test("finds nothing by a wrong check digit, or where no goods have that code", () => {
    expect(readScan(`01${gtin.slice(0, -1)}9`, shop)).toBeUndefined();
    const other = `1401234567890`;
    expect(readScan(`01${other}${checkDigit(other)}`, shop)).toBeUndefined();
  });

  test("never throws, and never finds other goods than its own", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("0", "1", "3", "(", ")", "A", "\u001D") }),
        (rest) => {
          const found = readScan(`01${gtin}${rest}`, shop);
          expect(found?.product.sku).toBe("G-00001");
        },
      ),
    );
  });
});

test("a PLU that two tills apart gave asks which, until one of them has another", () => {
  const coffee = product("A", { name: "Iced coffee", plu: "101" });
  const tea = product("B", { name: "Iced tea", plu: "101" });
  const apart = createGoodsIndex(
    catalogueOf([coffee, tea, product("C", { name: "101 Dalmatians" })]),
  );

  for (const typed of ["101", "3*101", "101=2", "101?", "<101"]) {
    const asked = readEntry(typed, apart, { currency: euro });
    expect(asked).toMatchObject({ type: "nothing", hits: [{ sku: "A" }, { sku: "B" }] });
    expect("fault" in asked && entrySentence(en, asked.fault)).toBe(
      "101 is Iced coffee and Iced tea: Down says which. Change one of them.",
    );
  }
  expect(shownOf(readEntry("3*101", apart, { currency: euro, chosen: "B" }))).toBe("B 3000");
  expect(readScan("101", apart)).toBeUndefined();
  expect(apart.hits("101").map(({ sku }) => sku)).toEqual(["A", "B", "C"]);

  const mended = createGoodsIndex(catalogueOf([coffee, { ...tea, plu: "102" }]));
  expect(shownOf(readEntry("101", mended, { currency: euro }))).toBe("A 1000");
});

function shownOf(reading: Reading): string {
  if (reading.type !== "goods") return reading.type;
  const price = reading.isPack === true ? ` =${reading.total}` : "";
  return `${reading.product.sku} ${reading.quantity}${price}`;
}
