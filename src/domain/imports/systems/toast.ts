/**
 * Toast's bulk import: a file of acts, not of goods. Groups and modifiers are rows whose parent is a row of the file, by
 * its operation's id, or something of the other system, by a long number.
 */

import { type Doubt } from "../foreign-goods.ts";
import { type ForeignRow, type Sheet } from "../foreign-sheet.ts";
import { type RawGoods } from "../raw-goods.ts";
import { type RawGroup, type Reading } from "./reading.ts";

const PARENT = "Parent version ID or operation ID";

interface Made {
  readonly row: ForeignRow;
  readonly type: string;
}

export function readToast(sheet: Sheet): Reading {
  const doubts: Doubt[] = [];
  const made = new Map<string, Made>();
  const children = new Map<string, ForeignRow[]>();
  for (const row of sheet.rows) {
    if (sheet.text(row, "Operation").toUpperCase() !== "CREATE") {
      doubts.push({
        row: row.no,
        column: "Operation",
        why: { type: "act-elsewhere" },
        isMade: false,
      });
      continue;
    }
    const type = sheet.text(row, "Entity type").toUpperCase();
    const parent = sheet.text(row, PARENT);
    if (type.startsWith("MODIFIER") && !made.has(parent)) {
      const column = sheet.cell(row, PARENT).column;
      doubts.push({ row: row.no, column, why: { type: "group-elsewhere" }, isMade: false });
      continue;
    }
    made.set(sheet.text(row, "Operation ID"), { row, type });
    children.set(parent, [...(children.get(parent) ?? []), row]);
  }

  function below(row: ForeignRow): ReadonlyArray<ForeignRow> {
    return children.get(sheet.text(row, "Operation ID")) ?? [];
  }

  function rowsOf(type: string): ReadonlyArray<ForeignRow> {
    return [...made.values()].filter((one) => one.type === type).map(({ row }) => row);
  }

  const groups = rowsOf("MODIFIER_GROUP");
  return {
    goods: rowsOf("MENU_ITEM").map((row) =>
      itemOf(
        sheet,
        row,
        below(row).map((group) => sheet.text(group, "Name")),
      ),
    ),
    groups: groups.map((row) => sheet.text(row, "Name")),
    modifiers: groups.map((row): RawGroup => {
      const modifiers = below(row).map((own) => {
        return { name: sheet.text(own, "Name"), price: sheet.text(own, "Price") };
      });
      return { name: sheet.text(row, "Name"), modifiers };
    }),
    doubts,
  };
}

function itemOf(sheet: Sheet, row: ForeignRow, modifierGroups: ReadonlyArray<string>): RawGoods {
  return {
    rows: [row.no],
    sku: { text: "", column: "Name" },
    id: sheet.text(row, "Operation ID"),
    name: sheet.text(row, "Name"),
    options: [],
    categories: undefined,
    price: sheet.cell(row, "Price"),
    empty: "doubtful",
    cost: "",
    barcodes: [],
    taxes: [],
    modifierGroups,
    active: true,
    isWeighed: undefined,
    stock: [],
    recipe: [],
    isVoucher: false,
    doubts: [],
  };
}
