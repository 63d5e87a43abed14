/** Money of a day that no receipt of the same day uses, and such money of other days that it uses. */

import { type OrderState, type PaymentState } from "../domain/folds/order-state.ts";
import { type BusinessDay } from "../domain/identity.ts";
import { minor, type MinorUnits, sumMinor } from "../domain/money/amounts.ts";

export interface Deposits {
  readonly taken: MinorUnits;
  readonly used: MinorUnits;
}

/** What the day's money is left with, or finds there, when its receipts have used theirs. */
export function depositsOf(orders: ReadonlyArray<OrderState>, day: BusinessDay): Deposits {
  let [taken, used] = [0, 0];
  for (const order of orders) {
    const uses = order.receipts
      .filter((receipt) => receipt.home && receipt.day === day)
      .flatMap(({ body }) => body.uses);
    for (const [id, payment] of Object.entries(order.paymentsById)) {
      const usedNow = sumMinor(
        uses.filter((use) => use.payment === id),
        ({ amount }) => amount,
      );
      if (isCapturedOn(payment, day)) taken += (payment.captured?.amount ?? 0) - usedNow;
      else used += usedNow;
    }
  }
  return { taken: minor(taken), used: minor(used) };
}

export function isCapturedOn({ started, captured }: PaymentState, day: BusinessDay): boolean {
  return started?.day === day && started.home && captured !== null;
}
