/**
 * The exercises of a training, as data: what is to be done, with goods of whichever shop, when it is
 * done, and the fewest keys that do it. What counts is what became of it, not which keys were pressed.
 */

import { type Product } from "../../domain/goods/catalogue.ts";
import { numberedOptions } from "../../domain/goods/product-options.ts";
import {
  type MinorUnits,
  minor,
  oneUnit,
  milliPercent,
  sumMinor,
} from "../../domain/money/amounts.ts";
import { foldText } from "../../domain/text/entry-text.ts";
import { type LineView, type OrderView } from "../../domain/views.ts";
import { type Words } from "../../words/screen-words.ts";
import { rowsOf } from "../lists/list-rows.ts";
import { type GuardedAct } from "../ports/people-port.ts";
import { type StaffTile } from "../ports/refusal-port.ts";
import { type TillContext } from "../till-context.ts";
import {
  type Exercise,
  isOnly,
  key,
  type Learner,
  linesOf,
  paidActs,
  typed,
  type Press,
} from "./exercise.ts";
import { type Act } from "./watched-port.ts";

/* Goods for the exercises, from whatever the shop sells, and the fewest signs that name them. */

interface TypedGoods {
  readonly product: Product;
  /** Enter after it adds them. */
  readonly text: string;
}

interface Around {
  readonly before: string;
  readonly after: string;
}

/** The most goods that are tried before an exercise is left out: a shop may have 20,000. */
const TRIED_MAX = 100;

/** The first that fit, can be sold by the piece at their price, and need no choice. */
function goodsThat(
  till: TillContext,
  fits: (product: Product) => boolean,
  around: Around = { before: "", after: "" },
): TypedGoods | undefined {
  const { productsBySku } = till.catalogue();
  const fitting = [...productsBySku.values()].filter(
    (product) =>
      product.active &&
      product.soldBy === "each" &&
      !product.openPrice &&
      till.priceNow(product).price > 0 &&
      (till.port.left(product.sku) ?? 1) > 0 &&
      fits(product),
  );
  // Learners take a digit for a number: goods whose names begin with one come last.
  const plainFirst = fitting.toSorted((one, other) => Number(isOdd(one)) - Number(isOdd(other)));
  for (const product of plainFirst.slice(0, TRIED_MAX)) {
    const text = shortest(till, product, around);
    if (text !== undefined) return { product, text };
  }
  return undefined;
}

function isOdd({ name }: Product): boolean {
  return !/^\p{L}/u.test(name);
}

function shortest(
  till: TillContext,
  product: Product,
  { before, after }: Around,
): string | undefined {
  const name = foldText(product.name);
  const beginnings = Array.from({ length: name.length }, (_, at) => name.slice(0, at + 1));
  return [product.shortCode.toLowerCase(), product.plu, ...beginnings]
    .filter((word) => word !== "")
    .toSorted((one, other) => one.length - other.length)
    .map((word) => `${before}${word}${after}`)
    .find((text) => {
      const reading = till.read(text);
      return (
        reading.type === "goods" &&
        reading.product.sku === product.sku &&
        reading.missing.length === 0
      );
    });
}

/** The table numbers for a shop without a floor plan. */
const ANY_TABLES = ["7", "8", "9"];
const GUESTS = 2;

/** The exercises of tables: guests sit down, and sit down elsewhere. */
function table(till: TillContext, learner: Learner): Exercise | undefined {
  const [at] = freeTables(till, learner);
  const goods = goodsThat(till, isPlainAndSent);
  if (at === undefined || goods === undefined) return undefined;
  return {
    task: (words) =>
      words.table({ goods: goods.product.name, table: till.words.tables.table({ table: at }) }),
    keys: [typed(`${at}*${GUESTS}`), key("F7"), typed(goods.text), key("Enter"), key("F2")],
    isDone: (acts) =>
      acts.some(
        (act) =>
          act.type === "order" &&
          isAt(act.order, at) &&
          act.order.covers === GUESTS &&
          linesOf(act.order, goods.product).some(isWithKitchen),
      ),
  };
}

function move(till: TillContext, learner: Learner): Exercise | undefined {
  const [from, to] = freeTables(till, learner);
  const goods = goodsThat(till, isPlain);
  if (from === undefined || to === undefined || goods === undefined) return undefined;
  const { tables } = till.words;
  return {
    task: (words) =>
      words.move({
        goods: goods.product.name,
        from: tables.table({ table: from }),
        to: tables.table({ table: to }),
      }),
    keys: [typed(from), key("F7"), typed(goods.text), key("Enter"), typed(`>${to}`), key("F7")],
    isDone: (acts) => {
      const orders = ordersOf(acts);
      const sat = new Set(orders.filter((order) => isAt(order, from)).map(({ id }) => id));
      return orders.some(
        (order) => isAt(order, to) && sat.has(order.id) && linesOf(order, goods.product).length > 0,
      );
    },
  };
}

/** Returns free tables, in the form in which they are typed. */
function freeTables({ port }: TillContext, { state }: Learner): ReadonlyArray<string> {
  const { tables } = port.shop;
  const used = new Set((state.session?.openTables() ?? []).map((open) => foldText(open.table)));
  return (tables.length > 0 ? tables : ANY_TABLES).map(foldText).filter((name) => !used.has(name));
}

function isAt(order: OrderView, name: string): boolean {
  return foldText(order.table) === name;
}

/** The rates in 1/1000 %; the first one above the learner's own limit is taken. */
const RATES = [10_000, 20_000, 30_000, 50_000].map(milliPercent);

/**
 * The exercises of what takes a right that a cashier seldom has: somebody else vouches with their PIN.
 * Whoever has the right does it alone, with fewer keys.
 */
function voidSent(till: TillContext, learner: Learner): Exercise | undefined {
  const goods = goodsThat(till, isPlainAndSent);
  const word = wordOf(till, learner, { permission: "void" });
  if (goods === undefined || word === undefined) return undefined;
  return {
    task: (words) => withWord(words, words.void({ goods: goods.product.name }), word),
    keys: [typed(goods.text), key("Enter"), key("F2"), key("F5"), typed("1"), ...word.keys],
    isDone: (acts) => {
      const orders = ordersOf(acts);
      const sent = orders.findIndex((order) => linesOf(order, goods.product).some(isWithKitchen));
      const after = sent < 0 ? [] : orders.slice(sent);
      return after.some((order) => linesOf(order, goods.product).length === 0);
    },
  };
}

function refund(till: TillContext, learner: Learner): Exercise | undefined {
  const number = receiptToReturn(till, learner);
  const word = wordOf(till, learner, { permission: "return" });
  const sign = signOfReturn(till, learner);
  if (number === undefined || word === undefined || sign === undefined) return undefined;
  return {
    task: (words) => withWord(words, words.refund({ receipt: number }), word),
    keys: [
      // The digits alone are a receipt of this till.
      typed(String(Number(number.replace(/^.*-/u, "")))),
      key("F10"),
      typed(sign),
      typed("*"),
      key("F9"),
      typed("1"),
      ...word.keys,
    ],
    isDone: (acts) => {
      const returns = acts.flatMap((act) =>
        act.type === "gave-back" && act.receipt.number === number ? [act] : [],
      );
      const inCash = returns
        .filter(({ back }) => back.method === "cash")
        .flatMap(({ back }) => back.lines);
      const before = returns[0]?.receipt.lines.flatMap(({ items }) => items) ?? [];
      return (
        returns.length > 0 &&
        before.every(
          ({ line, left }) =>
            inCash
              .filter((back) => back.line === line)
              .reduce((sum, { quantity = left }) => sum + quantity, 0) === left,
        )
      );
    },
  };
}

function discount(till: TillContext, learner: Learner): Exercise | undefined {
  const goods = goodsThat(till, isPlain);
  const offered = RATES.flatMap((rate) => {
    const word = wordOf(till, learner, { permission: "discount", rate });
    return word === undefined ? [] : [{ rate, word }];
  });
  const chosen = offered.find(({ word }) => word.keys.length > 0) ?? offered[0];
  if (goods === undefined || chosen === undefined) return undefined;
  const { rate, word } = chosen;
  const percent = String(rate / 1000);
  return {
    task: (words) => withWord(words, words.discount({ goods: goods.product.name, percent }), word),
    keys: [
      typed(goods.text),
      key("Enter"),
      typed(`-${percent}%`),
      key("Enter"),
      // A discount that needs an approval asks for a reason first.
      ...(word.keys.length === 0 ? [] : [typed("1"), ...word.keys]),
      key("F9"),
      key("Enter"),
    ],
    isDone: (acts) =>
      paidActs(acts).some(({ outcome: { order } }) => {
        const isOff =
          order.discountRate === rate || order.lines.some((line) => line.discountRate === rate);
        return isOff && isOnly(order, goods.product, oneUnit);
      }),
  };
}

/** Who may say yes, and the keys that ask the one whom it takes the fewest; no keys where nobody has to. */
interface Word {
  readonly approvers: ReadonlyArray<StaffTile>;
  readonly keys: ReadonlyArray<Press>;
}

function wordOf({ port }: TillContext, { number }: Learner, act: GuardedAct): Word | undefined {
  const vouching = port.vouching(number, act);
  if (vouching.type === "needless") return { approvers: [], keys: [] };
  const { approvers, usual } = vouching;
  const asked =
    approvers.find((person) => person.number === usual) ??
    approvers.toSorted((one, other) => one.number.length - other.number.length)[0];
  if (asked === undefined) return undefined;
  const pin = port.staff().find((person) => person.number === asked.number)?.demoPin ?? "";
  const named = asked.number === usual ? [] : [typed(asked.number), key("Enter")];
  return { approvers, keys: [...named, typed(pin), key("Enter")] };
}

function withWord(words: Words["exercises"], task: string, { approvers }: Word): string {
  if (approvers.length === 0) return task;
  return `${task} ${words.vouch({ names: approvers.map(({ number, name }) => `${name} (${number})`) })}`;
}

/** The newest that something is left of. */
function receiptToReturn({ port }: TillContext, { state }: Learner): string | undefined {
  return port
    .receipts()
    .filter(({ total }) => total > 0)
    .find(({ number }) => {
      const found = state.session?.receipt(number);
      return (
        found === undefined ||
        (found.ok && sumMinor(found.value.lines, ({ leftNet }) => leftNet) > 0)
      );
    })?.number;
}

/** Returns its sign in the list under F10. */
function signOfReturn(till: TillContext, { state }: Learner): string | undefined {
  const list = { type: "more" as const, filter: "", at: 0 };
  return rowsOf(till, { ...state, screen: "register", list }).find(
    ({ choice }) => choice.type === "command" && choice.id === "return",
  )?.sign;
}

export const EXERCISE_IDS = [
  "cash",
  "away",
  "undo",
  "kitchen",
  "park",
  "split",
  "parts",
  "reprint",
  "void",
  "refund",
  "discount",
  "table",
  "move",
] as const;
export type ExerciseId = (typeof EXERCISE_IDS)[number];

/** Undefined when this shop has no goods for it, or the training nothing to do it with. */
export const EXERCISES: Readonly<
  Record<ExerciseId, (till: TillContext, learner: Learner) => Exercise | undefined>
> = {
  cash,
  away,
  undo,
  kitchen,
  park,
  split,
  parts,
  reprint,
  void: voidSent,
  refund,
  discount,
  table,
  move,
};

/** Two, exactly this twice. */
const TWO = 2 * oneUnit;
const CASH_EXACTLY = [key("F9"), key("Enter")];

function cash(till: TillContext): Exercise | undefined {
  const goods = goodsThat(till, isPlain);
  if (goods === undefined) return undefined;
  return {
    task: (words) => words.cash({ goods: goods.product.name }),
    keys: [typed(goods.text), key("Enter"), ...CASH_EXACTLY],
    isDone: (acts) =>
      paidActs(acts).some(
        ({ method, outcome }) =>
          method === "cash" &&
          outcome.payment.change === 0 &&
          paymentsOf(acts, outcome.order) === 1 &&
          isOnly(outcome.order, goods.product, oneUnit),
      ),
  };
}

function away(till: TillContext): Exercise | undefined {
  const found = goodsWithOption(till);
  if (found === undefined) return undefined;
  const { goods, option } = found;
  const note = noteFor(till, 2 * (goods.product.price + option.price));
  if (note === undefined) return undefined;
  const sum = String(note / 10 ** till.currency.decimals);
  // Goods may be called as the sum is: then Enter has to say which of the two is meant.
  const takes = till.read(sum).type === "goods" ? [key("F9"), key("Enter")] : [key("F9")];
  const isAwayAlready = till.port.shop.defaultService === "takeaway";
  return {
    task: (words) =>
      words.away({ goods: goods.product.name, option: option.name, money: till.money(note) }),
    // Where orders begin as to take away, F3 would turn this one to be eaten here.
    keys: [typed(goods.text), key(isAwayAlready ? "Enter" : "F3"), typed(sum), ...takes],
    isDone: (acts) =>
      paidActs(acts).some(({ outcome: { payment, order } }) => {
        const [line] = linesOf(order, goods.product);
        return (
          payment.tendered === note &&
          isOnly(order, goods.product, TWO) &&
          (line?.service ?? order.service) === "takeaway" &&
          line?.modifiers.some(({ name }) => name === option.name) === true
        );
      }),
  };
}

function undo(till: TillContext): Exercise | undefined {
  const goods = goodsThat(till, isPlain);
  if (goods === undefined) return undefined;
  return {
    task: (words) => words.undo({ goods: goods.product.name }),
    keys: [typed(goods.text), key("Enter"), key("Ctrl-Z")],
    isDone: (acts) => {
      const orders = ordersOf(acts);
      const isRung = orders.some((order) => linesOf(order, goods.product).length > 0);
      const last = orders.at(-1);
      return isRung && last !== undefined && linesOf(last, goods.product).length === 0;
    },
  };
}

function kitchen(till: TillContext): Exercise | undefined {
  const goods = goodsThat(till, (product) => product.station !== "");
  if (goods === undefined) return undefined;
  const { note } = till.words.exercises;
  function isNoted({ lines }: OrderView): boolean {
    return lines.some(
      (line) =>
        line.sku === goods?.product.sku &&
        foldText(line.note) === foldText(note) &&
        isWithKitchen(line),
    );
  }
  return {
    task: (words) => words.kitchen({ goods: goods.product.name, note }),
    keys: [
      typed(goods.text),
      key("Enter"),
      typed(`'${note}`),
      key("Enter"),
      key("F2"),
      ...CASH_EXACTLY,
    ],
    isDone: (acts) => {
      const sent = acts.findIndex((act) => act.type === "order" && isNoted(act.order));
      return sent >= 0 && paidActs(acts.slice(sent)).some(({ outcome }) => isNoted(outcome.order));
    },
  };
}

function park(till: TillContext): Exercise | undefined {
  const goods = goodsThat(till, isPlain);
  if (goods === undefined) return undefined;
  const rung = [typed(goods.text), key("Enter")];
  return {
    task: (words) => words.park({ goods: goods.product.name }),
    keys: [...rung, key("F6"), ...rung, ...CASH_EXACTLY, key("F6"), typed("1"), ...CASH_EXACTLY],
    isDone: (acts) =>
      acts.some((act, at) => {
        if (act.type !== "parked") return false;
        const paid = paidActs(acts.slice(at)).map(({ outcome }) => outcome.order.id);
        const back = paid.indexOf(act.order.id);
        // Somebody else was served in between.
        return back > 0;
      }),
  };
}

function split(till: TillContext): Exercise | undefined {
  const part = minor(10 ** till.currency.decimals);
  const goods = goodsThat(
    till,
    (product) => isPlain(product) && till.priceNow(product).price > part,
  );
  if (goods === undefined) return undefined;
  return {
    task: (words) => words.split({ goods: goods.product.name, money: till.money(part) }),
    // The first of the last two is asked about: a part was paid.
    keys: [
      typed(goods.text),
      ...["Enter", "F9"].map(key),
      typed("1"),
      ...["F12", "Enter", "Enter"].map(key),
    ],
    isDone: (acts) => {
      const byCard = acts.filter(
        (act) =>
          act.type === "paid" && act.method === "card" && act.outcome.payment.amount === part,
      );
      const cards = new Set(byCard.map((act) => act.type === "paid" && act.outcome.order.id));
      return paidActs(acts).some(
        ({ method, outcome: { order } }) =>
          method === "cash" && cards.has(order.id) && isOnly(order, goods.product, oneUnit),
      );
    },
  };
}

function parts(till: TillContext): Exercise | undefined {
  const goods = goodsThat(till, isPlain, { before: "3*", after: "" });
  if (goods === undefined) return undefined;
  return {
    task: (words) => words.parts({ goods: goods.product.name }),
    // Of the second and the third part F12 says first which one it is.
    keys: [
      typed(goods.text),
      key("Enter"),
      typed("/3"),
      ...["F9", "F12", "F12", "F12", "F12", "F12"].map(key),
    ],
    isDone: (acts) =>
      paidActs(acts).some(
        ({ outcome: { order } }) =>
          order.status === "paid" &&
          order.parts.length === 3 &&
          isOnly(order, goods.product, 3 * oneUnit),
      ),
  };
}

function reprint({ port, locale }: TillContext): Exercise | undefined {
  const papers = port.papers(undefined, locale);
  const at = papers.ok ? papers.value.findIndex(({ kind }) => kind === "receipt") : -1;
  const last = papers.ok ? papers.value[at] : undefined;
  if (last === undefined) return undefined;
  return {
    task: (words) => words.reprint({ receipt: last.name }),
    keys: [key("Ctrl-P"), typed(String(at + 1))],
    isDone: (acts) => acts.some((act) => act.type === "reprinted" && act.paper.id === last.id),
  };
}

/** Nothing has to be chosen or weighed. */
function isPlain({ modifierGroups }: Product): boolean {
  return modifierGroups.length === 0;
}

function isPlainAndSent(product: Product): boolean {
  return isPlain(product) && product.station !== "";
}

function isWithKitchen({ kitchen }: LineView): boolean {
  return kitchen === "sent" || kitchen === "printed";
}

function ordersOf(acts: ReadonlyArray<Act>): ReadonlyArray<OrderView> {
  return acts.flatMap((act) => (act.type === "order" ? [act.order] : []));
}

interface WithOption {
  readonly goods: TypedGoods;
  readonly option: { readonly name: string; readonly price: MinorUnits };
}

/** Two of them, typed together with an option that nobody gets unasked. */
function goodsWithOption(till: TillContext): WithOption | undefined {
  for (let number = 1; number <= 9; number += 1) {
    const goods = goodsThat(till, (product) => optionOf(till, product, number) !== undefined, {
      before: "2*",
      after: `/${number}`,
    });
    const option = goods && optionOf(till, goods.product, number);
    if (goods !== undefined && option !== undefined) return { goods, option };
  }
  return undefined;
}

function optionOf(till: TillContext, product: Product, number: number) {
  const option = numberedOptions(till.catalogue(), product)[number - 1]?.option;
  return option?.byDefault === false ? option : undefined;
}

/** The smallest round one that surely is enough, also where taxes come on top. */
function noteFor({ port, currency }: TillContext, price: number): MinorUnits | undefined {
  return port.shop.denominations.findLast(
    (note) => note % 10 ** currency.decimals === 0 && note > price * 1.3,
  );
}

function paymentsOf(acts: ReadonlyArray<Act>, { id }: OrderView): number {
  return acts.filter((act) => act.type === "paid" && act.outcome.order.id === id).length;
}
