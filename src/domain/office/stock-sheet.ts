/**
 * Deliveries or counts as a sheet, a row for each article: the columns of the CSV file that people or a
 * supplier's program make. All that is wrong is found in one reading, each with its line and column.
 */

import { err, ok } from "../base/result.ts";
import { shortTextSchema } from "../events/register-schemas.ts";
import { toGtin14 } from "../goods/barcode.ts";
import { type Product } from "../goods/catalogue.ts";
import { piecesUnder } from "../goods/pack-codes.ts";
import { readQuantityOf, type TypedQuantity } from "../goods/recipe-text.ts";
import { ONE_IN_STOCK } from "../goods/stock-quantity.ts";
import { type BusinessDay, businessDaySchema } from "../identity.ts";
import { minor, type MinorUnits } from "../money/amounts.ts";
import { type Currency, formatMoney, parseMoney } from "../money/currency.ts";
import { shareOf } from "../stock/cost.ts";
import { quoted } from "../text/quoted.ts";
import { type SheetRow } from "./goods-sheet.ts";
import { lengthProblem, readHead, type SheetProblem, type SheetResult } from "./sheet-head.ts";

/** The name is for whoever reads it. */
const COUNT_COLUMNS = ["sku", "barcode", "name", "quantity", "place"] as const;
const DELIVERY_COLUMNS = [
  ...COUNT_COLUMNS,
  "cost",
  "total",
  "supplier",
  "note",
  "batch",
  "expires",
] as const;
type Column = (typeof DELIVERY_COLUMNS)[number];

export type StockSheetProblem = SheetProblem<Column>;

/** What a row books; of a count the texts are empty but the place. */
export interface StockSheetRow {
  readonly sku: string;
  /** In millionths of its unit. */
  readonly quantity: number;
  readonly place: string;
  /** What all of it cost; null where nobody said. */
  readonly cost: MinorUnits | null;
  readonly supplier: string;
  readonly note: string;
  readonly batch: string;
  readonly expires: BusinessDay | null;
}

export interface StockSheetShop {
  readonly products: Iterable<Product>;
  readonly currency: Currency;
  /** The rows are counts; deliveries else. */
  readonly areCounts: boolean;
  /** The name of the place that goods are sold from. */
  readonly salesFloor: string;
}

/** Rows without any text are passed over. Of counts an article stands at a place once. */
export function readStockSheet(
  rows: ReadonlyArray<SheetRow>,
  shop: StockSheetShop,
): SheetResult<ReadonlyArray<StockSheetRow>, Column> {
  const headings: ReadonlyArray<Column> = shop.areCounts ? COUNT_COLUMNS : DELIVERY_COLUMNS;
  const headed = readHead(rows, { headings, needed: ["quantity"], what: "article" });
  if (!headed.ok) return headed;
  const { columns, body } = headed.value;
  if (!columns.includes("sku") && !columns.includes("barcode")) {
    const message = `the column "sku" or "barcode" is missing`;
    return err([{ line: rows[0]?.line ?? 1, column: "", message }]);
  }
  const articles = findersOf(shop.products);
  const read: StockSheetRow[] = [];
  const problems: StockSheetProblem[] = [];
  const lines = new Map<string, number>();
  for (const row of body) {
    const booked = readRow(row, { columns, articles, shop });
    if (!booked.ok) {
      problems.push(...booked.fault);
      continue;
    }
    const key = JSON.stringify([booked.value.sku, booked.value.place]);
    const before = lines.get(key);
    if (shop.areCounts && before !== undefined) {
      const message = `is counted there in line ${before} already`;
      problems.push({ line: row.line, column: "", message });
    }
    lines.set(key, row.line);
    read.push(booked.value);
  }
  return problems.length > 0 ? err(problems) : ok(read);
}

interface Finders {
  readonly bySku: ReadonlyMap<string, Product>;
  readonly byCode: ReadonlyMap<string, Product>;
}

function findersOf(products: Iterable<Product>): Finders {
  const all = [...products];
  return {
    bySku: new Map(all.map((product) => [product.sku, product])),
    byCode: new Map(
      all.flatMap((product) =>
        [...product.barcodes, ...product.packCodes.map(({ code }) => code)].map(
          (code) => [toGtin14(code), product] as const,
        ),
      ),
    ),
  };
}

interface Reading {
  readonly columns: ReadonlyArray<Column>;
  readonly articles: Finders;
  readonly shop: StockSheetShop;
}

const TEXTS = ["place", "supplier", "note", "batch"] as const;

function readRow(
  row: SheetRow,
  { columns, articles, shop }: Reading,
): SheetResult<StockSheetRow, Column> {
  const unequal = lengthProblem(row, columns);
  if (unequal !== undefined) return err([unequal]);
  const problems: StockSheetProblem[] = [];

  function cell(column: Column): string {
    return (row.cells[columns.indexOf(column)] ?? "").trim();
  }
  function wrong(column: Column, message: string): void {
    problems.push({ line: row.line, column, message });
  }

  const [sku, barcode] = [cell("sku"), cell("barcode")];
  const product = sku === "" ? articles.byCode.get(toGtin14(barcode)) : articles.bySku.get(sku);
  if (product === undefined) {
    if (sku === "") wrong("barcode", `${quoted(barcode)} is no barcode of the shop`);
    else wrong("sku", `${quoted(sku)} is no SKU of the shop`);
    return err(problems);
  }
  if (product.stock === "none") {
    wrong(sku === "" ? "barcode" : "sku", "has no stock that is kept: stock=counted begins it");
  }
  const typed = readQuantityOf(cell("quantity"), product);
  const quantity = typed && inPacks(typed, sku === "" ? piecesUnder(product, barcode) : 1);
  const least = shop.areCounts ? 0 : 1;
  if (quantity === undefined || quantity.quantity < least) {
    wrong("quantity", `${quoted(cell("quantity"))} is no quantity: such as 12, 0.5 or 2crate`);
  }
  for (const column of TEXTS) {
    const isFit = shortTextSchema.safeParse(cell(column)).success;
    if (!isFit) wrong(column, `${quoted(cell(column))} is too long`);
  }
  const cost = readCost([cell("cost"), cell("total")], quantity, shop.currency);
  if (typeof cost === "object" && cost !== null) wrong(cost.column, cost.message);
  const day = businessDaySchema.safeParse(cell("expires"));
  if (cell("expires") !== "" && !day.success) {
    wrong("expires", `${quoted(cell("expires"))} is no day: YYYY-MM-DD`);
  }
  if (problems.length > 0 || quantity === undefined) return err(problems);
  const place = cell("place") === shop.salesFloor ? "" : cell("place");
  return ok({
    sku: product.sku,
    quantity: quantity.quantity,
    place,
    cost: typeof cost === "object" ? null : cost,
    supplier: cell("supplier"),
    note: cell("note"),
    batch: cell("batch"),
    expires: day.success ? day.data : null,
  });
}

/** Returns so many packs as what is in them; a cost is still that of one pack. */
function inPacks({ count, quantity }: TypedQuantity, pieces: number): TypedQuantity {
  return { count, quantity: quantity * pieces };
}

/** `cost` is what one costs of those that were typed, `total` what all of it does. */
function readCost(
  [one, all]: readonly [string, string],
  quantity: TypedQuantity | undefined,
  currency: Currency,
): MinorUnits | null | { readonly column: Column; readonly message: string } {
  if (one === "" && all === "") return null;
  if (one !== "" && all !== "") return { column: "total", message: "is there beside cost" };
  const column = one === "" ? "total" : "cost";
  const amount = parseMoney(one === "" ? all : one, currency);
  if (!amount.ok) {
    const such = formatMoney(minor(250), currency);
    return { column, message: `${quoted(one === "" ? all : one)} is no amount: such as ${such}` };
  }
  if (column === "total" || quantity === undefined) return amount.value;
  return minor(shareOf(amount.value, quantity.count, ONE_IN_STOCK));
}
