import { expect, test } from "vitest";

import {
  RECEIPT_RULE,
  receiptMode,
  rulesInPlaceOf,
} from "../../../src/domain/printers/receipt-printing.ts";

const RULES = ["on-request", "takeaway=never", "B=always", "B/takeaway=on-request"];

test.each([
  ["A", "counter", "on-request"],
  ["A", "takeaway", "never"],
  ["B", "counter", "always"],
  ["B", "takeaway", "on-request"],
  ["B2KQ", "takeaway", "on-request"],
  ["AB", "dine-in", "on-request"],
] as const)("what is said most exactly of till %s and %s holds", (series, service, way) => {
  expect(receiptMode(RULES, { series, service })).toBe(way);
});

test("receipts come out as long as nobody says anything, and the last word counts", () => {
  expect(receiptMode([], { series: "A", service: "counter" })).toBe("always");
  expect(receiptMode(["never", "always"], { series: "A", service: "counter" })).toBe("always");
});

test.each(["sometimes", "b=never", "=never", "terrace=never", "A/=never", "A/B=never"])(
  "%s is no rule",
  (text) => {
    expect(RECEIPT_RULE.test(text)).toBe(false);
  },
);

test("the one in a till's place has its rules, in their order; those of other letters stay", () => {
  const rules = ["always", "B=never", "BB=always", "B/takeaway=never", "takeaway=on-request"];
  expect(rulesInPlaceOf(rules, "B", "C")).toEqual([
    "always",
    "C=never",
    "BB=always",
    "C/takeaway=never",
    "takeaway=on-request",
  ]);
});
