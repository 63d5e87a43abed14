/** The variants of a family as a grid: a row for each size, a column for each colour, with price and level. */

import { type Product } from "../../domain/goods/catalogue.ts";
import { familyKey, gridOf } from "../../domain/goods/families.ts";
import { localMeasure } from "../../domain/text/locale.ts";
import { textWidth } from "../../domain/text/text-width.ts";
import { drawable, padEnd, padStart, type Signs } from "../terminal/cell-text.ts";
import { type TillContext } from "../till-context.ts";
import { type PaneRows, row } from "./pane-row.ts";

interface GridSize {
  readonly width: number;
  readonly height: number;
  readonly signs: Signs;
  /** The index of the chosen hit; below zero for none. */
  readonly at: number;
}

/** Undefined where hits are not the variants of one family, or where their grid has no room. */
export function familyRows(
  till: TillContext,
  hits: ReadonlyArray<Product>,
  { width, height, signs, at: chosen }: GridSize,
): PaneRows | undefined {
  const [first] = hits;
  const key = first === undefined ? "" : familyKey(first);
  if (key === "" || hits.length < 2) return undefined;
  if (hits.some((product) => familyKey(product) !== key)) return undefined;
  const { rows, columns, at } = gridOf(hits);
  const isWhole = rows.length * columns.length >= hits.length;
  if (!isWhole || rows.length + 1 > height) return undefined;
  const texts = rows.map((line) =>
    [drawable(line, signs)].concat(
      columns.map((column) => cellOf(till, hits, { product: at(line, column), chosen })),
    ),
  );
  const cells = [["", ...columns.map((column) => drawable(column, signs))], ...texts];
  const widths = [...columns.keys(), columns.length].map((column) =>
    Math.max(...cells.map((line) => textWidth(line[column] ?? ""))),
  );
  if (widths.reduce((sum, cell) => sum + cell + 2, 0) > width) return undefined;
  return cells.map((line, index) => {
    const text = line.map((cell, column) => {
      const to = widths[column] ?? 0;
      return column === 0 ? padEnd(cell, to) : padStart(cell, to);
    });
    const isChosen = line.some((cell) => cell.startsWith(CHOSEN));
    return row(` ${text.join("  ")}`, index === 0 || isChosen ? "bold" : "plain");
  });
}

const CHOSEN = ">";

/** `2 19.90 (7)`: the digit that chooses it, its price, and what is left of it. */
function cellOf(
  till: TillContext,
  hits: ReadonlyArray<Product>,
  { product, chosen }: { readonly product: Product | undefined; readonly chosen: number },
): string {
  if (product === undefined) return "-";
  const index = hits.indexOf(product);
  const digit = index < 9 ? `${index + 1} ` : "";
  const level = levelOf(till, product);
  return `${index === chosen ? CHOSEN : ""}${digit}${till.listPrice(product)}${level}`;
}

function levelOf({ left, stockLeft, locale }: TillContext, { sku, soldBy }: Product): string {
  const there = [left(sku), stockLeft(sku)?.quantity].filter((count) => count !== undefined);
  const [one, other = one] = there;
  if (one === undefined || other === undefined) return "";
  return ` (${localMeasure(one < other ? one : other, soldBy, locale)})`;
}
