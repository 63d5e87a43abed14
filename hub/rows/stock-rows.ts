/** Where goods lie, and what business days did with them. */

import { type BusinessDay } from "../../src/domain/identity.ts";
import { type LedgerView } from "../../src/domain/ledger-view.ts";
import { STOCK_ACTS } from "../../src/domain/state/stock-state.ts";
import { stockLevelOf, stockPlaces } from "../../src/domain/stock/levels.ts";
import { stockDeedKey } from "../../src/domain/stock/stock-keys.ts";
import { type OwnRow } from "./tables.ts";

const DEEDS = ["used", ...STOCK_ACTS] as const;

export function levelRows(view: LedgerView, sku: string): ReadonlyArray<OwnRow<"stock_level">> {
  const state = view.glance("stock", sku);
  return stockPlaces(state).map((place) => ({
    sku,
    place,
    quantity: stockLevelOf(view, state, { sku, place }),
  }));
}

export interface ArticleDay {
  readonly day: BusinessDay;
  readonly sku: string;
}

export function moveRows(
  view: LedgerView,
  { day, sku }: ArticleDay,
): ReadonlyArray<OwnRow<"stock_move">> {
  return DEEDS.map((deed) => {
    return { day, sku, deed, quantity: view.sum(stockDeedKey(deed, day, sku)) };
  }).filter(({ quantity }) => quantity !== 0);
}
