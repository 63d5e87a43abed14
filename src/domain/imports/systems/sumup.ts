/** SumUp's items: a row is an item, or below it a variation without an item's name. Heads are English everywhere. */

import { readYes } from "../foreign-cells.ts";
import { ALL_PLACES, type Doubt, type ForeignOption, type PassedRow } from "../foreign-goods.ts";
import { type ForeignRow, type Sheet } from "../foreign-sheet.ts";
import { type RawGoods } from "../raw-goods.ts";
import { type Reading } from "./reading.ts";

const PIECES = new Set(["", "pcs", "pc", "piece", "pieces", "item", "unit", "units"]);

export function readSumup(sheet: Sheet): Reading {
  const passed: PassedRow[] = [];
  const goods: RawGoods[] = [];
  let head: ForeignRow | undefined;
  for (const [place, row] of sheet.rows.entries()) {
    const name = sheet.text(row, "Item name");
    if (name !== "") head = row;
    const next = sheet.rows[place + 1];
    if (name !== "" && next !== undefined && sheet.text(next, "Item name") === "") {
      passed.push({ row: row.no, why: "head-of-variants" });
      continue;
    }
    if (head !== undefined) goods.push(itemOf(sheet, row, head));
  }
  return {
    goods,
    passed,
    rates: new Map(goods.flatMap(({ taxes }) => taxes).map((tax) => [tax, tax])),
  };
}

function itemOf(sheet: Sheet, row: ForeignRow, head: ForeignRow): RawGoods {
  const category = sheet.cell(head, "Category");
  const rate = sheet.text(row, "Tax rate (%)") || sheet.text(head, "Tax rate (%)");
  const isCounted = readYes(sheet.text(row, "Track inventory? (Yes/No)")) !== false;
  const unit = sheet.text(row, "Unit") || sheet.text(head, "Unit");
  const isHead = row === head;
  return {
    rows: isHead ? [row.no] : [row.no, head.no],
    sku: sheet.cell(row, "SKU"),
    id: sheet.text(row, "Variant id (Do not change)") || sheet.text(row, "Item id (Do not change)"),
    name: sheet.text(head, "Item name"),
    options: isHead ? [] : optionsOf(sheet, row, head),
    categories: { names: category.text === "" ? [] : [category.text], column: category.column },
    price: sheet.cell(row, "Price"),
    empty: "doubtful",
    cost: "",
    barcodes: [sheet.cell(row, "Barcode")],
    taxes: rate === "" ? [] : [rate],
    modifierGroups: [],
    active: true,
    isWeighed: !PIECES.has(unit.toLowerCase()),
    stock: isCounted ? [{ place: ALL_PLACES, cell: sheet.cell(row, "Quantity") }] : [],
    recipe: [],
    isVoucher: false,
    doubts: saleDoubts(sheet, row),
  };
}

/** Options have sets by name, or are one column of variations. */
function optionsOf(sheet: Sheet, row: ForeignRow, head: ForeignRow): ReadonlyArray<ForeignOption> {
  const sets = [1, 2, 3, 4].flatMap((no) => {
    const value = sheet.text(row, `Option ${no}`);
    if (value === "") return [];
    return [
      { name: sheet.text(row, `Option set ${no}`) || sheet.text(head, `Option set ${no}`), value },
    ];
  });
  if (sets.length > 0) return sets;
  const { text: value, column: name } = sheet.cell(row, "Variations");
  return value === "" ? [] : [{ name, value }];
}

function saleDoubts(sheet: Sheet, row: ForeignRow): ReadonlyArray<Doubt> {
  const { text, column } = sheet.cell(row, "On sale in Online Store?");
  const why = { type: "sale-price" } as const;
  return readYes(text) === true ? [{ row: row.no, column, why, isMade: true }] : [];
}
