import { expect, test } from "vitest";

import { parseReceiptNumber, receiptNumber } from "../../src/domain/order/order-view.ts";

test("a receipt number is read as people write it", () => {
  for (const text of ["A-000012", "a-000012", "A-12"]) {
    expect(parseReceiptNumber(text)).toEqual({ series: "A", no: 12 });
  }
  expect(parseReceiptNumber(receiptNumber("BA", 1_234_567))).toEqual({ series: "BA", no: 1234567 });
});

test("what is no receipt number is none", () => {
  for (const text of ["", "A12", "A-", "-12", "A-1234567890", "A-12-3", "A-000012 "]) {
    expect(parseReceiptNumber(text)).toBeUndefined();
  }
});
