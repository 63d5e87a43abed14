/** Decides what went, was made, carried elsewhere or counted of an article, beside what is delivered and sold. */

import { err, ok, type Result } from "../../base/result.ts";
import { type Draft } from "../../events/kinds.ts";
import { type WasteKind } from "../../events/stock-events.ts";
import { STOCK_MAX, stockQuantity } from "../../goods/stock-quantity.ts";
import { toStreamId } from "../../identity.ts";
import { sumMinor } from "../../money/amounts.ts";
import { entryName, keepingNow, productName, readKeeping } from "../../prices/catalogue-view.ts";
import { isStockKept } from "../../state/entry-state.ts";
import { costOf } from "../../stock/cost.ts";
import { stockLevelAt } from "../../stock/levels.ts";
import { ingredientsOf } from "../../stock/recipes.ts";
import {
  type Decision,
  type DecisionContext,
  requirePermission,
  requireShortText,
} from "../decision.ts";
import { type Refusal } from "../refusal.ts";

interface OfArticle {
  readonly sku: string;
  /** In millionths of its unit. */
  readonly quantity: number;
}

export type StockMoveWish =
  | ({
      readonly type: "waste";
      readonly what: WasteKind;
      readonly reason: string;
      readonly place?: string;
    } & OfArticle)
  | ({
      readonly type: "return";
      readonly supplier?: string;
      readonly reason: string;
      readonly place?: string;
    } & OfArticle)
  | ({ readonly type: "make"; readonly place?: string } & OfArticle)
  | ({ readonly type: "move"; readonly from: string; readonly to: string } & OfArticle)
  | ({ readonly type: "count"; readonly place?: string } & OfArticle);

/** Refused for an article whose stock nobody keeps; one that is thrown away may be made of such that is kept. */
export function decideMoveStock(context: DecisionContext, wish: StockMoveWish): Decision {
  const allowed = requirePermission(context, "stock");
  if (!allowed.ok) return allowed;
  const { type, quantity: wanted, sku } = wish;
  const recipe = type === "waste" ? recipeOf(context, sku) : undefined;
  const kept =
    recipe === undefined ? requireKept(context, sku) : ok(productName(context.view, sku));
  if (!kept.ok) return kept;
  const least = type === "count" ? 0 : 1;
  if (!Number.isSafeInteger(wanted) || wanted < least || wanted > STOCK_MAX) {
    return err({ type: "stock/quantity", name: kept.value });
  }
  for (const [what, text] of Object.entries(textsOf(wish))) {
    const fits = requireShortText(what, text);
    if (!fits.ok) return fits;
  }
  return type === "waste" && recipe !== undefined
    ? wasteByRecipe(context, wish, { recipe, name: kept.value })
    : draftOf(context, wish, kept.value);
}

type Recipe = ReturnType<typeof readKeeping>["recipe"];

/** Returns what an article is made of whose own stock nobody keeps; undefined for any other. */
function recipeOf({ view }: DecisionContext, sku: string): Recipe | undefined {
  const state = view.state("cat", entryName("product", sku));
  const { recipe } = readKeeping(state);
  return isStockKept(state) || recipe.length === 0 ? undefined : recipe;
}

/** Throws away what so much of an article is made of: an event for each ingredient. */
function wasteByRecipe(
  context: DecisionContext,
  wish: Extract<StockMoveWish, { readonly type: "waste" }>,
  { recipe, name }: { readonly recipe: Recipe; readonly name: string },
): Decision {
  const portion = { of: wish.sku, parts: recipe, count: wish.quantity, isOfStock: true } as const;
  const made = ingredientsOf([portion], (other) => keepingNow(context.view, other));
  if (!made.ok || made.value.size === 0) return err({ type: "stock/recipe-broken", name });
  const drafts: Draft[] = [];
  for (const [sku, quantity] of made.value) {
    const wasted = draftOf(context, { ...wish, sku, quantity }, name);
    if (!wasted.ok) return wasted;
    drafts.push(...wasted.value);
  }
  return ok(drafts);
}

/** Returns the name of an article. Refused where nobody keeps its stock. */
export function requireKept({ view }: DecisionContext, sku: string): Result<string, Refusal> {
  const name = productName(view, sku);
  return isStockKept(view.state("cat", entryName("product", sku)))
    ? ok(name)
    : err({ type: "stock/not-kept", name, sku });
}

/** Returns the texts that somebody typed, by what they are. */
function textsOf(wish: StockMoveWish): Readonly<Record<string, string>> {
  switch (wish.type) {
    case "move":
      return { from: wish.from, to: wish.to };
    case "make":
    case "count":
      return { place: wish.place ?? "" };
    default:
      return { reason: wish.reason, place: wish.place ?? "" };
  }
}

function draftOf(context: DecisionContext, wish: StockMoveWish, name: string): Decision {
  const streams: Draft["streams"] = [toStreamId("stock", wish.sku)];
  const quantity = stockQuantity(wish.quantity);
  switch (wish.type) {
    case "waste": {
      const { place = "", what, reason } = wish;
      if (reason.trim() === "" && what === "waste") return err({ type: "stock/reason", name });
      return ok([{ kind: "stock/wasted", streams, body: { quantity, place, what, reason } }]);
    }
    case "return": {
      const { place = "", supplier = "", reason } = wish;
      return ok([{ kind: "stock/returned", streams, body: { quantity, place, supplier, reason } }]);
    }
    case "move": {
      const { from, to } = wish;
      if (from === to) return err({ type: "stock/same-place", name });
      return ok([{ kind: "stock/moved", streams, body: { quantity, from, to } }]);
    }
    case "make":
      return makeDraft(context, wish, name);
    default: {
      const { sku, place = "" } = wish;
      const expected = stockQuantity(stockLevelAt(context.view, { sku, place }));
      const body = { place, counted: quantity, expected, at: null };
      return ok([{ kind: "stock/counted", streams, body }]);
    }
  }
}

/** A batch by its recipe. Refused without one, and where it can't be followed. */
function makeDraft(
  { view }: DecisionContext,
  { sku, quantity, place = "" }: OfArticle & { readonly place?: string },
  name: string,
): Decision {
  const { recipe } = readKeeping(view.state("cat", entryName("product", sku)));
  if (recipe.length === 0) return err({ type: "stock/no-recipe", name, sku });
  const portion = { of: sku, parts: recipe, count: quantity, isOfStock: true } as const;
  const made = ingredientsOf([portion], (other) => keepingNow(view, other));
  if (!made.ok || made.value.size === 0) return err({ type: "stock/recipe-broken", name });
  const uses = [...made.value].map(([of, amount]) => ({
    sku: of,
    quantity: stockQuantity(amount),
  }));
  const costs = uses.flatMap((use) => costOf(view.state("stock", use.sku), use.quantity) ?? []);
  const cost = costs.length === 0 ? null : sumMinor(costs, (one) => one);
  const streams = [sku, ...uses.map((use) => use.sku)].map((of) => toStreamId("stock", of));
  const body = { quantity: stockQuantity(quantity), place, uses, cost };
  return ok([{ kind: "stock/made", streams, body }]);
}
