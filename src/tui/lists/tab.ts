/** What may be done with the tab of the order on the screen. */

import { readPayment } from "../../domain/entry/entry-payment.ts";
import { addMinor, minor, type MinorUnits } from "../../domain/money/amounts.ts";
import { tabOf } from "../card-tab.ts";
import { askTerminal } from "../cards.ts";
import { tipNow } from "../payment-sums.ts";
import { type TabAct } from "../ports/card-port.ts";
import {
  hinted,
  type ListOf,
  paymentScreen,
  refused,
  refusedBy,
  type RegisterState,
} from "../register-state.ts";
import {
  does,
  type Does,
  type ListRow,
  type ListRows,
  numbered,
  OFFERS_SCANS,
  readOnly,
  signRow,
} from "../rows/list-row.ts";
import { dueNow } from "../split.ts";
import { type TillContext } from "../till-context.ts";
import { type ListKind } from "./list-kind.ts";

export const tabList = {
  opens: { "card-tab": askTab },
  title: ({ tabs }) => tabs.one,
  rows: tabActRows,
} as const satisfies ListKind<"tab">;

/** The row that holds more, of a tab that is open. */
const RAISES_AT = 1;

/** `:cardtab`, or `:cardtab 50`: what may be done with the tab of the order; none yet is opened. */
function askTab(till: TillContext, state: RegisterState): RegisterState {
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
  const list = { ...tabOf({ sum }), at };
  return { ...state, text: "", list, showsHelp: false, message: undefined };
}

/** What may be done with the tab of the order on the screen. */
function tabActRows(
  till: TillContext,
  { sum, wanted }: ListOf<"tab">,
  state: RegisterState,
): ListRows {
  const { tabs } = till.words;
  const shown = till.money(sum);
  if (state.order?.tab?.state !== "open") {
    const rows = numbered(till.port.cards.terminals(), ({ id, name, isAtWork }) => ({
      label: sum === 0 ? tabs.openAt({ name }) : tabs.open({ money: shown, name }),
      detail: isAtWork ? till.words.cards.atWork : "",
      choice: asks({ type: "open", terminal: id, sum }),
    }));
    return rows.length === 0 ? [readOnly(till.words.cards.noTerminal)] : rows;
  }
  const tip = tipNow(state, "card");
  const { holds } = state.order.tab;
  const all = minor(Math.min(addMinor(dueNow(state), tip), holds));
  const book = tabs.book({ money: till.money(all), limit: till.money(holds) });
  const rows = [
    ["1", book, { type: "book", tip }],
    ["2", tabs.raise({ money: sum === 0 ? "" : shown }), { type: "raise", sum }],
    ["3", tabs.release({ money: till.money(holds) }), { type: "release" }],
  ] as const;
  const acts: ReadonlyArray<ListRow> = rows.map(([sign, label, act]) =>
    signRow(sign, { label, choice: asks(act) }),
  );
  if (wanted === undefined) return acts;
  // The terminal is asked once its list is closed.
  const other = does(
    (here, before) => askTerminal(here, { ...before, list: undefined }, wanted),
    OFFERS_SCANS,
  );
  return [...acts, signRow("4", { label: tabs.other, choice: other })];
}

function asks(act: TabAct): Does {
  return does((till, state) => askAct(till, state, act), OFFERS_SCANS);
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
