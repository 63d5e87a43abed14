/**
 * What the shop owes each person of tips, as a sum: what they took, what pools took of it and shared to them, less
 * what they have had. Below zero: they have had more than that.
 */

import { tipsMore } from "../balance/tips-after.ts";
import { type Contribution } from "../contribution.ts";
import { type DrawerMoved, OWN } from "../events/drawer-events.ts";
import { type TipsPooled } from "../events/tips-events.ts";
import { counted } from "../figures/day-sums.ts";
import { type PaymentState, type TippedState } from "../state/order-state.ts";
import { drawerTenderKey } from "./drawer-sums.ts";

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

/** Returns the sums of the tips of a payment that were typed after it, each under its own till and day. */
export function tippedContributions(
  payment: Pick<PaymentState, "captured" | "tipped">,
): ReadonlyArray<Contribution> {
  const { tipped = [] } = payment;
  if (tipped.length === 0) return [];
  const more = tipsMore(payment);
  return tipped
    .filter(({ home }) => home)
    .flatMap(({ id, day, body }) => voiceContributions({ body, day, more: more.get(id) ?? 0 }));
}

/** Returns the sums of one such tip. */
export function voiceContributions({
  body,
  day,
  more,
}: Pick<TippedState, "body" | "day"> & { readonly more: number }): ReadonlyArray<Contribution> {
  const { till, drawer, method, moved } = body;
  return [
    ...counted("tipped", { till, day }, { ...body, more }),
    ...(drawer === null ? [] : [[drawerTenderKey(drawer, method, "amount"), moved] as const]),
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
