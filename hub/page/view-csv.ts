/** A table of a page as CSV: English headings, plain numbers with a decimal point, the currency in the last column. */

import { sheetToCsv } from "../../src/app/catalogue/catalogue-file.ts";
import { minor, thousandths } from "../../src/domain/money/amounts.ts";
import { type Currency, formatMoney } from "../../src/domain/money/currency.ts";
import { formatQuantity } from "../../src/domain/text/quantity.ts";
import { type Cell, type Table, type View } from "./view.ts";

/** Returns undefined where the page has no table of that name. */
export function tableOf({ blocks }: View, id: string): Table | undefined {
  return blocks.filter((block) => block.type === "table").find((table) => table.id === id);
}

/** Sums of other rows are left out: a spreadsheet adds up itself. */
export function tableToCsv({ columns, rows }: Table): string {
  const kept = columns.map(({ key }, at) => ({ key, at })).filter(({ key }) => key !== "change");
  return sheetToCsv([
    kept.map(({ key }) => key).concat("currency"),
    ...rows
      .filter(({ isTotal }) => isTotal !== true)
      .map(({ cells, currency }) =>
        kept.map(({ at }) => cellToCsv(cells[at], currency)).concat(currency?.code ?? ""),
      ),
  ]);
}

function cellToCsv(cell: Cell | undefined, currency: Currency | undefined): string {
  switch (cell?.type) {
    case "text":
      return cell.text;
    case "day":
      return cell.day;
    case "count":
      return String(cell.count);
    case "quantity":
      return formatQuantity(thousandths(cell.quantity), "weight");
    case "money":
      return currency === undefined
        ? String(cell.amount)
        : formatMoney(minor(cell.amount), currency);
    default:
      return "";
  }
}
