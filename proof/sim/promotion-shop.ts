/** The promotions and the combo of a simulated shop. */

import { type NamedPromotion } from "../../src/domain/founding/shop-fixture.ts";
import { type TakenModifier } from "../../src/domain/goods/catalogue.ts";
import { type ComboChoice } from "../../src/domain/goods/combo.ts";
import { groupOfPart } from "../../src/domain/goods/product-options.ts";
import { minor, milliPercent, thousandths } from "../../src/domain/money/amounts.ts";
import { type DealTerms, type PromotionTerms } from "../../src/domain/promotions/promotion.ts";
import { type Dice } from "./dice.ts";
import { type SimOptions } from "./options.ts";

/** Whether the shop has promotions and a combo. A liar's own events are in no book. */
export function hasPromotions({
  without,
  hasLiar,
}: Pick<SimOptions, "without" | "hasLiar">): boolean {
  return !without.has("promotions") && !hasLiar;
}

const DEALS: Readonly<Record<string, DealTerms>> = {
  three: { type: "n-for-m", goods: goods("COFFEE", "WATER"), n: 3, m: 2 },
  pair: { type: "bundle", sets: [goods("WATER"), goods("CAKE")], price: minor(550) },
  second: { type: "second", goods: goods("LATTE", "COFFEE"), rate: milliPercent(50_000) },
  many: {
    type: "from",
    goods: goods("HOUSE-1", "HOUSE-2"),
    least: thousandths(3000),
    rate: milliPercent(15_000),
  },
};

/** Goods that make a deal: what guests of a promotion ask for. */
export const DEAL_BASKETS: ReadonlyArray<Readonly<Record<string, number>>> = [
  { COFFEE: 3 },
  { COFFEE: 1, WATER: 2 },
  { WATER: 1, CAKE: 1 },
  { LATTE: 2 },
  { LATTE: 1, COFFEE: 1 },
];

export const PROMOTIONS: ReadonlyArray<NamedPromotion> = Object.entries(DEALS).map(named);

/** How promotions are changed: what lines were offered before stays as it was. */
export const CHANGES = [
  ["pair", "price", ["5.00", "5.80"]],
  ["second", "rate", ["50", "30"]],
  ["many", "rate", ["15", "25"]],
] as const;

/** A coupon that the shop may offer, and what guests show for it. */
export const COUPON = "hello";
export const COUPON_CODE = "HELLO10";
export const COUPON_TERMS = [
  ["rate", "10"],
  ["amount", "5.00"],
] as const;

export const COMBO_SKU = "LUNCH";
export const COMBO_PRICE = 900;

const MAINS = ["SOUP", "CAKE", "STEAK"] as const;
const DRINKS = ["COFFEE", "COLA", "WATER"] as const;
const EXTRAS: Readonly<Record<string, number>> = { STEAK: 1500, COLA: 45 };

export const COMBO: ReadonlyArray<ComboChoice> = [
  { name: "Main", of: MAINS.map(choice) },
  { name: "Drink", of: DRINKS.map(choice) },
];

/** What a guest chooses of the combo. */
export function chooseParts(dice: Dice): TakenModifier[] {
  return [dice.pick(MAINS), dice.pick(DRINKS)].map((option, part) => {
    return { group: groupOfPart(part), option, count: 1 };
  });
}

function choice(sku: string) {
  return { sku, extra: minor(EXTRAS[sku] ?? 0) };
}

function goods(...skus: ReadonlyArray<string>) {
  return { skus, categories: [] };
}

function named([id, terms]: readonly [string, PromotionTerms]): NamedPromotion {
  return { id, facts: { name: id, terms, days: [], hours: [], areas: [], groups: [] } };
}
