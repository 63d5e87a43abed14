/** The receipts that a ledger holds of today, each with the order that it stands in. */

import { type ReceiptIssued } from "../../src/domain/events/order-events.ts";
import { moneyDayTag } from "../../src/domain/folds/order-sums.ts";
import { type EventId, streamName } from "../../src/domain/identity.ts";
import { type OrderState } from "../../src/domain/state/order-state.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import { TODAY } from "./shop.ts";

export interface SoldReceipt {
  readonly id: EventId;
  readonly body: ReceiptIssued;
  readonly order: OrderState;
}

export function receiptsOf(ledger: Ledger): ReadonlyArray<SoldReceipt> {
  return ledger.read((view) =>
    view.tagged(moneyDayTag(TODAY)).flatMap((stream) => {
      const order = view.state("order", streamName(stream));
      return order.receipts.map(({ id, body }) => ({ id, body, order }));
    }),
  );
}
