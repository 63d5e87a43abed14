/**
 * Products out of the rows of a sheet. All that is wrong is found in one reading, each with its line and
 * column, so that nobody mends a file one error at a time.
 *
 * A column that the sheet has not leaves what the shop has; a product that is new there takes what is
 * usual, or must say it.
 */

import { type Product } from "../goods/catalogue.ts";
import { minor } from "../money/amounts.ts";
import { formatMoney } from "../money/currency.ts";
import { lowestPrice } from "../prices/price-lists.ts";
import { readCell, type SheetContext, usualProduct } from "./goods-cell.ts";
import { type Heading, SHEET_COLUMNS, type SheetRow } from "./goods-sheet.ts";
import { lowestModifiers } from "./product-rules.ts";
import { lengthProblem, readHead, type SheetProblem } from "./sheet-head.ts";

export type GoodsSheetProblem = SheetProblem<Heading>;

/** A row that could be read so far that it can be compared with others. */
export interface SheetProduct {
  readonly line: number;
  readonly product: Product;
}

export interface ReadSheet {
  readonly products: ReadonlyArray<SheetProduct>;
  readonly problems: ReadonlyArray<GoodsSheetProblem>;
}

const HEADINGS = SHEET_COLUMNS.map(([heading]) => heading);

/** A new product has no sensible price, and no name. */
export const NEEDED: ReadonlyArray<Heading> = ["name", "price", "category", "tax class"];

/** Problems stand by rising line. Rows without any text are passed over. */
export function readGoodsSheet(rows: ReadonlyArray<SheetRow>, context: SheetContext): ReadSheet {
  const headed = readHead(rows, { headings: HEADINGS, needed: ["sku"], what: "product" });
  if (!headed.ok) return { products: [], problems: headed.fault };
  const { columns, body } = headed.value;
  const read = body.map((row) => readRow(row, columns, context));
  return {
    products: read.flatMap(({ products }) => products),
    problems: read.flatMap((row) => row.problems),
  };
}

function readRow(row: SheetRow, columns: ReadonlyArray<Heading>, context: SheetContext): ReadSheet {
  const unequal = lengthProblem(row, columns);
  if (unequal !== undefined) return { products: [], problems: [unequal] };
  const { line, cells } = row;
  const values = new Map<keyof Product, Product[keyof Product]>();
  const problems: GoodsSheetProblem[] = [];
  for (const [heading, field] of SHEET_COLUMNS) {
    const place = columns.indexOf(heading);
    if (place < 0) continue;
    const read = readCell(heading, cells[place] ?? "", context);
    if (read.ok) values.set(field, read.value);
    else problems.push({ line, column: heading, message: read.fault });
  }
  const sku = values.get("sku");
  if (typeof sku !== "string") return { products: [], problems };

  const productNow = context.catalogue.productsBySku.get(sku);
  if (productNow === undefined) {
    const message = `"${sku}" is new in the shop, so the file must have this column`;
    const missing = NEEDED.filter((heading) => !columns.includes(heading));
    problems.push(...missing.map((column) => ({ line, column, message })));
  }
  const product = { ...(productNow ?? usualProduct(sku)), ...Object.fromEntries(values) };
  if (problems.length > 0) return { products: [{ line, product }], problems };
  return { products: [{ line, product }], problems: priceProblems(line, product, context) };
}

/** A guest never gets money for taking something. */
function priceProblems(
  line: number,
  product: Product,
  { catalogue, currency }: SheetContext,
): ReadonlyArray<GoodsSheetProblem> {
  const { openPrice, modifierGroups } = product;
  const price = lowestPrice(catalogue, product);
  const groups = modifierGroups.flatMap((id) => catalogue.modifierGroupsById.get(id) ?? []);
  const lowest = lowestModifiers(groups);
  if (openPrice || price + lowest >= 0) return [];
  const least = formatMoney(minor(-lowest), currency);
  const message = `its modifiers bring ${formatMoney(price, currency)} below zero: at least ${least}`;
  return [{ line, column: "price", message }];
}
