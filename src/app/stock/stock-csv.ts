/** Lists of stock as tables for spreadsheets: English columns, decimal points, quantities in their article's unit. */

import { shownMeasure } from "../../domain/goods/measure.ts";
import { ONE_IN_STOCK } from "../../domain/goods/stock-quantity.ts";
import { minor, type MinorUnits } from "../../domain/money/amounts.ts";
import { type Currency, formatMoney } from "../../domain/money/currency.ts";
import { sheetToCsv } from "../catalogue/catalogue-file.ts";
import { marginOf, marginRate, type Margins } from "./margin.ts";
import { type ReorderRow } from "./reorder.ts";
import { type StockValue } from "./stock-value.ts";
import { type ArticleStock } from "./stock.ts";
import { type Variance, VARIANCE_PARTS } from "./variance.ts";

export function stockToCsv(rows: ReadonlyArray<ArticleStock>, currency: Currency): string {
  const head = ["sku", "name", "unit", "kept", "level", "worth"];
  const cells = rows.map(({ product: { sku, name, unit, stock }, level, worth }) => {
    return [sku, name, unit, stock, quantityCell(level), moneyCell(worth, currency)];
  });
  return sheetToCsv([head, ...cells]);
}

export function reorderToCsv(rows: ReadonlyArray<ReorderRow>): string {
  const head = ["supplier", "sku", "name", "unit", "level", "used a day", "order", "pack"];
  const cells = rows.map(({ product, level, usedPerDay, order, pack }) => {
    const { supplier, sku, name, unit } = product;
    const amounts = [level, usedPerDay, order].map(quantityCell);
    return [supplier, sku, name, unit, ...amounts, pack?.name ?? ""];
  });
  return sheetToCsv([head, ...cells]);
}

export function stockValueToCsv(rows: ReadonlyArray<StockValue>, currency: Currency): string {
  const head = ["category", "name", "articles", "without cost", "worth"];
  const cells = rows.map(({ category, name, articles, unknown, worth }) => {
    return [category, name, String(articles), String(unknown), moneyCell(worth, currency)];
  });
  return sheetToCsv([head, ...cells]);
}

export function varianceToCsv({ rows }: Variance, currency: Currency): string {
  const parts = VARIANCE_PARTS.flatMap((part) => [part, `${part} worth`]);
  const cells = rows.map((row) => {
    const amounts = VARIANCE_PARTS.flatMap((part) => {
      const { quantity, worth } = row[part];
      return [quantityCell(quantity), moneyCell(worth, currency)];
    });
    return [row.product.sku, row.product.name, row.product.unit, ...amounts];
  });
  return sheetToCsv([["sku", "name", "unit", ...parts], ...cells]);
}

export function marginsToCsv({ rows }: Margins, currency: Currency): string {
  const head = ["sku", "name", "quantity", "sold by", "amount", "net", "cost", "margin", "percent"];
  const cells = rows.map((row) => {
    const rate = marginRate(row);
    const money = [row.amount, row.net, row.cost, marginOf(row)];
    const { quantity, soldBy } = shownMeasure(row.measure);
    return [
      row.sku,
      row.name,
      String(quantity / 1000),
      soldBy,
      ...money.map((amount) => moneyCell(amount, currency)),
      rate === undefined ? "" : String(rate / 1000),
    ];
  });
  return sheetToCsv([head, ...cells]);
}

export function quantityCell(quantity: number): string {
  return String(quantity / ONE_IN_STOCK);
}

export function moneyCell(worth: MinorUnits | undefined, currency: Currency): string {
  return worth === undefined ? "" : formatMoney(minor(worth), currency);
}
