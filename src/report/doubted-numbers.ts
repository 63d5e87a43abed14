/** Receipts and refunds that were issued under a doubt, for the report of their day. */

import { type Doubts, doubtsIn, isDoubted } from "../domain/doubts.ts";
import { comparePlaces } from "../domain/events/event.ts";
import { type ReceiptState, type RefundState } from "../domain/folds/order-state.ts";
import { receiptNumber } from "../domain/order/order-view.ts";

export interface DoubtedNumber {
  readonly number: string;
  readonly doubts: Doubts;
}

/** Returns those of them that were, in the ledger's order. */
export function doubtedNumbers(
  issued: ReadonlyArray<ReceiptState | RefundState>,
): ReadonlyArray<DoubtedNumber> {
  return issued
    .filter(({ body }) => isDoubted(body))
    .toSorted(comparePlaces)
    .map(({ body }) => ({ number: receiptNumber(body.series, body.no), doubts: doubtsIn(body) }));
}
