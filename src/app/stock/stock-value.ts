/** What the stock is worth, by category. */

import { type BusinessDay } from "../../domain/identity.ts";
import { minor, type MinorUnits } from "../../domain/money/amounts.ts";
import { addDays } from "../../domain/text/civil-time.ts";
import { createStockBooks } from "../../report/stock-books.ts";
import { type Till } from "../till/till.ts";
import { type ArticleStock, stockOfShop } from "./stock.ts";

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
  return byCategory(till, stockOfShop(till));
}

export interface StockValueOn {
  readonly rows: ReadonlyArray<StockValue>;
  /** What orders have taken by then and no receipt has: it is in no row. */
  readonly open: MinorUnits;
}

/** Returns the same of the end of a business day. */
export function stockValueOn(till: Till, day: BusinessDay): StockValueOn {
  const kept = [...till.catalogue().productsBySku.values()].filter(({ stock }) => stock !== "none");
  return till.ledger.read((view) => {
    const books = createStockBooks(view, addDays(day, 1));
    const articles = kept.map((product) => {
      const { level, worth } = books.standOn(product.sku, day);
      return { product, level, worth };
    });
    return { rows: byCategory(till, articles), open: books.openOn(day).total };
  });
}

function byCategory(
  till: Till,
  articles: ReadonlyArray<Pick<ArticleStock, "product" | "level" | "worth">>,
): ReadonlyArray<StockValue> {
  const { categoriesById } = till.catalogue();
  const rows = new Map<string, StockValue>();
  for (const { product, level, worth } of articles) {
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
