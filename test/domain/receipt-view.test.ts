import { describe, expect, test } from "vitest";

import { parseReceiptBarcode } from "../../src/domain/barcode.ts";
import { barcodeOf } from "../../src/domain/receipt-view.ts";

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
