/**
 * What a product and its options take of the stock. An article whose stock is kept is taken itself; one
 * whose stock nobody keeps is made of its recipe, and so on. Sums are exact fractions until the end, where
 * a millionth is rounded half up, so that a third of a third is a ninth.
 */

import { err, ok, type Result } from "../base/result.ts";
import { type Catalogue, type Product } from "../goods/catalogue.ts";
import {
  INGREDIENTS_MAX,
  type RecipePart,
  type StockKeeping,
  WHOLE_YIELD,
} from "../goods/stock-keeping.ts";
import { ONE_IN_STOCK, STOCK_MAX, stockQuantity } from "../goods/stock-quantity.ts";

/** Returns what is said of an article's stock; undefined for one that is not there. */
export type KeepingOf = (sku: string) => Keeping | undefined;
export type Keeping = Pick<StockKeeping, "stock" | "unit" | "packs" | "yields" | "recipe">;

/** Why a recipe can't be followed, with the article where it ends. */
export type RecipeFault =
  | { readonly type: "unknown" | "not-kept" | "circle"; readonly sku: string }
  | { readonly type: "unit"; readonly sku: string; readonly unit: string }
  | { readonly type: "too-many"; readonly count: number };

/** A quantity of the stock in millionths, over one. */
interface Fraction {
  readonly over: bigint;
  readonly under: bigint;
}

/** Parts of which so many are taken. */
export interface Portion {
  /** The product that is made of them. */
  readonly of: string;
  readonly parts: ReadonlyArray<RecipePart>;
  /** In thousandths: two options are 2000, 250 g of a dish sold by weight 250. */
  readonly count: number;
  /** In millionths instead: what is made in a batch. */
  readonly isOfStock?: true;
}

/**
 * Returns what portions take in millionths of each article's unit, by rising SKU. What an option takes away
 * never leaves less than nothing.
 */
export function ingredientsOf(
  portions: ReadonlyArray<Portion>,
  keepingOf: KeepingOf,
): Result<ReadonlyMap<string, number>, RecipeFault> {
  const kitchen: Kitchen = { keepingOf, madeOf: new Map() };
  const totals = new Map<string, Fraction>();
  for (const { of, parts, count, isOfStock } of portions) {
    const one = totalOf(parts, kitchen, [of]);
    if (!one.ok) return one;
    addTimes(totals, one.value, {
      over: BigInt(count),
      under: isOfStock === true ? BigInt(ONE_IN_STOCK) : 1000n,
    });
  }
  const rounded = [...totals]
    .map(([sku, total]) => [sku, roundHalfUp(total)] as const)
    .filter(([, quantity]) => quantity > 0)
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
  return rounded.length > INGREDIENTS_MAX
    ? err({ type: "too-many", count: rounded.length })
    : ok(new Map(rounded));
}

type Totals = ReadonlyMap<string, Fraction>;

interface Kitchen {
  readonly keepingOf: KeepingOf;
  /** What one of each article is made of, worked out once: recipes within recipes would else multiply. */
  readonly madeOf: Map<string, Totals>;
}

/** `within`: the articles whose recipes these parts are of, the outermost first. */
function totalOf(
  parts: ReadonlyArray<RecipePart>,
  kitchen: Kitchen,
  within: ReadonlyArray<string>,
): Result<Totals, RecipeFault> {
  const totals = new Map<string, Fraction>();
  for (const part of parts) {
    const { sku } = part;
    const keeping = kitchen.keepingOf(sku);
    if (keeping === undefined) return err({ type: "unknown", sku });
    const amount = amountOf(part, keeping);
    if (amount === undefined) return err({ type: "unit", sku, unit: part.unit });
    const one = onesOf(sku, { kitchen, within, keeping });
    if (!one.ok) return one;
    addTimes(totals, one.value, amount);
  }
  return ok(totals);
}

/** Returns what one unit of an article is made of: itself, where its stock is kept. */
function onesOf(
  sku: string,
  {
    kitchen,
    within,
    keeping,
  }: {
    readonly kitchen: Kitchen;
    readonly within: ReadonlyArray<string>;
    readonly keeping: Keeping;
  },
): Result<Totals, RecipeFault> {
  if (within.includes(sku)) return err({ type: "circle", sku });
  if (keeping.stock !== "none") return ok(new Map([[sku, ONE]]));
  if (keeping.recipe.length === 0) return err({ type: "not-kept", sku });
  const known = kitchen.madeOf.get(sku);
  if (known !== undefined) return ok(known);
  const made = totalOf(keeping.recipe, kitchen, [...within, sku]);
  if (made.ok) kitchen.madeOf.set(sku, made.value);
  return made;
}

/** One unit of an article, in millionths. */
const ONE: Fraction = { over: BigInt(ONE_IN_STOCK), under: 1n };

function addTimes(totals: Map<string, Fraction>, added: Totals, times: Fraction): void {
  for (const [sku, { over, under }] of added) {
    const quantity = reduced({ over: over * times.over, under: under * times.under });
    totals.set(sku, plus(totals.get(sku), quantity));
  }
}

/** Returns how many units a part is, with what stays behind; undefined for an unknown pack. */
function amountOf(
  { quantity, unit }: RecipePart,
  { unit: own, packs, yields }: Keeping,
): Fraction | undefined {
  const holds =
    unit === "" || unit === own ? ONE_IN_STOCK : packs.find(({ name }) => name === unit)?.holds;
  if (holds === undefined) return undefined;
  return {
    over: BigInt(quantity) * BigInt(holds) * BigInt(WHOLE_YIELD),
    under: BigInt(ONE_IN_STOCK) * BigInt(ONE_IN_STOCK) * BigInt(yields),
  };
}

function plus(one: Fraction | undefined, other: Fraction): Fraction {
  if (one === undefined) return other;
  return reduced({
    over: one.over * other.under + other.over * one.under,
    under: one.under * other.under,
  });
}

/** Twenty recipes within each other would otherwise grow to hundreds of digits. */
function reduced({ over, under }: Fraction): Fraction {
  let [one, other] = [over < 0n ? -over : over, under];
  while (other > 0n) [one, other] = [other, one % other];
  return one <= 1n ? { over, under } : { over: over / one, under: under / one };
}

function roundHalfUp({ over, under }: Fraction): number {
  if (over <= 0n) return 0;
  const quantity = (over * 2n + under) / (under * 2n);
  return quantity > BigInt(STOCK_MAX) ? STOCK_MAX : Number(quantity);
}

/** What else a recipe is looked at with. */
export interface RecipeShop {
  readonly catalogue: Pick<Catalogue, "modifierGroupsById">;
  readonly keepingOf: KeepingOf;
}

/** Returns what is wrong with a product's recipe and those of its options; undefined for nothing. */
export function recipeFault(
  { sku: of, recipe, modifierGroups }: Pick<Product, "sku" | "recipe" | "modifierGroups">,
  { catalogue, keepingOf }: RecipeShop,
): RecipeFault | undefined {
  const options = modifierGroups
    .flatMap((id) => catalogue.modifierGroupsById.get(id)?.options ?? [])
    .flatMap(({ recipe: parts = [] }) => parts);
  if (recipe.length === 0 && options.length === 0) return undefined;
  // What one option takes away, another may not.
  const most = options.map(({ sku, quantity, unit }): RecipePart => {
    return { sku, quantity: stockQuantity(Math.abs(quantity)), unit };
  });
  const made = ingredientsOf([{ of, parts: [...recipe, ...most], count: 1000 }], keepingOf);
  return made.ok ? undefined : made.fault;
}

/** Says what is wrong with a recipe, as the end of a sentence about it. */
export function recipeSentence(fault: RecipeFault): string {
  switch (fault.type) {
    case "unknown":
      return `names ${fault.sku}, which the shop has not`;
    case "not-kept":
      return `names ${fault.sku}, whose stock nobody keeps: set its stock to counted, or say its recipe`;
    case "circle":
      return `comes back to ${fault.sku}: a product is not made of itself`;
    case "unit":
      return `can't measure ${fault.sku} in ${fault.unit}: its packs don't say what that holds`;
    default:
      return `comes to ${fault.count} ingredients: at most ${INGREDIENTS_MAX}`;
  }
}
