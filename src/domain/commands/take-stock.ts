/** What a new line takes of the stock: frozen when it is added, whatever recipes say later. */

import { type LineAdded } from "../events/order-events.ts";
import { type StockUse } from "../events/stock-events.ts";
import { inStock, packWeightOn } from "../goods-left.ts";
import { inStockUnits } from "../goods/stock-quantity.ts";
import { type BornLine } from "../line-kinds.ts";
import { type MinorUnits, type Thousandths } from "../money/amounts.ts";
import { entryName } from "../prices/catalogue-view.ts";
import { isStockKept } from "../state/entry-state.ts";
import { partOfUses } from "../stock/line-stock.ts";
import { type DecisionContext } from "./decision.ts";

/** The uses of a line as its event has them; nothing for goods whose stock nobody keeps. */
interface Uses {
  readonly uses?: StockUse[];
}

/** Returns what a new line takes. `unit`: the price of one that was typed or printed. */
export function usesOf(
  { view, day }: DecisionContext,
  {
    sku,
    by,
    unit,
    quantity,
  }: Pick<LineAdded, "sku" | "by" | "quantity"> & { readonly unit: MinorUnits | undefined },
): Uses {
  const entry = view.state("cat", entryName("product", sku));
  if (!isStockKept(entry)) return {};
  const taken = inStock(packWeightOn(day, entry, { by, unit }), quantity);
  return taken <= 0 ? {} : { uses: [{ sku, quantity: inStockUnits(taken) }] };
}

/** Returns the uses of another line of the same goods, of so many. */
export function usesAgain(added: BornLine, quantity: Thousandths): Uses {
  const uses = partOfUses(added, quantity);
  return uses === undefined ? {} : { uses };
}
