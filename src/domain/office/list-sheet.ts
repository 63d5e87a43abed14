/**
 * The prices of all price lists as a sheet, a row for each: the columns of the CSV file that people edit.
 * All that is wrong is found in one reading, each with its line and column.
 *
 * A row says what its product costs on its list, or with an empty price that it is on it no more. What is
 * not in the sheet stays. Lists themselves are made one by one: a sheet of prices makes none.
 */

import { err, ok } from "../base/result.ts";
import { type Catalogue, type ListedPrice, type WrittenPrice } from "../goods/catalogue.ts";
import { type Currency } from "../money/currency.ts";
import { compareText } from "../text/entry-text.ts";
import { quoted } from "../text/quoted.ts";
import { type SheetRow } from "./goods-sheet.ts";
import { pricesOn } from "./list-edit.ts";
import { isSameListed, listedPriceText, readListedPrice } from "./listed-price-text.ts";
import { lengthProblem, readHead, type SheetProblem, type SheetResult } from "./sheet-head.ts";

/** The name is for whoever reads it: it is not read back. */
const COLUMNS = ["list", "sku", "name", "price"] as const;
type Column = (typeof COLUMNS)[number];
const NEEDED: ReadonlyArray<Column> = ["list", "sku", "price"];

export type ListSheetProblem = SheetProblem<Column>;

export interface SheetPrice {
  readonly list: string;
  readonly sku: string;
  /** Null: not on the list. */
  readonly before: WrittenPrice | null;
  readonly after: ListedPrice | null;
  /** Tills have said otherwise apart. */
  readonly inQuestion: boolean;
}

export interface ListSheet {
  readonly added: ReadonlyArray<SheetPrice>;
  readonly changed: ReadonlyArray<SheetPrice>;
  readonly removed: ReadonlyArray<SheetPrice>;
  readonly unchanged: number;
}

interface Shop {
  readonly catalogue: Catalogue;
  readonly currency: Currency;
}

/** Headings and prices by rising list and SKU, as `readListSheet` takes them; of one list, or of all. */
export function toListSheet(
  { catalogue, currency }: Shop,
  only: string | undefined,
): ReadonlyArray<ReadonlyArray<string>> {
  const lists = [...catalogue.priceListsById.keys()].filter(
    (id) => only === undefined || id === only,
  );
  const rows = lists.flatMap((list) =>
    [...pricesOn(catalogue, list)]
      .toSorted(([a], [b]) => compareText(a, b))
      .map(([sku, price]) => {
        const name = catalogue.productsBySku.get(sku)?.name ?? "";
        return [list, sku, name, listedPriceText(price, currency)];
      }),
  );
  return [COLUMNS, ...rows];
}

/** Rows without any text are passed over. */
export function readListSheet(
  rows: ReadonlyArray<SheetRow>,
  shop: Shop,
): SheetResult<ListSheet, Column> {
  const headed = readHead(rows, { headings: COLUMNS, needed: NEEDED, what: "price" });
  if (!headed.ok) return headed;
  const { columns, body } = headed.value;
  const lineByPrice = new Map<string, number>();
  const prices: SheetPrice[] = [];
  const problems: ListSheetProblem[] = [];
  for (const row of body) {
    const read = readRow(row, columns, shop);
    if (read.ok) {
      const key = JSON.stringify([read.value.list, read.value.sku]);
      const other = lineByPrice.get(key);
      lineByPrice.set(key, other ?? row.line);
      const message = `is on that list in line ${other ?? 0} already`;
      if (other !== undefined) problems.push({ line: row.line, column: "sku", message });
      prices.push(read.value);
    } else problems.push(...read.fault);
  }
  return problems.length > 0 ? err(problems) : ok(sorted(prices));
}

function readRow(
  row: SheetRow,
  columns: ReadonlyArray<Column>,
  { catalogue, currency }: Shop,
): SheetResult<SheetPrice, Column> {
  const unequal = lengthProblem(row, columns);
  if (unequal !== undefined) return err([unequal]);
  const { line, cells } = row;

  function cell(column: Column): string {
    return (cells[columns.indexOf(column)] ?? "").trim();
  }

  const [list, sku] = [cell("list"), cell("sku")];
  const problems: ListSheetProblem[] = [];
  if (!catalogue.priceListsById.has(list)) {
    const all = [...catalogue.priceListsById.keys()].join(", ");
    const there = all === "" ? "the shop has none, till catalog add makes one" : `there are ${all}`;
    problems.push({ line, column: "list", message: `${quoted(list)} is no price list: ${there}` });
  }
  const product = catalogue.productsBySku.get(sku);
  if (product === undefined) {
    const message = `${quoted(sku)} is no SKU of the shop`;
    return err([...problems, { line, column: "sku", message }]);
  }
  const read = readListedPrice(cell("price"), product, { catalogue, currency });
  if (!read.ok) return err([...problems, { line, column: "price", message: read.fault }]);
  if (problems.length > 0) return err(problems);
  const priceNow = catalogue.listedPrices.get(sku)?.get(list) ?? null;
  const isOffAsked = catalogue.contestedLists.get(sku)?.includes(list) === true;
  const inQuestion = priceNow?.inQuestion ?? isOffAsked;
  return ok({ list, sku, before: priceNow, after: read.value, inQuestion });
}

function sorted(prices: ReadonlyArray<SheetPrice>): ListSheet {
  // Where tills apart set different prices, the file's price settles the question.
  const different = prices.filter(
    ({ before, after, inQuestion }) => inQuestion || !isSameListed(before, after),
  );
  return {
    added: different.filter(({ before, after }) => before === null && after !== null),
    changed: different.filter(({ before, after }) => before !== null && after !== null),
    removed: different.filter(({ after }) => after === null),
    unchanged: prices.length - different.length,
  };
}
