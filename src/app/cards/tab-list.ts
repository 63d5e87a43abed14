/** The tabs by card that nobody has closed, as people and programs read them. */

import { type TabState } from "../../domain/balance/card-tabs.ts";
import { type BusinessDay, type EventId } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { type MinorUnits, sumMinor } from "../../domain/money/amounts.ts";
import { isOver, type PlacedTab, shopTabs } from "../../domain/terminals/tab-ledger.ts";
import { tillNameOf } from "../membership/till-name.ts";
import { wallToText } from "../orders/order-json.ts";
import { type Till } from "../till/till.ts";

export interface ListedTab {
  readonly id: EventId;
  /** The number of the order, such as `A12`. */
  readonly order: string;
  /** The terminal that holds it, by its id. */
  readonly terminal: string;
  /** The name of the till that opened it. */
  readonly till: string;
  /** `over`: its acquirer holds it no more. */
  readonly state: Exclude<TabState, "booked" | "released"> | "over";
  /** So much may be booked of it. */
  readonly sum: MinorUnits;
  /** So much may still be ordered; below zero beyond the limit. */
  readonly left: MinorUnits;
  readonly at: string | null;
  /** The last day on which its acquirer holds it. */
  readonly until: BusinessDay | null;
  readonly brand: string | null;
  readonly last4: string | null;
  /** The number of the terminal's receipt, by which it is booked and released. */
  readonly receipt: number | null;
}

/** Returns those of the whole shop, the oldest first. */
export function listTabs(till: Till): ReadonlyArray<ListedTab> {
  const today = till.days().now;
  return till.ledger.read(shopTabs).map((tab) => toListed(till, tab, today));
}

/** Returns what cards hold of the guests' money for tabs that were opened up to that day. */
export function openTabsOn(
  view: LedgerView,
  day: BusinessDay,
): { readonly tabs: number; readonly amount: MinorUnits } {
  const open = shopTabs(view).filter((tab) => tab.started.day <= day && !isOver(tab, day));
  return { tabs: open.length, amount: sumMinor(open, ({ holds }) => holds) };
}

function toListed(till: Till, tab: PlacedTab, today: BusinessDay): ListedTab {
  const { id, number, state, holds, left, until = null, started, card } = tab;
  const { brand = null, last4 = null, ref = null } = card ?? {};
  return {
    id,
    order: number,
    terminal: started.terminal.id,
    till: tillNameOf(till.ledger.admission(), started.till),
    state: isOver(tab, today) ? "over" : (state as Exclude<TabState, "booked" | "released">),
    sum: holds,
    left,
    at: wallToText(started.terminal),
    until,
    brand,
    last4,
    receipt: ref?.receipt ?? null,
  };
}
