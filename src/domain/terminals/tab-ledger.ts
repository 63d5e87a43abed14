/** The tabs by card of the shop that nobody has closed, and how long each still holds. */

import { type CardTab, tabLimit, unclosedTabs } from "../balance/card-tabs.ts";
import { orderBalance } from "../balance/order-balance.ts";
import { CARD_TAB_TAG } from "../folds/order-sums.ts";
import { type BusinessDay, type EventId, streamName } from "../identity.ts";
import { type LedgerView } from "../ledger-view.ts";
import { minor, type MinorUnits } from "../money/amounts.ts";
import { billOf } from "../order/gathered-order.ts";
import { civilTime } from "../text/civil-time.ts";
import { readTerminal, type Terminal, USUAL_TERMINAL } from "./terminals.ts";

/** A tab that is neither booked nor released, with the order that it was opened for. */
export interface PlacedTab extends CardTab {
  readonly order: EventId;
  /** The number of the order, such as `A12`. */
  readonly number: string;
  /** Undefined where the terminal was never set up here. */
  readonly terminal: Terminal | undefined;
  /** The last day on which its acquirer holds it; undefined where its till's clock was no clock. */
  readonly until: BusinessDay | undefined;
  /** So much may still be ordered: what all open tabs of the bill hold, less what is due; below zero beyond it. */
  readonly left: MinorUnits;
}

const DAY_MS = 86_400_000;

/** Returns those of the whole shop, the oldest first. */
export function shopTabs(view: LedgerView): ReadonlyArray<PlacedTab> {
  const orders = view.tagged(CARD_TAB_TAG).map((stream) => streamName(stream) as EventId);
  return orders
    .flatMap((order) => tabsOf(view, order))
    .toSorted((one, other) => one.started.terminal.hlc - other.started.terminal.hlc);
}

function tabsOf(view: LedgerView, order: EventId): ReadonlyArray<PlacedTab> {
  const own = view.state("order", order);
  const bill = billOf(view, order);
  const left = minor(tabLimit(bill) - orderBalance(bill).due);
  // What was booked on the bill that the order was merged into is closed.
  const unclosed = new Set(unclosedTabs(bill).map(({ id }) => id));
  return unclosedTabs(own)
    .filter(({ id, started }) => started.home && unclosed.has(id))
    .map((tab) => {
      const { id, wallMs, offsetMinutes } = tab.started.terminal;
      const terminal = readTerminal(view, id);
      const { tabDays } = terminal ?? USUAL_TERMINAL;
      const until = civilTime(wallMs + tabDays * DAY_MS, offsetMinutes).date;
      const number = own.opened?.number ?? "";
      return Object.assign({ order, number, terminal, until, left }, tab);
    });
}

/** Whether its acquirer holds it no more on that day. */
export function isOver({ until }: Pick<PlacedTab, "until">, day: BusinessDay): boolean {
  return until !== undefined && until < day;
}
