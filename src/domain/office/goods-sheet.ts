/**
 * The catalogue's products as a sheet, a row each: the columns of the CSV file that people edit.
 */

import { type Catalogue, type Product } from "../goods/catalogue.ts";
import { comboText } from "../goods/combo-text.ts";
import { depositsText } from "../goods/deposit-text.ts";
import { packCodesText } from "../goods/pack-codes.ts";
import { packsText, recipeText, supplierCodesText, yieldText } from "../goods/recipe-text.ts";
import { stockText } from "../goods/stock-text.ts";
import { type Currency, formatMoney } from "../money/currency.ts";
import { compareText } from "../text/entry-text.ts";

/** Which field of a product stands under which heading, in the order of writing. */
export const SHEET_COLUMNS = [
  ["sku", "sku"],
  ["name", "name"],
  ["kitchen", "kitchenName"],
  ["plu", "plu"],
  ["short code", "shortCode"],
  ["barcodes", "barcodes"],
  ["pack codes", "packCodes"],
  ["age", "age"],
  ["price", "price"],
  ["sold by", "soldBy"],
  ["open price", "openPrice"],
  ["category", "category"],
  ["tax class", "taxClass"],
  ["station", "station"],
  ["course", "course"],
  ["modifier groups", "modifierGroups"],
  ["combo", "combo"],
  ["half", "half"],
  ["voucher", "voucher"],
  ["serial", "serial"],
  ["family", "family"],
  ["row", "row"],
  ["column", "column"],
  ["deposit", "deposits"],
  ["active", "active"],
  ["stock", "stock"],
  ["unit", "unit"],
  ["packs", "packs"],
  ["yield", "yields"],
  ["recipe", "recipe"],
  ["reorder at", "reorderAt"],
  ["supplier", "supplier"],
  ["supplier codes", "supplierCodes"],
] as const satisfies ReadonlyArray<readonly [heading: string, field: keyof Product]>;

export type Heading = (typeof SHEET_COLUMNS)[number][0];

/** A row as it stands in a file. */
export interface SheetRow {
  /** Counted from 1; the one on which the row begins. */
  readonly line: number;
  readonly cells: ReadonlyArray<string>;
}

/** Headings and products by rising SKU, as `readGoodsSheet` takes them. */
export function toGoodsSheet(
  { productsBySku }: Catalogue,
  currency: Currency,
): ReadonlyArray<ReadonlyArray<string>> {
  const products = [...productsBySku.values()].toSorted((a, b) => compareText(a.sku, b.sku));
  const headings = SHEET_COLUMNS.map(([heading]) => heading);
  return [headings, ...products.map((product) => toCells(product, currency))];
}

/** Returns the cells of a product, one for each column. */
export function toCells(product: Product, currency: Currency): ReadonlyArray<string> {
  return SHEET_COLUMNS.map(([, field]) => cellOf(product, field, currency));
}

function cellOf(product: Product, field: keyof Product, currency: Currency): string {
  switch (field) {
    case "price":
      return formatMoney(product.price, currency);
    case "combo":
      return comboText(product.combo, currency);
    case "deposits":
      return depositsText(product.deposits);
    case "packs":
      return packsText(product.packs);
    case "packCodes":
      return packCodesText(product.packCodes);
    case "supplierCodes":
      return supplierCodesText(product.supplierCodes);
    case "yields":
      return yieldText(product.yields);
    case "recipe":
      return recipeText(product.recipe);
    case "age":
      return product.age === 0 ? "" : String(product.age);
    case "reorderAt":
      return product.reorderAt === 0 ? "" : stockText(product.reorderAt, "en");
    default: {
      const value = product[field];
      if (typeof value === "boolean") return value ? "yes" : "no";
      return typeof value === "object" ? value.join(" ") : String(value);
    }
  }
}
