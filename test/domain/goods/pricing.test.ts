import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { type ModifierGroup, type TakenModifier } from "../../../src/domain/goods/catalogue.ts";
import {
  type Discount,
  discountLine,
  lineGross,
  modifiersPrice,
  percentOf,
  serviceCharge,
  spreadCombo,
} from "../../../src/domain/goods/pricing.ts";
import {
  milliPercent,
  minor,
  oneUnit,
  sumMinor,
  thousandths,
  zeroMinor,
} from "../../../src/domain/money/amounts.ts";

describe("a line", () => {
  test("costs its unit with modifiers, times the quantity", () => {
    const latte = { unitPrice: minor(340), modifiersPerUnit: minor(50), half: "up" } as const;

    expect(lineGross({ ...latte, quantity: oneUnit })).toBe(390);
    expect(lineGross({ ...latte, quantity: thousandths(3000) })).toBe(1170);
  });

  test("that comes back mirrors the one that was sold", () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.nat(9_999_000), (price, quantity) => {
        const line = { unitPrice: minor(price), modifiersPerUnit: zeroMinor, half: "up" } as const;

        const sold = lineGross({ ...line, quantity: thousandths(quantity) });
        const back = lineGross({ ...line, quantity: thousandths(-quantity) });

        expect(sold + back).toBe(0);
      }),
    );
  });
});

describe("modifiers", () => {
  test("add their prices, each as often as it is taken", () => {
    expect(modifiersPrice(toppings(0), [take("banana"), take("nuts", 2)])).toBe(60 + 2 * 110);
  });

  test("that are free are the dearest ones", () => {
    const taken = [take("banana"), take("nuts"), take("honey")];

    expect(modifiersPrice(toppings(1), taken)).toBe(60 + 40);
    expect(modifiersPrice(toppings(2), taken)).toBe(40);
    expect(modifiersPrice(toppings(9), taken)).toBe(0);
  });

  test("that lower the price do so whatever is free", () => {
    expect(modifiersPrice(toppings(2), [take("less")])).toBe(-40);
  });

  test("of another group are another group's affair", () => {
    expect(modifiersPrice(toppings(0), [{ group: "milk", option: "oat", count: 1 }])).toBe(0);
  });

  test("that the group has not got are refused loudly", () => {
    expect(() => modifiersPrice(toppings(0), [take("gravel")])).toThrow(RangeError);
  });
});

describe("discounts on a line", () => {
  test("come as percentages first, each on the rest, then as amounts", () => {
    const { net, granted } = discountLine(
      minor(4990),
      [amount(100), percent(20), percent(10)],
      "up",
    );

    expect(granted).toEqual([100, 998, 399]);
    expect(net).toBe(3493);
  });

  test("never take more than the line is worth", () => {
    expect(discountLine(minor(200), [amount(150), amount(150)], "up")).toEqual({
      net: 0,
      granted: [150, 50],
    });
  });

  test("account for the whole difference, and mirror when the line comes back", () => {
    fc.assert(
      fc.property(
        fc.nat(1_000_000),
        fc.array(discounts(), { maxLength: 5 }),
        (gross, discounts) => {
          const sold = discountLine(minor(gross), discounts, "up");
          const back = discountLine(minor(-gross), discounts, "up");

          expect(gross - sumMinor(sold.granted, (off) => off)).toBe(sold.net);
          expect(sold.net).toBeGreaterThanOrEqual(0);
          expect(sold.net + back.net).toBe(0);
        },
      ),
    );
  });
});

test("a service charge is a percentage of what the discounts left", () => {
  expect(serviceCharge(minor(8740), milliPercent(12_500), "up")).toBe(1093);
  expect(percentOf(minor(200), milliPercent(100_000), "up")).toBe(200);
});

describe("a combo", () => {
  test("is spread over its components by their list prices", () => {
    expect(spreadCombo(minor(1000), [900, 325].map(minor))).toEqual([735, 265]);
  });

  test("of things that cost nothing by themselves is spread evenly", () => {
    expect(spreadCombo(minor(100), [0, 0, 0].map(minor))).toEqual([34, 33, 33]);
  });
});

function toppings(freeCount: number): ModifierGroup {
  const options = { banana: 60, nuts: 110, honey: 40, less: -40 };
  return {
    id: "toppings",
    name: "Toppings",
    min: 0,
    max: 9,
    freeCount,
    options: Object.entries(options).map(([id, price]) => ({
      id,
      name: id,
      price: minor(price),
      byDefault: false,
    })),
  };
}

function take(option: string, count = 1): TakenModifier {
  return { group: "toppings", option, count };
}

function percent(rate: number): Discount {
  return { type: "percent", rate: milliPercent(rate * 1000) };
}

function amount(value: number): Discount {
  return { type: "amount", amount: minor(value) };
}

function discounts(): fc.Arbitrary<Discount> {
  return fc.oneof(fc.nat(100).map(percent), fc.nat(2_000_000).map(amount));
}
