/**
 * Performs what the line says: goods are added, lines changed, questions answered.
 */

import { assertNever } from "../domain/assert-never.ts";
import { type TakenModifier } from "../domain/catalogue.ts";
import {
  defaultModifiers,
  missingGroups,
  optionChanges,
  pickModifiers,
} from "../domain/entry-modifiers.ts";
import { countedAs, type GoodsReading } from "../domain/entry.ts";
import { type GivenDiscount } from "../domain/events/order-events.ts";
import { localRate } from "../domain/locale.ts";
import { type Result } from "../domain/result.ts";
import { type OrderView } from "../domain/views.ts";
import { performCustomer } from "./customer-actions.ts";
import { type Act } from "./entry-plan.ts";
import { leftDone } from "./left-words.ts";
import {
  type PendingGoods,
  type RegisterState,
  refused,
  refusedBy,
  said,
  spent,
} from "./register-state.ts";
import { type TillContext } from "./till-context.ts";
import { type Refusal } from "./till-port.ts";
import { optionClause, wordsFor } from "./words/words.ts";

/** What the line itself does; verbs and money are done elsewhere. */
export type LineAct = Exclude<Act, { type: "verb" | "take-cash" | "take-card" }>;

export function performLine(till: TillContext, state: RegisterState, act: LineAct): RegisterState {
  const { session } = state;
  const { done } = till.words;
  if (session === undefined) return refused(state, wordsFor(state).whyNot.logInFirst);
  switch (act.type) {
    case "add":
      return addGoods(till, state, pendingOf(act.goods, { keepsText: false }));
    case "set-customer":
    case "take-customer-off":
    case "begin-customer":
    case "add-customer":
      return performCustomer(till, state, act);
    case "answer":
      return said(spent(state), "hint", act.text);
    case "more": {
      const { line, quantity } = act;
      const outcome = session.addQuantity(line.id, quantity);
      const times = till.times(quantity, line.soldBy);
      return changed(state, outcome, done.more(`${times}${line.name}`));
    }
    case "set-quantity": {
      const outcome = session.setQuantity(act.line.id, act.quantity);
      return changed(
        state,
        outcome,
        `${till.times(act.quantity, act.line.soldBy)}${act.line.name}.`,
      );
    }
    case "set-modifiers": {
      const outcome = session.setModifiers(act.line.id, act.modifiers);
      return changed(state, outcome, `${[act.line.name, ...act.changes].join(" ")}.`);
    }
    case "set-note": {
      const outcome = session.setNote(act.line.id, act.note);
      const { name } = act.line;
      const sentence = act.note === "" ? done.noteGone(name) : done.note(name, act.note);
      return changed(state, outcome, sentence);
    }
    case "set-price": {
      const outcome = session.setPrice(act.line.id, act.price);
      return changed(state, outcome, done.price(act.line.name, till.money(act.price)));
    }
    case "discount": {
      const { line, discount } = act;
      const outcome = session.discountLine(line.id, discount);
      return changed(state, outcome, discountSentence(till, discount, line.name));
    }
    case "discount-order": {
      const outcome = session.discountOrder(act.discount);
      return changed(state, outcome, discountSentence(till, act.discount));
    }
    case "course": {
      const { course, from } = act;
      const outcome = session.setCourse(course, from?.id);
      if (!outcome.ok) return refusedBy(state, outcome.fault);
      const say = from === undefined ? done.course(course) : done.courseFrom(from.name, course);
      return said({ ...spent(state), order: outcome.value ?? state.order }, "done", say);
    }
    case "set-left": {
      const { product, left } = act;
      const outcome = session.setLeft(product.sku, left);
      if (!outcome.ok) return refusedBy(state, outcome.fault);
      return said(spent(state), "done", leftDone(till, act));
    }
    default:
      return assertNever(act, "act");
  }
}

/** Without a name it is about the order. */
function discountSentence(
  { words: { done }, money, locale }: TillContext,
  discount: GivenDiscount | null,
  name?: string,
): string {
  if (discount === null) return name === undefined ? done.noOrderDiscount : done.noDiscount(name);
  const { rate, amount } = discount;
  const what = rate === 0 ? money(amount) : localRate(rate, locale);
  return name === undefined ? done.orderOff(what) : done.off(name, what);
}

export function pendingOf(
  goods: GoodsReading,
  { keepsText }: { readonly keepsText: boolean },
): PendingGoods {
  return {
    product: goods.product,
    quantity: goods.quantity,
    ...(goods.price === undefined ? {} : { price: goods.price }),
    ...(goods.isPack === true ? { isPack: true } : {}),
    numbers: goods.numbers,
    keepsText,
  };
}

/** Adds them, or opens the list of a choice that they need first. */
export function addGoods(
  till: TillContext,
  state: RegisterState,
  goods: PendingGoods,
): RegisterState {
  const options = till.index().optionsOf(goods.product);
  const picked = pickModifiers(options, defaultModifiers(options), goods.numbers);
  if (!picked.ok)
    return refused(state, `${goods.product.name}: ${optionClause(till.words, picked.fault)}`);
  const group = missingGroups(options, picked.value)[0];
  if (group !== undefined) {
    const list = { type: "choice" as const, goods, group, filter: "", at: 0 };
    return said({ ...state, list }, "hint", till.words.done.choose(goods.product.name, group.name));
  }
  return added(till, state, {
    goods,
    ...(goods.numbers.length === 0 ? {} : { modifiers: picked.value }),
  });
}

/** One more option of the goods that wait. */
export function chooseOption(
  till: TillContext,
  state: RegisterState,
  number: number,
): RegisterState {
  if (state.list?.type !== "choice") return state;
  const { goods } = state.list;
  const numbers = [...goods.numbers, number];
  return addGoods(till, { ...state, list: undefined }, { ...goods, numbers });
}

interface Complete {
  readonly goods: PendingGoods;
  readonly modifiers?: ReadonlyArray<TakenModifier>;
}

function added(
  till: TillContext,
  state: RegisterState,
  { goods, modifiers }: Complete,
): RegisterState {
  const { session } = state;
  if (session === undefined) return refused(state, wordsFor(state).whyNot.logInFirst);
  const outcome = session.addGoods({
    sku: goods.product.sku,
    quantity: goods.quantity,
    ...(modifiers === undefined ? {} : { modifiers }),
    ...(goods.price === undefined ? {} : { price: goods.price }),
    ...(goods.isPack === true ? { isPack: true } : {}),
    ...(goods.service === undefined ? {} : { service: goods.service }),
  });
  const name = withOptions(till, goods, modifiers);
  const sentence = `${till.times(goods.quantity, countedAs(goods))}${name}.`;
  const told = changed(state, outcome, sentence);
  if (!outcome.ok) return told;
  // What is typed next is about the line that was just added.
  const next = { ...told, lineId: undefined };
  return goods.keepsText ? { ...next, ...lineOf(state) } : next;
}

/** What stands on the line, to be left as it was. */
function lineOf(
  state: RegisterState,
): Pick<RegisterState, "text" | "lastText" | "hit" | "isTextRefused"> {
  const { text, lastText, hit, isTextRefused } = state;
  return { text, lastText, hit, isTextRefused };
}

function withOptions(
  till: TillContext,
  { product, service }: PendingGoods,
  modifiers: ReadonlyArray<TakenModifier> | undefined,
): string {
  const options = till.index().optionsOf(product);
  const usual = defaultModifiers(options);
  const changes = optionChanges(options, usual, modifiers ?? usual);
  const name = [product.name, ...changes].join(" ");
  return service === undefined ? name : `${name}, ${till.words.services[service]}`;
}

/** What a session answered: the new order, or why nothing has changed. */
export function changed(
  state: RegisterState,
  outcome: Result<OrderView, Refusal>,
  sentence: string,
): RegisterState {
  if (!outcome.ok) return refusedBy(state, outcome.fault, sentence);
  const paid = state.paid === undefined ? undefined : { ...state.paid, isFresh: false };
  return said({ ...spent(state), order: outcome.value, paid }, "done", sentence);
}
