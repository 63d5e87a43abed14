import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { orderBalance } from "../../../src/domain/balance/order-balance.ts";
import { decideSend } from "../../../src/domain/commands/kitchen/send-order.ts";
import { decideTakeReturn } from "../../../src/domain/commands/money/exchange-goods.ts";
import { decideRefund } from "../../../src/domain/commands/money/refund-receipt.ts";
import { decideAddGoods } from "../../../src/domain/commands/order/add-goods.ts";
import {
  decideDiscountLine,
  decideDiscountOrder,
} from "../../../src/domain/commands/order/give-discount.ts";
import { ticketFold } from "../../../src/domain/folds/ticket-fold.ts";
import { parseReceiptBarcode } from "../../../src/domain/goods/barcode.ts";
import { type TaxClass } from "../../../src/domain/goods/catalogue.ts";
import { taxLettersOf } from "../../../src/domain/goods/tax-letters.ts";
import { type DeviceId, deviceOf, type EventId, toStreamId } from "../../../src/domain/identity.ts";
import { type LineKindName } from "../../../src/domain/lines/line-kinds.ts";
import { milliPercent, minor, sumMinor, thousandths } from "../../../src/domain/money/amounts.ts";
import { type Tax } from "../../../src/domain/money/tax.ts";
import {
  barcodeOf,
  type PaperFacts,
  toReceiptView,
  toTicketView,
} from "../../../src/domain/order/receipt-view.ts";
import { toRefundView } from "../../../src/domain/order/refund-view.ts";
import { type Counter, createCounter } from "../../support/counter.ts";
import { decidePayCash } from "../../support/pay-cash.ts";
import { SHOP_RULES, valueOf } from "../../support/shop.ts";
import { catalogueOf, product } from "../../support/small-shop.ts";
import { originOf } from "../../support/told.ts";

const NO_RECEIPT = "" as EventId;
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

test("a refund that pays for other goods too rounds what goes out in cash, and that alone", () => {
  const cash = { step: 5, direction: "nearest" } as const;
  const counter = createCounter({
    catalogue: catalogueOf([TARTE]),
    rules: { ...SHOP_RULES, coin: 1, cash },
  });
  counter.add(product("GOODS", { price: minor(1003), station: "" }));
  valueOf(counter.pay(1003));
  const [receipt] = counter.order().receipts;
  const returned = { receipt: receipt?.id ?? NO_RECEIPT, lines: [], reason: "cold" } as const;
  valueOf(
    counter.decide((context, sold) => {
      const goods = { sold, order: undefined, service: "counter" } as const;
      return decideTakeReturn(context, { ...returned, ...goods });
    }),
  );
  const other = counter.events().findLast(({ kind }) => kind === "order/opened")?.id ?? NO_RECEIPT;
  valueOf(
    counter.decide((context) =>
      decideAddGoods(context, {
        catalogue: catalogueOf([TARTE]),
        goods: { kind: "goods", product: TARTE, quantity: thousandths(1000) },
        order: counter.orderOf(other),
        service: "counter",
      }),
    ),
  );
  valueOf(counter.decide((context) => decidePayCash(context, counter.orderOf(other), minor(0))));
  const [refund] = counter.order().refunds;
  if (refund === undefined) throw new Error("It was refunded.");

  expect(toRefundView(counter.order(), refund, FACTS)).toMatchObject({
    rounding: 3,
    payments: [
      { method: "exchange", amount: -1000, rounding: 0 },
      { method: "cash", amount: 0, rounding: 3 },
    ],
  });
});

describe("the letter of the taxes on a line", () => {
  const gst = { label: "GST 5%", rate: milliPercent(5000), included: false };
  const pst = { label: "PST 7%", rate: milliPercent(7000), included: false };
  const bread = product("BREAD", { price: minor(400), station: "", taxClass: "gst" });
  const soap = product("SOAP", { price: minor(300), station: "", taxClass: "both" });
  const book = product("BOOK", { price: minor(900), station: "", taxClass: "none" });
  const taxClasses = [
    taxClass("gst", [gst]),
    taxClass("both", [gst, pst]),
    taxClass("none", []),
  ] as const;
  const catalogue = {
    ...catalogueOf([bread, soap, book]),
    taxClassesById: new Map(taxClasses.map((one) => [one.id, one])),
  };
  const facts = { ...FACTS, taxLetters: () => taxLettersOf(taxClasses) };

  test("is one for two taxes, and the table names the letters of each tax", () => {
    const counter = createCounter({ catalogue });
    for (const goods of [bread, soap, book]) counter.add(goods);
    valueOf(counter.pay(10_000));

    const { lines, taxes } = paperOf(counter, facts);
    expect(lines.map(({ taxLetter }) => taxLetter)).toEqual(["B", "A", ""]);
    expect(taxes.map(({ label, letters }) => `${letters} ${label}`)).toEqual([
      "AB GST 5%",
      "A PST 7%",
    ]);
  });

  test("is that of the receipt on its refund", () => {
    const counter = createCounter({ catalogue });
    counter.add(bread);
    valueOf(counter.pay(10_000));
    const [receipt] = counter.order().receipts;
    const returned = { receipt: receipt?.id ?? NO_RECEIPT, lines: [], reason: "cold" } as const;
    valueOf(
      counter.decide((context, order) =>
        decideRefund(context, order, { ...returned, method: "cash" }),
      ),
    );
    const [refund] = counter.order().refunds;
    if (refund === undefined) throw new Error("It was refunded.");

    expect(toRefundView(counter.order(), refund, facts)).toMatchObject({
      lines: [{ taxLetter: "B" }],
      taxes: [{ label: "GST 5%", letters: "B" }],
    });
  });
});

test("a ticket names the till that sent it, and the one that opened the order", () => {
  const counter = createCounter({ catalogue: catalogueOf([TARTE]) });
  counter.add(TARTE);
  const other = counter.apart("B");
  other.add(product("SOUP"));
  valueOf(other.decide((context, order) => decideSend(context, order)));
  const issued = other.events().findLast(({ kind }) => kind === "ticket/issued");
  if (issued === undefined) throw new Error("It was sent.");
  const ticket = ticketFold.apply(ticketFold.empty, issued, toStreamId("ticket", issued.id));
  const names = new Map(["A", "B"].map((code) => [deviceOf(originOf(code)), `Till ${code}`]));
  const facts = {
    ...FACTS,
    tillName: (code: string) => `Till ${code}`,
    deviceName: (device: DeviceId) => names.get(device),
  };

  expect(toTicketView(ticket, facts)).toMatchObject({
    orderNumber: "A1",
    till: "Till B",
    orderTill: "Till A",
  });
});

describe("a receipt on paper", () => {
  test("adds up, with what is sold, what comes back and what is taken off", () => {
    const line = fc.record({
      price: fc.integer({ min: 0, max: 999 }),
      count: fc.integer({ min: 1, max: 3 }),
      kind: fc.constantFrom<LineKindName>("goods", "return"),
      rate: fc.constantFrom(0, 0, 10_000, 33_300),
    });
    const lines = fc.array(line, { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(lines, fc.constantFrom(0, 5000, 33_300), (rung, orderRate) => {
        const counter = createCounter({ catalogue: catalogueOf([TARTE]) });
        for (const { price, rate, ...more } of rung) {
          const id = counter.add(product("GOODS", { price: minor(price), station: "" }), more);
          takeOff(counter, rate, id);
        }
        takeOff(counter, orderRate);
        const { refundDue } = orderBalance(counter.order());
        valueOf(counter.pay(refundDue > 0 ? 0 : 1_000_000));

        const paper = paperOf(counter);
        const gross = sumMinor(paper.lines, ({ amount }) => amount);
        expect(gross - paper.off).toBe(paper.total);
        expect(sumMinor(paper.taxes, ({ net, tax }) => net + tax)).toBe(paper.total);
        expect(sumMinor(paper.payments, ({ amount }) => amount)).toBe(paper.total);
        expect(paper.lines.map(({ quantity }) => quantity < 0)).toEqual(
          rung.map(({ kind }) => kind === "return"),
        );
        for (const { quantity, unitPrice, amount, off } of paper.lines) {
          expect(amount + off).toBe((unitPrice * quantity) / 1000 + 0);
        }
      }),
      { seed: 20_261_120, numRuns: 200 },
    );
  });
});

/** Off the line or, without one, off the order; refused where nothing costs anything. */
function takeOff(counter: Counter, rate: number, line?: EventId): void {
  const discount = { rate: milliPercent(rate), amount: minor(0) };
  counter.decide((context, order) =>
    line === undefined
      ? decideDiscountOrder(context, order, { discount })
      : decideDiscountLine(context, order, { line, discount }),
  );
}

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
  deviceName: () => undefined,
  staffName: (number) => number,
  stationName: (id) => id,
  taxLetters: () => new Map(),
  openText: () => undefined,
};

function lineOf(counter: Counter) {
  return paperOf(counter).lines[0];
}

function taxClass(id: string, taxes: ReadonlyArray<Tax>): TaxClass {
  const taxesByService = { counter: taxes, "dine-in": taxes, takeaway: taxes, delivery: taxes };
  return { id, name: id, taxesByService };
}

function paperOf(counter: Counter, facts = FACTS) {
  const order = counter.order();
  const [receipt] = order.receipts;
  if (receipt === undefined) throw new Error("The order has no receipt.");
  return toReceiptView(order, receipt, facts);
}
