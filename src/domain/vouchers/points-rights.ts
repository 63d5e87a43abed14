/** A customer's points: how many there are, and whose right they are. Source: docs/rules/vouchers.md, G9 and G10. */

import { type Origin } from "../identity.ts";
import { type LedgerView } from "../ledger-view.ts";
import { type PointsState } from "../state/points-state.ts";
import { pointsAccountsPrefix, pointsTotalKey } from "./points-keys.ts";

/** What a customer earned and spent in all; what came back is in neither. */
export interface PointsTotal {
  readonly earned: number;
  readonly spent: number;
}

export function pointsTotal(view: Pick<LedgerView, "sum">, customer: string): PointsTotal {
  return {
    earned: view.sum(pointsTotalKey(customer, "earned")),
    spent: view.sum(pointsTotalKey(customer, "spent")),
  };
}

/** Returns a customer's points with the whole balance of each till's account. */
export function pointsPurse(
  view: Pick<LedgerView, "state" | "sums">,
  customer: string,
): PointsState {
  const prefix = pointsAccountsPrefix(customer);
  const moved = view.state("points", customer);
  const accounts: Record<Origin, number> = { ...moved.accounts };
  for (const [key, amount] of view.sums(prefix)) {
    const origin = key.slice(prefix.length) as Origin;
    accounts[origin] = (accounts[origin] ?? 0) + amount;
  }
  return { ...moved, accounts };
}
