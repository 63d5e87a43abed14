/** The decision to issue an invoice for a receipt that named nobody, or nobody's address. */

import { err, ok } from "../../base/result.ts";
import { orderStream } from "../../folds/order-fold.ts";
import { type EventId } from "../../identity.ts";
import { receiptNumber } from "../../order/order-view.ts";
import { invoiceOf } from "../../order/receipt-view.ts";
import { readCustomer } from "../../people/customers.ts";
import { openedId, type OrderState } from "../../state/order-state.ts";
import { type Decision, type DecisionContext, requirePermission } from "../decision.ts";
import { recipientFrom } from "./settle-order.ts";

export interface InvoiceWish {
  readonly receipt: EventId;
  /** Id of whom it is issued to. */
  readonly customer: string;
}

/** Issues an invoice once for a receipt. Its sums and its number are the receipt's. */
export function decideIssueInvoice(
  context: DecisionContext,
  order: OrderState,
  { receipt: id, customer: customerId }: InvoiceWish,
): Decision {
  const allowed = requirePermission(context, "sell");
  if (!allowed.ok) return allowed;
  const receipt = order.receipts.find((own) => own.id === id);
  if (receipt === undefined) return err({ type: "invoice/no-receipt" });
  const number = receiptNumber(receipt.body.series, receipt.body.no);
  if (invoiceOf(order, receipt) !== undefined) return err({ type: "invoice/exists", number });
  const customer = readCustomer(context.view, customerId);
  if (customer === "erased") return err({ type: "customer/erased" });
  if (customer === undefined) return err({ type: "customer/unknown", text: customerId });
  if (customer.sealed.address === undefined) return err({ type: "invoice/no-address" });
  const body = { receipt: id, to: recipientFrom(customer) };
  return ok([{ kind: "invoice/issued", streams: [orderStream(openedId(order))], body }]);
}
