import { expect, test } from "vitest";

import { thousandths } from "../../../src/domain/money/amounts.ts";
import { formatPieces, formatQuantity } from "../../../src/printer/documents/printed-quantity.ts";

test.each([
  [1000, "1"],
  [10_000, "10"],
  [1500, "1.5"],
  [-2000, "-2"],
  [5, "0.005"],
])("%i thousandths of a piece print as %s", (quantity, text) => {
  expect(formatPieces(thousandths(quantity))).toBe(text);
});

test("weights keep their three decimals", () => {
  expect(formatQuantity(thousandths(350), "weight")).toBe("0.350 kg");
  expect(formatQuantity(thousandths(12_000), "weight")).toBe("12.000 kg");
});
