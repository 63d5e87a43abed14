/** No setting takes a number out of reason: each has a bound of its own, in money by the shop's currency. */

import * as fc from "fast-check";
import { expect, test } from "vitest";
import * as z from "zod";

import { NUMBER_MAX } from "../../../src/domain/base/bounds.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { currenciesByCode, formatMoney } from "../../../src/domain/money/currency.ts";
import {
  isTypedSetting,
  readSettingText,
  SETTING_KEYS,
} from "../../../src/domain/office/setting-text.ts";
import { SETTINGS } from "../../../src/domain/settings/settings.ts";
import { faultOf, valueOf } from "../../support/shop.ts";
import { euro } from "../../support/small-shop.ts";

/** The largest whole number that an amount is typed with. */
const MOST_TYPED = "9999999";

test.each([...SETTING_KEYS])("each number of a setting has bounds: %s", (key) => {
  expect(unboundedIn(z.toJSONSchema(SETTINGS[key].schema()), key)).toEqual([]);
});

test("no number beyond all reason is taken for any setting, in any currency", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...SETTING_KEYS.filter(isTypedSetting)),
      fc.constantFrom(...currenciesByCode.values()),
      fc.constantFrom(MOST_TYPED, `x=${MOST_TYPED}`, `${MOST_TYPED}%`, `disk=${MOST_TYPED}`),
      (key, currency, text) => {
        const read = readSettingText({ key, texts: [text] }, { currency });

        expect(JSON.stringify(numbersOf(read.ok ? read.value.value : ""))).toBe("[]");
      },
    ),
    { numRuns: 1000 },
  );
});

test("a sum is taken up to its bound, which the refusal names, in any currency", () => {
  const sums = SETTING_KEYS.filter((key) => SETTINGS[key].kind === "sum");
  for (const currency of currenciesByCode.values()) {
    for (const key of sums) {
      const fault = faultOf(readSettingText({ key, texts: [MOST_TYPED] }, { currency }));
      const text = /at most (?<most>[0-9.]+)$/u.exec(
        fault.type === "setting/wrong" ? fault.message : "",
      )?.groups?.["most"];
      const { value } = valueOf(readSettingText({ key, texts: [text ?? ""] }, { currency }));

      expect(SETTINGS[key].schema().safeParse(value).success).toBe(true);
      const beyond = formatMoney(minor(Number(value) + 1), currency);
      expect(readSettingText({ key, texts: [beyond] }, { currency }).ok).toBe(false);
    }
  }
});

test.each([
  ["points-worth", "999999", '"999999" is too much: at most 500.00'],
  [
    "cash-step",
    "100",
    '"100" is no step of cash: such as 0.05, at most 5.00, or 0 to round nothing',
  ],
  ["charges", "Cover=999999", '"999999" is too much for each guest: at most 5000.00'],
])("what is too much is refused with the most there is: %s %s", (key, text, message) => {
  expect(faultOf(readSettingText({ key, texts: [text] }, { currency: euro }))).toEqual({
    type: "setting/wrong",
    key,
    message,
  });
});

/** The places of numbers that have no bound, or a bound that numbers do not hold exactly. */
function unboundedIn(schema: unknown, at: string): ReadonlyArray<string> {
  if (typeof schema !== "object" || schema === null) return [];
  const { type, minimum, maximum } = schema as Record<string, unknown>;
  const isNumber = type === "integer" || type === "number";
  const own = isNumber && !(isWithin(minimum) && isWithin(maximum)) ? [at] : [];
  return [
    ...own,
    ...Object.entries(schema).flatMap(([name, part]) => unboundedIn(part, `${at} ${name}`)),
  ];
}

function isWithin(bound: unknown): boolean {
  return typeof bound === "number" && Math.abs(bound) <= NUMBER_MAX;
}

/** The numbers in a value, but for none and for the place of a name in its list. */
function numbersOf(value: unknown): ReadonlyArray<number> {
  if (typeof value === "number") return value === 0 ? [] : [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => (name === "digit" ? [] : numbersOf(part)));
}
