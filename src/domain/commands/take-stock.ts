/** What a new line takes of the stock: frozen when it is added, whatever recipes say later. */

import { type StockUse } from "../events/stock-events.ts";
import { inStockUnits } from "../goods/stock-quantity.ts";
import { type LedgerView } from "../ledger-view.ts";
import { type BornLine } from "../line-kinds.ts";
import { type Thousandths } from "../money/amounts.ts";
import { entryName } from "../prices/catalogue-view.ts";
import { fieldValue } from "../state/entry-state.ts";
import { partOfUses } from "../stock/line-stock.ts";

/** The uses of a line as its event has them; nothing for goods whose stock nobody keeps. */
interface Uses {
  readonly uses?: StockUse[];
}

/** `inStock`: how much of the stock the whole line is, which for packs is their weight. */
export function usesOf(
  view: LedgerView,
  { sku, inStock }: { readonly sku: string; readonly inStock: Thousandths },
): Uses {
  const kept = fieldValue(view.state("cat", entryName("product", sku)), "stock") ?? "none";
  return kept === "none" || inStock <= 0
    ? {}
    : { uses: [{ sku, quantity: inStockUnits(inStock) }] };
}

/** Returns the uses of another line of the same goods, of so many. */
export function usesAgain(added: BornLine, quantity: Thousandths): Uses {
  const uses = partOfUses(added, quantity);
  return uses === undefined ? {} : { uses };
}
