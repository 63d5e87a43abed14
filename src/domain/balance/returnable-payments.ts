/** The payments of an order that may go back as they came, while its goods stay. */

import { minor, type MinorUnits, sumMinor, zeroMinor } from "../money/amounts.ts";
import { type OrderState, type PaymentState } from "../state/order-state.ts";
import { type ReturnablePayment } from "../views.ts";
import { orderBalance } from "./order-balance.ts";
import { tenderShares, type TenderShare, usedShares } from "./payment-tenders.ts";
import { type Deposits } from "./unused-payments.ts";

/** Returns the payments that may go back as they came, in the order in which they were taken. */
export function returnablePayments(order: OrderState): ReadonlyArray<ReturnablePayment> {
  const deposits = withoutHandBacks(order, orderBalance(order).deposits);
  return deposits.flatMap(({ payment: id, amount }): ReadonlyArray<ReturnablePayment> => {
    const payment = order.paymentsById[id];
    const { started = null } = payment ?? {};
    if (payment === undefined || started === null || started.method === EXCHANGE) return [];
    if (amount <= 0) return [];
    const shares = sharesBack(payment, amount);
    const { method, name } = shares.length === 1 && shares[0] !== undefined ? shares[0] : started;
    const tip = sumMinor(shares, (share) => share.tip);
    const called = name === undefined ? { method } : { method, name };
    const { terminal } = started;
    return [{ id, ...called, amount, tip, ...(terminal && { terminal: terminal.id }) }];
  });
}

/**
 * Takes off the payments what was handed back of the order's money without naming one of them: what came by the same
 * tender first, the last payment first.
 */
function withoutHandBacks({ paymentsById }: OrderState, deposits: Deposits): Deposits {
  const left = new Map<string, number>(
    deposits.map(({ payment, amount }) => [payment, Math.max(0, amount)]),
  );
  function take(gone: number, from: Deposits): number {
    return from.toReversed().reduce((rest, { payment }) => {
      const there = left.get(payment) ?? 0;
      const taken = Math.min(there, rest);
      left.set(payment, there - taken);
      return rest - taken;
    }, gone);
  }
  for (const { payment, amount } of deposits.filter((one) => one.amount < 0)) {
    const method = paymentsById[payment]?.started?.method;
    const alike = deposits.filter((one) => paymentsById[one.payment]?.started?.method === method);
    take(take(0 - amount, alike), deposits);
  }
  return deposits.map(({ payment }) => ({ payment, amount: minor(left.get(payment) ?? 0) }));
}

/** Goods that came back pay by it: no money came. */
const EXCHANGE = "exchange";

/** Returns the tenders of so much of a payment, as corrected; the tip goes along with all of it. */
export function sharesBack(payment: PaymentState, amount: MinorUnits): ReadonlyArray<TenderShare> {
  if (payment.captured?.amount !== amount) {
    return usedShares(payment, amount).map((share) =>
      Object.assign({ rounding: zeroMinor, tip: zeroMinor }, share),
    );
  }
  return tenderShares(payment);
}
