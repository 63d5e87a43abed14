/**
 * Performs what the line says: goods are added, lines changed, questions answered.
 */

import { assertNever } from "../domain/base/assert-never.ts";
import { type Result } from "../domain/base/result.ts";
import {
  defaultModifiers,
  missingGroups,
  optionChanges,
  pickModifiers,
  unitPriceOf,
} from "../domain/entry/entry-modifiers.ts";
import { countedAs, type GoodsReading } from "../domain/entry/entry.ts";
import { type TakenModifier } from "../domain/goods/catalogue.ts";
import { GOODS_FATES, type GoodsFate, usualFate } from "../domain/goods/goods-fate.ts";
import { sumMinor } from "../domain/money/amounts.ts";
import { type OrderView } from "../domain/views.ts";
import { optionClause, wordsFor } from "../words/screen-words.ts";
import { askSerial } from "./ask-serial.ts";
import { performCustomer } from "./customer-actions.ts";
import { type Act } from "./entry-act.ts";
import { previewGoods, priceOf } from "./entry-plan.ts";
import { orderOf, performAct } from "./perform-act.ts";
import { type Refusal } from "./ports/refusal-port.ts";
import { type PendingGoods } from "./register-list.ts";
import {
  hinted,
  refused,
  refusedBy,
  type RegisterState,
  reported,
  withEntryDone,
} from "./register-state.ts";
import { type TillContext } from "./till-context.ts";

/** The acts of the line itself; verbs and money are handled elsewhere. */
export type LineAct = Exclude<
  Act,
  {
    type:
      | "verb"
      | "set-tip"
      | "split"
      | "choose-part"
      | "take-cash"
      | "ask-sum"
      | "take-foreign"
      | "take-card"
      | "take-voucher"
      | "drawer";
  }
>;

/** Performs what the line means. */
export function performLine(till: TillContext, state: RegisterState, act: LineAct): RegisterState {
  const { session } = state;
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
      return hinted(withEntryDone(state), act.text);
    case "act":
      return performAct(till, state, act.planned);
    default:
      return assertNever(act, "act");
  }
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
    ...(goods.packWeight === undefined ? {} : { packWeight: goods.packWeight }),
    ...(goods.isEmpties === true ? { isEmpties: true } : {}),
    numbers: goods.numbers,
    keepsText,
  };
}

/** Adds them, or opens the list of a choice that they need first. */
export function addGoods(
  till: TillContext,
  state: RegisterState,
  pending: PendingGoods,
): RegisterState {
  const goods =
    state.session?.sure?.has("goods") === true ? { ...pending, sellsOn: true } : pending;
  if (goods.isEmpties === true) return added(till, state, { goods });
  const options = till.index().optionsOf(goods.product);
  const picked = pickModifiers(options, defaultModifiers(options), goods.numbers);
  if (!picked.ok)
    return refused(state, `${goods.product.name}: ${optionClause(till.words, picked.fault)}`);
  const group = missingGroups(options, picked.value)[0];
  if (group !== undefined) {
    // Enter takes the usual one where there is one.
    const at = Math.max(
      0,
      group.options.findIndex(({ byDefault }) => byDefault),
    );
    const list = { type: "choice" as const, goods, group, filter: "", at };
    return hinted(
      { ...state, list },
      till.words.done.choose({ name: goods.product.name, group: group.name }),
    );
  }
  const complete = {
    goods,
    ...(goods.numbers.length === 0 ? {} : { modifiers: picked.value }),
  };
  return isFateAsked(goods) ? askFate(till, state, complete) : added(till, state, complete);
}

/** Whether somebody has to say what becomes of the goods: they come back, and their stock is kept. */
function isFateAsked({ product, quantity }: PendingGoods): boolean {
  return quantity < 0 && (product.stock !== "none" || product.recipe.length > 0);
}

/** Enter takes the usual fate. */
function askFate(till: TillContext, state: RegisterState, complete: Complete): RegisterState {
  const { name, station } = complete.goods.product;
  const at = GOODS_FATES.indexOf(usualFate(station));
  const list = { type: "fate" as const, ...complete, filter: "", at };
  return hinted({ ...state, list }, till.words.lists.goodsFate({ name }));
}

interface Complete {
  readonly goods: PendingGoods;
  /** What becomes of goods that come back; undefined where nobody was asked. */
  readonly fate?: GoodsFate;
  readonly modifiers?: ReadonlyArray<TakenModifier>;
}

/** Adds goods that lack nothing any more. */
export function added(
  till: TillContext,
  state: RegisterState,
  { goods, modifiers, fate }: Complete,
): RegisterState {
  const session = goods.sellsOn === true ? state.session?.knowing("goods") : state.session;
  if (session === undefined) return refused(state, wordsFor(state).whyNot.logInFirst);
  const outcome = orderOf(
    session.perform({
      act: "add",
      sku: goods.product.sku,
      quantity: goods.quantity,
      ...(modifiers === undefined ? {} : { modifiers }),
      ...(goods.price === undefined ? {} : { price: goods.price }),
      ...(goods.isPack === true ? { isPack: true } : {}),
      ...(goods.packWeight === undefined ? {} : { packWeight: goods.packWeight }),
      ...(goods.isEmpties === true ? { isEmpties: true } : {}),
      ...(fate === undefined ? {} : { fate }),
      ...(goods.service === undefined ? {} : { service: goods.service }),
      ...(goods.pricedAs === undefined ? {} : { pricedAs: goods.pricedAs }),
    }),
  );
  const name =
    goods.isEmpties === true
      ? till.words.plan.emptiesOf({ name: goods.product.name })
      : withOptions(till, goods, modifiers);
  const sentence = `${till.times(goods.quantity, countedAs(goods))}${name}.`;
  const told = outcome.ok ? withLeft(till, goods, sentence) : sentence;
  const next = changed(state, outcome, doneSentences(told, previewOf(till, goods, modifiers)));
  if (!outcome.ok) return next;
  // The next text is about the line that was just added.
  const since = { ...next, lineId: undefined };
  if (goods.product.serial) return askSerial(till, since);
  return goods.keepsText ? { ...since, ...lineOf(state) } : since;
}

/** Says how much is left of goods whose stock is kept, and once for each day that it is little. */
function withLeft(till: TillContext, { product }: PendingGoods, sentence: string): string {
  const left = till.leftOf(product);
  if (left === "") return sentence;
  if (till.port.tellLow(product.sku)) return till.words.plan.lowStock({ sentence, left });
  return till.stockLeft(product.sku) === undefined ? sentence : `${sentence} ${left}.`;
}

/** Returns the preview under the line, with the price. */
function previewOf(
  here: TillContext,
  goods: PendingGoods,
  modifiers: ReadonlyArray<TakenModifier> | undefined,
): string {
  const { product, price, quantity, service } = goods;
  if (goods.isEmpties === true) {
    const deposits = here.index().depositsOf(product);
    const unitPrice = sumMinor(deposits, ({ article, count }) => article.price * count);
    const total = priceOf(unitPrice, quantity);
    return previewGoods(here, { ...goods, missing: [], unitPrice, total });
  }
  const till = service === undefined ? here : here.servedAs(service);
  const options = till.index().optionsOf(product);
  const taken = modifiers ?? defaultModifiers(options);
  const unitPrice = unitPriceOf(price ?? till.priceNow(product).price, options, taken);
  const total = priceOf(unitPrice, quantity);
  const preview = previewGoods(till, { ...goods, modifiers: taken, missing: [], unitPrice, total });
  return service === undefined ? preview : `${preview}, ${till.words.services[service]}`;
}

/** Returns the text on the line, to be left as it was. */
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

/** The sentences once it is done, and before it is approved. */
interface DoneSentences {
  readonly done: string;
  readonly asked: string;
}

export function doneSentences(done: string, preview: string): DoneSentences {
  return { done, asked: `${preview}.` };
}

/** Shows a session's answer: the new order, or why nothing has changed and what a person may allow. */
export function changed(
  state: RegisterState,
  outcome: Result<OrderView | undefined, Refusal>,
  sentence: string | DoneSentences,
): RegisterState {
  const { done, asked } =
    typeof sentence === "string" ? { done: sentence, asked: sentence } : sentence;
  if (!outcome.ok) return refusedBy(state, outcome.fault, asked);
  const paid = state.paid === undefined ? undefined : { ...state.paid, isFresh: false };
  return reported({ ...withEntryDone(state), order: outcome.value, paid }, done);
}
