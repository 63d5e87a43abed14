/** What a new line takes of the stock: frozen when it is added, whatever recipes say later. */

import { type LineBalance } from "../../balance/order-balance.ts";
import { type LineAdded } from "../../events/line-events.ts";
import { type LineModifier } from "../../events/line-parts.ts";
import { type StockUse } from "../../events/stock-events.ts";
import { type ModifierOption } from "../../goods/catalogue.ts";
import { type GoodsFate, usualFate } from "../../goods/goods-fate.ts";
import { WHOLE_YIELD } from "../../goods/stock-keeping.ts";
import { inStockUnits, ONE_IN_STOCK, stockQuantity } from "../../goods/stock-quantity.ts";
import { type BornLine } from "../../lines/line-kinds.ts";
import { thousandths, type Thousandths } from "../../money/amounts.ts";
import { entryName, keepingNow, readKeeping } from "../../prices/catalogue-view.ts";
import { inStock } from "../../prices/goods-left.ts";
import { fieldValue } from "../../state/entry-state.ts";
import { type LineState } from "../../state/order-state.ts";
import { partOfUses } from "../../stock/line-stock.ts";
import { ingredientsOf, type Portion } from "../../stock/recipes.ts";
import { magnitude } from "../../text/quantity.ts";
import { type DecisionContext } from "../decision.ts";

/** The uses of a line as its event has them; nothing for goods whose stock nobody keeps. */
interface Uses {
  readonly uses?: StockUse[];
}

/** A new line, as far as its stock goes. */
export interface NewLine extends Pick<LineAdded, "sku" | "packWeight"> {
  /** Above zero, also of what comes back. */
  readonly quantity: Thousandths;
  readonly modifiers: ReadonlyArray<Pick<LineModifier, "group" | "option" | "count">>;
}

/**
 * Returns what a new line takes: the product, where its stock is kept, or else what it is made of, and what
 * its options are. A recipe that can't be followed, because tills apart changed it, takes nothing.
 */
export function usesOf(context: DecisionContext, line: NewLine): Uses {
  const { view } = context;
  const { sku, packWeight, quantity } = line;
  const entry = view.state("cat", entryName("product", sku));
  const { stock, recipe } = readKeeping(entry);
  const optionParts = optionPortions(context, line);
  if (stock === "none" && recipe.length === 0 && optionParts.length === 0) return {};
  const taken = inStock(packWeight?.each, quantity);
  if (taken <= 0) return {};
  if (stock !== "none" && optionParts.length === 0) {
    return { uses: [{ sku, quantity: inStockUnits(taken) }] };
  }
  const parts =
    stock === "none" ? recipe : [{ sku, quantity: stockQuantity(ONE_IN_STOCK), unit: "" }];
  // The product itself is sold by its unit: what stays behind of it is in no line.
  const made = ingredientsOf(
    [{ of: stock === "none" ? sku : "", parts, count: taken }, ...optionParts],
    (name) => {
      const keeping = keepingNow(view, name);
      const isItself = name === sku && stock !== "none";
      return keeping && isItself ? { ...keeping, yields: WHOLE_YIELD } : keeping;
    },
  );
  if (!made.ok || made.value.size === 0) return {};
  return {
    uses: [...made.value].map(([name, amount]) => ({
      sku: name,
      quantity: stockQuantity(amount),
    })),
  };
}

function optionPortions(
  { view }: DecisionContext,
  { quantity, modifiers }: NewLine,
): ReadonlyArray<Portion> {
  return modifiers.flatMap(({ group, option, count }) => {
    const entry = view.state("cat", entryName("modifier-group", group));
    const options = fieldValue(entry, "options") as ReadonlyArray<ModifierOption> | undefined;
    const parts = options?.find(({ id }) => id === option)?.recipe ?? [];
    return parts.length === 0 ? [] : [{ of: "", parts, count: quantity * count }];
  });
}

/** Returns what so many of a line take with other options; undefined where that is what they take now. */
export function usesOtherwise(
  context: DecisionContext,
  { line, kind, modifiers: now }: LineBalance,
  { modifiers, quantity }: Pick<NewLine, "modifiers" | "quantity">,
): Uses | undefined {
  const { added } = line;
  if (added === null || !(kind.stocked || added.goods === "back")) return undefined;
  const { sku, packWeight } = added;
  const weighs = packWeight === undefined ? {} : { packWeight };
  const goods = { sku, quantity: magnitude(quantity), ...weighs };
  const uses = usesOf(context, { ...goods, modifiers });
  const before = usesOf(context, { ...goods, modifiers: now });
  return JSON.stringify(uses) === JSON.stringify(before) ? undefined : uses;
}

/** Returns how much of what comes off a line does not come back to the stock; undefined for nothing. */
export function wastedOf(
  { added }: LineState,
  { sent, goods }: { readonly sent: number; readonly goods: GoodsFate | undefined },
): Thousandths | undefined {
  if (added?.uses === undefined || sent <= 0) return undefined;
  return (goods ?? usualFate(added.station)) === "back" ? undefined : thousandths(sent);
}

/** Returns the uses of another line of the same goods, of so many. */
export function usesAgain(added: BornLine, quantity: Thousandths): Uses {
  const uses = partOfUses(added, quantity);
  return uses === undefined ? {} : { uses };
}
