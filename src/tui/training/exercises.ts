/**
 * The exercises of a training, as data: what is to be done, with goods of whichever shop, when it is
 * done, and the fewest keys that do it. What counts is what became of it, not which keys were pressed.
 */

import { numberedOptions, type Product } from "../../domain/catalogue.ts";
import { foldText } from "../../domain/entry-text.ts";
import { type MinorUnits, minor, oneUnit } from "../../domain/money/amounts.ts";
import { type OrderView } from "../../domain/views.ts";
import { type TillContext } from "../till-context.ts";
import { goodsThat, type TypedGoods } from "./exercise-goods.ts";
import { type Exercise, isOnly, key, type Learner, linesOf, paidActs, typed } from "./exercise.ts";
import { move, table } from "./table-exercises.ts";
import { discount, refund, voidSent } from "./vouched-exercises.ts";
import { type Act } from "./watched-port.ts";

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
  return {
    task: (words) =>
      words.away({ goods: goods.product.name, option: option.name, money: till.money(note) }),
    keys: [typed(goods.text), key("F3"), typed(sum), ...takes],
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
      const orders = acts.flatMap((act) => (act.type === "order" ? [act.order] : []));
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
        (line.kitchen === "sent" || line.kitchen === "printed"),
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
    keys: [typed(goods.text), key("Enter"), typed("/3"), ...["F9", "F12", "F12", "F12"].map(key)],
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
