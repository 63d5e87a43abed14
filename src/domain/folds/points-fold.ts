/**
 * The fold of a customer's points: spent ones, and those that tills gave each other. What receipts earn and what
 * refunds make of it are sums of the orders: an account is both together.
 */

import { pointsLegs } from "../balance/receipt-points.ts";
import { type Contribution } from "../base/contribution.ts";
import { type KnownEvent } from "../events/kinds.ts";
import { counted } from "../figures/day-sums.ts";
import { type Fold } from "../state/fold.ts";
import { type OrderState } from "../state/order-state.ts";
import { emptyPoints, type PointsState } from "../state/points-state.ts";
import { pointsAccountsPrefix, pointsTotalKey } from "../vouchers/points-keys.ts";
import { given, inAccount, resting } from "./purse-fold.ts";

/** A receipt that is heard again comes soon after the first time. */
const RECEIPTS_KEPT = 1000;

/** Returns what the receipts and refunds of an order do to the points of customers. */
export function pointsContributions(order: OrderState): ReadonlyArray<Contribution> {
  const sums: Contribution[] = [];
  for (const { customer, till, day, earned, spent } of pointsLegs(order)) {
    // What was spent is debited by its own event, which says what it rests on.
    sums.push([pointsAccountsPrefix(customer) + till, earned - Math.min(0, spent)]);
    sums.push([pointsTotalKey(customer, "earned"), earned]);
    sums.push([pointsTotalKey(customer, "spent"), spent]);
    sums.push(...counted("points", { till, day }, { earned, spent }));
  }
  return sums;
}

export const pointsFold: Fold<PointsState> = {
  version: 1,
  empty: emptyPoints,
  apply: applyPoints,
  contributions: () => [],
  tags: () => [],
};

function applyPoints(state: PointsState, event: KnownEvent): PointsState {
  switch (event.kind) {
    case "points/spent": {
      const { receipt, points } = event.body;
      if (state.spentOn.includes(receipt)) return state;
      const spentOn = [...state.spentOn, receipt].slice(-RECEIPTS_KEPT);
      const debited = inAccount({ ...state, spentOn }, event.key.origin, 0 - points);
      return resting(debited, event.key.origin, event.body);
    }
    case "points/given":
      return given(state, event.key, event.body);
    default:
      return state;
  }
}
