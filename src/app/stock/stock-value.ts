/** What the stock is worth, by category. */

import { minor, type MinorUnits } from "../../domain/money/amounts.ts";
import { type Till } from "../till.ts";
import { stockOfShop } from "./stock.ts";

export interface StockValue {
  readonly category: string;
  readonly name: string;
  readonly articles: number;
  /** The articles among them whose cost nobody ever said: they count for nothing. */
  readonly unknown: number;
  readonly worth: MinorUnits;
}

/** Returns a row for each category in which stock is kept, in the catalogue's order. */
export function stockValue(till: Till): ReadonlyArray<StockValue> {
  const { categoriesById } = till.catalogue();
  const rows = new Map<string, StockValue>();
  for (const { product, level, worth } of stockOfShop(till)) {
    const { category } = product;
    const name = categoriesById.get(category)?.name ?? category;
    const empty = { category, name, articles: 0, unknown: 0, worth: minor(0) };
    const present = rows.get(category) ?? empty;
    rows.set(category, {
      ...present,
      articles: present.articles + 1,
      unknown: present.unknown + (worth === undefined && level !== 0 ? 1 : 0),
      worth: minor(present.worth + (worth ?? 0)),
    });
  }
  return [...rows.values()];
}
