/** The stock of a simulated shop: which goods run out, and what they are made of. */

import { type StockKeeping, USUAL_KEEPING } from "../../src/domain/goods/stock-keeping.ts";
import {
  ONE_IN_STOCK,
  type StockKind,
  stockQuantity,
} from "../../src/domain/goods/stock-quantity.ts";
import { APART_GOODS, hasApart } from "./apart-shop.ts";
import { type SimOptions } from "./options.ts";

/** Whether anybody keeps a stock there. A liar's own events are in no book. */
export function hasStock({ without, hasLiar }: Pick<SimOptions, "without" | "hasLiar">): boolean {
  return !without.has("stock") && !hasLiar;
}

/** What nobody guards goes below zero, and then somebody is asked: polite shops guard all that they keep. */
export function keepingIn(options: SimOptions): ReadonlyMap<string, StockKeeping> {
  const apart = hasApart(options) ? APART_GOODS.map((sku) => [sku, kept("counted")] as const) : [];
  if (!hasStock(options)) return new Map(apart);
  const counted = options.manners === "silence" ? "guarded" : "counted";
  return new Map([
    ["CAKE", kept("guarded")],
    ["COLA", kept("guarded")],
    ["TEA", kept(counted)],
    ["SOUP", kept(counted, [["MILK", 0.1]])],
    ["LATTE", kept("none", LATTE)],
    ["MILK", { ...kept("guarded"), unit: "l" }],
    ["BEANS", { ...kept(counted), unit: "kg" }],
    ...apart,
  ]);
}

type Recipe = ReadonlyArray<readonly [sku: string, quantity: number]>;

const LATTE: Recipe = [
  ["MILK", 0.2],
  ["BEANS", 0.018],
];

function kept(stock: StockKind, recipe: Recipe = []): StockKeeping {
  const parts = recipe.map(([sku, quantity]) => {
    return { sku, quantity: stockQuantity(Math.round(quantity * ONE_IN_STOCK)), unit: "" };
  });
  return { ...USUAL_KEEPING, stock, recipe: parts };
}

/** The batch that the kitchen makes. */
export const MADE_SKU = "SOUP";
