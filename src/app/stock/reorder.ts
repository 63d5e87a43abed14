/** What is to be ordered: what is below its minimum, or would not last by what the last weeks used. */

import { type Product } from "../../domain/goods/catalogue.ts";
import { type Pack } from "../../domain/goods/stock-keeping.ts";
import { stockQuantity, type StockQuantity } from "../../domain/goods/stock-quantity.ts";
import { stockDeedPrefix } from "../../domain/stock/stock-keys.ts";
import { addDays } from "../../domain/text/civil-time.ts";
import { compareText } from "../../domain/text/entry-text.ts";
import { type Till } from "../till.ts";
import { stockOfShop } from "./stock.ts";

/** Four weeks have each weekday alike. */
const DAYS_LOOKED_AT = 28;

export interface ReorderRow {
  readonly product: Product;
  readonly level: number;
  /** On average of the last four weeks, what was thrown away and eaten with it. */
  readonly usedPerDay: StockQuantity;
  /** As much as makes up the minimum and lasts the days, in whole packs where it is bought in packs. */
  readonly order: StockQuantity;
  /** The pack that it is bought in, the first that was named; undefined for none. */
  readonly pack: Pack | undefined;
}

/** Returns what is to be ordered for so many days, by supplier and then by name. */
export function reorderList(till: Till, days: number): ReadonlyArray<ReorderRow> {
  const used = usedLately(till);
  const rows = stockOfShop(till).flatMap(({ product, level }): ReadonlyArray<ReorderRow> => {
    const usedPerDay = stockQuantity(Math.ceil((used.get(product.sku) ?? 0) / DAYS_LOOKED_AT));
    const wanted = Math.max(product.reorderAt, usedPerDay * days);
    if (level >= wanted) return [];
    const [pack] = product.packs;
    const size = pack?.holds ?? 1;
    const order = stockQuantity(Math.ceil((wanted - level) / size) * size);
    return [{ product, level, usedPerDay, order, pack }];
  });
  return rows.toSorted(
    (one, other) =>
      compareText(one.product.supplier, other.product.supplier) ||
      compareText(one.product.name, other.product.name),
  );
}

function usedLately({ ledger, days }: Till): ReadonlyMap<string, number> {
  const today = days().now;
  const used = new Map<string, number>();
  ledger.read((view) => {
    for (let ago = 0; ago < DAYS_LOOKED_AT; ago += 1) {
      for (const deed of ["used", "waste", "staff-meal"] as const) {
        const prefix = stockDeedPrefix(deed, addDays(today, 0 - ago));
        for (const [key, quantity] of view.sums(prefix)) {
          const sku = key.slice(prefix.length);
          used.set(sku, (used.get(sku) ?? 0) + quantity);
        }
      }
    }
  });
  return used;
}
