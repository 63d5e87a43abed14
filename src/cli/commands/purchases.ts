/** `till stock order new|show|print|came|close` and `till stock orders`: what is ordered of suppliers, and what comes of it. */

import { reportId } from "../../app/reports/report-paper.ts";
import { moneyText, type Speech } from "../../app/speech.ts";
import { purchaseToDocument } from "../../app/stock/purchase-paper.ts";
import {
  bookDelivery,
  closePurchase,
  listPurchases,
  orderSupplies,
  progressOf,
  type Purchase,
  type PurchasedGoods,
  purchaseNamed,
  restOf,
} from "../../app/stock/purchases.ts";
import { reorderList } from "../../app/stock/reorder.ts";
import { purchaseToCsv } from "../../app/stock/supply-csv.ts";
import { type Till } from "../../app/till/till.ts";
import { tableLines } from "../../app/words/text-columns.ts";
import {
  type CameGoods,
  type OrderedGoods,
  type PurchaseWish,
} from "../../domain/commands/stock/order-supplies.ts";
import { type Product } from "../../domain/goods/catalogue.ts";
import { ONE_IN_STOCK } from "../../domain/goods/stock-quantity.ts";
import { amountText, stockText } from "../../domain/goods/stock-text.ts";
import { type BusinessDay } from "../../domain/identity.ts";
import { minor } from "../../domain/money/amounts.ts";
import { shareOf } from "../../domain/stock/cost.ts";
import { foldText } from "../../domain/text/entry-text.ts";
import { localDate } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { stockWords } from "../../words/made/stock/all.ts";
import { suppliesWords } from "../../words/made/supplies/all.ts";
import { type Answer, answer, type At } from "../answer.ts";
import { type Console } from "../console.ts";
import { type ExitCode } from "../exit-codes.ts";
import { usageFault } from "../fault.ts";
import { oneLine, quoted } from "../one-line.ts";
import { printDocument } from "../print-document.ts";
import { sentencesOf } from "../sentences-of.ts";
import { type ApproverOptions } from "../with-approval.ts";
import { type JsonOptions, type StaffOptions } from "../with-till.ts";
import { type CsvOptions, isCsv } from "./csv-option.ts";
import { riseText } from "./rise-text.ts";
import { articleNamed, costOfTyped, dayOf, daysOf, quantityOf } from "./stock-article.ts";
import { SALES_FLOOR } from "./stock.ts";

const said = sentencesOf(suppliesWords);

interface ActOptions extends JsonOptions, StaffOptions, ApproverOptions {}

interface NewOptions extends ActOptions {
  readonly supplier?: string;
  readonly days?: string;
  readonly expected?: string;
  readonly note?: string;
}

/** Makes one order of what is named, or with `--days` one for each supplier of whom something is to be ordered. */
export function orderTheSupplies(
  goods: ReadonlyArray<string>,
  options: NewOptions,
  console: Console,
): Promise<ExitCode> {
  return answer(options, console, async ({ till, perform }) => {
    const made: Purchase[] = [];
    for (const wish of wishesOf(till, goods, options)) {
      // One after the other: each has its own number, and the first that is refused ends it.
      made.push(await perform((actor) => orderSupplies(till, actor, wish)));
    }
    return {
      json: () => ({ currency: till.currency.code, orders: made.map(toJson) }),
      talk: () => (made.length === 0 ? [said(({ nothingToOrder }) => nothingToOrder)] : []),
      lines: () =>
        made.map(({ number, supplier, lines }) => {
          const name = supplier === "" ? undefined : oneLine(supplier);
          return said((words) => words.made({ number, supplier: name, count: lines.length }));
        }),
    };
  });
}

function wishesOf(
  till: Till,
  goods: ReadonlyArray<string>,
  options: NewOptions,
): ReadonlyArray<PurchaseWish> {
  const expected = options.expected === undefined ? null : dayOf(options.expected);
  const { note = "" } = options;
  if (options.days !== undefined) {
    if (goods.length > 0) throw usageFault(said(({ daysOrGoods }) => daysOrGoods));
    return neededOf(till, daysOf(options.days), options.supplier).map(([supplier, lines]) => {
      return { supplier, expected, note, lines };
    });
  }
  const lines = goods.map((text): Named => goodsOf(till, text));
  const suppliers = new Map(
    lines.map(({ product: { supplier } }) => [foldText(supplier), supplier] as const),
  );
  const [usual = ""] = suppliers.size === 1 ? suppliers.values() : [];
  return [{ supplier: options.supplier ?? usual, expected, note, lines: lines.map(asOrdered) }];
}

/** What is to be ordered by supplier, as the reorder list has it. */
function neededOf(
  till: Till,
  days: number,
  of: string | undefined,
): ReadonlyArray<readonly [string, ReadonlyArray<OrderedGoods>]> {
  const rows = reorderList(till, days).filter(
    ({ product }) => of === undefined || foldText(product.supplier) === foldText(of),
  );
  const bySupplier = Map.groupBy(rows, ({ product }) => foldText(product.supplier));
  return [...bySupplier.values()].map((own) => {
    const lines = own.map(({ product: { sku, unit }, order, pack }) => {
      const how =
        pack === undefined
          ? `${stockText(order, "en")}${unit}`
          : `${stockText(Math.round((order / pack.holds) * ONE_IN_STOCK), "en")}${pack.name}`;
      return { sku, quantity: order, how };
    });
    return [own[0]?.product.supplier ?? "", lines] as const;
  });
}

interface Named {
  readonly product: Product;
  readonly count: number;
  readonly quantity: number;
  readonly how: string;
  /** What one of what was typed costs; undefined where nobody said. */
  readonly cost: string | undefined;
}

/** What it costs is known by the last price, and said when it comes: a price here would be lost. */
function asOrdered({ product: { sku }, quantity, how, cost }: Named): OrderedGoods {
  if (cost !== undefined) {
    throw usageFault(said(({ noPriceYet }) => noPriceYet({ text: quoted(sku) })));
  }
  return { sku, quantity, how };
}

/** Reads `MILK=2crate`, or `MILK=2crate@11.40`: the last sign counts, since names may have one. */
function goodsOf(till: Till, text: string): Named {
  const { article, how, cost } =
    /^(?<article>.+)=(?<how>[^=@]+)(?:@(?<cost>[^=@]+))?$/u.exec(text)?.groups ?? {};
  if (article === undefined || how === undefined) {
    throw usageFault(said(({ noGoods }) => noGoods({ text: quoted(text) })));
  }
  const product = articleNamed(till, article);
  return { product, ...quantityOf(how, product), how: how.trim(), cost };
}

export function listThePurchases(
  options: JsonOptions & { readonly all?: boolean },
  console: Console,
): Promise<ExitCode> {
  return answer(options, console, ({ till, speech }) => {
    const orders = listPurchases(till, options.all === true ? "all" : "awaited");
    return {
      json: () => ({ currency: till.currency.code, orders: orders.map(toJson) }),
      talk: () => (orders.length === 0 ? [said(({ none }) => none)] : []),
      lines: () => listLines(orders, till.days().now, speech()),
    };
  });
}

function listLines(
  orders: ReadonlyArray<Purchase>,
  today: BusinessDay,
  { locale }: Speech,
): ReadonlyArray<string> {
  const words = wordsIn(suppliesWords, locale);
  const cells = orders.map((order) => [
    order.number,
    localDate(order.ordered.day, locale),
    oneLine(order.supplier),
    order.expected === null ? "" : localDate(order.expected, locale),
    progressOf(order),
    words.state({ state: stateOf(order, today) }),
  ]);
  const head = [words.number, words.ordered, words.supplier, words.expected, words.came, ""];
  return tableLines(cells.length === 0 ? [] : [head, ...cells], 6);
}

type PurchaseStanding = "awaited" | "late" | "came" | "closed";

function stateOf(order: Purchase, today: BusinessDay): PurchaseStanding {
  if (order.closed !== null) return "closed";
  if (!order.isAwaited) return "came";
  return order.expected !== null && order.expected < today ? "late" : "awaited";
}

export function showThePurchase(
  text: string,
  options: CsvOptions,
  console: Console,
): Promise<ExitCode> {
  return answer(options, console, (at) => {
    const order = at.need(purchaseNamed(at.till, text));
    const csv = isCsv(options) ? purchaseToCsv(order, at.till.currency) : undefined;
    return { ...purchaseAnswer(at, order), csv };
  });
}

function purchaseAnswer({ till, speech }: Pick<At, "till" | "speech">, order: Purchase): Answer {
  return {
    json: () => ({ currency: till.currency.code, ...toJson(order) }),
    lines: () => purchaseLines(till, order, speech()),
  };
}

function purchaseLines(till: Till, order: Purchase, speech: Speech): ReadonlyArray<string> {
  const { locale } = speech;
  const words = wordsIn(suppliesWords, locale);
  const cells = order.lines.map((line) => {
    const { product, ordered, came, awaited, paid, rise } = line;
    const [asked, here, rest] = [ordered, came, awaited].map((quantity) =>
      quantity === 0 ? "" : amountText(quantity, product?.unit ?? "", locale),
    );
    return [
      line.sku,
      oneLine(product?.name ?? line.sku),
      asked ?? "",
      here ?? "",
      rest ?? "",
      paid === undefined ? "" : moneyText(minor(paid.cost), speech),
      riseText(rise, locale),
    ];
  });
  const { name } = wordsIn(stockWords, locale);
  const { ordered, came, awaited, paid, rise } = words;
  const state = words.state({ state: stateOf(order, till.days().now) });
  const { number, supplier, expected } = order;
  const day = expected === null ? undefined : localDate(expected, locale);
  const from = supplier === "" ? undefined : oneLine(supplier);
  return [
    ...tableLines([["SKU", name, ordered, came, awaited, paid, rise], ...cells], 2),
    words.stands({ number, supplier: from, day, state }),
  ];
}

export function printThePurchase(
  text: string,
  options: JsonOptions,
  console: Console,
): Promise<ExitCode> {
  return answer(options, console, async ({ open, till, need, speech }) => {
    const order = need(purchaseNamed(till, text));
    const document = purchaseToDocument(till, order, speech());
    await printDocument(open, console, { id: reportId(open, "purchase"), document });
    return {
      json: () => ({ currency: till.currency.code, ...toJson(order) }),
      lines: () => [said((words) => words.printed({ number: order.number }))],
    };
  });
}

interface CameOptions extends ActOptions {
  readonly note?: string;
  readonly place?: string;
  readonly close?: boolean;
}

export function bookTheDelivery(
  [text, goods]: readonly [string, ReadonlyArray<string>],
  options: CameOptions,
  console: Console,
): Promise<ExitCode> {
  return answer(options, console, async (at) => {
    const { till, need } = at;
    const order = need(purchaseNamed(till, text));
    const { note = "", place: where = "" } = options;
    const place = where === SALES_FLOOR ? "" : where;
    const all = goods.length === 0 ? restOf(order).lines : goods.map((one) => cameOf(till, one));
    if (all.length === 0 && order.closed === null) {
      throw usageFault(said((words) => words.allCame({ number: order.number })));
    }
    const lines = all.map((line) => Object.assign({ note, place }, line));
    const wish = { order: order.id, lines, closes: options.close === true };
    await at.perform((actor) => bookDelivery(till, actor, wish));
    return purchaseAnswer(at, need(purchaseNamed(till, order.number)));
  });
}

function cameOf(till: Till, text: string): CameGoods {
  const { product, count, quantity, cost } = goodsOf(till, text);
  const { sku } = product;
  if (cost === undefined) return { sku, quantity };
  return { sku, quantity, cost: minor(shareOf(costOfTyped(till, cost), count, ONE_IN_STOCK)) };
}

export function closeThePurchase(
  text: string,
  options: ActOptions & { readonly reason?: string },
  console: Console,
): Promise<ExitCode> {
  return answer(options, console, async (at) => {
    const { till, need } = at;
    const order = need(purchaseNamed(till, text));
    const { reason = "" } = options;
    await at.perform((actor) => closePurchase(till, actor, { order: order.id, reason }));
    return purchaseAnswer(at, need(purchaseNamed(till, order.number)));
  });
}

function toJson(order: Purchase) {
  const { number, supplier, expected, note, ordered, closed, isAwaited, lines } = order;
  return {
    order: number,
    supplier,
    day: ordered.day,
    by: ordered.by,
    expected,
    note,
    awaited: isAwaited,
    closed: closed === null ? null : { day: closed.day, by: closed.by },
    goods: lines.map(goodsJson),
  };
}

function goodsJson(line: PurchasedGoods) {
  const { sku, product, ordered, how, came, awaited, cost, paid, rise } = line;
  return {
    sku,
    name: product?.name ?? sku,
    unit: product?.unit ?? "",
    ordered: ordered / ONE_IN_STOCK,
    how,
    came: came / ONE_IN_STOCK,
    awaited: awaited / ONE_IN_STOCK,
    expectedCost: cost ?? null,
    paid: paid === undefined ? null : { quantity: paid.quantity / ONE_IN_STOCK, cost: paid.cost },
    risePercent: rise === undefined ? null : rise / 1000,
  };
}
