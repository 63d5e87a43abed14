/** How much there is of an article while somebody looks for it: what this till may sell, where it is guarded. */

import { type Catalogue } from "../../domain/goods/catalogue.ts";
import { inThousandths } from "../../domain/goods/stock-quantity.ts";
import { usableOf } from "../../domain/stock/rights.ts";
import { type StockLeft } from "../../domain/stock/stock-left.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { standingHere } from "./standing-here.ts";

/** Undefined for goods whose stock nobody keeps. */
export type FindStockLeft = (sku: string) => StockLeft | undefined;

/** Each frame asks for all goods that it shows: an article is looked at again only once something has moved. */
export function createFindStockLeft(ledger: Ledger, catalogue: () => Catalogue): FindStockLeft {
  const known = new Map<string, StockLeft>();
  let revision = "";

  return (sku) => {
    const product = catalogue().productsBySku.get(sku);
    if (product === undefined || product.stock === "none") return undefined;
    return ledger.read((view) => {
      const now = [view.revision("order"), view.revision("stock"), view.revision("cat")].join(" ");
      if (now !== revision) known.clear();
      revision = now;
      const kept = known.get(sku);
      if (kept !== undefined) return kept;
      const isGuarded = product.stock === "guarded";
      const standing = standingHere(ledger, view, sku);
      const { usable } = usableOf(standing, ledger.identity.origin);
      const there = isGuarded ? usable : standing.level;
      const left = {
        quantity: inThousandths(there),
        isGuarded,
        isLow: product.reorderAt > 0 && standing.level < product.reorderAt,
      };
      known.set(sku, left);
      return left;
    });
  };
}
