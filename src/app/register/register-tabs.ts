/** Tabs by card as the register has them. */

import { assertNever } from "../../domain/base/assert-never.ts";
import { type Result } from "../../domain/base/result.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { type EventId } from "../../domain/identity.ts";
import { isOver, type PlacedTab, shopTabs } from "../../domain/terminals/tab-ledger.ts";
import { clockText } from "../../domain/text/clock-text.ts";
import { localDay } from "../../domain/text/locale.ts";
import { type ShopTab, type TabAct } from "../../tui/ports/card-port.ts";
import { type CardDesk, type RunningCard } from "../cards/card-desk.ts";
import { type Actor, type Till } from "../till/till.ts";

/** Asks the terminal for what the person chose. */
export function beginTab(
  cards: CardDesk,
  actor: Actor,
  { order, act }: { readonly order: EventId; readonly act: TabAct },
): Result<RunningCard, Refusal> {
  switch (act.type) {
    case "open":
      return cards.openTab(actor, { order, terminal: act.terminal, sum: act.sum });
    case "raise":
      return cards.raiseTab(actor, { order, sum: act.sum });
    case "book":
      return cards.bookTab(actor, { order, tip: act.tip });
    case "release":
      return cards.releaseTab(actor, { order });
    default:
      return assertNever(act, "act on a tab");
  }
}

/** Returns the tabs of the shop that nobody has closed, the oldest first. */
export function shopTabRows(till: Till): ReadonlyArray<ShopTab> {
  const today = till.days().now;
  const locale = till.shopLocale();
  return till.ledger.read(shopTabs).map((tab) => {
    const { id, order, number, terminal, started, holds, until, card } = tab;
    const { brand = "", last4 = "" } = card ?? {};
    return {
      id,
      order,
      orderNumber: number,
      name: terminal?.name ?? started.terminal.id,
      state: isOver(tab, today) ? "over" : stateOf(tab),
      sum: holds,
      time: clockText({ isTwice: false, ...started.terminal }),
      until: until === undefined ? "" : localDay(until, locale),
      card: [brand, last4].filter((text) => text !== "").join(" "),
    };
  });
}

/** What is booked or released is in no list. */
function stateOf({ state }: PlacedTab): Exclude<ShopTab["state"], "over"> {
  return state === "booked" || state === "released" ? "ending" : state;
}
