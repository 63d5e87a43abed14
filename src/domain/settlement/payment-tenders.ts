/**
 * The tenders of a payment: as it was booked, and as people have corrected it since. Corrections
 * that two tills made apart all count as recorded, so a tender's share may be below zero.
 */

import { type AttentionFact } from "../attention.ts";
import { type OrderState, type PaymentState } from "../folds/order-state.ts";
import { type EventId } from "../identity.ts";
import { minor, type MinorUnits, sumMinor, zeroMinor } from "../money/amounts.ts";
import { sumsMoved, type TenderSums } from "../tenders.ts";

/** The share of one payment by one tender. */
export interface PaymentPart extends TenderSums {
  /** The name of the shop's own tender. */
  readonly name?: string;
}

/** Returns a share for each tender of the payment, in the order in which they came; none before its capture. */
export function paymentParts(payment: PaymentState): ReadonlyArray<PaymentPart> {
  const { started, captured, corrections = [] } = payment;
  if (captured === null) return [];
  const { method = "cash", name } = started ?? {};
  const { amount, rounding, tip } = captured;
  const booked = { ...named(method, name), amount, rounding, tip: tip?.amount ?? zeroMinor };
  const parts = new Map<string, PaymentPart>([[method, booked]]);
  for (const { body } of corrections) {
    const sums = sumsMoved(body);
    for (const { method: by, ...moved } of sums) {
      const before = parts.get(by);
      const called = before?.name ?? (by === body.to ? body.name : undefined);
      parts.set(by, {
        ...named(by, called),
        amount: minor((before?.amount ?? 0) + moved.amount),
        rounding: minor((before?.rounding ?? 0) + moved.rounding),
        tip: minor((before?.tip ?? 0) + moved.tip),
      });
    }
  }
  const all = [...parts.values()];
  return corrections.length === 0 ? all : all.filter((part) => !isNothing(part));
}

function named(method: string, name: string | undefined): Pick<PaymentPart, "method" | "name"> {
  return name === undefined ? { method } : { method, name };
}

function isNothing({ amount, rounding, tip }: PaymentPart): boolean {
  return amount === 0 && rounding === 0 && tip === 0;
}

/**
 * Returns the tenders of a receipt that uses so much of a payment: as corrected where it uses all
 * of it. A payment that is not here yet counts as cash.
 */
export function usedParts(
  payment: PaymentState | undefined,
  used: MinorUnits,
): ReadonlyArray<Pick<PaymentPart, "method" | "name" | "amount">> {
  const { captured = null, started = null, corrections = [] } = payment ?? {};
  if (payment === undefined || corrections.length === 0 || captured?.amount !== used) {
    return [{ ...named(started?.method ?? "cash", started?.name), amount: used }];
  }
  return paymentParts(payment);
}

/**
 * Returns corrections beyond the amount that a tender brought: two tills have corrected a payment apart,
 * or one of them gave it back, or on to other goods, by the tender that the other one took off it. A
 * person has to decide who was right. What was recorded as given back by another tender stays so. Source:
 * LAW 2, rule 9.
 */
export function overCorrections(order: OrderState): ReadonlyArray<AttentionFact> {
  const corrected = Object.entries(order.paymentsById).filter(
    ([, { captured, corrections = [] }]) =>
      captured !== null && corrections.length > 0 && captured.amount >= 0,
  );
  const facts = corrected.flatMap(([id, payment]): ReadonlyArray<AttentionFact> => {
    const amount = sumMinor(paymentParts(payment), (part) => Math.max(0, 0 - part.amount));
    const subject = id as EventId;
    return amount === 0 ? [] : [{ type: "payment/over-corrected", subject, amount }];
  });
  const [last] = corrected.at(-1) ?? [];
  if (last === undefined || facts.length > 0) return facts;
  const amount = minor(
    [...leftByTender(order).values()].reduce((sum, left) => sum + Math.max(0, 0 - left), 0),
  );
  return amount === 0 ? [] : [{ type: "payment/over-corrected", subject: last as EventId, amount }];
}

/**
 * Returns what is left of each tender's money, as corrected, with cash as it was rounded; below zero where
 * more went back by it, or on to other goods. What went out by another tender than it came by counts for
 * neither, and what a correction knew to be gone isn't missed.
 */
export function leftByTender({
  paymentsById,
  refunds,
}: Pick<OrderState, "paymentsById" | "refunds">): ReadonlyMap<string, number> {
  const left = new Map<string, number>();

  function add(method: string, amount: number): void {
    left.set(method, (left.get(method) ?? 0) + amount);
  }

  for (const payment of Object.values(paymentsById)) {
    const { otherwise } = payment.started ?? {};
    for (const { method, amount, rounding } of paymentParts(payment)) {
      add(otherwise?.of ?? method, amount + rounding);
    }
    for (const { body } of payment.corrections ?? []) add(body.from, body.gone ?? 0);
  }
  for (const { body } of refunds) {
    for (const { method, amount } of body.out) {
      if (method !== "exchange") add(method, amount + (body.otherwise ?? 0));
    }
    for (const { method, amount } of body.along ?? []) add(method, 0 - amount);
  }
  return left;
}

/**
 * Returns the cash rounding of a receipt's payments beyond what the receipt states, because they
 * were corrected since. A payment that receipts apart have used twice counts for the first of them.
 */
export function roundingSince(order: OrderState, receipt: EventId): MinorUnits {
  const firstUse = new Map<EventId, EventId>();
  for (const { id, body } of order.receipts) {
    for (const { payment } of body.uses) {
      if (!firstUse.has(payment)) firstUse.set(payment, id);
    }
  }
  const own = [...firstUse].filter(([, first]) => first === receipt);
  return sumMinor(own, ([payment]) =>
    sumMinor(order.paymentsById[payment]?.corrections ?? [], ({ body }) => body.rounding),
  );
}
