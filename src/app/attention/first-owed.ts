/** The refund of one key press for an order that is overpaid. */

import { type AttentionFact } from "../../domain/attention.ts";
import { type OrderState } from "../../domain/folds/order-state.ts";
import { orderBalance } from "../../domain/order-balance.ts";
import { receiptTenders, tenderLeft } from "../../domain/order/refund.ts";
import { moneyOwed } from "../../domain/order/tender-money.ts";
import { type TenderMoney } from "../../domain/tenders.ts";

/** Returns the amount that came by the last tender; in cash for returned goods. */
export function firstOwed(order: OrderState): TenderMoney {
  const [first] = moneyOwed(order).byTender;
  return first ?? { method: "cash", amount: orderBalance(order).refundDue };
}

/** Returns the tender of a part that was paid twice: cash where it came by several tenders. */
export function owedOfReceipt(
  order: OrderState,
  { subject, amount }: Pick<AttentionFact, "subject" | "amount">,
): TenderMoney {
  const receipt = order.receipts.find(({ id }) => id === subject);
  const tenders = receipt === undefined ? [] : receiptTenders(order, receipt);
  const only = tenders.find(
    (it) => receipt !== undefined && tenderLeft(order, receipt, it.method) >= amount,
  );
  if (only === undefined) return { method: "cash", amount };
  const { method, name } = only;
  return name === undefined ? { method, amount } : { method, name, amount };
}
