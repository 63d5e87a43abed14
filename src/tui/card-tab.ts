/**
 * A tab by card at the register: opened for the order on the screen, raised, booked with the tip, or let go;
 * and the list of those of the shop. What comes of each is told as of a payment.
 */

import { assertNever } from "../domain/base/assert-never.ts";
import { readPayment } from "../domain/entry/entry-payment.ts";
import { type MinorUnits } from "../domain/money/amounts.ts";
import { recallOrder } from "./park.ts";
import { type CardWanted, type ShopTab, type TabAct } from "./ports/card-port.ts";
import {
  hinted,
  type ListOf,
  paymentScreen,
  refused,
  refusedBy,
  type RegisterState,
} from "./register-state.ts";
import { type TabChoice } from "./rows/list-row.ts";
import { type TillContext } from "./till-context.ts";

/** `:cardtab`, or `:cardtab 50`: what may be done with the tab of the order; none yet is opened. */
export function askTab(till: TillContext, state: RegisterState): RegisterState {
  const { session } = state;
  if (session === undefined) return refused(state, till.words.whyNot.logInFirst);
  const read = readPayment(state.text, till.currency);
  const typed = read.type === "tendered" ? read.amount : undefined;
  if (typed === undefined && state.text.trim() !== "") {
    return refused(state, till.words.tabs.noSum);
  }
  const sum = typed ?? session.cards.usualTab();
  // Whoever types a sum means to hold so much: Enter never books by it.
  const at = typed !== undefined && state.order?.tab?.state === "open" ? RAISES_AT : 0;
  const list = { ...tabList({ sum }), at };
  return { ...state, text: "", list, showsHelp: false, message: undefined };
}

/** The row that holds more, of a tab that is open. */
const RAISES_AT = 1;

/** F12 on an order with a tab asks whether that is booked first; undefined where there is none to book. */
export function offerTab(state: RegisterState, wanted: CardWanted): RegisterState | undefined {
  if (state.order?.tab?.state !== "open" || state.session === undefined) return undefined;
  const sum = state.session.cards.usualTab();
  return { ...state, list: tabList({ sum, wanted }), showsHelp: false, message: undefined };
}

function tabList(asked: Pick<ListOf<"tab">, "sum" | "wanted">): ListOf<"tab"> {
  return { type: "tab", ...asked, filter: "", at: 0 };
}

export function listTabs(till: TillContext, state: RegisterState): RegisterState {
  const list = { type: "tabs", tabs: till.port.cards.tabs(), filter: "", at: 0 } as const;
  return { ...state, list, showsHelp: false, message: undefined };
}

/** `other`: asks the terminal for a card besides, as F12 does without a tab. */
export function chooseTab(
  till: TillContext,
  state: RegisterState,
  {
    choice,
    other,
  }: {
    readonly choice: TabChoice;
    readonly other: (wanted: CardWanted) => RegisterState;
  },
): RegisterState {
  switch (choice.type) {
    case "tab":
      return showTab(till, state, choice.tab);
    case "tab-act":
      return askAct(till, state, choice.act);
    case "tab-other":
      return other(choice.wanted);
    default:
      return assertNever(choice, "choice");
  }
}

function askAct(till: TillContext, state: RegisterState, act: TabAct): RegisterState {
  const { session } = state;
  if (session === undefined) return refused(state, till.words.whyNot.logInFirst);
  const closed = { ...state, list: undefined };
  if (needsSum(act) && sumOf(act) === 0) return refused(closed, till.words.tabs.noSum);
  const asked = session.cards.tab(act);
  if (!asked.ok) return refusedBy(closed, asked.fault);
  const withOrder = { ...closed, order: session.order() ?? state.order };
  const payment = state.screen === "payment" ? withOrder : paymentScreen(withOrder);
  const next = { ...payment, text: "", list: undefined, hit: undefined, asked: undefined };
  return hinted(next, till.words.tabs.asked[act.type]);
}

function needsSum({ type }: TabAct): boolean {
  return type === "open" || type === "raise";
}

function sumOf(act: TabAct): MinorUnits | 0 {
  return "sum" in act ? act.sum : 0;
}

function showTab(till: TillContext, state: RegisterState, { order: id }: ShopTab): RegisterState {
  if (state.screen === "payment") return refused(state, till.words.whyNot.escFirst);
  if (state.screen === "office") return refused(state, till.words.whyNot.leaveOffice);
  const order = state.session?.recall(id);
  if (order === undefined) return state;
  return order.ok
    ? recallOrder({ ...state, list: undefined, message: undefined }, order.value)
    : refusedBy(state, order.fault);
}
