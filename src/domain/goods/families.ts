/**
 * Variants of the same goods, found together: a shirt in three sizes and two colours is six products of one family,
 * each in a cell of its grid.
 */

import { compareText, foldName, wordsOf } from "../text/entry-text.ts";
import { type Product } from "./catalogue.ts";

type Variant = Pick<Product, "family" | "row" | "column">;

/** Returns a text that the products of one family have in common, however its name is written; empty for none. */
export function familyKey({ family }: Pick<Product, "family">): string {
  return foldName(family.trim());
}

/** Returns a text that is the same for two products in one cell of a grid; empty for goods of no family. */
export function cellKey(product: Variant): string {
  const family = familyKey(product);
  const { row, column } = product;
  return family === "" ? "" : [family, foldName(row.trim()), foldName(column.trim())].join("\n");
}

/** Returns what a variant is called beside its family: `M, red`. */
export function variantText({ row, column }: Variant): string {
  return [row, column].filter((text) => text !== "").join(", ");
}

/** Returns a product by its name, and by what of its place in the grid the name doesn't say. */
export function variantName(product: Variant & Pick<Product, "name">): string {
  const { name, row, column } = product;
  const said = new Set(wordsOf(foldName(name)));
  const unsaid = [row, column].filter((text) =>
    wordsOf(foldName(text)).some((word) => !said.has(word)),
  );
  return [name, ...unsaid].join(", ");
}

/** Returns the variants of the family that is called so; none for any other text. */
export function membersOf(products: Iterable<Product>, typed: string): ReadonlyArray<Product> {
  const key = foldName(typed.trim());
  return key === "" ? [] : inGrid([...products].filter((product) => familyKey(product) === key));
}

/** Sorts variants as their grid has them: row by row, and each row from column to column. */
export function inGrid<Some extends Variant & Pick<Product, "sku">>(
  products: ReadonlyArray<Some>,
): ReadonlyArray<Some> {
  return products.toSorted(
    (a, b) =>
      compareAxis(a.row, b.row) || compareAxis(a.column, b.column) || compareText(a.sku, b.sku),
  );
}

/** The rows and columns of a family, with the product in each cell. */
export interface Grid {
  readonly rows: ReadonlyArray<string>;
  readonly columns: ReadonlyArray<string>;
  readonly at: (row: string, column: string) => Product | undefined;
}

export function gridOf(products: ReadonlyArray<Product>): Grid {
  const sorted = inGrid(products);
  const byCell = new Map(sorted.map((product) => [cellOf(product.row, product.column), product]));
  return {
    rows: axisOf(sorted.map(({ row }) => row)),
    columns: axisOf(sorted.map(({ column }) => column)),
    at: (row, column) => byCell.get(cellOf(row, column)),
  };
}

function cellOf(row: string, column: string): string {
  return [row, column].join("\n");
}

function axisOf(values: ReadonlyArray<string>): ReadonlyArray<string> {
  return [...new Set(values)].toSorted(compareAxis);
}

/** Sizes of clothes, which no alphabet sorts. */
const SIZES = ["xxs", "xs", "s", "m", "l", "xl", "xxl", "2xl", "xxxl", "3xl"];

/** Sizes come first by size, then what begins with a number by that, then other texts. */
function compareAxis(a: string, b: string): number {
  const [one, other] = [rankOf(a), rankOf(b)];
  return one.sort - other.sort || one.at - other.at || compareText(foldName(a), foldName(b));
}

function rankOf(text: string): { readonly sort: number; readonly at: number } {
  const size = SIZES.indexOf(foldName(text.trim()));
  if (size >= 0) return { sort: 0, at: size };
  const number = /^\d+(?:[.,]\d+)?/u.exec(text.trim())?.[0];
  return number === undefined
    ? { sort: 2, at: 0 }
    : { sort: 1, at: Number(number.replace(",", ".")) };
}

/** Says why a product can't be that variant, as the end of a sentence; undefined where it can. */
export function familyProblem({ family, row, column }: Variant): string | undefined {
  return family.trim() === "" && variantText({ family, row, column }) !== ""
    ? "is the place in a grid of what has no family: name that too"
    : undefined;
}
