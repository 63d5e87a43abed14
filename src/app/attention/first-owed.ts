/** What one key gives back of an order that is paid beyond what it costs. */

import { type OrderState } from "../../domain/folds/order-state.ts";
import { orderBalance } from "../../domain/order-balance.ts";
import { moneyOwed } from "../../domain/order/tender-money.ts";
import { type TenderMoney } from "../../domain/tenders.ts";

/** What came by the tender that was paid with last; in cash what is for goods that come back. */
export function firstOwed(order: OrderState): TenderMoney {
  const [first] = moneyOwed(order).byTender;
  return first ?? { method: "cash", amount: orderBalance(order).giveBack };
}
