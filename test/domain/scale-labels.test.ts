/** Packs that a scale has labelled: what the line makes of their codes. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { decideAddGoods } from "../../src/domain/commands/order/add-goods.ts";
import { createGoodsIndex } from "../../src/domain/entry/entry-search.ts";
import { readEntry, readScan } from "../../src/domain/entry/entry.ts";
import { checkDigit } from "../../src/domain/goods/barcode.ts";
import { entrySentence } from "../../src/words/screen-words.ts";
import { createCounter } from "../support/counter.ts";
import { enScreen as en } from "../support/english-words.ts";
import { valueOf } from "../support/shop.ts";
import { catalogueOf, euro, product, smallShop } from "../support/small-shop.ts";

const shop = createGoodsIndex(smallShop);

describe("a label with the weight", () => {
  test("is so much of the goods with that number", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), (grams) => {
        const reading = readEntry(label("2100088", grams), shop, { currency: euro });

        expect(reading).toMatchObject({
          type: "goods",
          product: { sku: "SALMON" },
          quantity: grams,
          total: Math.floor((grams * 3200 + 500) / 1000),
        });
      }),
    );
  });

  test("is found under the code with the weight zero too", () => {
    const barcodes = [label("2104711", 0)];
    const cheese = product("CHEESE", { plu: "5", soldBy: "weight", barcodes });
    const index = createGoodsIndex(catalogueOf([cheese]));

    expect(readScan(label("2104711", 356), index)).toMatchObject({
      product: { sku: "CHEESE" },
      label: { type: "weight", quantity: 356 },
    });
  });

  test.each([
    [`3*${label("2100088", 350)}`, "The label says how much Salmon it is."],
    [label("2100100", 350), "No goods have the barcode 2100100003500."],
    [label("2112345", 350), "No goods have the barcode 2112345003504."],
    [label("2900088", 350), "No goods have the barcode 2900088003505."],
  ])("%s is none: goods by the piece, unknown ones, another shop's rule", (code, sentence) => {
    const reading = readEntry(code, shop, { currency: euro });

    expect(reading.type === "nothing" && entrySentence(en, reading.fault)).toBe(sentence);
  });
});

describe("a label with the price", () => {
  test("is a piece at exactly that price, whatever a kilogram costs, and takes no right", () => {
    const reading = readEntry(`2*${label("0200088", 1119)}`, shop, { currency: euro });
    if (reading.type !== "goods") throw new Error("The label is goods.");
    const { product: salmon, quantity, price, isPack } = reading;
    const counter = createCounter({ permissions: ["sell", "pay"], catalogue: smallShop });

    const goods = { kind: "goods" as const, product: salmon, quantity, price, isPack };
    valueOf(
      counter.decide((context) =>
        decideAddGoods(context, {
          catalogue: smallShop,
          goods,
          order: undefined,
          service: "counter",
        }),
      ),
    );
    valueOf(counter.pay(2238));

    expect(reading).toMatchObject({ quantity: 2000, price: 1119, total: 2238 });
    expect(counter.receipts()[0]).toMatchObject({ total: 2238 });
  });
});

/** Seven digits of prefix and number, five of value. */
function label(head: string, value: number): string {
  const body = head + String(value).padStart(5, "0");
  return body + checkDigit(body);
}
