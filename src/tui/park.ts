/**
 * F6: an order makes room for another one. It was open before and is open after, for every till; all that
 * changes is what stands on this screen.
 */

import { foldText, isDigits, wordsOf } from "../domain/text/entry-text.ts";
import { type OrderView } from "../domain/views.ts";
import { type Words, wordsFor } from "../words/screen-words.ts";
import { commandOf, howBegun } from "./commands.ts";
import {
  hinted,
  refused,
  refusedBy,
  type RegisterState,
  reported,
  withEntryDone,
} from "./register-state.ts";
import { type TillContext } from "./till-context.ts";
import { lackingGoods } from "./weighing.ts";

/** The code of a till and a number. */
const ORDER_NUMBER = /^\p{L}{0,3}\d+$/u;

/**
 * Parks or brings an order. A known number or name before F3 brings that order; another name is
 * given to the one on the screen, which is parked. With no text the order is parked, or the others
 * are listed.
 */
export function park(till: TillContext, before: RegisterState): RegisterState {
  // From the payment too, while a card is paid.
  const state = { ...before, screen: "register" as const };
  const { session, order } = state;
  if (session === undefined) return state;
  const typed = foldText(state.text);
  if (typed !== "") return recallTyped(till, state, typed);
  return order?.status === "open" ? putAside(till, state, order) : listOrders(state);
}

function putAside(till: TillContext, state: RegisterState, order: OrderView): RegisterState {
  state.session?.newOrder();
  const unsent = order.lines.some(({ kitchen, voided }) => kitchen === "unsent" && !voided);
  const { parked, parkedUntold } = till.words.park;
  const say = unsent ? parkedUntold : parked;
  return reported(cleared(till, state), say({ order: labelOf(till.words, order) }));
}

/** Brings it; what was on the screen is open as before. */
export function recallOrder(state: RegisterState, order: OrderView): RegisterState {
  const outcome = state.session?.recall(order.id);
  if (outcome === undefined) return state;
  if (!outcome.ok) return refusedBy(state, outcome.fault);
  const words = wordsFor(state);
  const here = labelOf(words, order);
  const what =
    state.order?.status === "open"
      ? words.park.hereForOther({ order: here, other: labelOf(words, state.order) })
      : words.park.here({ order: here });
  return reported(shown(withEntryDone(state), outcome.value), what);
}

/**
 * `12` is the order of that number, of whichever till; `rossi` the one of that name, unless the order
 * on the screen may have been meant to be parked under it.
 */
function recallTyped(till: TillContext, state: RegisterState, typed: string): RegisterState {
  const { order } = state;
  if (order !== undefined && isNumberOf(order, typed)) {
    return refused(state, wordsFor(state).park.hereAlready({ order: order.number }));
  }
  const open = state.session?.openOrders() ?? [];
  const numbered = open.filter((it) => isNumberOf(it, typed));
  const named = open.find(({ name }) => foldText(name) === foldText(nameIn(state.text)));
  if (numbered.length === 0 && named !== undefined && order?.status === "open") {
    const { number, name } = named;
    return refused(state, wordsFor(state).park.nameTaken({ number, name }));
  }
  const found = numbered.length > 0 ? numbered : open.filter((it) => isNameOf(it, typed));
  const [only, ...others] = found;
  if (only === undefined) return parkUnder(till, state);
  // Numbers begin anew each day, and at each till; two guests may have one name.
  return others.length === 0 ? recallOrder(state, only) : listOrders(withEntryDone(state), found);
}

/** A name that no open order has. Goods may be called so too, and Enter was forgotten: it asks once. */
function parkUnder(till: TillContext, state: RegisterState): RegisterState {
  const { order, session } = state;
  const name = nameIn(state.text);
  const words = till.words.park;
  if (order?.status !== "open" || session === undefined || !/^\p{L}/u.test(name)) {
    return refused(state, whyNotOpen(till, state, name));
  }
  // The number of an order that is paid by now was meant as such, and names no other one.
  if (ORDER_NUMBER.test(name) && till.port.papers(name, till.locale).ok) {
    return refused(state, whyNotOpen(till, state, name));
  }
  const goods = goodsCalled(till, state.text);
  if (goods !== undefined && state.askedName !== name) {
    return hinted({ ...state, askedName: name }, words.orGoods({ name, goods }));
  }
  if (order.name === name) return putAside(till, withEntryDone(state), order);
  const named = session.perform({ act: "name", name });
  return named.ok
    ? putAside(till, withEntryDone(state), named.value.order ?? order)
    : refusedBy(state, named.fault);
}

/** Says that no order that is open is called so; of one that is paid, how its receipt brings it back. */
function whyNotOpen(till: TillContext, state: RegisterState, typed: string): string {
  const { park: words } = till.words;
  const papers = ORDER_NUMBER.test(typed) ? till.port.papers(typed, till.locale) : undefined;
  const receipts = papers?.ok === true ? papers.value.filter(({ kind }) => kind === "receipt") : [];
  const command = commandOf("receipts");
  const receipt = receipts.at(-1);
  if (receipt === undefined || command === undefined) return words.noOrder({ typed });
  const { word } = howBegun(command, wordsFor(state));
  return words.isPaid({ typed, word, number: receipt.name });
}

/** Finds goods that lack their weight or their price too. */
function goodsCalled(till: TillContext, text: string): string | undefined {
  const reading = till.read(text);
  if (reading.type === "goods") return reading.product.name;
  return reading.type === "nothing" ? lackingGoods(reading.fault, text)?.name : undefined;
}

/** `Table 7`, `A12 Rossi`. */
export function labelOf({ tables }: Words, { table, number, name }: OrderView): string {
  if (table !== "") return tables.table({ table });
  return name === "" ? number : `${number} ${name}`;
}

function nameIn(text: string): string {
  return text.trim().replaceAll(/\s+/gu, " ");
}

/** Each typed word begins a word of it. */
function isNameOf({ name }: OrderView, typed: string): boolean {
  const have = wordsOf(foldText(name));
  const wanted = wordsOf(typed);
  return wanted.length > 0 && wanted.every((word) => have.some((it) => it.startsWith(word)));
}

function isNumberOf({ number }: OrderView, typed: string): boolean {
  const folded = foldText(number);
  return folded === typed || (isDigits(typed) && folded.replace(/^\D+/u, "") === typed);
}

export function listOrders(
  state: RegisterState,
  orders: ReadonlyArray<OrderView> = state.session?.openOrders() ?? [],
): RegisterState {
  if (orders.length === 0) return refused(state, wordsFor(state).park.noOther);
  return { ...state, list: { type: "orders", orders, filter: "", at: 0 }, showsHelp: false };
}

function cleared(till: TillContext, state: RegisterState): RegisterState {
  const { defaultService } = till.port.shop;
  return { ...seen(state), order: undefined, service: defaultService, lineId: undefined };
}

/** The order that lies on the screen from now on. */
export function shown(state: RegisterState, order: OrderView | undefined): RegisterState {
  const service = order?.service ?? state.service;
  return { ...seen(state), order, service, lineId: undefined };
}

/** The change of the sale before leaves the big digits. */
function seen(state: RegisterState): RegisterState {
  return state.paid === undefined ? state : { ...state, paid: { ...state.paid, isFresh: false } };
}
