/** Clover's inventory, a workbook: items, groups of modifiers with what is in them, categories and rates of taxes. */

import { readYes } from "../foreign-cells.ts";
import { ALL_PLACES } from "../foreign-goods.ts";
import { type Sheet } from "../foreign-sheet.ts";
import { type RawGoods } from "../raw-goods.ts";
import { type RawGroup, type Reading } from "./reading.ts";

/** Goods that bear the rates which are the shop's usual ones. */
const USUAL = "default";

export interface CloverBook {
  readonly items: Sheet;
  readonly groups: Sheet | undefined;
  readonly rates: Sheet | undefined;
}

export function readClover({ items, groups, rates }: CloverBook): Reading {
  const modifiers = groups === undefined ? [] : groupsOf(groups);
  return {
    goods: items.rows.map((row): RawGoods => {
      const type = items.text(row, "Price Type").toLowerCase();
      const categories = items.cell(row, "Categories");
      const quantity = items.cell(row, "Quantity");
      const option = items.text(row, "Variant Option");
      const price = items.cell(row, "Price");
      return {
        rows: [row.no],
        sku: items.cell(row, "SKU"),
        id: items.text(row, "Clover ID"),
        name: items.text(row, "Name"),
        options:
          option === "" ? [] : [{ name: items.text(row, "Variant Attribute"), value: option }],
        categories: { names: listIn(categories.text), column: categories.column },
        price: type === "variable" ? { ...price, text: "variable" } : price,
        empty: "doubtful",
        cost: items.text(row, "Cost"),
        barcodes: [items.cell(row, "Product Code")],
        taxes:
          readYes(items.text(row, "Default tax rates?")) === true
            ? [USUAL]
            : listIn(items.text(row, "Tax Rates")),
        modifierGroups: listIn(items.text(row, "Modifier Groups")),
        active: readYes(items.text(row, "Hidden?")) !== true,
        isWeighed: type === "per unit",
        stock: [{ place: ALL_PLACES, cell: quantity }],
        recipe: [],
        isVoucher: false,
        doubts: [],
      };
    }),
    taxes: rates === undefined ? [] : rates.rows.map((row) => rates.text(row, "Name")),
    rates: new Map(
      rates?.rows.map((row) => [rates.text(row, "Name"), rates.text(row, "Tax Rate")] as const),
    ),
    groups: modifiers.map(({ name }) => name),
    modifiers,
  };
}

/** Further modifiers of a group are rows that name no group. */
function groupsOf(sheet: Sheet): ReadonlyArray<RawGroup> {
  const groups: Array<{ name: string; modifiers: Array<RawGroup["modifiers"][number]> }> = [];
  for (const row of sheet.rows) {
    const name = sheet.text(row, "Modifier Group Name");
    if (name !== "") groups.push({ name, modifiers: [] });
    const modifier = { name: sheet.text(row, "Modifier"), price: sheet.text(row, "Price") };
    if (modifier.name !== "") groups.at(-1)?.modifiers.push(modifier);
  }
  return groups;
}

function listIn(text: string): ReadonlyArray<string> {
  return text.split(/\s*,\s*/u).filter((part) => part !== "");
}
