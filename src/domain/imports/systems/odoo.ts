/**
 * Odoo: the list of products, whose further attributes are rows with an empty name and all combinations of values are
 * variants; and the template of its import, a row a variant, with the values as `Size:Small,Colour:Blue`.
 */

import { lastPart, readYes } from "../foreign-cells.ts";
import { type Doubt, type ForeignOption } from "../foreign-goods.ts";
import { type ForeignRow, type Sheet } from "../foreign-sheet.ts";
import { type RawGoods } from "../raw-goods.ts";
import { type Reading } from "./reading.ts";

const COLUMNS = {
  id: ["External ID", "id", "ID"],
  name: ["Name", "name"],
  sku: ["Internal Reference", "default_code"],
  barcode: ["Barcode", "barcode"],
  price: ["Sales Price", "list_price"],
  cost: ["Cost", "standard_price"],
  till: ["Point of Sale Category", "Point of Sale Categories", "pos_categ_ids"],
  category: ["Product Category", "categ_id"],
  unit: ["Unit of Measure", "Unit", "uom_id"],
  isWeighed: ["To Weigh With Scale", "to_weight"],
  isForTill: ["Available in POS", "available_in_pos"],
  isSold: ["Can be Sold", "Sales", "sale_ok"],
  isActive: ["Active", "active"],
  taxes: ["Customer Taxes", "Sales Taxes", "taxes_id"],
  attribute: ["Product Attributes / Attribute", "attribute_line_ids/attribute_id"],
  values: ["Product Attributes / Values", "attribute_line_ids/value_ids"],
  variant: ["Product Values"],
} as const;

interface Template {
  readonly row: ForeignRow;
  readonly attributes: ReadonlyArray<{
    readonly name: string;
    readonly values: ReadonlyArray<string>;
  }>;
}

export function readOdoo(sheet: Sheet): Reading {
  const templates: Template[] = [];
  for (const row of sheet.rows) {
    const own = attributesOf(sheet, row);
    const last = templates.at(-1);
    if (sheet.text(row, ...COLUMNS.name) !== "") templates.push({ row, attributes: own });
    else if (last !== undefined) {
      templates[templates.length - 1] = { row: last.row, attributes: [...last.attributes, ...own] };
    }
  }
  const goods = templates.flatMap(({ row, attributes }) => {
    const variants = combined(attributes);
    const isOne = variants.length === 1;
    return variants.map((options) => productOf(sheet, row, { options, isOne }));
  });
  return { goods };
}

export function readOdooTemplate(sheet: Sheet): Reading {
  const byName = Map.groupBy(sheet.rows, (row) => sheet.text(row, ...COLUMNS.name));
  const goods = sheet.rows.map((row) => {
    const all = valuesOf(sheet, row);
    const others = byName.get(sheet.text(row, ...COLUMNS.name)) ?? [];

    /** What only some variants have is no side of a grid. */
    function isEven({ name }: ForeignOption): boolean {
      return others.every((other) => valuesOf(sheet, other).some((value) => value.name === name));
    }

    const doubts = all
      .filter((option) => !isEven(option))
      .map(({ name }): Doubt => {
        const { column } = sheet.cell(row, ...COLUMNS.variant);
        return { row: row.no, column, why: { type: "option-uneven", name }, isMade: true };
      });
    const product = productOf(sheet, row, { options: all.filter(isEven), isOne: true });
    return { ...product, isWeighed: undefined, doubts };
  });
  return { goods };
}

function productOf(
  sheet: Sheet,
  row: ForeignRow,
  { options, isOne }: { readonly options: ReadonlyArray<ForeignOption>; readonly isOne: boolean },
): RawGoods {
  const none = { text: "", column: "" };
  const forTill = sheet.cell(row, ...COLUMNS.isForTill);
  const isForTill = readYes(forTill.text) !== false;
  const { column } = forTill;
  return {
    rows: [row.no],
    // Its own code and barcode are not in the list: these are of one product alone.
    sku: isOne ? sheet.cell(row, ...COLUMNS.sku) : none,
    id: [sheet.text(row, ...COLUMNS.id), ...options.map(({ value }) => value)].join("-"),
    name: sheet.text(row, ...COLUMNS.name),
    options,
    categories: categoriesOf(sheet, row),
    price: sheet.cell(row, ...COLUMNS.price),
    empty: "doubtful",
    cost: sheet.text(row, ...COLUMNS.cost),
    barcodes: isOne ? [sheet.cell(row, ...COLUMNS.barcode)] : [],
    taxes: sheet
      .text(row, ...COLUMNS.taxes)
      .split(/\s*,\s*/u)
      .filter((word) => word !== ""),
    modifierGroups: [],
    active: [COLUMNS.isSold, COLUMNS.isActive].every(
      (heads) => readYes(sheet.text(row, ...heads)) !== false,
    ),
    isWeighed:
      readYes(sheet.text(row, ...COLUMNS.isWeighed)) === true ||
      sheet.text(row, ...COLUMNS.unit).toLowerCase() === "kg",
    stock: [],
    recipe: [],
    isVoucher: false,
    doubts: isForTill ? [] : [{ row: row.no, column, why: { type: "not-for-till" }, isMade: true }],
  };
}

/** The category at the till goes before that of the books. */
function categoriesOf(sheet: Sheet, row: ForeignRow): RawGoods["categories"] {
  const { text, column } = sheet.cell(row, ...COLUMNS.till, ...COLUMNS.category);
  if (!sheet.has(COLUMNS.category[0]) && !sheet.has(COLUMNS.till[0])) return undefined;
  return { names: text === "" ? [] : [lastPart(text)], column };
}

function attributesOf(sheet: Sheet, row: ForeignRow): Template["attributes"] {
  const name = sheet.text(row, ...COLUMNS.attribute);
  const values = sheet.text(row, ...COLUMNS.values).split(/\s*,\s*/u);
  return name === "" ? [] : [{ name, values }];
}

function combined(attributes: Template["attributes"]): ReadonlyArray<ReadonlyArray<ForeignOption>> {
  return attributes.reduce<ReadonlyArray<ReadonlyArray<ForeignOption>>>(
    (all, { name, values }) =>
      all.flatMap((options) => values.map((value) => [...options, { name, value }])),
    [[]],
  );
}

function valuesOf(sheet: Sheet, row: ForeignRow): ReadonlyArray<ForeignOption> {
  return sheet
    .text(row, ...COLUMNS.variant)
    .split(/\s*,\s*/u)
    .flatMap((part) => {
      const [name = "", value = ""] = part.split(/\s*:\s*/u);
      return value === "" ? [] : [{ name, value }];
    });
}
