/** Each number that an event may say has bounds, so that no sum, product or row of it leaves what numbers hold. */

import { expect, test } from "vitest";

import { NUMBER_MAX } from "../../../src/domain/base/bounds.ts";
import { integerJsonSchema } from "../../../src/domain/events/register-schemas.ts";
import { THOUSANDTHS_MAX } from "../../../src/domain/money/amounts.ts";
import { lowestTerms, quantityOfShare } from "../../../src/domain/money/rounding.ts";
import { schemasNow } from "../../support/loosened-schemas.ts";

test("each number of each kind has bounds of its own", () => {
  const unbounded = Object.entries(schemasNow()).flatMap(([kind, schema]) =>
    unboundedIn(schema, kind),
  );

  expect(unbounded.filter((at) => !ANY_JSON.test(at))).toEqual([
    // Places in the order of all events, which are compared and never added.
    "stock/came-once v1 hlc",
    "stock/counted v1 at hlc",
  ]);
});

test("any JSON holds numbers within the same bounds", () => {
  const within = { a: [NUMBER_MAX, -NUMBER_MAX] };

  expect(integerJsonSchema.safeParse(within).success).toBe(true);
  expect(integerJsonSchema.safeParse({ a: [NUMBER_MAX + 1] }).success).toBe(false);
  expect(integerJsonSchema.safeParse(-NUMBER_MAX - 1).success).toBe(false);
});

test("a share of the largest quantity is at most all of it, and exact", () => {
  const most = { num: NUMBER_MAX, den: 1 };

  expect(quantityOfShare(THOUSANDTHS_MAX, most)).toBe(THOUSANDTHS_MAX);
  expect(quantityOfShare(-THOUSANDTHS_MAX, most)).toBe(-THOUSANDTHS_MAX);
  expect(quantityOfShare(3000, { num: 1, den: 3 })).toBe(1000);
});

test("a share that would take larger numbers is said to a billionth", () => {
  const { num, den } = lowestTerms(1e15 - 1, 3e15);

  expect(num).toBeLessThanOrEqual(NUMBER_MAX);
  expect(num / den).toBeCloseTo(1 / 3, 8);
});

/** Settings, and what head office offers, hold whatever JSON their names take: see the test of that. */
const ANY_JSON = /^(?:setting\/(?:set|planned)|hub\/offered) v1 /u;

/** The places of numbers that may be further from zero than a number of an event may be. */
function unboundedIn(schema: unknown, at: string): ReadonlyArray<string> {
  if (typeof schema !== "object" || schema === null) return [];
  const { type, minimum, maximum } = schema as Record<string, unknown>;
  const isNumber = type === "integer" || type === "number";
  const own = isNumber && ![minimum, maximum].every(isWithin) ? [at] : [];
  const below = Object.entries(schema).flatMap(([name, part]) =>
    unboundedIn(
      part,
      /^(?:properties|items|anyOf|allOf|oneOf|\d+)$/u.test(name) ? at : `${at} ${name}`,
    ),
  );
  return [...own, ...below];
}

function isWithin(bound: unknown): boolean {
  return typeof bound === "number" && Math.abs(bound) <= NUMBER_MAX;
}
