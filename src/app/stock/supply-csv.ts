/** Lists of what is bought as tables for spreadsheets; stock-csv.ts says how they are written. */

import { minor } from "../../domain/money/amounts.ts";
import { type Currency } from "../../domain/money/currency.ts";
import { priceRise } from "../../domain/stock/prices.ts";
import { sheetToCsv } from "../catalogue/catalogue-file.ts";
import { type ExpiryRow } from "./expiry.ts";
import { type Purchase } from "./purchases.ts";
import { moneyCell, quantityCell } from "./stock-csv.ts";
import { type PriceRow, type SupplierRow } from "./suppliers.ts";

export function purchaseToCsv({ lines }: Purchase, currency: Currency): string {
  const head = ["sku", "name", "unit", "ordered", "came", "awaited", "expected cost", "paid"];
  const cells = lines.map(({ sku, product, ordered, came, awaited, cost, paid }) => {
    const amounts = [ordered, came, awaited].map(quantityCell);
    const money = [cost, paid === undefined ? undefined : minor(paid.cost)];
    return [
      sku,
      product?.name ?? sku,
      product?.unit ?? "",
      ...amounts,
      ...money.map((amount) => moneyCell(amount, currency)),
    ];
  });
  return sheetToCsv([head, ...cells]);
}

export function suppliersToCsv(rows: ReadonlyArray<SupplierRow>, currency: Currency): string {
  const head = [
    "supplier",
    "articles",
    "deliveries",
    "cost",
    "without cost",
    "last day",
    "awaited orders",
    "awaited cost",
  ];
  const cells = rows.map((row) => [
    row.name,
    String(row.articles),
    String(row.deliveries),
    moneyCell(row.cost, currency),
    String(row.withoutCost),
    row.lastDay ?? "",
    String(row.awaited),
    moneyCell(row.awaitedCost, currency),
  ]);
  return sheetToCsv([head, ...cells]);
}

export function pricesToCsv(rows: ReadonlyArray<PriceRow>, currency: Currency): string {
  const head = ["sku", "name", "unit", "day", "quantity", "cost", "percent more than before"];
  const cells = rows.map(({ product: { sku, name, unit }, last, before }) => {
    const { day, quantity, cost } = last;
    const rise = before === undefined ? null : priceRise(last, before);
    const amounts = [quantityCell(quantity), moneyCell(minor(cost), currency)];
    return [sku, name, unit, day, ...amounts, rise === null ? "" : String(rise / 1000)];
  });
  return sheetToCsv([head, ...cells]);
}

export function expiryToCsv(rows: ReadonlyArray<ExpiryRow>): string {
  const head = ["expires", "sku", "name", "unit", "left", "batch", "supplier"];
  const cells = rows.map(({ expires, product: { sku, name, unit }, left, batch, supplier }) => {
    return [expires, sku, name, unit, quantityCell(left), batch, supplier];
  });
  return sheetToCsv([head, ...cells]);
}
