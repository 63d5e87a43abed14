/**
 * The money of an order that waits for a receipt, and the money that is missing: what tills that were apart handed out,
 * or used, more than once.
 */

import { type EventId } from "../identity.ts";
import { minor, type MinorUnits, sumMinor, zeroMinor } from "../money/amounts.ts";
import { type OrderState } from "../state/order-state.ts";
import { receiptsHeardOf } from "./paid-items.ts";

/** Payments with the amount that no receipt has used. */
export type Deposits = ReadonlyArray<{ readonly payment: EventId; readonly amount: MinorUnits }>;

export interface UnusedMoney {
  /** The payments with the amount that no receipt has used. */
  readonly deposits: Deposits;
  /**
   * The money that tills apart gave back beyond what was there; zero or above. It is never due, since
   * no guest owes it: a person is asked about it.
   */
  readonly handedBeyond: MinorUnits;
  /** The payments that receipts made apart used for more than they were; mostly none. */
  readonly overUsed: ReadonlyArray<OverUsedPayment>;
}

/**
 * Returns the money that waits on the order for a receipt. `remaining` is what is left to pay; it is
 * below zero where goods come back, and then so much may have been handed out for them. What was
 * handed out beyond that waits for nothing, the last first.
 */
export function depositsOf(order: OrderState, remaining: MinorUnits): UnusedMoney {
  const all = unusedOf(order);
  const used = all.flatMap(({ payment, amount, isOverUsed }) =>
    isOverUsed && amount < 0 ? [{ payment, amount: minor(0 - amount) }] : [],
  );
  const there = all
    .filter(({ amount, isOverUsed }) => amount !== 0 && !isOverUsed)
    .map(({ payment, amount }) => ({ payment, amount }));
  const money = withoutReturned(
    order,
    there.filter(({ payment }) => !isAgain(order, payment)),
  );
  const sum = sumMinor(money, ({ amount }) => amount);
  const handed = minor(Math.max(0, Math.min(0, remaining) - sum));
  const brought = there.filter(({ payment }) => isAgain(order, payment));
  const missing = lessAgain([handed, ...used.map(({ amount }) => amount)], brought);
  const [handedBeyond = zeroMinor, ...usedBeyond] = missing.left;
  const overUsed = used.flatMap(({ payment }, at) => {
    const amount = usedBeyond[at] ?? zeroMinor;
    return amount === 0 ? [] : [{ payment, amount }];
  });
  return {
    deposits: [...withoutHanded(money, handed), ...missing.brought],
    handedBeyond,
    overUsed,
  };
}

/** Leaves out payments that went back as they came, with what gave them back: no receipt is of either. */
function withoutReturned({ paymentsById }: OrderState, money: Deposits): Deposits {
  const left = new Map<EventId, number>(money.map(({ payment, amount }) => [payment, amount]));
  for (const { payment, amount } of money) {
    const { reason, gives = [] } = paymentsById[payment]?.started ?? {};
    const [given] = gives;
    if (reason === undefined || given === undefined) continue;
    const there = Math.max(0, left.get(given) ?? 0);
    const gone = Math.min(there, 0 - amount);
    left.set(given, there - gone).set(payment, amount + gone);
  }
  return money
    .map(({ payment, amount }) => ({ payment, amount: minor(left.get(payment) ?? amount) }))
    .filter(({ amount }) => amount !== 0);
}

function isAgain({ paymentsById }: OrderState, payment: EventId): boolean {
  return paymentsById[payment]?.started?.again === true;
}

/** Takes what was paid again off what is missing, and returns what is left of both: that was paid again twice. */
function lessAgain(
  missing: ReadonlyArray<MinorUnits>,
  brought: Deposits,
): { readonly left: ReadonlyArray<MinorUnits>; readonly brought: Deposits } {
  let there: number = sumMinor(brought, ({ amount }) => amount);
  const left = missing.map((amount) => {
    const part = Math.min(there, amount);
    there -= part;
    return minor(amount - part);
  });
  const deposits = brought.toReversed().flatMap(({ payment, amount }) => {
    const part = Math.min(there, amount);
    there -= part;
    return part === 0 ? [] : [{ payment, amount: minor(part) }];
  });
  return { left, brought: deposits.toReversed() };
}

/** Takes what was handed out beyond what was there off the money that went out, the last first. */
function withoutHanded(money: Deposits, handed: MinorUnits): Deposits {
  let left: number = handed;
  const deposits: Array<Deposits[number]> = [];
  for (const { payment, amount } of money.toReversed()) {
    const gone = Math.min(left, Math.max(0, 0 - amount));
    left -= gone;
    if (amount + gone !== 0) deposits.unshift({ payment, amount: minor(amount + gone) });
  }
  return deposits;
}

export interface OverUsedPayment {
  readonly payment: EventId;
  /** The amount that was used beyond it; above zero. */
  readonly amount: MinorUnits;
}

interface UnusedPayment {
  readonly payment: EventId;
  readonly amount: MinorUnits;
  /**
   * Receipts made apart used more of the payment than there was. A refunded payment is negative,
   * and so is its use.
   */
  readonly isOverUsed: boolean;
}

/**
 * Returns the amount of each payment that receipts have not used; below zero where two receipts
 * made apart used it.
 */
function unusedOf(order: OrderState): ReadonlyArray<UnusedPayment> {
  const uses = receiptsHeardOf(order).flatMap(({ body }) => body.uses);
  return Object.entries(order.paymentsById).flatMap(([key, { captured }]) => {
    if (captured === null) return [];
    const payment = key as EventId;
    const used = sumMinor(
      uses.filter((use) => use.payment === payment),
      ({ amount }) => amount,
    );
    const amount = minor(captured.amount - used);
    const isOverUsed = captured.amount < 0 ? amount > 0 : amount < 0;
    return [{ payment, amount, isOverUsed }];
  });
}
