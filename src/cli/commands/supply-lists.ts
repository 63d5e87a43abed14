/** `till stock suppliers` and `till stock expiry`: of whom goods come, for how much, and until when they last. */

import { moneyText } from "../../app/speech.ts";
import { expiryList, type ExpiryRow } from "../../app/stock/expiry.ts";
import {
  pricesOf,
  type PriceRow,
  supplierRows,
  type SupplierRow,
} from "../../app/stock/suppliers.ts";
import { expiryToCsv, pricesToCsv, suppliersToCsv } from "../../app/stock/supply-csv.ts";
import { type Till } from "../../app/till/till.ts";
import { tableLines } from "../../app/words/text-columns.ts";
import { ONE_IN_STOCK } from "../../domain/goods/stock-quantity.ts";
import { amountText } from "../../domain/goods/stock-text.ts";
import { minor } from "../../domain/money/amounts.ts";
import { priceRise } from "../../domain/stock/prices.ts";
import { foldText } from "../../domain/text/entry-text.ts";
import { localDate } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { stockWords } from "../../words/made/stock/all.ts";
import { suppliesWords } from "../../words/made/supplies/all.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { oneLine, quoted } from "../one-line.ts";
import { sentencesOf } from "../sentences-of.ts";
import { speechIn } from "../speech-in.ts";
import { withTill } from "../with-till.ts";
import { type CsvOptions, isCsv } from "./csv-option.ts";
import { riseText } from "./rise-text.ts";
import { daysOf } from "./stock-article.ts";

const said = sentencesOf(suppliesWords);

interface DaysOptions extends CsvOptions {
  readonly days: string;
}

/** All suppliers, or the prices of one. */
export function listTheSuppliers(
  supplier: string | undefined,
  options: DaysOptions,
  console: Console,
): Promise<ExitCode> {
  const days = daysOf(options.days);
  return withTill(options, console, ({ till }) =>
    supplier === undefined
      ? tellSuppliers(till, supplierRows(till, days), { options, console })
      : tellPrices(till, { supplier, rows: pricesOf(till, supplier) }, { options, console }),
  );
}

interface How {
  readonly options: CsvOptions;
  readonly console: Console;
}

async function tellSuppliers(
  till: Till,
  rows: ReadonlyArray<SupplierRow>,
  { options, console }: How,
): Promise<ExitCode> {
  if (isCsv(options)) {
    await console.write(suppliersToCsv(rows, till.currency));
    return EXIT.fine;
  }
  if (options.json === true) {
    console.json({ currency: till.currency.code, suppliers: rows });
    return EXIT.fine;
  }
  if (rows.length === 0) console.say(said(({ noneCame }) => noneCame));
  const speech = speechIn(console, till);
  const { locale } = speech;
  const words = wordsIn(suppliesWords, locale);
  const { unknownCost } = wordsIn(stockWords, locale);
  const cells = rows.map((row) => [
    row.name === "" ? words.nobody : oneLine(row.name),
    String(row.articles),
    String(row.deliveries),
    moneyText(row.cost, speech),
    row.lastDay === null ? "" : localDate(row.lastDay, locale),
    row.awaited === 0 ? "" : `${row.awaited} (${moneyText(row.awaitedCost, speech)})`,
    row.withoutCost === 0 ? "" : unknownCost({ count: row.withoutCost }),
  ]);
  const { supplier, articles, deliveries, paid, lastDay, awaited } = words;
  const head = [supplier, articles, deliveries, paid, lastDay, awaited, ""];
  for (const line of tableLines(cells.length === 0 ? [] : [head, ...cells], 1)) console.out(line);
  return EXIT.fine;
}

async function tellPrices(
  till: Till,
  { supplier, rows }: { readonly supplier: string; readonly rows: ReadonlyArray<PriceRow> },
  { options, console }: How,
): Promise<ExitCode> {
  if (isCsv(options)) {
    await console.write(pricesToCsv(rows, till.currency));
    return EXIT.fine;
  }
  if (options.json === true) {
    const { code: currency } = till.currency;
    console.json({ currency, supplier, articles: rows.map(priceJson) });
    return EXIT.fine;
  }
  if (rows.length === 0) {
    const name = foldText(supplier) === "" ? undefined : quoted(supplier);
    console.say(said((words) => words.nothingFrom({ supplier: name })));
  }
  const speech = speechIn(console, till);
  const { locale } = speech;
  const words = wordsIn(suppliesWords, locale);
  const cells = rows.map(({ product, last, before }) => [
    product.sku,
    oneLine(product.name),
    localDate(last.day, locale),
    amountText(last.quantity, product.unit, locale),
    moneyText(minor(last.cost), speech),
    before === undefined ? "" : riseText(priceRise(last, before), locale),
  ]);
  const { name } = wordsIn(stockWords, locale);
  const head = ["SKU", name, words.lastDay, words.came, words.paid, words.rise];
  for (const line of tableLines(cells.length === 0 ? [] : [head, ...cells], 2)) console.out(line);
  return EXIT.fine;
}

function priceJson({ product: { sku, name, unit }, last, before }: PriceRow) {
  const rise = before === undefined ? null : priceRise(last, before);
  return {
    sku,
    name,
    unit,
    day: last.day,
    quantity: last.quantity / ONE_IN_STOCK,
    cost: last.cost,
    risePercent: rise === null ? null : rise / 1000,
  };
}

export function listExpiry(options: DaysOptions, console: Console): Promise<ExitCode> {
  const days = daysOf(options.days);
  return withTill(options, console, async ({ till }) => {
    const rows = expiryList(till, days);
    if (isCsv(options)) {
      await console.write(expiryToCsv(rows));
      return EXIT.fine;
    }
    if (options.json === true) {
      console.json({ days, batches: rows.map(expiryJson) });
      return EXIT.fine;
    }
    if (rows.length === 0) console.say(said((words) => words.nothingExpires({ days })));
    const locale = console.locale();
    const words = wordsIn(suppliesWords, locale);
    const { name } = wordsIn(stockWords, locale);
    const cells = rows.map(({ expires, product, left, batch, supplier, isPast }) => [
      localDate(expires, locale),
      product.sku,
      oneLine(product.name),
      amountText(left, product.unit, locale),
      oneLine(batch),
      oneLine(supplier),
      isPast ? words.past : "",
    ]);
    const head = [words.expires, "SKU", name, words.left, words.batch, words.supplier, ""];
    for (const line of tableLines(cells.length === 0 ? [] : [head, ...cells], 3)) console.out(line);
    return EXIT.fine;
  });
}

function expiryJson({ expires, product, left, batch, supplier, isPast }: ExpiryRow) {
  const { sku, name, unit } = product;
  return { expires, sku, name, unit, left: left / ONE_IN_STOCK, batch, supplier, past: isPast };
}
