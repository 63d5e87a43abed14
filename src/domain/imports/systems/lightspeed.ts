/**
 * Lightspeed: the X-Series, which was Vend, whose variants share a handle and whose composites have their parts in
 * further rows; and the R-Series, whose variants are items told apart by their names alone.
 */

import { lastPart, readYes } from "../foreign-cells.ts";
import { ALL_PLACES, type ForeignOption } from "../foreign-goods.ts";
import { type ForeignRow, type Sheet } from "../foreign-sheet.ts";
import { type RawGoods } from "../raw-goods.ts";
import { type Reading } from "./reading.ts";

const STOCK = /^inventory_(?<name>.+)$/iu;
const SIDES = ["one", "two", "three"] as const;

export function readLightspeedX(sheet: Sheet): Reading {
  const stock = sheet.columns(STOCK);
  const rates = new Map<string, string>();
  const heads = new Map<string, ForeignRow>();
  const goods: RawGoods[] = [];
  for (const row of sheet.rows) {
    const last = goods.at(-1);
    if (sheet.text(row, "sku") === "" && sheet.text(row, "name") === "" && last !== undefined) {
      goods[goods.length - 1] = {
        ...last,
        rows: [...last.rows, row.no],
        recipe: [...last.recipe, ...partOf(sheet, row)],
      };
      continue;
    }
    const handle = sheet.text(row, "handle");
    const head = heads.get(handle) ?? row;
    heads.set(handle, head);
    const tax = sheet.text(row, "tax_name");
    if (tax !== "") rates.set(tax, perCent(sheet.text(row, "tax_value")));
    goods.push({
      rows: [row.no],
      sku: sheet.cell(row, "sku"),
      id: sheet.text(row, "id"),
      name: sheet.text(head, "name"),
      options: optionsOf(sheet, row, head),
      categories: categoriesOf(sheet, head),
      price: sheet.cell(row, "retail_price"),
      empty: "doubtful",
      cost: sheet.text(row, "supply_price"),
      barcodes: [],
      taxes: tax === "" ? [] : [tax],
      modifierGroups: [],
      active: readYes(sheet.text(row, "active")) !== false,
      isWeighed: undefined,
      stock: stock.map(({ name, cell }) => ({ place: name, cell: cell(row) })),
      recipe: partOf(sheet, row),
      isVoucher: false,
      doubts: [],
    });
  }
  return { goods, rates };
}

function partOf(sheet: Sheet, row: ForeignRow): RawGoods["recipe"] {
  const sku = sheet.text(row, "composite_sku");
  return sku === "" ? [] : [[sku, sheet.text(row, "composite_quantity")]];
}

function optionsOf(sheet: Sheet, row: ForeignRow, head: ForeignRow): ReadonlyArray<ForeignOption> {
  return SIDES.flatMap((side) => {
    const value = sheet.text(row, `variant_option_${side}_value`);
    if (value === "") return [];
    const name = `variant_option_${side}_name`;
    return [{ name: sheet.text(row, name) || sheet.text(head, name), value }];
  });
}

function categoriesOf(sheet: Sheet, row: ForeignRow): RawGoods["categories"] {
  const { text, column } = sheet.cell(row, "product_category");
  return { names: text === "" ? [] : [lastPart(text)], column };
}

/** A fraction, or per cent. */
function perCent(text: string): string {
  const rate = Number(text);
  if (!Number.isFinite(rate)) return "";
  return String(rate > 0 && rate < 1 ? Number((rate * 100).toPrecision(6)) : rate);
}

export function readLightspeedR(sheet: Sheet): Reading {
  const goods = sheet.rows.map((row): RawGoods => {
    const { text, column } = sheet.cell(row, "Category");
    const isTaxed = readYes(sheet.text(row, "Tax")) !== false;
    return {
      rows: [row.no],
      sku: sheet.cell(row, "Custom SKU", "Manufact. SKU"),
      id: sheet.text(row, "System ID"),
      name: sheet.text(row, "Item"),
      options: [],
      categories: { names: text === "" ? [] : [text], column },
      price: sheet.cell(row, "Price"),
      empty: "doubtful",
      cost: sheet.text(row, "Default Cost"),
      barcodes: [sheet.cell(row, "EAN"), sheet.cell(row, "UPC")],
      taxes: [isTaxed ? sheet.text(row, "Tax Class") : "No"],
      modifierGroups: [],
      active: true,
      isWeighed: undefined,
      stock: [{ place: ALL_PLACES, cell: sheet.cell(row, "Qty.") }],
      recipe: [],
      isVoucher: false,
      doubts: [],
    };
  });
  return { goods, taxes: [] };
}
