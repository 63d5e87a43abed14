/** The receipts, or refunds, of all tills that something of an order is about, so that somebody finds them. */

import { itemsBeyond } from "../balance/money-law.ts";
import { refundsOf } from "../balance/paid-items.ts";
import { type EventId } from "../identity.ts";
import { type AttentionFact } from "../state/attention.ts";
import { type OrderState, type ReceiptState, type RefundState } from "../state/order-state.ts";
import { openWriteIds } from "../state/register.ts";
import { partId } from "./bill-parts.ts";

export interface AttentionPaper {
  /** The letters of its till's numbers. */
  readonly series: string;
  readonly no: number;
}

/**
 * Returns the receipts and bills that a fact is on, in the order in which they were issued; none
 * where it is on none.
 */
export function attentionPapers(
  order: OrderState,
  { type, subject }: Pick<AttentionFact, "type" | "subject">,
): ReadonlyArray<AttentionPaper> {
  switch (type) {
    case "receipt/over-covered":
    case "receipt/over-returned":
      return order.receipts.filter((it) => sharesGoods(it, order, subject)).map(toPaper);
    case "receipt/exempt-otherwise":
    case "receipt/not-granted":
      return order.receipts.filter(({ id }) => id === subject).map(toPaper);
    case "part/paid-twice":
      return order.receipts.filter((it) => isOfPart(it, order, subject)).map(toPaper);
    case "order/split-contested":
      return order.receipts.filter((it) => isOfPlans(it, order)).map(toPaper);
    case "order/charges-contested":
      return order.receipts
        .filter(({ body }) => body.items.some((item) => item.at === subject))
        .map(toPaper);
    case "receipt/over-refunded":
      return refundsOf(order.refunds, subject).map(toPaper);
    case "order/over-granted":
      return order.receipts.filter((it) => grantsAmount(it, order)).map(toPaper);
    default:
      return [];
  }
}

/** Whether the receipt is of the same part of the bill as the other one. */
function isOfPart({ body }: ReceiptState, { receipts }: OrderState, receipt: string): boolean {
  const part = receipts.find(({ id }) => id === receipt)?.body.part?.id;
  return part !== undefined && body.part?.id === part;
}

/** Whether the receipt is of a part of one of the splits that tills made apart. */
function isOfPlans({ body: { part } }: ReceiptState, { fields }: OrderState): boolean {
  const plans = openWriteIds(fields.split);
  return part !== undefined && plans.some((plan) => part.id.startsWith(partId(plan, { id: "" })));
}

/** Whether it is the receipt itself, or another one of goods that do not stand on that one. */
function sharesGoods({ id, body }: ReceiptState, order: OrderState, receipt: EventId): boolean {
  if (id === receipt) return true;
  const gone = new Set(itemsBeyond(order, receipt).map(({ line }) => line));
  return body.items.some(({ line }) => gone.has(line));
}

function grantsAmount({ body }: ReceiptState, { amountsOff = {} }: OrderState): boolean {
  return body.items.some(({ offWrite, off }) => {
    return off > 0 && offWrite !== null && Object.hasOwn(amountsOff, offWrite);
  });
}

function toPaper({ body: { series, no } }: ReceiptState | RefundState): AttentionPaper {
  return { series, no };
}
