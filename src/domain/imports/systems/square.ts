/** Square's library, the heads of 2021 to 2024 and those since: a row is a variation, and rows of one item name one item. */

import { categoriesIn, readYes } from "../foreign-cells.ts";
import { type ForeignOption } from "../foreign-goods.ts";
import { type ForeignRow, type Sheet } from "../foreign-sheet.ts";
import { type RawGoods } from "../raw-goods.ts";
import { marked, namesOf, type Reading } from "./reading.ts";

const SINGLE = "regular";
const TAX = /^Tax - (?<name>.+)$/iu;
const GROUP = /^Modifier Set - (?<name>.+)$/iu;
const STOCK = /^Current Quantity (?<name>.+)$/iu;
const PLACE_PRICE = /^Price (?<name>.+)$/iu;

export function readSquare(sheet: Sheet): Reading {
  const taxes = sheet.columns(TAX);
  const groups = sheet.columns(GROUP);
  const stock = sheet.columns(STOCK);
  const prices = sheet.columns(PLACE_PRICE);
  // Before 2025 a price that is asked was written out.
  const empty = sheet.has("Archived") ? "asked" : "doubtful";
  const goods = sheet.rows.map((row): RawGoods => {
    const ownPrice = prices.map(({ cell }) => cell(row)).find(({ text }) => text !== "");
    return {
      rows: [row.no],
      sku: sheet.cell(row, "SKU"),
      id: sheet.text(row, "Token"),
      name: sheet.text(row, "Item Name"),
      options: optionsOf(sheet, row),
      categories: categoriesOf(sheet, row),
      price: ownPrice ?? sheet.cell(row, "Price"),
      empty,
      cost: sheet.text(row, "Default Unit Cost"),
      barcodes: [sheet.cell(row, "GTIN")],
      taxes: marked(taxes, row),
      modifierGroups: marked(groups, row),
      active:
        readYes(sheet.text(row, "Archived")) !== true &&
        readYes(sheet.text(row, "Sellable")) !== false,
      isWeighed: sheet.has("Unit and Precision")
        ? sheet.text(row, "Unit and Precision") !== ""
        : undefined,
      stock: stock.map(({ name, cell }) => ({ place: name, cell: cell(row) })),
      recipe: [],
      isVoucher: false,
      doubts: [],
    };
  });
  return { goods, taxes: namesOf(taxes), groups: namesOf(groups) };
}

function optionsOf(sheet: Sheet, row: ForeignRow): ReadonlyArray<ForeignOption> {
  const named = [1, 2, 3].flatMap((no) => {
    const name = sheet.text(row, `Option Name ${no}`);
    const value = sheet.text(row, `Option Value ${no}`);
    return value === "" ? [] : [{ name, value }];
  });
  if (named.length > 0) return named;
  const value = sheet.text(row, "Variation Name");
  return value === "" || value.toLowerCase() === SINGLE ? [] : [{ name: "Variation", value }];
}

function categoriesOf(sheet: Sheet, row: ForeignRow): RawGoods["categories"] {
  const reporting = sheet.cell(row, "Reporting Category");
  if (reporting.text !== "")
    return { names: categoriesIn(reporting.text).slice(0, 1), column: reporting.column };
  const { text, column } = sheet.cell(row, "Categories", "Category");
  return { names: categoriesIn(text), column };
}
