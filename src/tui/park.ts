/**
 * F6: an order makes room for another one. It was open before and is open after, for every till; all that
 * changes is what stands on this screen.
 */

import { foldText, isDigits } from "../domain/entry-text.ts";
import { type OrderView } from "../domain/views.ts";
import { type RegisterState, refused, said, spent } from "./register-state.ts";
import { type TillContext } from "./till-context.ts";
import { wordsFor } from "./words/words.ts";

/** With a number before it that order is brought; else the one on the screen goes, or the others are listed. */
export function park(till: TillContext, state: RegisterState): RegisterState {
  const { session } = state;
  if (session === undefined) return state;
  const typed = foldText(state.text);
  if (typed !== "") return recallTyped(state, typed);
  const { order } = state;
  if (order?.status !== "open") return listOrders(state);
  session.newOrder();
  const unsent = order.lines.some(({ kitchen, voided }) => kitchen === "unsent" && !voided);
  const { parked, parkedUntold } = till.words.park;
  const say = unsent ? parkedUntold : parked;
  return said(cleared(till, state), "done", say(order.number));
}

/** Brings it; what was on the screen is open as before. */
export function recallOrder(state: RegisterState, order: OrderView): RegisterState {
  const outcome = state.session?.recall(order.id);
  if (outcome === undefined) return state;
  if (!outcome.ok) return refused(state, outcome.fault.message);
  const words = wordsFor(state).park;
  const what =
    state.order?.status === "open"
      ? words.hereForOther(order.number, state.order.number)
      : words.here(order.number);
  return said(shown(spent(state), outcome.value), "done", what);
}

/** `12` is the order of that number, of whichever till. */
function recallTyped(state: RegisterState, typed: string): RegisterState {
  if (state.order !== undefined && isNumberOf(state.order, typed)) {
    return refused(state, wordsFor(state).park.hereAlready(state.order.number));
  }
  const found = (state.session?.openOrders() ?? []).filter((order) => isNumberOf(order, typed));
  const [only, ...others] = found;
  if (only === undefined) {
    return refused(state, wordsFor(state).park.noOrder(state.text.trim()));
  }
  // Numbers begin anew each day, and at each till.
  return others.length === 0 ? recallOrder(state, only) : listOrders(spent(state), found);
}

function isNumberOf({ number }: OrderView, typed: string): boolean {
  const folded = foldText(number);
  return folded === typed || (isDigits(typed) && folded.replace(/^\D+/u, "") === typed);
}

function listOrders(
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

function shown(state: RegisterState, order: OrderView): RegisterState {
  return { ...seen(state), order, service: order.service, lineId: undefined };
}

/** The change of the sale before leaves the big digits. */
function seen(state: RegisterState): RegisterState {
  return state.paid === undefined ? state : { ...state, paid: { ...state.paid, isFresh: false } };
}
