/** Tabs by card that stayed open over a night: a guest's card holds money that nobody has booked or let go. */

import { type BusinessDay } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { isOver, type PlacedTab, shopTabs } from "../../domain/terminals/tab-ledger.ts";
import { localDay } from "../../domain/text/locale.ts";
import { itemId } from "./item-id.ts";
import { answerOf, type ItemContext, type OpenItem } from "./open-item.ts";

/** Returns those of the whole shop that were opened before `today`, and that their acquirers still hold. */
export function tabItems(
  context: ItemContext,
  view: LedgerView,
  today: BusinessDay,
): ReadonlyArray<OpenItem> {
  return shopTabs(view)
    .filter((tab) => tab.state === "open" && tab.started.day < today && !isOver(tab, today))
    .map((tab) => tabItem(context, view, tab));
}

function tabItem(
  { words, money, locale }: ItemContext,
  view: LedgerView,
  { id, order, number, holds, terminal, started, until }: PlacedTab,
): OpenItem {
  const isOpen = view.state("order", order).receipts.length === 0;
  return {
    id: itemId(["tab/overnight", id]),
    kind: "tab/overnight",
    addressee: "cashier",
    amount: holds,
    text: words.tabOvernight({
      order: number,
      money: money(holds),
      name: terminal?.name ?? started.terminal.id,
      until: until === undefined ? "" : localDay(until, locale),
    }),
    answers: isOpen ? [answerOf(words, "open-order", { shown: number, object: order })] : [],
    subject: { type: "tab", order },
  };
}
