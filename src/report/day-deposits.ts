/** What guests have paid at the end of a business day for goods that they have yet to collect. */

import { DEPOSIT_DAYS_PREFIX } from "../domain/folds/order-sums.ts";
import { type BusinessDay } from "../domain/identity.ts";
import { type LedgerView } from "../domain/ledger-view.ts";
import { minor, type MinorUnits } from "../domain/money/amounts.ts";

export interface DepositsHeld {
  readonly total: MinorUnits;
}

/** Returns what was paid by the end of that day and no receipt had used by then, of all orders. */
export function depositsHeldOn(view: LedgerView, day: BusinessDay): DepositsHeld {
  let held = 0;
  for (const [key, amount] of view.sums(DEPOSIT_DAYS_PREFIX)) {
    if (key.slice(DEPOSIT_DAYS_PREFIX.length) > day) break;
    held += amount;
  }
  return { total: minor(held) };
}
