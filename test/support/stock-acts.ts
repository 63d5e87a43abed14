/** What people do with stock at a real till, and what lies there afterwards. */

import { changeEntry } from "../../src/app/catalogue/catalogue-changes.ts";
import { moveStock, stockOfArticle, type StockWish } from "../../src/app/stock/stock.ts";
import { type Till } from "../../src/app/till/till.ts";
import { ONE_IN_STOCK } from "../../src/domain/goods/stock-quantity.ts";
import { type Thousandths, thousandths } from "../../src/domain/money/amounts.ts";
import { performOn } from "./acts.ts";
import { valueOf } from "./shop.ts";

/** May change the catalogue and book stock. */
export const RAVI = { number: "4", name: "Ravi" };

interface AtTill {
  readonly till: Till;
}

/** Sets fields of a product as somebody types them. */
export function setProduct(till: Till, id: string, fields: Readonly<Record<string, string>>): void {
  const isNew = !till.catalogue().productsBySku.has(id);
  const texts = Object.entries(fields).map(([field, text]) => ({ field, text }));
  valueOf(changeEntry(till, RAVI, { type: "product", id, isNew, fields: texts }));
}

/** Makes an article that nobody sells, whose stock is counted in a unit. */
export function addIngredient(
  till: Till,
  sku: string,
  fields: Readonly<Record<string, string>> = {},
): void {
  const first = [...till.catalogue().productsBySku.values()].at(0);
  const bare = { category: first?.category ?? "", "tax class": first?.taxClass ?? "" };
  const name = sku.toLowerCase();
  setProduct(till, sku, {
    name,
    price: "0.00",
    ...bare,
    active: "no",
    stock: "counted",
    ...fields,
  });
}

export function setOption(
  till: Till,
  group: string,
  fields: Readonly<Record<string, string>>,
): void {
  const texts = Object.entries(fields).map(([field, text]) => ({ field, text }));
  valueOf(
    changeEntry(till, RAVI, { type: "modifier-group", id: group, isNew: false, fields: texts }),
  );
}

/** Keeps the stock of a product. */
export function keep(till: Till, sku = "CROISSANT", stock = "counted"): void {
  setProduct(till, sku, { stock });
}

export function book({ till }: AtTill, wish: StockWish): void {
  valueOf(moveStock(till, RAVI, wish));
}

/** Receives so many pieces, litres or kilograms. */
export function receive(at: AtTill, sku: string, count: number): void {
  book(at, { type: "receive", sku, quantity: Math.round(count * ONE_IN_STOCK) });
}

/** Returns what there is of an article, in its unit. */
export function levelAt({ till }: AtTill, sku = "CROISSANT"): number {
  const product = till.catalogue().productsBySku.get(sku);
  if (product === undefined) throw new Error(`Nobody sells ${sku}.`);
  return stockOfArticle(till, product).level / ONE_IN_STOCK;
}

export function pieces(count: number): Thousandths {
  return thousandths(count * 1000);
}

export function setQuantity({ till }: AtTill, order: string, count: number): void {
  const request = { act: "quantity", order, line: 1, is: "all", quantity: pieces(count) } as const;
  valueOf(performOn(till, RAVI, request));
}
