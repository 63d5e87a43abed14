/** Products of a shop as nobody would name them, but somebody may. */

import fc from "fast-check";

import { checkDigit } from "../../src/domain/goods/barcode.ts";
import { type Catalogue, type Product } from "../../src/domain/goods/catalogue.ts";
import { AGE_MAX, PACK_PIECES_MAX } from "../../src/domain/goods/sale-rules.ts";
import { STOCK_KINDS, STOCK_MAX, stockQuantity } from "../../src/domain/goods/stock-quantity.ts";
import { milliPercent, minor } from "../../src/domain/money/amounts.ts";
import { cleanText } from "../../src/domain/text/clean-text.ts";
import { cafeCatalogue } from "./shop.ts";

/** The café without its products: what a sheet refers to is there. */
export function bareCatalogue(): Catalogue {
  return { ...cafeCatalogue(), productsBySku: new Map() };
}

export function withProducts(products: ReadonlyArray<Product>): Catalogue {
  const productsBySku = new Map(products.map((product) => [product.sku, product]));
  return { ...bareCatalogue(), productsBySku };
}

const nastyPiece = fc.constantFrom(
  '"',
  ";",
  ",",
  "\n",
  "\r\n",
  "\r",
  "'",
  "=",
  "+",
  "-",
  "@",
  "\t",
  " ",
  "=1+1",
  "Ä",
  "茶",
  "شاي",
  "🍎",
  "\uFEFF",
  "a",
  "7",
);

const nasty = fc
  .array(fc.oneof(nastyPiece, fc.string({ unit: "grapheme", maxLength: 5 })), { maxLength: 8 })
  // As a till writes them: see clean-text.ts.
  .map((pieces) => cleanText(pieces.join("")))
  .filter((text) => text.length <= 60 && text.isWellFormed());

/** Distinct in their codes, because they are numbered. */
export const randomGoods: fc.Arbitrary<ReadonlyArray<Product>> = fc
  .array(fc.tuple(productParts(), fc.constantFrom("", "A/", "b_", "x.")), { maxLength: 12 })
  .map((parts) =>
    parts.map(([{ hasPlu, hasShortCode, codes, cases, isSpecial, ...product }, prefix], index) => ({
      ...product,
      ...soldAs(product, isSpecial),
      row: product.family === "" ? "" : String(index),
      column: product.family === "" ? "" : product.column,
      sku: `${prefix}${index}`.replace(/^_/u, "x"),
      plu: hasPlu ? String(4000 + index).padStart(6, "0") : "",
      shortCode: hasShortCode ? `z${index}` : "",
      barcodes: Array.from({ length: codes }, (_, place) =>
        withCheckDigit(`04${String(index * 10 + place).padStart(10, "0")}`),
      ),
      packCodes: (product.soldBy === "weight" ? [] : cases).map((pieces, place) => ({
        code: withCheckDigit(`05${String(index * 10 + place).padStart(10, "0")}`),
        pieces,
      })),
    })),
  );

/** Vouchers are what is money alone; other goods by the piece may have serial numbers. */
function soldAs(
  {
    soldBy,
    stock,
    age,
    modifierGroups,
  }: Pick<Product, "soldBy" | "stock" | "age" | "modifierGroups">,
  isSpecial: boolean,
): Pick<Product, "voucher" | "serial"> {
  const isMoney = stock === "none" && age === 0 && modifierGroups.length === 0;
  const isOne = isSpecial && soldBy === "each";
  return { voucher: isOne && isMoney, serial: isOne && !isMoney };
}

function productParts() {
  const { categoriesById, taxClassesById, stationsById, modifierGroupsById } = cafeCatalogue();
  return fc.record({
    name: nasty.filter((text) => text.trim() !== ""),
    kitchenName: nasty,
    hasPlu: fc.boolean(),
    hasShortCode: fc.boolean(),
    codes: fc.nat(3),
    cases: fc.array(fc.integer({ min: 2, max: PACK_PIECES_MAX }), { maxLength: 2 }),
    age: fc.oneof(fc.constant(0), fc.nat(AGE_MAX)),
    half: fc.constant(false),
    isSpecial: fc.boolean(),
    family: fc.constantFrom("", "T-shirt", "Été"),
    column: fc.constantFrom("", "red"),
    price: fc.integer({ min: 10_000, max: 999_999_999 }).map(minor),
    soldBy: fc.constantFrom("each" as const, "weight" as const),
    openPrice: fc.boolean(),
    category: fc.constantFrom(...categoriesById.keys()),
    taxClass: fc.constantFrom(...taxClassesById.keys()),
    station: fc.constantFrom("", ...stationsById.keys()),
    course: fc.nat(9),
    modifierGroups: fc.subarray([...modifierGroupsById.keys()]),
    combo: fc.constant([]),
    deposits: fc.constant([]),
    active: fc.boolean(),
    stock: fc.constantFrom(...STOCK_KINDS),
    unit: fc.constantFrom("", "l", "kg"),
    packs: fc.uniqueArray(
      fc.record({
        name: fc.constantFrom("keg", "pint", "Flasche", "é"),
        holds: fc.integer({ min: 1, max: STOCK_MAX }).map(stockQuantity),
      }),
      { selector: ({ name }) => name },
    ),
    yields: fc.integer({ min: 1, max: 100_000 }).map(milliPercent),
    recipe: fc.constant([]),
    reorderAt: fc.nat(STOCK_MAX).map(stockQuantity),
    supplier: nasty.map((text) => text.trim()),
    supplierCodes: fc.uniqueArray(
      fc.record({
        code: fc.constantFrom("4711", "14012345678901", "A-7/b"),
        holds: fc.integer({ min: 1, max: STOCK_MAX }).map(stockQuantity),
      }),
      { selector: ({ code }) => code },
    ),
  });
}

function withCheckDigit(body: string): string {
  return body + checkDigit(body);
}
