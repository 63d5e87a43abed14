import { describe, expect, test } from "vitest";

import { type Service, SERVICES, type TaxClass } from "../../../src/domain/goods/catalogue.ts";
import {
  combinationName,
  lettersOnPaper,
  taxLettersOf,
} from "../../../src/domain/goods/tax-letters.ts";
import { milliPercent } from "../../../src/domain/money/amounts.ts";
import { type Tax } from "../../../src/domain/money/tax.ts";

const [HIGH, LOW, ZERO] = [vat(21), vat(9), vat(0)];
const [GST, PST] = [added("GST", 5), added("PST", 7)];

describe("the letters of a shop", () => {
  test("go by the height of its rates, one for each combination and none for no tax", () => {
    const classes = [
      taxClass("a", [ZERO]),
      taxClass("b", [LOW]),
      taxClass("c", []),
      taxClass("d", [HIGH]),
      taxClass("e", [LOW]),
    ];

    expect(lettersOf(classes, [HIGH], [LOW], [ZERO], [])).toEqual(["A", "B", "C", undefined]);
  });

  test("are one for two taxes on a line, in whatever order", () => {
    const classes = [taxClass("food", [GST]), taxClass("goods", [GST, PST])];

    expect(lettersOf(classes, [GST], [GST, PST], [PST, GST])).toEqual(["B", "A", "A"]);
  });

  test("are those that its classes say, and the others keep away from them", () => {
    const hungarian = [
      taxClass("low", [vat(5)], { letter: "A" }),
      taxClass("high", [vat(27)], { letter: "C" }),
      taxClass("middle", [vat(18)]),
    ];

    expect(lettersOf(hungarian, [vat(5)], [vat(18)], [vat(27)])).toEqual(["A", "B", "C"]);
  });

  test("differ with the service where the taxes do", () => {
    const drinks = {
      ...taxClass("drinks", [HIGH]),
      taxesByService: { ...taxClass("drinks", [HIGH]).taxesByService, takeaway: [LOW] },
      letters: { counter: "X", takeaway: "Y" },
    };

    expect(lettersOf([drinks], [HIGH], [LOW])).toEqual(["X", "Y"]);
  });

  test("stand for one combination each, whatever two tills have written apart", () => {
    const classes = [taxClass("a", [LOW], { letter: "A" }), taxClass("b", [HIGH], { letter: "A" })];

    expect(lettersOf(classes, [LOW], [HIGH])).toEqual(["A", "B"]);
  });

  test("go on with two where the alphabet ends", () => {
    const rates = Array.from({ length: 28 }, (_, at) => vat(28 - at));
    const classes = rates.map((rate) => taxClass(rate.label, [rate]));

    expect(lettersOf(classes, [vat(28)], [vat(3)], [vat(2)], [vat(1)])).toEqual([
      "A",
      "Z",
      "AA",
      "AB",
    ]);
  });
});

test("goods that bear a tax of before have a letter that the shop uses for nothing else", () => {
  const shop = taxLettersOf([taxClass("high", [HIGH]), taxClass("low", [LOW])]);
  const letters = lettersOnPaper([[LOW], [vat(19)], [vat(6)]], shop);

  expect([[LOW], [vat(19)], [vat(6)]].map((taxes) => letters.get(combinationName(taxes)))).toEqual([
    "B",
    "C",
    "D",
  ]);
});

function lettersOf(
  classes: ReadonlyArray<TaxClass>,
  ...combinations: ReadonlyArray<ReadonlyArray<Tax>>
): ReadonlyArray<string | undefined> {
  const letters = taxLettersOf(classes);
  return combinations.map((taxes) => letters.get(combinationName(taxes)));
}

function taxClass(
  id: string,
  taxes: ReadonlyArray<Tax>,
  { letter }: { readonly letter?: string } = {},
): TaxClass {
  const taxesByService = Object.fromEntries(SERVICES.map((service) => [service, taxes])) as Record<
    Service,
    ReadonlyArray<Tax>
  >;
  return {
    id,
    name: id,
    taxesByService,
    ...(letter === undefined ? {} : { letters: { counter: letter } }),
  };
}

function vat(percent: number): Tax {
  return { label: `VAT ${percent}%`, rate: milliPercent(percent * 1000), included: true };
}

function added(name: string, percent: number): Tax {
  return { label: `${name} ${percent}%`, rate: milliPercent(percent * 1000), included: false };
}
