/** `till catalog show FAMILY`: the variants of a family as a grid, each cell with its price and what is left of it. */

import { type Speech } from "../../app/speech.ts";
import { type Till } from "../../app/till/till.ts";
import { tableLines } from "../../app/words/text-columns.ts";
import { type Product } from "../../domain/goods/catalogue.ts";
import { gridOf } from "../../domain/goods/families.ts";
import { thousandths } from "../../domain/money/amounts.ts";
import { localMeasure, localMoney } from "../../domain/text/locale.ts";
import { type Console } from "../console.ts";
import { oneLine } from "../one-line.ts";
import { speechIn } from "../speech-in.ts";
import { type JsonOptions } from "../with-till.ts";

export function tellFamily(
  till: Till,
  members: ReadonlyArray<Product>,
  { options, console }: { readonly options: JsonOptions; readonly console: Console },
): void {
  const family = members[0]?.family ?? "";
  const { rows, columns, at } = gridOf(members);
  if (options.json === true) {
    const products = members.map((product) => ({
      ...product,
      left: till.left(product.sku) ?? null,
      level: till.stockLeft(product.sku)?.quantity ?? null,
    }));
    console.json({ kind: "family", currency: till.currency.code, family, rows, columns, products });
    return;
  }
  const speech = speechIn(console, till);
  const cells = rows.map((row) =>
    [oneLine(row)].concat(columns.map((column) => cellText(till, at(row, column), speech))),
  );
  console.out(oneLine(family));
  for (const line of tableLines([["", ...columns.map(oneLine)], ...cells], 1)) {
    console.out(`  ${line}`.trimEnd());
  }
}

/** `19.90 (3)`; a dash where there is no such variant. */
function cellText(till: Till, product: Product | undefined, { locale }: Speech): string {
  if (product === undefined) return "-";
  const price = localMoney(product.price, till.currency, locale);
  const { sku, soldBy } = product;
  const there = [till.left(sku), till.stockLeft(sku)?.quantity].filter((it) => it !== undefined);
  if (there.length === 0) return price;
  return `${price} (${localMeasure(thousandths(Math.min(...there)), soldBy, locale)})`;
}
