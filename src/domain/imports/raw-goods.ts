/**
 * Goods as the rows of a file say them, and what becomes of them: sums, codes and stock are read, what is twice is left
 * out, and each doubtful cell is named. This is the same for all systems.
 */

import { type MinorUnits } from "../money/amounts.ts";
import { type Currency } from "../money/currency.ts";
import {
  type DecimalSign,
  isAsked,
  isGtin,
  readCodes,
  readQuantity,
  readSum,
} from "./foreign-cells.ts";
import {
  type Doubt,
  type DoubtReason,
  type ForeignGoods,
  type ForeignOption,
} from "./foreign-goods.ts";
import { type Cell } from "./foreign-sheet.ts";

export interface RawGoods {
  readonly rows: ReadonlyArray<number>;
  readonly sku: Cell;
  readonly id: string;
  readonly name: string;
  readonly options: ReadonlyArray<ForeignOption>;
  /** The categories that the cell names: the first is taken. Undefined where the file has no such column. */
  readonly categories:
    | { readonly names: ReadonlyArray<string>; readonly column: string }
    | undefined;
  readonly price: Cell;
  /** What an empty price means: asked at the till, as the system says, or perhaps. */
  readonly empty: "asked" | "doubtful";
  readonly cost: string;
  readonly barcodes: ReadonlyArray<Cell>;
  readonly taxes: ReadonlyArray<string>;
  readonly modifierGroups: ReadonlyArray<string>;
  readonly active: boolean;
  /** Undefined where such files can't say it. */
  readonly isWeighed: boolean | undefined;
  readonly stock: ReadonlyArray<{ readonly place: string; readonly cell: Cell }>;
  readonly recipe: ReadonlyArray<readonly [sku: string, quantity: string]>;
  readonly isVoucher: boolean;
  /** What is doubtful of the row besides its cells. */
  readonly doubts: ReadonlyArray<Doubt>;
}

export interface CellsWritten {
  readonly sign: DecimalSign;
  readonly currency: Pick<Currency, "decimals">;
}

export interface FinishedGoods {
  readonly goods: ReadonlyArray<ForeignGoods>;
  readonly doubts: ReadonlyArray<Doubt>;
}

/** What is left of the texts of a file that are sums: they say how its sums are written. */
export function sumsOf(raw: ReadonlyArray<RawGoods>): ReadonlyArray<string> {
  return raw.flatMap(({ price, cost }) => [price.text, cost].filter((text) => /\d/u.test(text)));
}

export function finishGoods(raw: ReadonlyArray<RawGoods>, written: CellsWritten): FinishedGoods {
  const goods: ForeignGoods[] = [];
  const doubts: Doubt[] = [];
  const rowBySku = new Map<string, number>();
  const rowByCode = new Map<string, number>();
  for (const one of raw) {
    const [row = 0] = one.rows;
    const key = one.sku.text.toLowerCase();
    const before = key === "" ? undefined : rowBySku.get(key);
    if (before !== undefined) {
      const why = { type: "code-twice", sku: one.sku.text, row: before } as const;
      doubts.push({ row, column: one.sku.column, why, isMade: false });
      continue;
    }
    if (key !== "") rowBySku.set(key, row);
    const read = finishOne(one, written, rowByCode);
    goods.push(read.goods);
    doubts.push(...one.doubts, ...read.doubts);
  }
  return { goods, doubts };
}

function finishOne(
  raw: RawGoods,
  written: CellsWritten,
  rowByCode: Map<string, number>,
): { readonly goods: ForeignGoods; readonly doubts: ReadonlyArray<Doubt> } {
  const [row = 0] = raw.rows;
  const doubts: Doubt[] = [];
  function doubt({ column }: Cell, why: DoubtReason): void {
    doubts.push({ row, column, why, isMade: true });
  }

  const price = priceOf(raw, written, doubt);
  const { sku, id, name, options, taxes, modifierGroups, active, recipe, isVoucher } = raw;
  return {
    goods: {
      rows: raw.rows,
      sku: sku.text,
      id,
      name,
      options,
      category: categoryOf(raw, doubt),
      price,
      soldBy: raw.isWeighed === true ? "weight" : "each",
      barcodes: barcodesOf(raw, rowByCode, doubt),
      taxes,
      modifierGroups,
      cost: costOf(raw, written),
      active,
      stock: stockOf(raw, written, doubt),
      recipe,
      isVoucher,
    },
    doubts,
  };
}

type Doubting = (cell: Cell, why: DoubtReason) => void;

function priceOf(
  { price, empty }: RawGoods,
  { sign, currency: { decimals } }: CellsWritten,
  doubt: Doubting,
): MinorUnits | undefined {
  const { text } = price;
  if (isAsked(text)) return undefined;
  if (text === "") {
    if (empty === "doubtful") doubt(price, { type: "price-missing" });
    return undefined;
  }
  const read = readSum(text, { sign, decimals });
  if (read === undefined) {
    doubt(price, { type: "price-wrong", text });
    return undefined;
  }
  if (read.isRounded) doubt(price, { type: "price-rounded", text });
  if (read.amount === 0) doubt(price, { type: "price-zero" });
  return read.amount;
}

/** A cost of zero is none. */
function costOf(
  { cost }: RawGoods,
  { sign, currency: { decimals } }: CellsWritten,
): MinorUnits | undefined {
  const read = cost === "" ? undefined : readSum(cost, { sign, decimals });
  return read === undefined || read.amount === 0 ? undefined : read.amount;
}

function categoryOf({ categories }: RawGoods, doubt: Doubting): string {
  if (categories === undefined) return "";
  const { names, column } = categories;
  const [first = ""] = names;
  if (first === "") doubt({ text: "", column }, { type: "category-missing" });
  if (names.length > 1) doubt({ text: "", column }, { type: "category-several" });
  return first;
}

/** Files without a column for them have barcodes as SKUs. */
function barcodesOf(
  { barcodes, sku, rows }: RawGoods,
  rowByCode: Map<string, number>,
  doubt: Doubting,
): ReadonlyArray<string> {
  const [row = 0] = rows;
  const right: string[] = isGtin(sku.text) ? [sku.text] : [];
  for (const cell of barcodes) {
    for (const read of readCodes(cell.text)) {
      const { type, code } = read;
      if (type === "wrong") doubt(cell, { type: "barcode-check", code });
      else if (type === "rounded") doubt(cell, { type: "barcode-rounded", code });
      else right.push(code);
      if (type === "zeros") doubt(cell, { type: "barcode-zeros", code });
    }
  }
  return [...new Set(right)].filter((code) => {
    const before = rowByCode.get(code);
    if (before === undefined) rowByCode.set(code, row);
    else doubt(barcodes[0] ?? sku, { type: "barcode-twice", code, row: before });
    return before === undefined;
  });
}

function stockOf(
  { stock, isWeighed }: RawGoods,
  { sign }: CellsWritten,
  doubt: Doubting,
): ForeignGoods["stock"] {
  return stock.flatMap(({ place, cell }) => {
    if (cell.text === "") return [];
    const quantity = readQuantity(cell.text, sign);
    if (quantity === undefined) {
      doubt(cell, { type: "stock-wrong", text: cell.text });
      return [];
    }
    if (quantity.startsWith("-")) doubt(cell, { type: "stock-below-zero" });
    if (quantity.includes(".") && isWeighed === undefined) doubt(cell, { type: "stock-decimals" });
    return [{ place, quantity }];
  });
}
