/**
 * The open things of a till that is gone, as far as its events came here. What it did since is
 * unknown, which is not the same as nothing.
 */

import { sumKey } from "../../domain/figures/day-sums.ts";
import { type BusinessDay, deviceOf } from "../../domain/identity.ts";
import { type MinorUnits, minor } from "../../domain/money/amounts.ts";
import { openBills } from "../../domain/order/gathered-order.ts";
import { openedId } from "../../domain/state/order-state.ts";
import { type ClockReading } from "../../domain/text/clock-text.ts";
import { type OrderView } from "../../domain/views.ts";
import { orderView } from "../orders/orders.ts";
import { type Till } from "../till/till.ts";
import { type ShopDevice } from "./devices.ts";

export interface LeftBehind {
  /** When its last event was that is here, by its own clock; undefined for none. */
  readonly heardUntil: ClockReading | undefined;
  /** Opened there, and not paid: anybody may go on with them. */
  readonly openOrders: ReadonlyArray<OrderView>;
  /** The cash of the days on which its chains end, less what was counted or taken out. */
  readonly cash: ReadonlyArray<{ readonly day: BusinessDay; readonly taken: MinorUnits }>;
}

export function leftBehind({ ledger }: Till, { device, chains }: ShopDevice): LeftBehind {
  return ledger.read((view) => {
    const openOrders = openBills(view)
      .map(openedId)
      .filter((id) => id.startsWith(`${device}.`))
      .flatMap((id) => orderView(view, id) ?? []);
    const cash = chains.flatMap(({ origin }) => {
      const day = ledger.head(origin)?.day;
      if (day === undefined || deviceOf(origin) !== device) return [];
      const taken = minor(
        view.sum(sumKey("tenders", { day, till: origin }, { method: "cash", sum: "amount" })),
      );
      return taken === 0 ? [] : [{ day, taken }];
    });
    return { heardUntil: chains[0]?.at, openOrders, cash };
  });
}
