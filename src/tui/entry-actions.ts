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
import { formatRate } from "../domain/rates.ts";
import { type Result } from "../domain/result.ts";
import { type OrderView } from "../domain/views.ts";
import { type Act } from "./entry-plan.ts";
import {
  type PendingGoods,
  type RegisterState,
  refused,
  refusedBy,
  said,
  spent,
} from "./register-state.ts";
import { SERVICE_NAMES } from "./service-names.ts";
import { type TillContext } from "./till-context.ts";
import { type Refusal } from "./till-port.ts";

/** What the line itself does; verbs and money are done elsewhere. */
export type LineAct = Exclude<Act, { type: "verb" | "take-cash" | "take-card" }>;

export function performLine(till: TillContext, state: RegisterState, act: LineAct): RegisterState {
  const { session } = state;
  if (session === undefined) return refused(state, "Log in first.");
  switch (act.type) {
    case "add":
      return addGoods(till, state, pendingOf(act.goods, { keepsText: false }));
    case "answer":
      return said(spent(state), "hint", act.text);
    case "more": {
      const { line, quantity } = act;
      const outcome = session.addQuantity(line.id, quantity);
      const times = till.times(quantity, line.soldBy);
      return changed(state, outcome, `${times}${line.name} more.`);
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
      const note = act.note === "" ? "without its note" : `“${act.note}”`;
      return changed(state, outcome, `${act.line.name} ${note}.`);
    }
    case "set-price": {
      const outcome = session.setPrice(act.line.id, act.price);
      return changed(state, outcome, `${act.line.name} at ${till.money(act.price)}.`);
    }
    case "discount": {
      const { line, discount } = act;
      const outcome = session.discountLine(line.id, discount);
      return changed(state, outcome, discountSentence(till, line.name, discount));
    }
    case "discount-order": {
      const outcome = session.discountOrder(act.discount);
      return changed(state, outcome, discountSentence(till, "The order", act.discount));
    }
    case "sell-out": {
      const { product, isSoldOut } = act;
      const outcome = session.sellOut(product.sku, isSoldOut);
      if (!outcome.ok) return refusedBy(state, outcome.fault);
      const what = isSoldOut ? "sold out, on every till" : "there again";
      return said(spent(state), "done", `${product.name} is ${what}.`);
    }
    default:
      return assertNever(act, "act");
  }
}

function discountSentence(till: TillContext, name: string, discount: GivenDiscount | null): string {
  if (discount === null) return `${name} without a discount.`;
  const { rate, amount } = discount;
  return `${name}: ${rate === 0 ? till.money(amount) : formatRate(rate)} off.`;
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
  if (!picked.ok) return refused(state, `${goods.product.name}: ${picked.fault}`);
  const group = missingGroups(options, picked.value)[0];
  if (group !== undefined) {
    const list = { type: "choice" as const, goods, group, filter: "", at: 0 };
    return said({ ...state, list }, "hint", `${goods.product.name}: choose ${group.name}.`);
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
  if (session === undefined) return refused(state, "Log in first.");
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
  return service === undefined ? name : `${name}, ${SERVICE_NAMES[service]}`;
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
