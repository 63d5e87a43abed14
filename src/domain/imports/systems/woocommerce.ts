/** WooCommerce: a variable product is a row without a price, its variations are rows that name it as their parent. */

import { categoriesIn } from "../foreign-cells.ts";
import { ALL_PLACES, type Doubt, type ForeignOption, type PassedRow } from "../foreign-goods.ts";
import { type Cell, type ForeignRow, type Sheet } from "../foreign-sheet.ts";
import { type RawGoods } from "../raw-goods.ts";
import { type Reading } from "./reading.ts";

const COST = /^(?:Meta: _wc_cog_cost|Cost of goods)$/iu;
const NOT_TAXED = "none";
/** A variation bears the taxes of its parent. */
const PARENTS = "parent";

/** `today`: sale prices have days. */
export function readWooCommerce(sheet: Sheet, today: string): Reading {
  const passed: PassedRow[] = [];
  const doubts: Doubt[] = [];
  const costs = sheet.columns(COST);
  const parents = new Map<string, ForeignRow>();
  for (const row of sheet.rows) {
    if (typesOf(sheet, row).includes("variable")) {
      parents.set(`id:${sheet.text(row, "ID")}`, row).set(sheet.text(row, "SKU"), row);
    }
  }
  const goods = sheet.rows.flatMap((row): ReadonlyArray<RawGoods> => {
    const types = typesOf(sheet, row);
    if (types.includes("variable")) {
      passed.push({ row: row.no, why: "head-of-variants" });
      return [];
    }
    if (types.includes("grouped")) {
      doubts.push({
        row: row.no,
        column: "Type",
        why: { type: "group-without-price" },
        isMade: false,
      });
      return [];
    }
    const parent = types.includes("variation") ? parents.get(sheet.text(row, "Parent")) : row;
    if (parent === undefined) {
      doubts.push({
        row: row.no,
        column: "Parent",
        why: { type: "parent-elsewhere" },
        isMade: false,
      });
      return [];
    }
    const cost = costs.map(({ cell }) => cell(row).text).find((text) => text !== "") ?? "";
    return [{ ...simpleOf(sheet, row, parent), price: priceOf(sheet, row, today), cost }];
  });
  return { goods, taxes: [], passed, doubts };
}

function typesOf(sheet: Sheet, row: ForeignRow): ReadonlyArray<string> {
  return sheet
    .text(row, "Type")
    .toLowerCase()
    .split(/\s*,\s*/u);
}

function simpleOf(
  sheet: Sheet,
  row: ForeignRow,
  parent: ForeignRow,
): Omit<RawGoods, "price" | "cost"> {
  const { text, column } = sheet.cell(parent, "Categories");
  const tax = sheet.text(row, "Tax class");
  const isTaxed = sheet.text(parent, "Tax status").toLowerCase() !== NOT_TAXED;
  return {
    rows: row === parent ? [row.no] : [row.no, parent.no],
    sku: sheet.cell(row, "SKU"),
    id: sheet.text(row, "ID"),
    name: sheet.text(parent, "Name"),
    options: row === parent ? [] : optionsOf(sheet, row, parent),
    categories: { names: categoriesIn(text), column },
    empty: "doubtful",
    barcodes: [sheet.cell(row, "GTIN, UPC, EAN, or ISBN")],
    taxes: isTaxed ? [tax === PARENTS ? sheet.text(parent, "Tax class") : tax] : [NOT_TAXED],
    modifierGroups: [],
    // A draft and what is bought nowhere; private goods are sold at the counter.
    active: sheet.text(row, "Published") !== "-1",
    isWeighed: undefined,
    stock: [{ place: ALL_PLACES, cell: sheet.cell(row, "Stock") }],
    recipe: [],
    isVoucher: false,
    doubts: [],
  };
}

function optionsOf(
  sheet: Sheet,
  row: ForeignRow,
  parent: ForeignRow,
): ReadonlyArray<ForeignOption> {
  return [1, 2, 3].flatMap((no) => {
    const value = sheet.text(row, `Attribute ${no} value(s)`);
    if (value === "") return [];
    const name =
      sheet.text(row, `Attribute ${no} name`) || sheet.text(parent, `Attribute ${no} name`);
    return [{ name, value }];
  });
}

/** A sale price holds within its days, and without any. */
function priceOf(sheet: Sheet, row: ForeignRow, today: string): Cell {
  const regular = sheet.cell(row, "Regular price");
  const sale = sheet.cell(row, "Sale price");
  const from = sheet.text(row, "Date sale price starts").slice(0, today.length);
  const to = sheet.text(row, "Date sale price ends").slice(0, today.length);
  const isNow = (from === "" || from <= today) && (to === "" || today <= to);
  return sale.text !== "" && isNow ? sale : regular;
}
