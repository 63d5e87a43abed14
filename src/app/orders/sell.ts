/** A whole sale from words, or more goods on an order, as a script or a test makes it: all of it, or nothing. */

import { COURSE } from "../../acts/course-sign.ts";
import { orderDeals } from "../../domain/balance/order-deals.ts";
import { err, ok, type Result } from "../../domain/base/result.ts";
import { type DecisionContext } from "../../domain/commands/decision.ts";
import { type Goods } from "../../domain/commands/order/add-goods.ts";
import { foldDrafts } from "../../domain/commands/order/drafted-order.ts";
import {
  decideRingUp,
  type RingUp,
  type RungGoods,
  type RungPayment,
} from "../../domain/commands/order/ring-up.ts";
import { courseAfter, courseFor } from "../../domain/commands/order/set-course.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { type EntryFault as TypedFault } from "../../domain/entry/entry-fault.ts";
import { createGoodsIndex, type GoodsIndex } from "../../domain/entry/entry-search.ts";
import { readEntry } from "../../domain/entry/entry.ts";
import { type Service } from "../../domain/goods/catalogue.ts";
import { type GoodsFate } from "../../domain/goods/goods-fate.ts";
import { productCalled } from "../../domain/goods/halves.ts";
import { type EventId } from "../../domain/identity.ts";
import { typedGoods } from "../../domain/lines/line-kinds.ts";
import { type MinorUnits, oneUnit, sumMinor } from "../../domain/money/amounts.ts";
import { readDueAt } from "../../domain/order/due-at.ts";
import { NO_LOOKUPS, toOrderView } from "../../domain/order/order-view.ts";
import { promotionBook } from "../../domain/prices/promotion-book.ts";
import { readSetting } from "../../domain/settings/settings.ts";
import { type OrderState } from "../../domain/state/order-state.ts";
import { foldText } from "../../domain/text/entry-text.ts";
import { languageOf, type Locale } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { type OrderView } from "../../domain/views.ts";
import { saleTextWords } from "../../words/made/saleText/all.ts";
import { entrySentence, wordsFor } from "../../words/screen-words.ts";
import { type Actor, type Till } from "../till/till.ts";
import { findOrder, type OrderDetails, orderState, writtenOrder } from "./orders.ts";

export interface SaleWords {
  /** Each in the register's grammar: `2*flat white`, `100`, `lat/2`; `<100` comes back, `;2` begins a course. */
  readonly entries: ReadonlyArray<string>;
  readonly payment: RungPayment;
  readonly service: Service | undefined;
  /** The voucher that pays first, as far as it goes. */
  readonly voucher?: RingUp["voucher"];
  readonly coupon?: RingUp["coupon"];
  readonly customer?: RingUp["customer"];
  readonly points?: RingUp["points"];
  /** When the guest collects it, as a person types that: `sat 10:00`; undefined for now. */
  readonly due?: string | undefined;
  /** The serial numbers of goods that are sold by them, in their order; those that are missing are said later. */
  readonly serials?: ReadonlyArray<string> | undefined;
  /** What becomes of goods that come back; undefined for the usual fate of each. */
  readonly fate?: GoodsFate | undefined;
}

/** The typed text can't be read as goods: the register's own sentence gives the reason. */
export interface EntryFault {
  readonly type: "entry/unreadable";
  readonly why: (locale: Locale) => string;
}

const NEAREST_SHOWN = 3;

export function sell(
  till: Till,
  actor: Actor,
  { entries, payment, service, serials, fate, due, ...more }: SaleWords,
): Result<OrderDetails, Refusal | EntryFault> {
  const read = withFate(
    withSerials(readEntries(till, entries, { said: 0, last: 0 }), serials),
    fate,
  );
  if (!read.ok) return read;
  const dueAt =
    due === undefined ? undefined : readDueAt(due, till.wall(), languageOf(till.shopLocale()));
  if (due !== undefined && dueAt === undefined) {
    return unreadable((locale) => wordsFor({ locale }).later.how);
  }
  const done = till.act(actor, "sell", (context) =>
    decideRingUp(context, {
      ...currentGoods(till, read.value),
      dueAt,
      service: service ?? readSetting(context.view, "default-service"),
      payment,
      ...more,
    }),
  );
  return done.ok ? ok(writtenOrder(till, done.value.ids[0] as EventId)) : done;
}

/** What a basket would cost, of which nothing is written. */
export interface TriedBasket {
  readonly order: OrderView;
  /** The deals that take something off it, the largest saving first. */
  readonly deals: ReadonlyArray<TriedDeal>;
  /** The names of the promotions that its goods are offered, and that take nothing off it. */
  readonly idle: ReadonlyArray<string>;
}

export interface TriedDeal {
  readonly name: string;
  readonly off: MinorUnits;
  readonly pieces: ReadonlyArray<{
    readonly sku: string;
    readonly name: string;
    readonly count: number;
  }>;
}

/** Works out what goods would cost now, and by which promotions; writes nothing. */
export function tryBasket(
  till: Till,
  actor: Actor,
  { entries, service }: Pick<SaleWords, "entries" | "service">,
): Result<TriedBasket, Refusal | EntryFault> {
  const read = readEntries(till, entries, { said: 0, last: 0 });
  if (!read.ok) return read;
  let tried: TriedBasket | undefined;
  const asked = till.ask(actor, "promotion try", (context) => {
    const decided = decideRingUp(context, {
      ...currentGoods(till, read.value),
      service: service ?? readSetting(context.view, "default-service"),
      payment: { type: "none" },
    });
    if (decided.ok) tried = triedBasket(context, foldDrafts(context, undefined, decided.value));
    return decided;
  });
  if (!asked.ok) return asked;
  if (tried === undefined) throw new Error("What was asked was not worked out.");
  return ok(tried);
}

function triedBasket(
  { view }: Pick<DecisionContext, "view">,
  state: OrderState,
): TriedBasket | undefined {
  const order = toOrderView(state, NO_LOOKUPS);
  if (order === undefined) return undefined;
  const held = orderDeals(state).deals;
  const deals = held.map(({ name, pieces }) => ({
    name,
    off: sumMinor(pieces, ([, , off]) => off),
    pieces: pieces.map(([line, count]) => {
      const { sku = "", name: called = "" } = state.linesById[line]?.added ?? {};
      return { sku, name: called, count };
    }),
  }));
  const offered = Object.values(state.linesById).flatMap(({ added }) => added?.offers ?? []);
  const made = new Set(held.map(({ promotion }) => promotion));
  const { byWrite } = promotionBook(view);
  const idle = [...new Set(offered)].flatMap((write) => {
    const promotion = byWrite.get(write);
    return promotion === undefined || made.has(write) ? [] : [promotion.name];
  });
  return { order, idle, deals: deals.toSorted((one, other) => other.off - one.off) };
}

export interface MoreWords extends Pick<SaleWords, "entries" | "serials" | "fate"> {
  /** The order as it is typed: its number of today, a receipt's, or its id. */
  readonly order: string;
}

/** Adds goods to an unpaid order of any till: all of them, or nothing. */
export function addToOrder(
  till: Till,
  actor: Actor,
  { order: text, entries, serials, fate }: MoreWords,
): Result<OrderDetails, Refusal | EntryFault> {
  const found = findOrder(till, text);
  if (found === undefined) return err({ type: "order/unknown", text });
  const { id, course: said = 0, lines, service } = found.order;
  const last = lines.findLast(({ gone }) => !gone)?.course ?? 0;
  const read = withFate(withSerials(readEntries(till, entries, { said, last }), serials), fate);
  if (!read.ok) return read;
  const done = till.act(actor, "add goods", (context) =>
    decideRingUp(context, {
      ...currentGoods(till, read.value),
      order: orderState(context.view, id),
      service,
      payment: { type: "none" },
    }),
  );
  return done.ok ? ok(writtenOrder(till, id)) : done;
}

interface CourseBefore {
  /** The course that was set for the next goods; 0 where each is in its own. */
  readonly said: number;
  /** The course of the last goods. */
  readonly last: number;
}

/** Goods, and between them which course begins. */
function readEntries(
  till: Till,
  entries: ReadonlyArray<string>,
  before: CourseBefore,
): Result<ReadonlyArray<RungGoods>, Refusal | EntryFault> {
  const rules = till.ledger.read((view) => readSetting(view, "scale-labels"));
  const index = createGoodsIndex(till.catalogue(), rules);
  const goods: RungGoods[] = [];
  let begun: { readonly text: string; readonly course: number } | undefined;
  let { said } = before;
  for (const text of entries) {
    const course = readCourse(text, courseOfLast(goods, { ...before, said }));
    if (course === undefined) {
      const read = readGoods(till, index, text);
      if (!read.ok) return read;
      goods.push({ ...read.value, course: begun?.course });
      begun = undefined;
    } else {
      if (!course.ok) return course;
      said = course.value;
      begun = { text, course: said };
    }
  }
  if (begun === undefined) return ok(goods);
  const { text } = begun;
  return unreadable((locale) => wordsIn(saleTextWords, locale).courseAlone({ text }));
}

/** Gives the goods that want serial numbers the next ones, piece by piece; refuses numbers that nothing wants. */
function withSerials<Fault>(
  read: Result<ReadonlyArray<RungGoods>, Fault>,
  serials: ReadonlyArray<string> = [],
): Result<ReadonlyArray<RungGoods>, Fault | Refusal> {
  if (!read.ok || serials.length === 0) return read;
  let at = 0;
  const goods = read.value.map((entry): RungGoods => {
    if (!entry.product.serial) return entry;
    const from = at;
    at += Math.ceil(entry.quantity / oneUnit);
    return { ...entry, serials: serials.slice(from, at) };
  });
  const [left] = serials.slice(at);
  return left === undefined ? ok(goods) : err({ type: "line/serials-left", serial: left });
}

/** Says what becomes of the goods that come back; refused where none do, as nobody means it of what is sold. */
function withFate<Fault>(
  read: Result<ReadonlyArray<RungGoods>, Fault>,
  fate: GoodsFate | undefined,
): Result<ReadonlyArray<RungGoods>, Fault | EntryFault> {
  if (!read.ok || fate === undefined) return read;
  if (read.value.every(({ kind }) => kind !== "return")) {
    return unreadable((locale) => wordsIn(saleTextWords, locale).nothingBack);
  }
  return ok(read.value.map((goods) => (goods.kind === "return" ? { ...goods, fate } : goods)));
}

function courseOfLast(goods: ReadonlyArray<RungGoods>, { said, last }: CourseBefore): number {
  return courseFor(said, goods.at(-1)?.product ?? { course: last });
}

/** Undefined for what is no course. `last`: the one that `;` alone goes on from. */
function readCourse(text: string, last: number): Result<number, EntryFault> | undefined {
  const typed = COURSE.exec(foldText(text))?.groups;
  if (typed === undefined) return undefined;
  const number = typed["course"];
  const course = number === undefined ? courseAfter(last) : Number(number);
  return course === undefined
    ? unreadable((locale) => wordsFor({ locale }).plan.lastCourse({ course: last }))
    : ok(course);
}

/** Returns the fault with the register's sentence. */
export function unreadable(why: EntryFault["why"]): {
  readonly ok: false;
  readonly fault: EntryFault;
} {
  return err({ type: "entry/unreadable", why });
}

/** Returns the goods as they are inside the transaction: a price that changed meanwhile holds. */
function currentGoods(
  till: Till,
  entries: ReadonlyArray<RungGoods>,
): Pick<RingUp, "catalogue" | "goods"> {
  const catalogue = till.catalogue();
  const goods = entries.map((entry) => {
    const product = productCalled(catalogue, entry.product.sku) ?? entry.product;
    return { ...entry, product };
  });
  return { catalogue, goods };
}

/** What is wrong with goods that are known, or with a code that is read wrongly. */
const SAID_AS_TYPED: ReadonlySet<TypedFault["type"]> = new Set([
  "wrong-check",
  "whole",
  "same-halves",
  "family",
]);

function readGoods(
  till: Till,
  index: GoodsIndex,
  text: string,
): Result<Goods, Refusal | EntryFault> {
  const reading = readEntry(text, index, { currency: till.currency });
  if (reading.type === "goods") {
    const { product, quantity, modifiers, isEmpties, missing } = reading;
    const { price, isPack, packWeight } = reading;
    const [group] = missing;
    if (group !== undefined) {
      const { name, min, max } = group;
      return err({ type: "modifiers/invalid", name: product.name, group: name, min, max });
    }
    const pack = { price, isPack, packWeight };
    return ok({ product, ...typedGoods(quantity, isEmpties), modifiers, ...pack });
  }
  // `2 coffee` is a slip of the quantity, not of the name: the register's sentence mends it.
  const isCounted = /^[\d.,]+ +\D/u.test(text);
  const isMisread = reading.type === "nothing" && SAID_AS_TYPED.has(reading.fault.type);
  if (reading.type === "nothing" && (reading.hits.length > 0 || isCounted || isMisread)) {
    const { fault } = reading;
    return unreadable((locale) => entrySentence(wordsFor({ locale }), fault));
  }
  if (reading.type === "command" || reading.type === "ask") {
    return unreadable((locale) => wordsIn(saleTextWords, locale).notGoods({ text }));
  }
  const words = text.replace(/^< ?/u, "").replace(/^[\d.,]+ ?\*/u, "");
  if (words.trim() === "") {
    return unreadable((locale) => wordsIn(saleTextWords, locale).noProduct({ text }));
  }
  const nearest = index.nearest(words).slice(0, NEAREST_SHOWN);
  return err({ type: "product/unknown", text: words, nearest: nearest.map(({ name }) => name) });
}
