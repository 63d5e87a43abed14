/**
 * The slip for cash that moves without a receipt: a part payment, or money handed back. It opens the
 * drawer, and is what the guest holds until the receipt names every payment.
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
  return {
    kind: "report",
    blocks: [
      { type: "pulse" },
      { type: "text", text: order.number, align: "center", style: { bold: true } },
      { type: "text", text: "This is not a receipt", align: "center" },
      { type: "rule" },
      ...(isHandedBack
        ? [{ type: "row", left: "Handed back", right: formatMoney(payment.change) } as const]
        : [{ type: "row", left: "Part payment", right: formatMoney(payment.tendered) } as const]),
      { type: "row", left: "Still to pay", right: formatMoney(order.due) },
      { type: "cut" },
    ],
  };
}
