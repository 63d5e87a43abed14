/** Tabs by card: beside the order, and in their lists. */

import { addMinor, minor } from "../../domain/money/amounts.ts";
import { type TabView } from "../../domain/views.ts";
import { tipNow } from "../payment-sums.ts";
import { type ListOf, type RegisterState } from "../register-state.ts";
import { dueNow } from "../split.ts";
import { type TillContext } from "../till-context.ts";
import { type ListRow, type ListRows, numbered, readOnly, signRow } from "./list-row.ts";

/** `TAB 50.00 at bar, 12.40 left`: at every till. */
export function tabText({ words, money }: TillContext, tab: TabView): string {
  const { terminal } = tab;
  return words.tabs.row[tab.state]({
    money: money(tab.holds),
    left: money(tab.left),
    terminal,
  });
}

/** What may be done with the tab of the order on the screen. */
export function tabActRows(
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
      choice: { type: "tab-act", act: { type: "open", terminal: id, sum } },
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
    signRow(sign, { label, choice: { type: "tab-act", act } }),
  );
  if (wanted === undefined) return acts;
  return [...acts, signRow("4", { label: tabs.other, choice: { type: "tab-other", wanted } })];
}

export function tabRows(till: TillContext, { tabs }: ListOf<"tabs">): ListRows {
  const { none, states, until } = till.words.tabs;
  if (tabs.length === 0) return [readOnly(none)];
  return numbered(tabs, (tab) => {
    const cells = [tab.time, tab.orderNumber, till.money(tab.sum)];
    const facts = [states[tab.state], tab.name, tab.until === "" ? "" : until({ day: tab.until })];
    const detail = [...facts, tab.card].filter((text) => text !== "").join(", ");
    return { label: cells.join(" "), cells, detail, words: detail, choice: { type: "tab", tab } };
  });
}
