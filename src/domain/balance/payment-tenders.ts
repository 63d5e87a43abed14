/**
 * The tenders of a payment: as it was booked, and as people have corrected it since. Corrections
 * that two tills made apart all count as recorded, so a tender's share may be below zero.
 */

import { minor, type MinorUnits, zeroMinor } from "../money/amounts.ts";
import { type PaymentState } from "../state/order-state.ts";
import { sumsMoved, type TenderSums } from "../tenders/tenders.ts";

/** The share of one payment by one tender. */
export interface TenderShare extends TenderSums {
  /** The name of the shop's own tender. */
  readonly name?: string;
}

/**
 * Returns a share for each tender of the payment, in the order in which they came, with the tips that were typed
 * after it; none before its capture.
 */
export function tenderShares(payment: PaymentState): ReadonlyArray<TenderShare> {
  const { started, captured, corrections = [], tipped = [] } = payment;
  if (captured === null) return [];
  const { method = "cash", name } = started ?? {};
  const { amount, rounding, tip } = captured;
  const booked = { ...named(method, name), amount, rounding, tip: tip?.amount ?? zeroMinor };
  const parts = new Map<string, TenderShare>([[method, booked]]);
  for (const { body } of corrections) {
    const sums = sumsMoved(body);
    for (const { method: by, ...moved } of sums) {
      const part = parts.get(by);
      const called = part?.name ?? (by === body.to ? body.name : undefined);
      parts.set(by, {
        ...named(by, called),
        amount: minor((part?.amount ?? 0) + moved.amount),
        rounding: minor((part?.rounding ?? 0) + moved.rounding),
        tip: minor((part?.tip ?? 0) + moved.tip),
      });
    }
  }
  for (const { body } of tipped) {
    const part = parts.get(body.method) ?? { ...named(body.method, undefined), ...NOTHING };
    parts.set(body.method, { ...part, tip: minor(part.tip + body.moved) });
  }
  const all = [...parts.values()];
  return corrections.length === 0 ? all : all.filter((part) => !isNothing(part));
}

const NOTHING = { amount: zeroMinor, rounding: zeroMinor, tip: zeroMinor };

function named(method: string, name: string | undefined): Pick<TenderShare, "method" | "name"> {
  return name === undefined ? { method } : { method, name };
}

function isNothing({ amount, rounding, tip }: TenderShare): boolean {
  return amount === 0 && rounding === 0 && tip === 0;
}

/**
 * Returns the tenders of a receipt that uses so much of a payment: as corrected where it uses all
 * of it. A payment that is not here yet counts as cash.
 */
export function usedShares(
  payment: PaymentState | undefined,
  used: MinorUnits,
): ReadonlyArray<Pick<TenderShare, "method" | "name" | "amount">> {
  const { captured = null, started = null, corrections = [] } = payment ?? {};
  if (payment === undefined || corrections.length === 0 || captured?.amount !== used) {
    return [{ ...named(started?.method ?? "cash", started?.name), amount: used }];
  }
  return tenderShares(payment);
}

/** Returns the tender that a payment came by; that of refunded money had come by, where it went out by another one. */
export function cameBy(payment: PaymentState | undefined): string {
  const { method = "cash", otherwise } = payment?.started ?? {};
  return otherwise?.of ?? method;
}
