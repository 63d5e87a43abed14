/** Paid orders that were booked for another person than who served them, as somebody said. */

import { tipMoves } from "../domain/balance/reassigned.ts";
import { type ReceiptItem, type RefundItem } from "../domain/events/order-events.ts";
import { type BusinessDay, type EventId } from "../domain/identity.ts";
import { type LedgerView } from "../domain/ledger-view.ts";
import { goodsAmong } from "../domain/lines/line-kinds.ts";
import { minor, type MinorUnits, sumMinor } from "../domain/money/amounts.ts";
import { receiptNumber } from "../domain/order/order-view.ts";
import { servedOn } from "../domain/order/served-items.ts";
import { type OrderState, type ReassignedState } from "../domain/state/order-state.ts";
import { approverOf, type Person, personOf, type ReportNames } from "./report-names.ts";

export interface ReassignedOrder {
  /** Number of the first receipt that is meant; of the order where it isn't here. */
  readonly of: string;
  /** The person it was booked for. */
  readonly from: Person;
  /** The person who served it. */
  readonly to: Person;
  /** What the goods came to that moved; zero where another till had said the same. */
  readonly amount: MinorUnits;
  readonly tip: MinorUnits;
  readonly by: Person;
  /** Who vouched for it; null for nobody. */
  readonly approved: Person | null;
  readonly reason: string;
}

/** Returns what was said of an order on a day, or on any. */
export function reassignedOrders(
  view: LedgerView,
  order: OrderState,
  { day, staffName }: Pick<ReportNames, "staffName"> & { readonly day?: BusinessDay },
): ReadonlyArray<ReassignedOrder> {
  return (order.reassigned ?? [])
    .filter((said) => said.home && (day === undefined || said.day === day))
    .map((said) => {
      const { body, by, approved } = said;
      const moved = tipMoves(order).filter((move) => move.said.id === said.id);
      return {
        of: numberOf(order, said),
        from: personOf({ staffName }, body.from),
        to: personOf({ staffName }, body.to),
        amount: goodsMoved(view, order, said.id),
        tip: sumMinor(moved, (move) => move.amount),
        by: personOf({ staffName }, by),
        approved: approverOf({ staffName }, approved),
        reason: body.reason,
      };
    });
}

function numberOf({ receipts, opened }: OrderState, { body }: ReassignedState): string {
  const receipt = receipts.find(({ id }) => body.receipts.includes(id));
  return receipt === undefined
    ? (opened?.number ?? "")
    : receiptNumber(receipt.body.series, receipt.body.no);
}

function goodsMoved(view: LedgerView, order: OrderState, word: EventId): MinorUnits {
  const issued = [...order.receipts, ...order.refunds].filter(({ home }) => home);
  const moved = issued.flatMap((paper) =>
    goodsAmong<ReceiptItem | RefundItem>(paper.body.items).filter((item) =>
      servedOn(view, order, { issued: paper, item }).moves.some(({ said }) => said.id === word),
    ),
  );
  return minor(sumMinor(moved, ({ net }) => net));
}
