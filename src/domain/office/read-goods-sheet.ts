/**
 * Products out of the rows of a sheet. All that is wrong is found in one reading, each with its line and
 * column, so that nobody mends a file one error at a time.
 *
 * A column that the sheet has not leaves what the shop has; a product that is new there takes what is
 * usual, or must say it.
 */

import { type Product } from "../catalogue.ts";
import { minor } from "../money/amounts.ts";
import { formatMoney } from "../money/currency.ts";
import { lowestPrice } from "../price-lists.ts";
import { readCell, type SheetContext, shown, usualProduct } from "./goods-cell.ts";
import { type Heading, SHEET_COLUMNS, type SheetRow } from "./goods-sheet.ts";
import { lowestModifiers } from "./product-rules.ts";

export interface SheetProblem {
  readonly line: number;
  /** The heading; empty when the whole row is meant. */
  readonly column: Heading | "";
  /** Goes on after the place: what is wrong, and what would be right. */
  readonly message: string;
}

/** A row that could be read so far that it can be compared with others. */
export interface SheetProduct {
  readonly line: number;
  readonly product: Product;
}

export interface ReadSheet {
  readonly products: ReadonlyArray<SheetProduct>;
  readonly problems: ReadonlyArray<SheetProblem>;
}

/** The columns by their place; undefined for one that has been named a problem. */
type Columns = ReadonlyArray<Heading | undefined>;

/** A new product has no sensible price, and no name. */
export const NEEDED: ReadonlyArray<Heading> = ["name", "price", "category", "tax class"];

/** Problems stand by rising line. Rows without any text are passed over. */
export function readGoodsSheet(rows: ReadonlyArray<SheetRow>, context: SheetContext): ReadSheet {
  const [head, ...body] = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  if (head === undefined) {
    return { products: [], problems: [{ line: 1, column: "", message: "there is no heading" }] };
  }
  const { columns, problems } = readHead(head);
  // Reading stops at wrong headings, because under them every row would be wrong.
  if (problems.length > 0) return { products: [], problems };
  if (body.length === 0) {
    const message = "there is no product below the headings";
    return { products: [], problems: [{ line: head.line, column: "", message }] };
  }
  const read = body.map((row) => readRow(row, columns, context));
  return {
    products: read.flatMap(({ products }) => products),
    problems: read.flatMap((row) => row.problems),
  };
}

function readHead({ line, cells }: SheetRow): {
  readonly columns: Columns;
  readonly problems: ReadonlyArray<SheetProblem>;
} {
  const names = cells.map(toHeading);
  const known: ReadonlyArray<Heading> = SHEET_COLUMNS.map(([heading]) => heading);
  const columns = names.map((name) => known.find((heading) => heading === name));
  const messages = names.flatMap((name, place) => {
    if (columns[place] === undefined) {
      return [`${shown(name)} is no column: there are ${known.join(", ")}`];
    }
    return names.indexOf(name) < place ? [`the column "${name}" is there twice`] : [];
  });
  const all = columns.includes("sku") ? messages : [...messages, 'the column "sku" is missing'];
  return { columns, problems: all.map((message) => ({ line, column: "", message })) };
}

/** `Short_Code` is the heading `short code`. */
export function toHeading(cell: string): string {
  return cell
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/gu, " ");
}

function readRow({ line, cells }: SheetRow, columns: Columns, context: SheetContext): ReadSheet {
  if (cells.length !== columns.length) {
    const message = `has ${cells.length} fields, but there are ${columns.length} headings`;
    return { products: [], problems: [{ line, column: "", message }] };
  }
  const values = new Map<keyof Product, Product[keyof Product]>();
  const problems: SheetProblem[] = [];
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
): ReadonlyArray<SheetProblem> {
  const { openPrice, modifierGroups } = product;
  const price = lowestPrice(catalogue, product);
  const groups = modifierGroups.flatMap((id) => catalogue.modifierGroupsById.get(id) ?? []);
  const lowest = lowestModifiers(groups);
  if (openPrice || price + lowest >= 0) return [];
  const least = formatMoney(minor(-lowest), currency);
  const message = `its modifiers bring ${formatMoney(price, currency)} below zero: at least ${least}`;
  return [{ line, column: "price", message }];
}
