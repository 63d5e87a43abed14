import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { thousandths } from "../../../src/domain/money/amounts.ts";
import { formatQuantity, parseQuantity } from "../../../src/domain/text/quantity.ts";

describe("pieces", () => {
  test.each([
    ["1", 1000],
    ["42", 42_000],
    ["9999", 9_999_000],
  ])("%s are read", (text, value) => {
    expect(parseQuantity(text, "each")).toEqual({ ok: true, value });
  });

  test.each(["", "0", "01", "10000", "1.5", "0.350", "-1", "2x"])("“%s” are none", (text) => {
    expect(parseQuantity(text, "each")).toEqual({
      ok: false,
      fault: { type: "quantity/not-pieces", text },
    });
  });
});

describe("weights", () => {
  test.each([
    ["0.350", 350],
    ["0,350", 350],
    [".35", 350],
    ["2", 2000],
    ["9999.999", 9_999_999],
  ])("%s is read", (text, value) => {
    expect(parseQuantity(text, "weight")).toEqual({ ok: true, value });
  });

  test.each(["", "0", "0.000", ".", "1.", "0.3505", "1.2.3", "-1", "10000"])(
    "“%s” is none",
    (text) => {
      expect(parseQuantity(text, "weight")).toEqual({
        ok: false,
        fault: { type: "quantity/not-a-weight", text },
      });
    },
  );
});

describe("quantities as text", () => {
  test("show pieces whole, weights and parts of a piece with three decimals", () => {
    expect(formatQuantity(thousandths(2000), "each")).toBe("2");
    expect(formatQuantity(thousandths(-2000), "each")).toBe("-2");
    expect(formatQuantity(thousandths(333), "each")).toBe("0.333");
    expect(formatQuantity(thousandths(2000), "weight")).toBe("2.000");
    expect(formatQuantity(thousandths(-350), "weight")).toBe("-0.350");
  });

  test("are read back as they were written", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9999 }),
        fc.integer({ min: 1, max: 9_999_999 }),
        (pieces, weight) => {
          const read = [
            parseQuantity(formatQuantity(thousandths(pieces * 1000), "each"), "each"),
            parseQuantity(formatQuantity(thousandths(weight), "weight"), "weight"),
          ];

          expect(read).toEqual([
            { ok: true, value: pieces * 1000 },
            { ok: true, value: weight },
          ]);
        },
      ),
    );
  });
});
