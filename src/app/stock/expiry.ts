/** What of the stock may soon be sold no longer. */

import { type Product } from "../../domain/goods/catalogue.ts";
import { type BusinessDay } from "../../domain/identity.ts";
import { batchesLeft } from "../../domain/stock/batches.ts";
import { addDays } from "../../domain/text/civil-time.ts";
import { compareText } from "../../domain/text/entry-text.ts";
import { type Till } from "../till/till.ts";
import { stockOfShop } from "./stock.ts";

export interface ExpiryRow {
  readonly product: Product;
  /** The last day on which it may be sold. */
  readonly expires: BusinessDay;
  /** How much of it is still there, in millionths. */
  readonly left: number;
  readonly batch: string;
  readonly supplier: string;
  /** Whether that day is over. */
  readonly isPast: boolean;
}

/** Returns what expires within so many days from today, and what has expired, the first day first. */
export function expiryList(till: Till, days: number): ReadonlyArray<ExpiryRow> {
  const today = till.days().now;
  const last = addDays(today, days);
  const kept = stockOfShop(till).filter(({ level }) => level > 0);
  const rows = till.ledger.read((view) =>
    kept.flatMap(({ product, level }) =>
      batchesLeft(view.state("stock", product.sku), level)
        .filter(({ expires }) => expires <= last)
        .map(({ expires, delivery: { batch, supplier }, left }): ExpiryRow => {
          return { product, expires, left, batch, supplier, isPast: expires < today };
        }),
    ),
  );
  return rows.toSorted(
    (one, other) =>
      compareText(one.expires, other.expires) || compareText(one.product.name, other.product.name),
  );
}
