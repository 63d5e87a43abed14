/** The fold of a purchase order. */

import { type Contribution } from "../contribution.ts";
import { type KnownEvent } from "../events/kinds.ts";
import { type Origin, streamName } from "../identity.ts";
import { type Fold, noContributions } from "../state/fold.ts";
import { emptyPurchase, type PurchaseAct, type PurchaseState } from "../state/purchase-state.ts";
import { isAwaited } from "../stock/purchase.ts";
import { whoAndWhen } from "./who-and-when.ts";

/** Purchase orders. */
export const PURCHASE_TAG = "purchase";
/** Those of which something is still to come. */
export const AWAITED_TAG = "purchase/awaited";

/** The sum of the orders that a till made: numbers go by it. */
export function purchasesKey(till: Origin): string {
  return `purchase/made/${till}`;
}

/** More are the work of a fault. */
const CLOSED_KEPT = 20;

export const purchaseFold: Fold<PurchaseState> = {
  version: 1,
  empty: emptyPurchase,
  apply: (state: PurchaseState, event: KnownEvent): PurchaseState => {
    switch (event.kind) {
      case "purchase/ordered":
        return state.ordered === null
          ? { ...state, ordered: { ...purchaseAct(event), body: event.body } }
          : state;
      case "purchase/closed": {
        const closed = { ...purchaseAct(event), body: event.body };
        return { ...state, closed: [...state.closed, closed].slice(-CLOSED_KEPT) };
      }
      case "stock/received":
        return received(state, event);
      default:
        return state;
    }
  },
  contributions: ({ ordered }): ReadonlyArray<Contribution> =>
    ordered === null ? noContributions : [[purchasesKey(ordered.till), 1]],
  tags: (state) => {
    if (state.ordered === null) return [];
    return isAwaited(state) ? [PURCHASE_TAG, AWAITED_TAG] : [PURCHASE_TAG];
  },
};

function received(
  state: PurchaseState,
  event: Extract<KnownEvent, { readonly kind: "stock/received" }>,
): PurchaseState {
  const [home] = event.streams;
  if (home === undefined) return state;
  const sku = streamName(home);
  const { quantity, cost } = event.body;
  const came = { ...state.received, [sku]: (state.received[sku] ?? 0) + quantity };
  const after = { ...state, received: came, lastCame: purchaseAct(event) };
  if (cost === null) return after;
  const before = state.paid[sku] ?? { quantity: 0, cost: 0 };
  const paid = { quantity: before.quantity + quantity, cost: before.cost + cost };
  return { ...after, paid: { ...state.paid, [sku]: paid } };
}

function purchaseAct(event: KnownEvent): PurchaseAct {
  return { id: event.id, till: event.key.origin, ...whoAndWhen(event) };
}
