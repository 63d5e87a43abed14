/** What is to be ordered: what is below its minimum, or would not last by what the last weeks used. */

import { type Product } from "../../domain/goods/catalogue.ts";
import { type Pack } from "../../domain/goods/stock-keeping.ts";
import {
  ONE_IN_STOCK,
  stockQuantity,
  type StockQuantity,
} from "../../domain/goods/stock-quantity.ts";
import { stockDeedPrefix } from "../../domain/stock/stock-keys.ts";
import { addDays } from "../../domain/text/civil-time.ts";
import { compareText } from "../../domain/text/entry-text.ts";
import { type Till } from "../till/till.ts";
import { stockOfShop } from "./stock.ts";

/** Four weeks have each weekday alike. */
const DAYS_LOOKED_AT = 28;
const NOTHING = stockQuantity(0);

/** What is to be ordered of one article. */
export interface ToOrder {
  /** As much as makes up the minimum and lasts the days, in whole packs or pieces. */
  readonly order: StockQuantity;
  /** The pack that it is bought in, the first that was named; undefined for none. */
  readonly pack: Pack | undefined;
}

export interface ReorderRow extends ToOrder {
  readonly product: Product;
  readonly level: number;
  /** On average of the last four weeks, what was thrown away and eaten with it. */
  readonly usedPerDay: StockQuantity;
}

/** Returns what is to be ordered for so many days, by supplier and then by name. */
export function reorderList(till: Till, days: number): ReadonlyArray<ReorderRow> {
  const used = usedPerDayLately(till);
  const rows = stockOfShop(till).flatMap(({ product, level }): ReadonlyArray<ReorderRow> => {
    const usedPerDay = used.get(product.sku) ?? NOTHING;
    const toOrder = toOrderOf({ product, level, usedPerDay }, days);
    return toOrder === undefined ? [] : [{ product, level, usedPerDay, ...toOrder }];
  });
  return rows.toSorted(
    (one, other) =>
      compareText(one.product.supplier, other.product.supplier) ||
      compareText(one.product.name, other.product.name),
  );
}

/** Returns what is to be ordered of an article for so many days; undefined where there is enough. */
export function toOrderOf(
  { product, level, usedPerDay }: Pick<ReorderRow, "product" | "level" | "usedPerDay">,
  days: number,
): ToOrder | undefined {
  const wanted = Math.max(product.reorderAt, usedPerDay * days);
  if (level >= wanted) return undefined;
  const [pack] = product.packs;
  const size = pack?.holds ?? (product.unit === "" ? ONE_IN_STOCK : 1);
  return { order: stockQuantity(Math.ceil((wanted - level) / size) * size), pack };
}

/** Returns by article how much a day used on average of the last four weeks, with what was lost. */
export function usedPerDayLately({ ledger, days }: Till): ReadonlyMap<string, StockQuantity> {
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
  return new Map(
    [...used].map(([sku, sum]) => [sku, stockQuantity(Math.ceil(sum / DAYS_LOOKED_AT))]),
  );
}
