/** Papers of a terminal, put together of its lines. */

import { expect, test } from "vitest";

import { linesWithoutCardNumbers } from "../../../src/card/card-text.ts";
import { createSlips } from "../../../src/card/zvt/slips.ts";

function slipOf(lines: ReadonlyArray<string>) {
  const slips = createSlips();
  slips.take({ lines, copy: undefined, isEnd: true });
  return slips.all()[0];
}

test.each([
  ["Unterschrift:", true],
  ["CARDHOLDER SIGNATURE", true],
  ["Firma ________", true],
  ["Firma Muster GmbH & Co. Confirmation", true],
  ["KEINE UNTERSCHRIFT ERFORDERLICH", false],
  ["NO SIGNATURE REQUIRED", false],
  ["Unterschrift nicht erforderlich", false],
  ["PIN-Prüfung erfolgt", false],
])("a paper with %j has to be signed: %s", (line, isToSign) => {
  expect(slipOf(["Händlerbeleg", line])?.isToSign).toBe(isToSign);
});

test("papers that were forgotten are on no later one", () => {
  const slips = createSlips();
  slips.take({ lines: ["Kundenbeleg", "of before"], copy: undefined, isEnd: false });
  slips.forget();
  slips.take({ lines: ["Kundenbeleg", "of now"], copy: undefined, isEnd: true });

  expect(slips.all()).toEqual([
    { copy: "customer", lines: ["Kundenbeleg", "of now"], isToSign: false },
  ]);
});

test.each([
  [
    ["Karte", "4111 1111", "1111 1111", "12.34"],
    ["Karte", "**** ****", "**** 1111", "12.34"],
  ],
  [
    ["  4111-", "1111", " 1111", "1111 "],
    ["  ****-", "****", " ****", "1111 "],
  ],
  // Neither sums and dates below each other nor short numbers are a card's.
  [
    ["12,34", "25.11.2026", "0471", "000471"],
    ["12,34", "25.11.2026", "0471", "000471"],
  ],
])("of the lines %j stay %j", (lines, masked) => {
  expect(linesWithoutCardNumbers(lines)).toEqual(masked);
});
