import fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  checkDigit,
  parseBarcode,
  parseReceiptBarcode,
  parseScaleLabel,
  receiptBarcode,
  type ScaleLabel,
  usualScaleRules,
  weighedGoods,
} from "../../../src/domain/goods/barcode.ts";
import { minor } from "../../../src/domain/money/amounts.ts";

describe("a barcode", () => {
  test.each(["96385074", "036000291452", "4006381333931", "10012345678902"])(
    "%s is taken, its check digit being right",
    (code) => {
      expect(parseBarcode(code)).toEqual({ ok: true, value: code });
    },
  );

  test("with any one digit misread is refused", () => {
    fc.assert(
      fc.property(bodies(), fc.nat(13), fc.integer({ min: 1, max: 9 }), (body, place, change) => {
        const code = body + checkDigit(body);
        const at = place % code.length;
        const misread = String((Number(code.charAt(at)) + change) % 10);

        const read = parseBarcode(code.slice(0, at) + misread + code.slice(at + 1));

        expect(read).toMatchObject({ ok: false, fault: { type: "barcode/wrong-check-digit" } });
      }),
    );
  });

  test.each(["", "123", "123456789", "ABCDEFGH", "40063813339312", "12345678901234567"])(
    "is not “%s”",
    (text) => {
      expect(parseBarcode(text).ok).toBe(false);
    },
  );

  test("has no check digit over letters", () => {
    expect(() => checkDigit("12a")).toThrow(RangeError);
  });
});

describe("a scale's label", () => {
  test("with a weight is priced by the product", () => {
    const label = labelOf("2100001027506");

    expect(label).toEqual({
      type: "weight",
      item: "00001",
      productCode: "2100001000004",
      quantity: 2750,
    });
    expect(weighedGoods(label, minor(199), "up")).toEqual({ gross: 547, quantity: 2750 });
  });

  test("with a price keeps that price and implies the weight for the stock", () => {
    const label = labelOf(`021234500265${checkDigit("021234500265")}`);

    expect(label).toMatchObject({ type: "price", item: "12345", price: 265 });
    expect(weighedGoods(label, minor(150), "up")).toEqual({ gross: 265, quantity: 1767 });
    expect(weighedGoods(label, minor(0), "up")).toEqual({ gross: 265, quantity: 0 });
  });

  test("may come as twelve digits, without its leading zero", () => {
    const twelve = `21234500265${checkDigit("21234500265")}`;

    expect(labelOf(twelve)).toEqual(labelOf(`0${twelve}`));
  });

  test("with a wrong check digit says which it should be", () => {
    expect(parseScaleLabel("2123450012349", usualScaleRules)).toMatchObject({
      ok: false,
      fault: { type: "barcode/wrong-check-digit", expected: "3" },
    });
  });

  test("is not the barcode of a packed article", () => {
    expect(parseScaleLabel("4006381333931", usualScaleRules)).toMatchObject({
      ok: false,
      fault: { type: "barcode/not-from-a-scale" },
    });
    expect(parseScaleLabel("96385074", usualScaleRules)).toMatchObject({
      ok: false,
      fault: { type: "barcode/not-from-a-scale" },
    });
  });
});

describe("a receipt's barcode", () => {
  test("begins with 980 and holds the device and the number", () => {
    const code = receiptBarcode({ deviceOrdinal: 7, number: 123 });

    expect(code).toMatch(/^980007000123[0-9]$/u);
    expect(parseBarcode(code).ok).toBe(true);
  });

  test("leads back to its receipt", () => {
    fc.assert(
      fc.property(fc.nat(999), fc.nat(999_999), (deviceOrdinal, number) => {
        const receipt = { deviceOrdinal, number };

        expect(parseReceiptBarcode(receiptBarcode(receipt))).toEqual(receipt);
      }),
    );
  });

  test("is no article, no misread code, and nothing beyond its digits", () => {
    expect(parseReceiptBarcode("4006381333931")).toBeUndefined();
    expect(
      parseReceiptBarcode(misread(receiptBarcode({ deviceOrdinal: 1, number: 1 }))),
    ).toBeUndefined();
    expect(() => receiptBarcode({ deviceOrdinal: 1000, number: 1 })).toThrow(RangeError);
    expect(() => receiptBarcode({ deviceOrdinal: 1, number: -1 })).toThrow(RangeError);
    expect(() => receiptBarcode({ deviceOrdinal: 1, number: 1_000_000 })).toThrow(RangeError);
  });
});

function labelOf(code: string): ScaleLabel {
  const label = parseScaleLabel(code, usualScaleRules);
  if (!label.ok) throw new Error(label.fault.type);
  return label.value;
}

function misread(code: string): string {
  return code.slice(0, -1) + String((Number(code.at(-1)) + 1) % 10);
}

function bodies(): fc.Arbitrary<string> {
  return fc
    .constantFrom(7, 11, 12, 13)
    .chain((length) => fc.array(fc.nat(9), { minLength: length, maxLength: length }))
    .map((digits) => digits.join(""));
}
