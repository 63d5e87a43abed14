/** Loyverse's items: a row is a variant, and name, category and flags stand in the first row of a handle alone. */

import { readYes } from "../foreign-cells.ts";
import { type ForeignOption } from "../foreign-goods.ts";
import { ALL_PLACES } from "../foreign-goods.ts";
import { type ForeignRow, type Sheet } from "../foreign-sheet.ts";
import { type RawGoods } from "../raw-goods.ts";
import { marked, namesOf, type Reading } from "./reading.ts";

const TAX = /^Tax - "(?<name>[^"]*)"(?<rest>.*)$/iu;
const GROUP = /^Modifier - "(?<name>.*)"$/iu;
const PRICE = /^Price \[(?<name>.+)\]$/iu;
const STOCK = /^In stock \[(?<name>.+)\]$/iu;
const SOLD_AT = /^Available for sale \[(?<name>.+)\]$/iu;

export function readLoyverse(sheet: Sheet): Reading {
  const taxes = sheet
    .columns(TAX)
    .map(({ name, rest, cell }) => ({ name: name + rest, rest, cell }));
  const groups = sheet.columns(GROUP);
  const prices = sheet.columns(PRICE);
  const stock = sheet.columns(STOCK);
  const soldAt = sheet.columns(SOLD_AT);
  const goods: RawGoods[] = [];
  let head: ForeignRow | undefined;
  for (const row of sheet.rows) {
    if (sheet.text(row, "Name") !== "") head = row;
    const last = goods.at(-1);
    if (head === undefined) continue;
    if (isPart(sheet, row) && last !== undefined) {
      goods[goods.length - 1] = {
        ...last,
        rows: [...last.rows, row.no],
        recipe: [...last.recipe, ...partOf(sheet, row)],
      };
      continue;
    }
    const first = head;
    const handle = sheet.text(first, "Handle");
    const options = optionsOf(sheet, row, first);
    const sold = soldAt.map(({ cell }) => readYes(cell(row).text));
    goods.push({
      rows: [row.no],
      sku: sheet.cell(row, "SKU"),
      id: [handle, ...options.map(({ value }) => value)].join("-"),
      name: sheet.text(first, "Name"),
      options,
      categories: { names: namesIn(sheet.text(first, "Category")), column: "Category" },
      price:
        prices.map(({ cell }) => cell(row)).find(({ text }) => text !== "") ??
        sheet.cell(row, "Default price", "Price"),
      empty: "doubtful",
      cost: sheet.text(row, "Cost"),
      barcodes: [sheet.cell(row, "Barcode")],
      taxes: marked(taxes, first),
      modifierGroups: marked(groups, first),
      active: sold.length === 0 || sold.some((isSold) => isSold !== false),
      isWeighed: readYes(sheet.text(first, "Sold by weight")) === true,
      stock: stockOf(sheet, row, stock),
      recipe: partOf(sheet, row),
      isVoucher: false,
      doubts: [],
    });
  }
  return { goods, taxes: namesOf(taxes), groups: namesOf(groups) };
}

/** A further part of a composite: a row without a name, an SKU and options. */
function isPart(sheet: Sheet, row: ForeignRow): boolean {
  const own = ["Name", "SKU", "Option 1 value"].map((head) => sheet.text(row, head));
  return own.every((text) => text === "") && partOf(sheet, row).length > 0;
}

function partOf(sheet: Sheet, row: ForeignRow): RawGoods["recipe"] {
  const sku = sheet.text(row, "SKU of included item");
  return sku === "" ? [] : [[sku, sheet.text(row, "Quantity of included item")]];
}

function optionsOf(sheet: Sheet, row: ForeignRow, head: ForeignRow): ReadonlyArray<ForeignOption> {
  return [1, 2, 3].flatMap((no) => {
    const name = sheet.text(head, `Option ${no} name`);
    const value = sheet.text(row, `Option ${no} value`);
    return value === "" ? [] : [{ name, value }];
  });
}

/** Stock stands by shop, and in a file of one shop without its name. */
function stockOf(
  sheet: Sheet,
  row: ForeignRow,
  stock: ReturnType<Sheet["columns"]>,
): RawGoods["stock"] {
  if (stock.length === 0) return [{ place: ALL_PLACES, cell: sheet.cell(row, "In stock") }];
  return stock.map(({ name, cell }) => ({ place: name, cell: cell(row) }));
}

function namesIn(text: string): ReadonlyArray<string> {
  return text === "" ? [] : [text];
}
