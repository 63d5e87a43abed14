/** The vouchers that money goes back onto which they had paid. */

import { refundsHeardOf } from "../balance/paid-items.ts";
import { type VoucherCredit } from "../events/voucher-events.ts";
import { type LedgerView } from "../ledger-view.ts";
import { minor, type MinorUnits } from "../money/amounts.ts";
import { type OrderState } from "../state/order-state.ts";
import { standsFor } from "../vouchers/voucher-rights.ts";

/** The tender's word in payments and sums. */
export const VOUCHER = "voucher";

/**
 * Returns the vouchers that so much goes back onto: those that paid last first, each at most what it paid. What
 * was replaced since gets it on what stands in its place.
 */
export function creditsOnto(
  view: Pick<LedgerView, "state">,
  order: OrderState,
  amount: MinorUnits,
): ReadonlyArray<VoucherCredit> {
  const paid = new Map<string, VoucherCredit>();
  function add(of: string, year: number, sum: number): void {
    const id = standsFor(view, of);
    const before = paid.get(id)?.amount ?? 0;
    // The voucher that paid last is named last.
    if (sum > 0) paid.delete(id);
    paid.set(id, { id, year, amount: minor(before + sum) });
  }

  for (const { captured } of Object.values(order.paymentsById)) {
    const { voucher, amount: sum = 0 } = captured ?? {};
    if (voucher !== undefined) add(voucher.id, voucher.year, sum);
  }
  for (const { body } of refundsHeardOf(order)) {
    for (const { id, year, amount: sum } of body.onto ?? []) add(id, year, 0 - sum);
  }
  let left: number = amount;
  return [...paid.values()].toReversed().flatMap(({ id, year, amount: most }) => {
    const back = Math.max(0, Math.min(left, most));
    left -= back;
    return back === 0 ? [] : [{ id, year, amount: minor(back) }];
  });
}
