/** Until when a voucher is redeemed, and what stands in its place. Source: docs/rules/vouchers.md, G4 and G5. */

import { type BusinessDay } from "../identity.ts";
import { type LedgerView } from "../ledger-view.ts";
import { type VoucherState } from "../state/voucher-state.ts";

/** Whether a voucher may not be redeemed for its age. */
export function isLapsed({ issued }: Pick<VoucherState, "issued">, day: BusinessDay): boolean {
  const until = issued?.until ?? null;
  return until !== null && until < day;
}

/** A chain of replacements is short; a longer one is the work of a fault. */
const SUCCESSORS_MAX = 20;

/** Returns the voucher that stands in the place of another: itself where nothing does. */
export function standsFor(view: Pick<LedgerView, "state">, id: string): string {
  let last = id;
  for (let step = 0; step < SUCCESSORS_MAX; step += 1) {
    const next = view.state("voucher", last).blocked?.to ?? null;
    if (next === null) return last;
    last = next;
  }
  return last;
}
