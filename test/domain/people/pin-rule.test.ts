import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { type Permission } from "../../../src/domain/events/permission.ts";
import { checkNewPin, pinRuleFor } from "../../../src/domain/people/pin-rule.ts";
import { cafe } from "../../support/shop.ts";

const FOUR = { min: 4, max: 8 };
const SIX = { min: 6, max: 8 };

describe("how long a PIN must be", () => {
  test.each(
    cafe().roles.map(
      ({ id, permissions }) =>
        [id, new Set<Permission>(permissions), id === "cashier" ? FOUR : SIX] as const,
    ),
  )("depends on what a %s may do", (_, permissions, rule) => {
    expect(pinRuleFor(permissions)).toEqual(rule);
  });

  test.each([
    ["", FOUR],
    ["739", FOUR],
    ["739182645", FOUR],
    ["73918", SIX],
    ["73a9", FOUR],
    ["７３９１", FOUR],
    ["7391\n", FOUR],
    ["-739", FOUR],
  ])("%j is refused with what is needed", (pin, rule) => {
    expect(checkNewPin(pin, rule, "1")).toEqual({
      ok: false,
      fault: { type: "pin/digits", ...rule },
    });
  });
});

describe("a PIN that everybody tries first", () => {
  test.each([
    ["0000", "repeats"],
    ["77777777", "repeats"],
    ["1212", "repeats"],
    ["123123", "repeats"],
    ["1234", "run"],
    ["87654321", "run"],
    ["4321", "run"],
    ["7890", "run"],
    ["2109", "run"],
    ["1987", "year"],
    ["2024", "year"],
    ["4711", "number"],
  ])("%s is refused, because it is one: %s", (pin, why) => {
    expect(checkNewPin(pin, FOUR, "4711")).toEqual({
      ok: false,
      fault: { type: "pin/guessable", why },
    });
  });

  test("is one of few: nearly every PIN of four digits may be set", () => {
    const all = Array.from({ length: 10_000 }, (_, n) => String(n).padStart(4, "0"));

    const taken = all.filter((pin) => checkNewPin(pin, FOUR, "1").ok);

    // 100 repeat their first half, 20 are runs, 200 are years, of which 1919 and 2020 repeat.
    expect(taken).toHaveLength(10_000 - 100 - 20 - 200 + 2);
  });

  test("is refused with any digit that it begins with, at any length, up and down", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9 }),
        fc.integer({ min: 4, max: 8 }),
        fc.constantFrom(0, 1, -1),
        (first, length, step) => {
          const digits = Array.from({ length }, (_, at) => (first + at * step + 80) % 10);

          expect(checkNewPin(digits.join(""), FOUR, "1")).toMatchObject({
            fault: { type: "pin/guessable" },
          });
        },
      ),
    );
  });
});
