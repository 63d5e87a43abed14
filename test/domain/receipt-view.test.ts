import { describe, expect, test } from "vitest";

import { milliPercent, minor } from "../../src/domain/amounts.ts";
import { parseReceiptBarcode } from "../../src/domain/barcode.ts";
import { decideDiscountLine } from "../../src/domain/commands/edit-order.ts";
import { type EventId } from "../../src/domain/identity.ts";
import { barcodeOf, type PaperFacts, toReceiptView } from "../../src/domain/receipt-view.ts";
import { type Counter, createCounter } from "../support/counter.ts";
import { valueOf } from "../support/shop.ts";
import { catalogueOf, product } from "../support/small-shop.ts";

const TARTE = product("TARTE", { price: minor(1000), station: "" });

describe("the barcode of a receipt", () => {
  test("names one till and one number", () => {
    const codes = ["A", "B", "Z", "AA", "BA", "ZZ"].map((series) => barcodeOf(series, 1));

    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.every((code) => parseReceiptBarcode(code)?.number === 1)).toBe(true);
  });

  test("is left out where its digits can't name the receipt alone", () => {
    expect(barcodeOf("B2KQ", 1)).toBe("");
    expect(barcodeOf("ZZQWER", 1)).toBe("");
    expect(barcodeOf("A", 1_000_000)).toBe("");
  });
});

describe("a discount on a receipt", () => {
  test("is the one that was paid under", () => {
    const counter = createCounter({ catalogue: catalogueOf([TARTE]) });
    const line = counter.add(TARTE, { count: 2 });
    takeHalfOff(counter, line);
    valueOf(counter.pay(1000));

    expect(lineOf(counter)).toMatchObject({ amount: 1000, discountRate: 50_000, off: 1000 });
  });

  test("that another till gave apart, once it was paid, is not on it", () => {
    const counter = createCounter({ catalogue: catalogueOf([TARTE]) });
    const line = counter.add(TARTE);
    const other = counter.apart("B");
    valueOf(counter.pay(1000));
    takeHalfOff(other, line);
    counter.hear(other);

    expect(lineOf(counter)).toMatchObject({ amount: 1000, discountRate: 0, off: 0 });
  });
});

function takeHalfOff(counter: Counter, line: EventId): void {
  const discount = { rate: milliPercent(50_000), amount: minor(0) };
  valueOf(
    counter.decide((context, order) => decideDiscountLine(context, order, { line, discount })),
  );
}

const FACTS: PaperFacts = {
  shopName: "Café Kade",
  head: [],
  foot: [],
  currency: "EUR",
  demo: false,
  tillName: (code) => code,
  staffName: (number) => number,
  stationName: (id) => id,
};

function lineOf(counter: Counter) {
  const order = counter.order();
  const [receipt] = order.receipts;
  if (receipt === undefined) throw new Error("The order has no receipt.");
  return toReceiptView(order, receipt, FACTS).lines[0];
}
