/** Cells as people and spreadsheets write them. */

import { describe, expect, test } from "vitest";

import {
  categoriesIn,
  decimalSignOf,
  lastPart,
  readCodes,
  readQuantity,
  readSum,
} from "../../../src/domain/imports/foreign-cells.ts";

describe("the sums of a file", () => {
  test.each([
    [["1.234,50"], { type: "sign", sign: "," }],
    [["1,234.50", "2,50"], { type: "sign", sign: "." }],
    [["12.5"], { type: "sign", sign: "." }],
    [["€ 3,20"], { type: "sign", sign: "," }],
    [["1.250.000"], { type: "sign", sign: "," }],
    [["7", "12"], { type: "sign", sign: "." }],
    [["1.250", "3"], { type: "unclear", example: "1.250" }],
  ])("%j are read by their own sign", (texts, written) => {
    expect(decimalSignOf(texts)).toEqual(written);
  });

  test.each([
    ["€2.50", ".", 250],
    ["2,50 €", ",", 250],
    ["1.250,00", ",", 125_000],
    ["1 250.5", ".", 125_050],
    ["1'250.50", ".", 125_050],
    ["(1.00)", ".", -100],
    ["-0.50", ".", -50],
    ["2.4500000000000002", ".", 245],
    ["0.800000000", ".", 80],
    [".5", ".", 50],
  ] as const)("%s is a sum", (text, sign, amount) => {
    expect(readSum(text, { sign, decimals: 2 })).toEqual({ amount, isRounded: false });
  });

  test("with more decimals than the currency are rounded half away from zero, and say so", () => {
    expect(readSum("1.995", { sign: ".", decimals: 2 })).toEqual({ amount: 200, isRounded: true });
    expect(readSum("-1.995", { sign: ".", decimals: 2 })).toEqual({
      amount: -200,
      isRounded: true,
    });
    expect(readSum("3.2", { sign: ".", decimals: 0 })).toEqual({ amount: 3, isRounded: true });
  });

  test.each(["", "free", "1.2.3.4x", "€"])("%j is none", (text) => {
    expect(readSum(text, { sign: ".", decimals: 2 })).toBeUndefined();
  });
});

test("quantities may be below zero and have parts", () => {
  expect(["18", "18,0", "-2", "3,250", "x"].map((text) => readQuantity(text, ","))).toEqual([
    "18",
    "18",
    "-2",
    "3.25",
    undefined,
  ]);
});

test("barcodes are right, lack zeros, were rounded or are wrong", () => {
  expect(readCodes("9520000001018, 95001234")).toEqual([
    { type: "right", code: "9520000001018" },
    { type: "right", code: "95001234" },
  ]);
  expect(readCodes("36000291452")).toEqual([{ type: "zeros", code: "036000291452" }]);
  expect(readCodes("9.52E+12")).toEqual([{ type: "rounded", code: "9.52E+12" }]);
  expect(readCodes("9520000001057")).toEqual([{ type: "wrong", code: "9520000001057" }]);
  expect(readCodes("")).toEqual([]);
});

test("of a path of categories the last part counts, and one that only leads to it doesn't", () => {
  expect(lastPart("All / Saleable / Coffee")).toBe("Coffee");
  expect(lastPart("Food > Tea (ABCDEF123456)")).toBe("Tea");
  expect(categoriesIn("Shop > Tea, Shop")).toEqual(["Tea"]);
  expect(categoriesIn("Bits, Retail")).toEqual(["Bits", "Retail"]);
});
