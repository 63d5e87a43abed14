/** What the shop owes for vouchers at the end of a business day. */

import { VOUCHER_DAYS_PREFIX } from "../domain/folds/voucher-fold.ts";
import { type BusinessDay } from "../domain/identity.ts";
import { type LedgerView } from "../domain/ledger-view.ts";
import { minor, type MinorUnits } from "../domain/money/amounts.ts";

export interface VouchersOpen {
  readonly total: MinorUnits;
}

/** Returns what is left of all vouchers, as far as it moved by that day. */
export function vouchersOpenOn(view: LedgerView, day: BusinessDay): VouchersOpen {
  const years = openByYear(view, day);
  return { total: minor(years.reduce((sum, { amount }) => sum + amount, 0)) };
}

/** Returns what is left of the vouchers by the year in which they were sold first. */
export function openByYear(
  view: LedgerView,
  day: BusinessDay,
): ReadonlyArray<{ readonly year: number; readonly amount: MinorUnits }> {
  const byYear = new Map<number, number>();
  for (const [key, amount] of view.sums(VOUCHER_DAYS_PREFIX)) {
    const [on = "", year = ""] = key.slice(VOUCHER_DAYS_PREFIX.length).split("/");
    if (on > day) break;
    byYear.set(Number(year), (byYear.get(Number(year)) ?? 0) + amount);
  }
  return [...byYear]
    .toSorted(([a], [b]) => a - b)
    .map(([year, amount]) => ({ year, amount: minor(amount) }));
}
