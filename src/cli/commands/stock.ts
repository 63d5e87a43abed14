/** `till stock show|receive|waste|return|move|make|count`: what is there, and what is booked of it. */

import { moneyText } from "../../app/speech.ts";
import { stockToCsv } from "../../app/stock/stock-csv.ts";
import {
  type ArticleStock,
  moveStock,
  stockOfArticle,
  stockOfShop,
} from "../../app/stock/stock.ts";
import { tableLines } from "../../app/text-columns.ts";
import { type Till } from "../../app/till.ts";
import { type StockMoveWish } from "../../domain/commands/move-stock.ts";
import { type Product } from "../../domain/goods/catalogue.ts";
import { ONE_IN_STOCK } from "../../domain/goods/stock-quantity.ts";
import { amountText } from "../../domain/goods/stock-text.ts";
import { businessDaySchema } from "../../domain/identity.ts";
import { minor } from "../../domain/money/amounts.ts";
import { formatMoney, parseMoney } from "../../domain/money/currency.ts";
import { shareOf } from "../../domain/stock/cost.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { stockWords } from "../../words/made/stock/all.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { usageFault } from "../fault.ts";
import { toFieldText } from "../field-text.ts";
import { oneLine, quoted } from "../one-line.ts";
import { valueOf } from "../refusal-fault.ts";
import { sentencesOf } from "../sentences-of.ts";
import { speechIn } from "../speech-in.ts";
import { actWithApproval, type ApproverOptions } from "../with-approval.ts";
import { type JsonOptions, type StaffOptions, withTill } from "../with-till.ts";
import { type CsvOptions, isCsv } from "./csv-option.ts";
import { articleNamed, quantityOf } from "./stock-article.ts";

const said = sentencesOf(stockWords);

export interface BookOptions extends JsonOptions, StaffOptions, ApproverOptions {
  readonly reason?: string;
  readonly supplier?: string;
  readonly place?: string;
  readonly staffMeal?: boolean;
}

export function showTheStock(
  articles: ReadonlyArray<string>,
  options: CsvOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async ({ till }) => {
    const rows =
      articles.length === 0
        ? stockOfShop(till)
        : articles.map((text) => stockOfArticle(till, articleNamed(till, text)));
    if (isCsv(options)) {
      await console.write(stockToCsv(rows, till.currency));
      return EXIT.fine;
    }
    if (options.json === true) {
      const currency = till.currency.code;
      const stock = rows.map(toJson);
      console.json(articles.length === 1 ? { currency, ...stock[0] } : { currency, stock });
      return EXIT.fine;
    }
    if (rows.length === 0) console.say(said(({ none }) => none));
    for (const line of stockLines(rows, till, console)) console.out(line);
    return EXIT.fine;
  });
}

/** `receive`, `waste`, `return` or `count`: of an article so much. */
export function bookStock(
  [type, article, quantity, fields]: readonly [
    Exclude<StockMoveWish["type"], "move">,
    string,
    string,
    ReadonlyArray<string>,
  ],
  options: BookOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, (open) => {
    const product = articleNamed(open.till, article);
    const { count, quantity: amount } = quantityOf(quantity, product);
    const { reason = "", supplier, place = "" } = options;
    const of = { sku: product.sku, quantity: amount };
    const wishes: Readonly<Record<typeof type, () => StockMoveWish>> = {
      receive: () => ({ type: "receive", ...of, ...deliveryOf(open.till, fields, count) }),
      waste: () => ({
        type: "waste",
        ...of,
        what: options.staffMeal === true ? "staff-meal" : "waste",
        reason,
        place,
      }),
      return: () => ({
        type: "return",
        ...of,
        reason,
        place,
        ...(supplier === undefined ? {} : { supplier }),
      }),
      make: () => ({ type: "make", ...of, place }),
      count: () => ({ type: "count", ...of, place }),
    };
    return book(open.till, { product, wish: wishes[type]() }, { options, console });
  });
}

export function carryStock(
  [article, quantity, from, to]: readonly [string, string, string, string],
  options: BookOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, ({ till }) => {
    const product = articleNamed(till, article);
    const { quantity: amount } = quantityOf(quantity, product);
    const [here, there] = [from, to].map((place) => (place === SALES_FLOOR ? "" : place));
    const wish = {
      type: "move",
      sku: product.sku,
      quantity: amount,
      from: here ?? "",
      to: there ?? "",
    } as const;
    return book(till, { product, wish }, { options, console });
  });
}

/** How the shell names the place that goods are sold from, whatever the language. */
export const SALES_FLOOR = "shop";

async function book(
  till: Till,
  { product, wish }: { readonly product: Product; readonly wish: StockMoveWish },
  { options, console }: { readonly options: BookOptions; readonly console: Console },
): Promise<ExitCode> {
  const done = await actWithApproval({ till, console }, options, (actor) =>
    moveStock(till, actor, wish),
  );
  valueOf(done, till);
  const now = stockOfArticle(till, product);
  if (options.json === true) {
    console.json({ done: wish.type, currency: till.currency.code, ...toJson(now) });
    return EXIT.fine;
  }
  const locale = console.locale();
  const isMeal = wish.type === "waste" && wish.what === "staff-meal";
  console.out(
    wordsIn(stockWords, locale).done({
      name: oneLine(product.name),
      quantity: amountText(wish.quantity, product.unit, locale),
      level: amountText(now.level, product.unit, locale),
      what: isMeal ? "meal" : wish.type,
    }),
  );
  return EXIT.fine;
}

function toJson({ product, level, places, worth }: ArticleStock) {
  const { sku, name, stock, unit } = product;
  return {
    sku,
    name,
    kept: stock,
    unit,
    level: level / ONE_IN_STOCK,
    places: places.map((here) => ({ place: here.place, level: here.level / ONE_IN_STOCK })),
    worth: worth ?? null,
  };
}

function stockLines(
  rows: ReadonlyArray<ArticleStock>,
  till: Till,
  console: Console,
): ReadonlyArray<string> {
  const speech = speechIn(console, till);
  const words = wordsIn(stockWords, speech.locale);
  const cells = rows.map(({ product, level, worth }) => [
    product.sku,
    oneLine(product.name),
    amountText(level, product.unit, speech.locale),
    worth === undefined ? "" : moneyText(worth, speech),
  ]);
  const head = ["SKU", words.name, words.level, words.worth];
  return tableLines(cells.length === 0 ? [] : [head, ...cells], 2);
}

const DELIVERY_FIELDS = ["cost", "total", "supplier", "note", "batch", "expires", "place"] as const;
type DeliveryField = (typeof DELIVERY_FIELDS)[number];
type Delivery = Partial<Omit<Extract<StockMoveWish, { readonly type: "receive" }>, "type">>;

/** `cost` is what one costs of those that were typed, `total` what all of it does. `count`: in millionths. */
function deliveryOf(till: Till, fields: ReadonlyArray<string>, count: number): Delivery {
  const parts = fields.map((word): Delivery => {
    const { field, text } = toFieldText(word);
    if (!isDeliveryField(field)) {
      const facts = { text: quoted(field), all: [...DELIVERY_FIELDS] };
      throw usageFault(said(({ noField }) => noField(facts)));
    }
    switch (field) {
      case "cost":
        return { cost: minor(shareOf(amountOf(till, text), count, ONE_IN_STOCK)) };
      case "total":
        return { cost: minor(amountOf(till, text)) };
      case "expires":
        return { expires: dayOf(text) };
      default:
        return { [field]: text };
    }
  });
  return Object.assign({}, ...parts) as Delivery;
}

function isDeliveryField(field: string): field is DeliveryField {
  return DELIVERY_FIELDS.some((known) => known === field);
}

function amountOf({ currency }: Till, text: string): number {
  const amount = parseMoney(text, currency);
  if (amount.ok && amount.value >= 0) return amount.value;
  const facts = { text: quoted(text), such: formatMoney(minor(250), currency) };
  throw usageFault(said(({ noCost }) => noCost(facts)));
}

function dayOf(text: string): string {
  const day = businessDaySchema.safeParse(text);
  if (day.success) return day.data;
  throw usageFault(said(({ noDay }) => noDay({ text: quoted(text) })));
}
