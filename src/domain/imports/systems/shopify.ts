/**
 * Shopify's products, both heads: rows of one handle are one product, and a row without price and options is a picture.
 * Either head is read for each column, since files mix them.
 */

import { lastPart, readYes } from "../foreign-cells.ts";
import { ALL_PLACES, type Doubt, type ForeignOption, type PassedRow } from "../foreign-goods.ts";
import { type ForeignRow, type Sheet } from "../foreign-sheet.ts";
import { type RawGoods } from "../raw-goods.ts";
import { type Reading } from "./reading.ts";

const HANDLE = ["URL handle", "Handle"] as const;
const PRICE = ["Price", "Variant Price"] as const;
const SINGLE = "default title";
const GONE = new Set(["archived", "draft"]);

export const TAXABLE = "taxable";
export const NOT_TAXABLE = "not taxable";

export function readShopify(sheet: Sheet): Reading {
  const heads = new Map<string, ForeignRow>();
  for (const row of sheet.rows) {
    const handle = sheet.text(row, ...HANDLE);
    if (sheet.text(row, "Title") !== "" && !heads.has(handle)) heads.set(handle, row);
  }
  const passed: PassedRow[] = [];
  const doubts: Doubt[] = [];
  const goods = sheet.rows.flatMap((row): ReadonlyArray<RawGoods> => {
    const head = heads.get(sheet.text(row, ...HANDLE));
    if (isPicture(sheet, row)) {
      passed.push({ row: row.no, why: "picture" });
      return [];
    }
    if (head === undefined) {
      doubts.push({ row: row.no, column: "Title", why: { type: "head-missing" }, isMade: false });
      return [];
    }
    return [variantOf(sheet, row, head)];
  });
  return { goods, taxes: [], passed, doubts };
}

function isPicture(sheet: Sheet, row: ForeignRow): boolean {
  return sheet.text(row, ...PRICE) === "" && valueOf(sheet, row, 1) === "";
}

function variantOf(sheet: Sheet, row: ForeignRow, head: ForeignRow): RawGoods {
  const isTaxed = readYes(sheet.text(row, "Charge tax", "Variant Taxable")) ?? true;
  const isCounted = sheet.text(row, "Inventory tracker", "Variant Inventory Tracker") !== "";
  const quantity = sheet.cell(row, "Inventory quantity", "Variant Inventory Qty");
  const handle = sheet.text(row, ...HANDLE);
  const options = optionsOf(sheet, row, head);
  return {
    rows: [row.no],
    sku: sheet.cell(row, "SKU", "Variant SKU"),
    id: [handle, ...options.map(({ value }) => value)].join("-"),
    name: sheet.text(head, "Title"),
    options,
    categories: categoriesOf(sheet, head),
    price: sheet.cell(row, ...PRICE),
    empty: "doubtful",
    cost: sheet.text(row, "Cost per item"),
    barcodes: [sheet.cell(row, "Barcode", "Barcodes", "Variant Barcode")],
    taxes: [isTaxed ? TAXABLE : NOT_TAXABLE],
    modifierGroups: [],
    active: !GONE.has(sheet.text(head, "Status").toLowerCase()),
    isWeighed: undefined,
    stock: isCounted ? [{ place: ALL_PLACES, cell: quantity }] : [],
    recipe: [],
    isVoucher: readYes(sheet.text(head, "Gift card")) === true,
    doubts: [],
  };
}

/** The names of options stand in the first row of a handle. */
function optionsOf(sheet: Sheet, row: ForeignRow, head: ForeignRow): ReadonlyArray<ForeignOption> {
  return [1, 2, 3].flatMap((no) => {
    const name = sheet.text(head, `Option${no} Name`);
    const value = valueOf(sheet, row, no);
    return value === "" || value.toLowerCase() === SINGLE ? [] : [{ name, value }];
  });
}

function valueOf(sheet: Sheet, row: ForeignRow, no: number): string {
  return sheet.text(row, `Option${no} Value`);
}

function categoriesOf(sheet: Sheet, head: ForeignRow): RawGoods["categories"] {
  const type = sheet.cell(head, "Type");
  if (type.text !== "") return { names: [type.text], column: type.column };
  const category = sheet.text(head, "Product category");
  return { names: category === "" ? [] : [lastPart(category)], column: type.column };
}
