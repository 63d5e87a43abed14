/** The tabs by card. */

import { recallOrder } from "../park.ts";
import { type ShopTab } from "../ports/card-port.ts";
import { type ListOf, refused, refusedBy, type RegisterState } from "../register-state.ts";
import { does, type ListRows, numbered, readOnly } from "../rows/list-row.ts";
import { type TillContext } from "../till-context.ts";
import { type ListKind } from "./list-kind.ts";

export const tabsList = {
  opens: { "card-tabs": listTabs },
  title: ({ tabs }) => tabs.list,
  rows: tabRows,
  showsWhole: () => true,
} as const satisfies ListKind<"tabs">;

export function listTabs(till: TillContext, state: RegisterState): RegisterState {
  const list = { type: "tabs", tabs: till.port.cards.tabs(), filter: "", at: 0 } as const;
  return { ...state, list, showsHelp: false, message: undefined };
}

function tabRows(till: TillContext, { tabs }: ListOf<"tabs">): ListRows {
  const { none, states, until } = till.words.tabs;
  if (tabs.length === 0) return [readOnly(none)];
  return numbered(tabs, (tab) => {
    const cells = [tab.time, tab.orderNumber, till.money(tab.sum)];
    const facts = [states[tab.state], tab.name, tab.until === "" ? "" : until({ day: tab.until })];
    const detail = [...facts, tab.card].filter((text) => text !== "").join(", ");
    const choice = does((here, state) => showTab(here, state, tab), {
      isHarmless: true,
      offersScans: true,
    });
    return { label: cells.join(" "), cells, detail, words: detail, choice };
  });
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
