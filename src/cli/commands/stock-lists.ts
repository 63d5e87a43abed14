/** `till stock reorder|value`: what is to be ordered, and what the stock is worth. */

import { moneyText } from "../../app/speech.ts";
import { reorderList, type ReorderRow } from "../../app/stock/reorder.ts";
import { stockValue } from "../../app/stock/stock-value.ts";
import { tableLines } from "../../app/text-columns.ts";
import { ONE_IN_STOCK } from "../../domain/goods/stock-quantity.ts";
import { amountText } from "../../domain/goods/stock-text.ts";
import { sumMinor } from "../../domain/money/amounts.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { stockWords } from "../../words/made/stock/all.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { usageFault } from "../fault.ts";
import { oneLine, quoted } from "../one-line.ts";
import { sentencesOf } from "../sentences-of.ts";
import { speechIn } from "../speech-in.ts";
import { type JsonOptions, withTill } from "../with-till.ts";

const said = sentencesOf(stockWords);
const DAYS_MAX = 365;

export function listReorder(
  options: JsonOptions & { readonly days: string },
  console: Console,
): Promise<ExitCode> {
  const days = /^[0-9]{1,3}$/u.test(options.days) ? Number(options.days) : DAYS_MAX + 1;
  if (days > DAYS_MAX) {
    throw usageFault(said(({ noDays }) => noDays({ text: quoted(options.days), max: DAYS_MAX })));
  }
  return withTill(options, console, ({ till }) => {
    const rows = reorderList(till, days);
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

export function showStockValue(options: JsonOptions, console: Console): Promise<ExitCode> {
  return withTill(options, console, ({ till }) => {
    const rows = stockValue(till);
    const total = sumMinor(rows, ({ worth }) => worth);
    if (options.json === true) {
      console.json({ currency: till.currency.code, total, categories: rows });
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
    const foot = [words.total, "", moneyText(total, speech), ""];
    const head = [words.category, words.articles, words.worth, ""];
    const all = rows.length === 0 ? [] : [head, ...cells, foot];
    for (const line of tableLines(all, 1)) console.out(line);
    return EXIT.fine;
  });
}
