/** `till stock show|receive|waste|return|move|make|count`: what is there, and what is booked of it. */

import { moneyText } from "../../app/speech.ts";
import { purchaseNamed } from "../../app/stock/purchases.ts";
import { stockToCsv } from "../../app/stock/stock-csv.ts";
import {
  type ArticleStock,
  moveStock,
  stockOfArticle,
  stockOfShop,
  type StockWish,
} from "../../app/stock/stock.ts";
import { type Till } from "../../app/till/till.ts";
import { tableLines } from "../../app/words/text-columns.ts";
import { type Product } from "../../domain/goods/catalogue.ts";
import { ONE_IN_STOCK } from "../../domain/goods/stock-quantity.ts";
import { amountText } from "../../domain/goods/stock-text.ts";
import { streamName } from "../../domain/identity.ts";
import { minor } from "../../domain/money/amounts.ts";
import { shareOf } from "../../domain/stock/cost.ts";
import { lastPrice, priceBefore, priceRise } from "../../domain/stock/prices.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { stockWords } from "../../words/made/stock/all.ts";
import { suppliesWords } from "../../words/made/supplies/all.ts";
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
import { riseText } from "./rise-text.ts";
import { articleNamed, costOfTyped, dayOf, quantityOf } from "./stock-article.ts";

const said = sentencesOf(stockWords);
const suppliesSaid = sentencesOf(suppliesWords);

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
    Exclude<StockWish["type"], "move">,
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
    const wishes: Readonly<Record<typeof type, () => StockWish>> = {
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
  { product, wish }: { readonly product: Product; readonly wish: StockWish },
  { options, console }: { readonly options: BookOptions; readonly console: Console },
): Promise<ExitCode> {
  const done = await actWithApproval({ till, console }, options, (actor) =>
    moveStock(till, actor, wish),
  );
  const booked = bookedOf(till, { product, wish }, valueOf(done, till));
  if (options.json === true) {
    const stock = booked.map(({ of }) => toJson(stockOfArticle(till, of)));
    const own =
      booked.length === 1 ? stock[0] : { ...toJson(stockOfArticle(till, product)), stock };
    console.json({ done: wish.type, currency: till.currency.code, ...own });
    return EXIT.fine;
  }
  const locale = console.locale();
  const isMeal = wish.type === "waste" && wish.what === "staff-meal";
  for (const { of, quantity } of booked) {
    console.out(
      wordsIn(stockWords, locale).done({
        name: oneLine(of.name),
        quantity: amountText(quantity, of.unit, locale),
        level: amountText(stockOfArticle(till, of).level, of.unit, locale),
        what: isMeal ? "meal" : wish.type,
      }),
    );
  }
  if (wish.type === "receive" && (wish.cost ?? null) !== null) sayRise(till, product, console);
  return EXIT.fine;
}

interface Booked {
  readonly of: Product;
  readonly quantity: number;
}

/** Returns the articles that were booked: of goods that are thrown away by their recipe each ingredient. */
function bookedOf(
  { catalogue }: Pick<Till, "catalogue">,
  { product, wish }: { readonly product: Product; readonly wish: StockWish },
  { events }: Extract<ReturnType<typeof moveStock>, { readonly ok: true }>["value"],
): ReadonlyArray<Booked> {
  if (wish.type !== "waste") return [{ of: product, quantity: wish.quantity }];
  const { productsBySku } = catalogue();
  return events.flatMap(({ known }) => {
    if (known?.kind !== "stock/wasted") return [];
    const [stream] = known.streams;
    const of = stream === undefined ? undefined : productsBySku.get(streamName(stream));
    return of === undefined ? [] : [{ of, quantity: known.body.quantity }];
  });
}

/** Says what the price of a delivery did since the one before. */
function sayRise({ ledger }: Till, { sku, name }: Product, console: Console): void {
  const state = ledger.read((view) => view.state("stock", sku));
  const [last, before] = [lastPrice(state), priceBefore(state)];
  if (last === undefined || before === undefined) return;
  const rise = riseText(priceRise(last, before), console.locale());
  if (rise !== "")
    console.say(suppliesSaid((words) => words.dearer({ name: oneLine(name), rise })));
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

const DELIVERY_FIELDS = [
  "cost",
  "total",
  "supplier",
  "note",
  "batch",
  "expires",
  "place",
  "order",
] as const;
type DeliveryField = (typeof DELIVERY_FIELDS)[number];
type Delivery = Partial<Omit<Extract<StockWish, { readonly type: "receive" }>, "type">>;

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
        return { cost: minor(shareOf(costOfTyped(till, text), count, ONE_IN_STOCK)) };
      case "total":
        return { cost: minor(costOfTyped(till, text)) };
      case "expires":
        return { expires: dayOf(text) };
      case "order":
        return { order: valueOf(purchaseNamed(till, text), till).id };
      default:
        return { [field]: text };
    }
  });
  return Object.assign({}, ...parts) as Delivery;
}

function isDeliveryField(field: string): field is DeliveryField {
  return DELIVERY_FIELDS.some((known) => known === field);
}
