/** How much of goods there is, by whichever word says so, and what went beyond it. */

import { type Catalogue } from "../../domain/goods/catalogue.ts";
import { type Thousandths } from "../../domain/money/amounts.ts";
import { leftOf } from "../../domain/prices/goods-left.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { createFindSoldBeyond, type FindSoldBeyond } from "./sold-beyond.ts";
import { createFindStockLeft, type FindStockLeft } from "./stock-left.ts";
import { createFindStockShort, type FindStockShort } from "./stock-short.ts";

export interface GoodsReads {
  /** Returns how much of a product is left by the word of the evening; undefined where there is no count. */
  readonly left: (sku: string) => Thousandths | undefined;
  readonly stockLeft: FindStockLeft;
  readonly soldBeyond: FindSoldBeyond;
  readonly stockShort: FindStockShort;
}

export function createGoodsReads(ledger: Ledger, catalogue: () => Catalogue): GoodsReads {
  return {
    left: (sku) => {
      const limit = catalogue().limits.get(sku);
      return limit && ledger.read((view) => leftOf(view, limit));
    },
    stockLeft: createFindStockLeft(ledger, catalogue),
    soldBeyond: createFindSoldBeyond(ledger),
    stockShort: createFindStockShort(ledger, () =>
      [...catalogue().productsBySku.values()].flatMap(({ sku, stock }) =>
        stock === "none" ? [] : sku,
      ),
    ),
  };
}
