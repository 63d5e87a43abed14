/** `till stock reorder|value|variance`: what is to be ordered, what the stock is worth, and what became of it. */

import { moneyText } from "../../app/speech.ts";
import { reorderList, type ReorderRow } from "../../app/stock/reorder.ts";
import { reorderToCsv, stockValueToCsv, varianceToCsv } from "../../app/stock/stock-csv.ts";
import { stockValue, stockValueOn } from "../../app/stock/stock-value.ts";
import { missingRate, stockVariance, type VarianceRow } from "../../app/stock/variance.ts";
import { tableLines } from "../../app/words/text-columns.ts";
import { ONE_IN_STOCK } from "../../domain/goods/stock-quantity.ts";
import { amountText } from "../../domain/goods/stock-text.ts";
import { milliPercent, sumMinor } from "../../domain/money/amounts.ts";
import { localRate } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { stockWords } from "../../words/made/stock/all.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { oneLine } from "../one-line.ts";
import { requireWholePast } from "../require-whole-past.ts";
import { sentencesOf } from "../sentences-of.ts";
import { speechIn } from "../speech-in.ts";
import { withTill } from "../with-till.ts";
import { type CsvOptions, isCsv } from "./csv-option.ts";
import { rangeOf } from "./report.ts";
import { daysOf } from "./stock-article.ts";

const said = sentencesOf(stockWords);

export function listReorder(
  options: CsvOptions & { readonly days: string },
  console: Console,
): Promise<ExitCode> {
  const days = daysOf(options.days);
  return withTill(options, console, async ({ till }) => {
    requireWholePast(till);
    const rows = reorderList(till, days);
    if (isCsv(options)) {
      await console.write(reorderToCsv(rows));
      return EXIT.fine;
    }
    if (options.json === true) {
      console.json({ days, articles: rows.map(toJson) });
      return EXIT.fine;
    }
    if (rows.length === 0) console.say(said((words) => words.enough({ days })));
    const locale = console.locale();
    const words = wordsIn(stockWords, locale);
    const cells = rows.map(({ product, level, usedPerDay, order, pack }) => [
      oneLine(product.supplier),
      product.sku,
      oneLine(product.name),
      amountText(level, product.unit, locale),
      amountText(usedPerDay, product.unit, locale),
      pack === undefined
        ? amountText(order, product.unit, locale)
        : amountText(Math.round((order / pack.holds) * ONE_IN_STOCK), pack.name, locale),
    ]);
    const head = [words.supplier, "SKU", words.name, words.level, words.usedPerDay, words.order];
    for (const line of tableLines(rows.length === 0 ? [] : [head, ...cells], 3)) console.out(line);
    return EXIT.fine;
  });
}

function toJson({ product, level, usedPerDay, order, pack }: ReorderRow) {
  const { sku, name, unit, supplier, reorderAt } = product;
  return {
    supplier,
    sku,
    name,
    unit,
    level: level / ONE_IN_STOCK,
    reorderAt: reorderAt / ONE_IN_STOCK,
    usedPerDay: usedPerDay / ONE_IN_STOCK,
    order: order / ONE_IN_STOCK,
    pack: pack?.name ?? null,
  };
}

interface ValueOptions extends CsvOptions {
  readonly day?: string;
}

/** With a day what the stock was worth at its end, and what open orders had taken of it. */
export function showStockValue(options: ValueOptions, console: Console): Promise<ExitCode> {
  return withTill(options, console, async ({ till }) => {
    if (options.day !== undefined) requireWholePast(till);
    const day = options.day === undefined ? undefined : rangeOf(till, { day: options.day }).from;
    const { rows, open } =
      day === undefined ? { rows: stockValue(till), open: undefined } : stockValueOn(till, day);
    if (isCsv(options)) {
      await console.write(stockValueToCsv(rows, till.currency));
      return EXIT.fine;
    }
    const total = sumMinor(rows, ({ worth }) => worth);
    if (options.json === true) {
      const then = day === undefined ? {} : { day, open };
      console.json({ currency: till.currency.code, ...then, total, categories: rows });
      return EXIT.fine;
    }
    if (rows.length === 0) console.say(said(({ none }) => none));
    const speech = speechIn(console, till);
    const words = wordsIn(stockWords, speech.locale);
    const cells = rows.map(({ name, articles, worth, unknown }) => [
      oneLine(name),
      String(articles),
      moneyText(worth, speech),
      unknown === 0 ? "" : words.unknownCost({ count: unknown }),
    ]);
    const foot = [
      [words.total, "", moneyText(total, speech), ""],
      ...(open === undefined || open === 0
        ? []
        : [[words.report.stockOpen, "", moneyText(open, speech), ""]]),
    ];
    const head = [words.category, words.articles, words.worth, ""];
    const all = rows.length === 0 ? [] : [head, ...cells, ...foot];
    for (const line of tableLines(all, 1)) console.out(line);
    return EXIT.fine;
  });
}

interface VarianceOptions extends CsvOptions {
  readonly day: string;
  readonly to?: string;
}

/** What sales should have used, beside what was thrown away, eaten and missing. */
export function showVariance(options: VarianceOptions, console: Console): Promise<ExitCode> {
  return withTill(options, console, async ({ till }) => {
    requireWholePast(till);
    const { from, to } = rangeOf(till, options);
    const variance = stockVariance(till, from, to);
    const { rows, totals } = variance;
    if (isCsv(options)) {
      await console.write(varianceToCsv(variance, till.currency));
      return EXIT.fine;
    }
    if (options.json === true) {
      console.json({
        currency: till.currency.code,
        from,
        to,
        articles: rows.map(varianceJson),
        totals,
      });
      return EXIT.fine;
    }
    if (rows.length === 0) console.say(said(({ nothingGone }) => nothingGone));
    const speech = speechIn(console, till);
    const words = wordsIn(stockWords, speech.locale);
    const cells = rows.map((row) => {
      const { product, used, wasted, eaten, missing } = row;
      const rate = missingRate(row);
      const amounts = [used, wasted, eaten, missing].map(({ quantity }) =>
        quantity === 0 ? "" : amountText(quantity, product.unit, speech.locale),
      );
      return [
        product.sku,
        oneLine(product.name),
        ...amounts,
        rate === undefined ? "" : localRate(milliPercent(rate), speech.locale),
        missing.worth === undefined ? "" : moneyText(missing.worth, speech),
      ];
    });
    const money = [totals.used, totals.wasted, totals.eaten, totals.missing];
    const foot = [words.total, "", ...money.map((sum) => moneyText(sum, speech)), "", ""];
    const { used, wasted, eaten, missing, ofUse, worth } = words;
    const head = ["SKU", words.name, used, wasted, eaten, missing, ofUse, worth];
    const all = rows.length === 0 ? [] : [head, ...cells, foot];
    for (const line of tableLines(all, 2)) console.out(line);
    return EXIT.fine;
  });
}

function varianceJson({ product, ...parts }: VarianceRow) {
  const amounts = Object.entries(parts).map(([part, { quantity, worth }]) => {
    return [part, { quantity: quantity / ONE_IN_STOCK, worth: worth ?? null }] as const;
  });
  return {
    sku: product.sku,
    name: product.name,
    unit: product.unit,
    ...Object.fromEntries(amounts),
  };
}
