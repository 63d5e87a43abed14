/**
 * What the shop owes each person of tips, as a sum: what they took, what pools took of it and shared to them, less
 * what they have had. Below zero: they have had more than that.
 */

import { type Contribution } from "../base/contribution.ts";
import { type DrawerMoved, OWN } from "../events/drawer-events.ts";
import { type TipsPooled } from "../events/tips-events.ts";

/** The sums of people begin so. */
export const TIPS_OF_PREFIX = "tips/of/";

export function tipsOfKey(staff: string): string {
  return `${TIPS_OF_PREFIX}${staff}`;
}

/** Sessions out of which a person had tips, and days of a pool that took tips of them. */
export function tipsHadTag(staff: string): string {
  return `tips/had/${staff}`;
}

/**
 * Returns whose tips a move of cash is, with the amount that they had by it; below zero for tips that came back.
 * Undefined for any other cash.
 */
export function tipsMoved(
  { what, currency, amount, staff }: DrawerMoved,
  by: string,
): { readonly staff: string; readonly amount: number } | undefined {
  if (currency !== OWN) return undefined;
  if (what === "tips") return { staff: staff ?? by, amount };
  return what === "in" && staff !== undefined ? { staff, amount: 0 - amount } : undefined;
}

/**
 * Returns what each person is owed more by a pool. The wages pay a share less what was had of it in cash; a
 * drawer's moves say themselves what it paid. A pool that shares a day out anew takes nothing twice.
 */
export function pooledTips({
  body: { pay, taken, shares },
  isFirst,
}: {
  readonly body: TipsPooled;
  readonly isFirst: boolean;
}): ReadonlyArray<{ readonly staff: string; readonly amount: number }> {
  return [
    ...(isFirst ? taken.map(({ staff, amount }) => ({ staff, amount: 0 - amount })) : []),
    ...shares.map(({ staff, amount, had = 0 }) => {
      const inWages = pay === "payroll" ? amount - had : 0;
      return { staff, amount: amount - inWages - (isFirst ? 0 : had) };
    }),
  ];
}

export function tipContribution({
  staff,
  amount,
}: {
  readonly staff: string;
  readonly amount: number;
}): Contribution {
  return [tipsOfKey(staff), amount];
}
