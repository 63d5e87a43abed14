/**
 * The slip for money that moves without a receipt: a part payment, or money handed back. For cash it
 * opens the drawer; it is what the guest holds until the receipt names every payment.
 */

import { type OrderView, type PaymentView } from "../domain/views.ts";
import { type PrintDocument } from "./document.ts";
import { type ReceiptOptions } from "./receipt-document.ts";

export interface PaymentSlip {
  readonly order: Pick<OrderView, "number" | "due">;
  readonly payment: PaymentView;
}

export function paymentSlipToDocument(
  { order, payment }: PaymentSlip,
  { formatMoney }: Pick<ReceiptOptions, "formatMoney">,
): PrintDocument {
  const isHandedBack = payment.amount < 0;
  const isCash = payment.method === "cash";
  const paid = isCash ? "Part payment" : `Part payment, ${payment.method}`;
  return {
    kind: "report",
    blocks: [
      ...(isCash ? [{ type: "pulse" } as const] : []),
      { type: "text", text: order.number, align: "center", style: { bold: true } },
      { type: "text", text: "This is not a receipt", align: "center" },
      { type: "rule" },
      ...(isHandedBack
        ? [{ type: "row", left: "Handed back", right: formatMoney(payment.change) } as const]
        : [{ type: "row", left: paid, right: formatMoney(payment.tendered) } as const]),
      { type: "row", left: "Still to pay", right: formatMoney(order.due) },
      { type: "cut" },
    ],
  };
}
