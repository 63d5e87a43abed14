/** The shop's stock: what there is of each article, and what is booked of it. */

import { err, ok, type Result } from "../../domain/base/result.ts";
import { type Product } from "../../domain/goods/catalogue.ts";
import { readQuantityOf, type TypedQuantity } from "../../domain/goods/recipe-text.ts";
import { ONE_IN_STOCK } from "../../domain/goods/stock-quantity.ts";
import { amountText } from "../../domain/goods/stock-text.ts";
import { minor, type MinorUnits } from "../../domain/money/amounts.ts";
import { parseMoney } from "../../domain/money/currency.ts";
import { shareOf } from "../../domain/stock/cost.ts";
import { foldText } from "../../domain/text/entry-text.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { stockWords } from "../../words/made/stock/all.ts";
import { findEntries } from "../office-search.ts";
import {
  type ArticleInStock,
  type LookedArticle,
  type OfficeBooking,
} from "../ports/stock-port.ts";
import { planChange, type View } from "./office-form.ts";
import {
  type OfficePlan,
  type OfficeRow,
  pageRow,
  refusedPlan,
  rowOf,
  type Rows,
} from "./office-row.ts";

type ArticleView = View<{ readonly id: string }>;

/** Returns the articles that the typed text finds; those below zero come first while nothing is typed. */
export function stockRows(view: View): Rows {
  const { till, office, text } = view;
  const { productsBySku } = till.catalogue();
  const kept = till
    .entryNames()
    .of("product")
    .filter(({ id }) => (productsBySku.get(id)?.stock ?? "none") !== "none");
  const found = findEntries(kept, text).map(({ id }) => id);
  const first = text.trim() === "" ? office.stock.below() : [];
  const skus = [...new Set([...first, ...found])];
  const articles = office.stock.list(skus).map((article) => {
    const { sku, name } = article.product;
    const more = { detail: detailOf(view, article), isWrong: article.level < 0 };
    return pageRow(name, { type: "stock-article", id: sku }, more);
  });
  return [...articles, ...recipeRows(view)];
}

/** Goods that are made of others and have no stock of their own: they are found by what is typed. */
function recipeRows(view: View): Rows {
  const { till, text, words } = view;
  if (text.trim() === "") return [];
  const { productsBySku } = till.catalogue();
  const made = till
    .entryNames()
    .of("product")
    .filter(({ id }) => isMadeOfStock(productsBySku.get(id)));
  return findEntries(made, text).map(({ id, name }) =>
    pageRow(name, { type: "stock-article", id }, { detail: words.stockPage.madeOf }),
  );
}

function isMadeOfStock(product: Product | undefined): boolean {
  return product?.stock === "none" && (product.recipe ?? []).length > 0;
}

/** The page of goods that are made of others: what of them is thrown away or eaten takes its ingredients. */
function rowsOfMade(view: ArticleView): Rows {
  const { till, page, words } = view;
  const product = till.catalogue().productsBySku.get(page.id);
  if (product === undefined || !isMadeOfStock(product)) return [];
  const { stockPage: w } = words;
  const kinds = [
    { what: "waste", label: w.waste, hint: w.wasteHint },
    { what: "staff-meal", label: w.meal, hint: w.mealHint },
  ] as const;
  const { sku } = product;
  return [
    ...kinds.map(({ what, label, hint }) =>
      rowOf(label, {
        id: what,
        hints: [hint],
        take: (typed) => planMade(view, product, { what, label, typed }),
      }),
    ),
    pageRow(w.product, { type: "entry", name: { type: "product", id: sku } }, { detail: sku }),
  ];
}

function planMade(
  view: ArticleView,
  product: Product,
  {
    what,
    label,
    typed,
  }: { readonly what: "waste" | "staff-meal"; readonly label: string; readonly typed: string },
): OfficePlan {
  const read = readQuantity(typed, product);
  if (read === undefined) return refusedPlan(noQuantity(view, { product }, typed));
  const { quantity, after: reason } = read;
  const sentence = view.words.stockPage.byRecipe({
    what: label,
    quantity: quantityText(view, { product }, quantity),
    name: product.name,
  });
  const { sku } = product;
  return planChange(view, {
    what: reason === "" ? sentence : `${sentence} (${reason})`,
    write: ({ stock }) => stock.book({ type: "waste", sku, quantity, place: "", what, reason }),
    done: () => sentence,
  });
}

/** `! -2 l, 1.86, order 2 crate` */
function detailOf(view: View, article: ArticleInStock): string {
  const { till, words } = view;
  const { level, worth, toOrder } = article;
  return [
    `${level < 0 ? "! " : ""}${quantityText(view, article, level)}`,
    ...(worth === undefined || level <= 0 ? [] : [till.money(worth)]),
    ...(toOrder === undefined
      ? []
      : [words.stockPage.order({ quantity: orderText(view, article) })]),
  ].join(", ");
}

function quantityText(
  { till }: View,
  { product }: Pick<ArticleInStock, "product">,
  quantity: number,
): string {
  return amountText(quantity, product.unit, till.locale);
}

/** In packs where it is bought in packs. */
function orderText(view: View, { product, toOrder }: ArticleInStock): string {
  if (toOrder === undefined) return "";
  const { order, pack } = toOrder;
  if (pack === undefined) return quantityText(view, { product }, order);
  const packs = Math.round((order / pack.holds) * ONE_IN_STOCK);
  return amountText(packs, pack.name, view.till.locale);
}

/** Says that no stock is kept, and how that begins. */
export function noStock({ till, words, w, text }: View): string {
  const products = till.catalogue().productsBySku.values();
  const isKept = products.some(({ stock }) => stock !== "none");
  if (!isKept) return words.stockPage.none;
  return text === "" ? "" : w.emptyList;
}

/** The page of one article: what there is of it, what is booked, and what was booked last. */
export function rowsOfStock(view: ArticleView): Rows {
  const { till, office, page, words } = view;
  const { stockPage: w } = words;
  const list = wordsIn(stockWords, till.locale);
  const article = office.stock.look(page.id);
  if (article === undefined) return rowsOfMade(view);
  const { product, level, worth, toOrder, usedPerDay, rights, moves } = article;
  const { sku, supplier } = product;
  const order = [orderText(view, article), supplier].filter((text) => text !== "").join(", ");
  return [
    rowOf(list.level, {
      detail: quantityText(view, article, level),
      isWrong: level < 0,
      hints: level < 0 ? [w.belowHint] : [],
    }),
    ...bookRows(view, article),
    ...placeRows(view, article),
    rowOf(list.worth, { detail: worth === undefined ? "" : till.money(worth) }),
    rowOf(list.usedPerDay, { detail: quantityText(view, article, usedPerDay) }),
    ...(toOrder === undefined ? [] : [rowOf(list.order, { detail: order })]),
    ...rights.map(({ till: name, balance, short }) => {
      const has = quantityText(view, article, balance);
      const detail =
        short === 0 ? has : w.short({ has, lacks: quantityText(view, article, short) });
      return rowOf(name, { detail, isWrong: short > 0, hints: [w.rightsHint] });
    }),
    pageRow(w.product, { type: "entry", name: { type: "product", id: sku } }, { detail: sku }),
    ...moves.map(({ at, text }) => rowOf(at, { detail: text, hints: [text] })),
  ];
}

function bookRows(view: ArticleView, article: LookedArticle): Rows {
  const { stockPage: w } = view.words;
  const kinds: ReadonlyArray<Pick<OfficeRow, "label"> & { what: Booking; hint: string }> = [
    { what: "receive", label: w.receive, hint: w.receiveHint },
    { what: "count", label: w.count, hint: w.countHint },
    { what: "waste", label: w.waste, hint: w.wasteHint },
    { what: "meal", label: w.meal, hint: w.mealHint },
  ];
  return kinds.map(({ what, label, hint }) =>
    rowOf(label, {
      id: what,
      hints: [hint, w.placeHint],
      take: (typed) => planBooking(view, article, { what, typed }),
    }),
  );
}

/** Where it lies at more places than one, what is typed at a place is a count of it. */
function placeRows(view: ArticleView, article: LookedArticle): Rows {
  const { places } = article;
  if (places.length < 2) return [];
  return places.map(({ place, name, level }) =>
    rowOf(name, {
      detail: quantityText(view, article, level),
      isWrong: level < 0,
      hints: [view.words.stockPage.countHint],
      take: (typed) => planBooking(view, article, { what: "count", typed, place }),
    }),
  );
}

type Booking = "receive" | "count" | "waste" | "meal";

interface Typed {
  readonly what: Booking;
  readonly typed: string;
  /** Of a row that is of one place. */
  readonly place?: string;
}

/** Plans what is booked: the preview says it, and what there is afterwards. */
function planBooking(view: ArticleView, article: LookedArticle, typed: Typed): OfficePlan {
  const read = readBooking(view, article, typed);
  if (!read.ok) return refusedPlan(read.fault);
  const { wish, notes } = read.value;
  const sentence = wordsIn(stockWords, view.till.locale).done({
    name: article.product.name,
    quantity: quantityText(view, article, wish.quantity),
    level: quantityText(view, article, levelAfter(article, wish)),
    what: typed.what,
  });
  const inBrackets = notes.filter((note) => note !== "").join(", ");
  return planChange(view, {
    what: inBrackets === "" ? sentence : `${sentence} (${inBrackets})`,
    write: ({ stock }) => stock.book(wish),
    done: () => sentence,
  });
}

function levelAfter({ level, places }: LookedArticle, wish: BookingWish): number {
  if (wish.type === "receive") return level + wish.quantity;
  if (wish.type === "waste") return level - wish.quantity;
  const here = places.find(({ place }) => place === (wish.place ?? ""))?.level ?? 0;
  return level - here + wish.quantity;
}

type BookingWish = OfficeBooking & { readonly type: "receive" | "waste" | "count" };

interface ReadBooking {
  readonly wish: BookingWish;
  /** What was understood besides the quantity: cost, supplier, reason, place. */
  readonly notes: ReadonlyArray<string>;
}

/** Reads `12 0.62 Baker`, `2 crate =22.80`, `1 dropped @cellar` or `7`. */
function readBooking(
  view: ArticleView,
  article: LookedArticle,
  { what, typed, place: own }: Typed,
): Result<ReadBooking, string> {
  const { product } = article;
  const { rest, place: named } = withoutPlace(view, article, typed);
  const place = own ?? named;
  const read = readQuantity(rest, product);
  if (read === undefined) return err(noQuantity(view, article, rest));
  const { count, quantity, after } = read;
  const of = { sku: product.sku, quantity, place };
  const where = place === "" ? "" : `@${place}`;
  if (what === "receive") {
    const delivery = readDelivery(view, after, count);
    if (!delivery.ok) return delivery;
    const { cost, supplier } = delivery.value;
    const paid = cost === undefined ? "" : view.till.money(cost);
    const wish = { type: "receive", ...of, supplier, cost: cost ?? null } as const;
    return ok({ wish, notes: [paid, supplier, where] });
  }
  if (what === "count") {
    if (after !== "") return err(noQuantity(view, article, rest));
    return ok({ wish: { type: "count", ...of }, notes: [where] });
  }
  const kind = what === "meal" ? "staff-meal" : "waste";
  return ok({ wish: { type: "waste", ...of, what: kind, reason: after }, notes: [after, where] });
}

/** Takes `@cellar` off the end; a place that is there is meant in whichever letters. */
function withoutPlace(
  { till }: View,
  { places }: LookedArticle,
  typed: string,
): { readonly rest: string; readonly place: string } {
  const [, rest = typed, text = ""] = /^(.*?)\s*@(.*)$/u.exec(typed) ?? [];
  const wanted = foldText(text);
  const known = places.find(({ place, name }) =>
    [place, name].some((it) => foldText(it) === wanted),
  );
  const { shopFloor } = wordsIn(stockWords, till.locale);
  const isFloor = [SALES_FLOOR, shopFloor].some((it) => foldText(it) === wanted);
  return { rest, place: isFloor ? "" : (known?.place ?? text.trim()) };
}

/** How the shell names the place that goods are sold from. */
const SALES_FLOOR = "shop";

interface QuantityAndMore extends TypedQuantity {
  readonly after: string;
}

/** The unit or pack may stand behind a blank. */
function readQuantity(
  text: string,
  product: Parameters<typeof readQuantityOf>[1],
): QuantityAndMore | undefined {
  const [first = "", second = "", ...others] = text.trim().split(/\s+/u);
  const withUnit = second === "" ? undefined : readQuantityOf(`${first} ${second}`, product);
  const isUnit = withUnit !== undefined && /^\p{L}/u.test(second);
  if (isUnit) return { ...withUnit, after: others.join(" ") };
  const alone = readQuantityOf(first, product);
  return alone && { ...alone, after: [second, ...others].join(" ").trim() };
}

function noQuantity(
  { till }: View,
  { product }: Pick<LookedArticle, "product">,
  typed: string,
): string {
  const words = wordsIn(stockWords, till.locale);
  const packs = product.packs.map(({ name }) => name);
  const text = `"${typed.slice(0, 20)}"`;
  return packs.length === 0 ? words.noQuantity({ text }) : words.noPack({ text, packs });
}

/** What one costs, or behind = what all of it does, and then from whom it came. */
function readDelivery(
  { till }: View,
  text: string,
  count: number,
): Result<{ readonly cost: MinorUnits | undefined; readonly supplier: string }, string> {
  const [first = "", ...others] = text.split(/\s+/u);
  if (!/^=?[0-9]/u.test(first)) return ok({ cost: undefined, supplier: text });
  const isTotal = first.startsWith("=");
  const amount = parseMoney(isTotal ? first.slice(1) : first, till.currency);
  if (!amount.ok) {
    const { noCost } = wordsIn(stockWords, till.locale);
    return err(noCost({ text: `"${first.slice(0, 20)}"`, such: till.money(minor(250)) }));
  }
  const cost = isTotal ? amount.value : minor(shareOf(amount.value, count, ONE_IN_STOCK));
  return ok({ cost, supplier: others.join(" ") });
}
