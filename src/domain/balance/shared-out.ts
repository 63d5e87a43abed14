/**
 * What is too much of receipts, in the two forms of the law of money: what they state, and the money that is there
 * for that. Receipts share what is there: each asks at most for what is left of it. Source:
 * docs/rules/money.md, M6 and M12.
 */

import { type ReceiptIssued } from "../events/order-events.ts";
import { type EventId } from "../identity.ts";
import { minor, type MinorUnits, zeroMinor } from "../money/amounts.ts";

/** What is too much of a receipt. */
export interface ReceiptSums {
  /** The part of what it states that does not stand. */
  readonly turnover: MinorUnits;
  /** The money that is there for that; below zero where more of it went out than there was. */
  readonly money: MinorUnits;
  /** What its refunds gave back without money beyond what receipts had used twice. */
  readonly kept: MinorUnits;
}

export const NO_SUMS: ReceiptSums = { turnover: zeroMinor, money: zeroMinor, kept: zeroMinor };

/** What is less there than receipts say. */
export interface Reduction {
  readonly amount: MinorUnits;
  /** Whether it takes away from what that receipt asks. */
  readonly isOn: (receipt: ReceiptIssued) => boolean;
  /** The order that is asked about what no receipt asks for. */
  readonly order: EventId;
}

/** A receipt as it was judged. */
interface Judged {
  readonly receipt: { readonly id: EventId; readonly body: ReceiptIssued };
  readonly tooMuch: MinorUnits;
  readonly overRefunded: MinorUnits;
}

interface Shared {
  /** Of each receipt, as they were given. */
  readonly sums: ReadonlyArray<ReceiptSums>;
  readonly granted: ReadonlyArray<Reduction>;
  readonly gone: ReadonlyArray<Reduction>;
}

/**
 * An amount off that was granted twice takes away from what receipts state; money that is not there takes away from
 * what goes out for it, and what a refund gave back without money stands for so much of that.
 */
export function sharedOut(
  judged: ReadonlyArray<Judged>,
  {
    granted,
    gone,
    unfunded,
  }: {
    readonly granted: ReadonlyArray<Reduction>;
    readonly gone: ReadonlyArray<Reduction>;
    readonly unfunded: ReadonlyMap<EventId, MinorUnits>;
  },
): Shared {
  const bodies = judged.map(({ receipt: { body } }) => body);
  const state = takeFrom(
    judged.map(({ tooMuch }) => tooMuch),
    granted,
    bodies,
  );
  const without = judged.map(({ receipt: { id } }) => unfunded.get(id) ?? zeroMinor);
  const kept = takeFrom(without, gone, bodies);
  const there = takeFrom(state.rest, kept.left, bodies);
  const missing = charged(state.rest, there.left, bodies);
  const sums = judged.map(({ overRefunded }, at): ReceiptSums => {
    const [turnover = zeroMinor, own = zeroMinor] = [state.rest[at], kept.rest[at]];
    const beyond = leftUnfunded(own, overRefunded);
    const money = minor((there.rest[at] ?? 0) + beyond - (missing.of[at] ?? 0));
    return { turnover, money, kept: own };
  });
  return { sums, granted: state.left, gone: missing.left };
}

/**
 * Returns the money that refunds without any left; below zero where that was made up for, and nothing else is missing.
 */
function leftUnfunded(unfunded: MinorUnits, overRefunded: MinorUnits): number {
  return unfunded < 0 ? unfunded : Math.max(0, unfunded - overRefunded);
}

/** Takes reductions off the amounts of receipts, the first of them first, and returns what is left of both. */
function takeFrom(
  amounts: ReadonlyArray<MinorUnits>,
  reductions: ReadonlyArray<Reduction>,
  bodies: ReadonlyArray<ReceiptIssued>,
): { readonly rest: ReadonlyArray<MinorUnits>; readonly left: ReadonlyArray<Reduction> } {
  const rest = [...amounts];
  const left = reductions.map((reduction) => {
    let { amount } = reduction;
    for (const [at, body] of bodies.entries()) {
      const asked = rest[at] ?? zeroMinor;
      if (asked <= 0 || amount === 0 || !reduction.isOn(body)) continue;
      const part = Math.min(asked, amount);
      rest[at] = minor(asked - part);
      amount = minor(amount - part);
    }
    return { ...reduction, amount };
  });
  return { rest, left };
}

/**
 * Charges what is still missing to the last receipt that states too much and stands on the same money, since both are
 * one contradiction; nobody else is asked about it.
 */
function charged(
  turnover: ReadonlyArray<MinorUnits>,
  reductions: ReadonlyArray<Reduction>,
  bodies: ReadonlyArray<ReceiptIssued>,
): { readonly of: ReadonlyArray<number>; readonly left: ReadonlyArray<Reduction> } {
  const of = turnover.map(() => 0);
  const left = reductions.filter(({ amount, isOn }) => {
    const at = bodies.findLastIndex((body, index) => turnover[index] !== 0 && isOn(body));
    if (at < 0) return amount > 0;
    of[at] = (of[at] ?? 0) + amount;
    return false;
  });
  return { of, left };
}
