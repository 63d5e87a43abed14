/** What a product is made of: nested recipes, packs and yields, against sums of fractions by hand. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  packsText,
  readPacks,
  readQuantityOf,
  readRecipe,
  recipeText,
} from "../../../src/domain/goods/recipe-text.ts";
import { USUAL_RULES } from "../../../src/domain/goods/sale-rules.ts";
import { USUAL_KEEPING, type StockKeeping } from "../../../src/domain/goods/stock-keeping.ts";
import { ONE_IN_STOCK, stockQuantity } from "../../../src/domain/goods/stock-quantity.ts";
import { milliPercent } from "../../../src/domain/money/amounts.ts";
import { ingredientsOf } from "../../../src/domain/stock/recipes.ts";
import { faultOf, valueOf } from "../../support/shop.ts";

type Facts = Partial<Omit<StockKeeping, "recipe" | "packs">> & {
  readonly recipe?: string;
  readonly packs?: string;
};

/** Articles by SKU, their recipes and packs as people type them. */
function shopOf(articles: Readonly<Record<string, Facts>>) {
  const bySku = new Map(
    Object.entries(articles).map(([sku, { recipe = "", packs = "", ...facts }]) => [
      sku,
      {
        ...USUAL_KEEPING,
        ...USUAL_RULES,
        ...facts,
        recipe: valueOf(readRecipe(recipe, { takesAway: true })),
        packs: valueOf(readPacks(packs)),
      },
    ]),
  );
  return (sku: string) => bySku.get(sku);
}

const kept = { stock: "counted" } as const;

function madeOf(recipe: string, articles: Readonly<Record<string, Facts>>, count = 1000) {
  const parts = valueOf(readRecipe(recipe, { takesAway: true }));
  return ingredientsOf([{ of: "DISH", parts, count }], shopOf(articles));
}

function amounts(recipe: string, articles: Readonly<Record<string, Facts>>, count = 1000) {
  const made = valueOf(madeOf(recipe, articles, count));
  return Object.fromEntries([...made].map(([sku, quantity]) => [sku, quantity / ONE_IN_STOCK]));
}

describe("a recipe", () => {
  test("takes its articles as often as it is sold", () => {
    const articles = { BEANS: kept, MILK: kept };
    expect(amounts("BEANS 0.018 + MILK 0.2", articles, 3000)).toEqual({ BEANS: 0.054, MILK: 0.6 });
    expect(amounts("BEANS 0.018, MILK 0.2", articles, 250)).toEqual({ BEANS: 0.0045, MILK: 0.05 });
  });

  test("within a recipe is made of what that is made of, where nobody keeps its stock", () => {
    const articles = { SYRUP: { recipe: "SUGAR 0.6 + WATER 0.4" }, SUGAR: kept, WATER: kept };
    expect(amounts("SYRUP 0.05 + SUGAR 0.01", articles)).toEqual({ SUGAR: 0.04, WATER: 0.02 });
    const batch = { ...articles, SYRUP: { ...kept, recipe: "SUGAR 0.6" } };
    expect(amounts("SYRUP 0.05", batch)).toEqual({ SYRUP: 0.05 });
  });

  test("of a third of a third takes a ninth, and three of these a third", () => {
    const articles = {
      CUP: { recipe: "WINE 1 third" },
      WINE: { ...kept, packs: "third=0.333333" },
    };
    expect(amounts("CUP 0.333333", articles)).toEqual({ WINE: 0.111111 });
  });

  test("measures in packs, with what stays behind of them", () => {
    const yields = milliPercent(96_000);
    const articles = { STOUT: { ...kept, unit: "l", packs: "keg=50 pint=0.568", yields } };
    expect(amounts("STOUT 1 pint", articles)).toEqual({ STOUT: 0.591667 });
    expect(amounts("STOUT 1 pint", articles, 88_000)).toEqual({ STOUT: 52.066667 });
    expect(amounts("STOUT 0.48 l", articles)).toEqual({ STOUT: 0.5 });
  });

  test("puts an option in the place of an article, and never below nothing", () => {
    const articles = { MILK: kept, OAT: kept };
    const parts = valueOf(readRecipe("MILK 0.2", { takesAway: false }));
    const option = valueOf(readRecipe("OAT 0.2 - MILK 0.25", { takesAway: true }));
    const made = ingredientsOf(
      [
        { of: "LATTE", parts, count: 1000 },
        { of: "", parts: option, count: 1000 },
      ],
      shopOf(articles),
    );
    expect([...valueOf(made)]).toEqual([["OAT", 200_000]]);
  });

  test("ends where it comes back to itself, names nothing, or comes to too much", () => {
    const circle = { A: { recipe: "B 1" }, B: { recipe: "C 1" }, C: { recipe: "A 1" } };
    expect(faultOf(madeOf("A 1", circle))).toEqual({ type: "circle", sku: "A" });
    expect(faultOf(madeOf("DISH 1", { DISH: { recipe: "" } }))).toEqual({
      type: "circle",
      sku: "DISH",
    });
    expect(faultOf(madeOf("GONE 1", {}))).toEqual({ type: "unknown", sku: "GONE" });
    expect(faultOf(madeOf("AIR 1", { AIR: {} }))).toEqual({ type: "not-kept", sku: "AIR" });
    expect(faultOf(madeOf("MILK 1 churn", { MILK: kept }))).toEqual({
      type: "unit",
      sku: "MILK",
      unit: "churn",
    });
    const many = Array.from({ length: 60 }, (_, at) => `X${at}`);
    const half = many.map((sku) => `${sku} 1`).join(" + ");
    const other = many.map((sku) => `Y${sku} 1`).join(" + ");
    const articles = Object.fromEntries(
      many.flatMap((sku) => [[sku, kept] as const, [`Y${sku}`, kept] as const]),
    );
    const halves = { ...articles, H: { recipe: half }, O: { recipe: other } };
    expect(faultOf(madeOf("H 1 + O 1", halves))).toEqual({ type: "too-many", count: 120 });
  });

  test("that holds a hundred others in each of five layers is worked out at once", () => {
    const layers = Array.from({ length: 5 }, (_, layer) =>
      Array.from(
        { length: 100 },
        (_unused, at) =>
          [
            `L${layer}-${at}`,
            layer === 4
              ? kept
              : {
                  recipe: Array.from(
                    { length: 100 },
                    (_each, to) => `L${layer + 1}-${to} 0.01`,
                  ).join(" + "),
                },
          ] as const,
      ),
    ).flat();
    expect(Object.keys(amounts("L0-0 1", Object.fromEntries(layers)))).toHaveLength(100);
  });
});

test("A recipe is the same once it is typed again as it is shown", () => {
  const part = fc.record({
    sku: fc.stringMatching(/^[A-Z][A-Z0-9-]{0,8}$/u),
    quantity: fc
      .integer({ min: -50_000_000, max: 50_000_000 })
      .filter((quantity) => quantity !== 0)
      .map(stockQuantity),
    unit: fc.constantFrom("", "l", "pint", "Flasche"),
  });
  fc.assert(
    fc.property(fc.array(part, { maxLength: 20 }), (parts) => {
      expect(valueOf(readRecipe(recipeText(parts), { takesAway: true }))).toEqual(parts);
    }),
  );
});

test("Packs are the same once they are typed again, and measure what somebody types", () => {
  const packs = valueOf(readPacks("keg=50 pint=0.568"));
  expect(packsText(packs)).toBe("keg=50 pint=0.568");
  const stout = { unit: "l", packs };
  expect(readQuantityOf("2keg", stout)).toEqual({ count: 2_000_000, quantity: 100_000_000 });
  expect(readQuantityOf("2 keg", stout)?.quantity).toBe(100_000_000);
  expect(readQuantityOf("0,5 l", stout)?.quantity).toBe(500_000);
  expect(readQuantityOf("2 barrel", stout)).toBeUndefined();
  expect(readQuantityOf("-2", stout)).toBeUndefined();
  expect(readQuantityOf("1000000 keg", stout)).toBeUndefined();
});

test.each(["MILK", "MILK x", "MILK 0", "MILK 1 + BEANS", "1 MILK", "MILK 1 2", "MILK 0.0000001"])(
  "%s is no recipe",
  (text) => {
    expect(faultOf(readRecipe(text, { takesAway: false }))).toMatch(/is no ingredient/u);
  },
);
