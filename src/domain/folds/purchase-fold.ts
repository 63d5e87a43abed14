/** The fold of a purchase order. */

import { type Contribution } from "../base/contribution.ts";
import { type KnownEvent } from "../events/kinds.ts";
import { type EventId, type Origin, streamName } from "../identity.ts";
import { noteResolved } from "../state/attention.ts";
import { type Fold, noContributions } from "../state/fold.ts";
import {
  type Came,
  emptyPurchase,
  type PurchaseAct,
  type PurchaseState,
} from "../state/purchase-state.ts";
import { deliveriesApart } from "../stock/deliveries-apart.ts";
import { isAwaited } from "../stock/purchase.ts";
import { whoAndWhen } from "./who-and-when.ts";

/** Purchase orders. */
export const PURCHASE_TAG = "purchase";
/** Those of which something is still to come. */
export const AWAITED_TAG = "purchase/awaited";

/** Those that tills booked as come apart: somebody may have to say how often they came. */
export const CAME_APART_TAG = "purchase/came-apart";

/** The sum of the orders that a till made: numbers go by it. */
export function purchasesKey(till: Origin): string {
  return `purchase/made/${till}`;
}

/** More are the work of a fault. */
const CLOSED_KEPT = 20;
const CAME_KEPT = 1000;

export const purchaseFold: Fold<PurchaseState> = {
  version: 2,
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
      case "stock/came-once":
        return withoutDouble(state, event.body.delivery);
      case "attention/resolved":
        return { ...state, resolved: noteResolved(state.resolved, event.body, event.act) };
      default:
        return state;
    }
  },
  contributions: ({ ordered }): ReadonlyArray<Contribution> =>
    ordered === null ? noContributions : [[purchasesKey(ordered.till), 1]],
  tags: (state) => {
    if (state.ordered === null) return [];
    return [
      PURCHASE_TAG,
      ...(isAwaited(state) ? [AWAITED_TAG] : []),
      ...(deliveriesApart(state).length > 0 ? [CAME_APART_TAG] : []),
    ];
  },
};

type Received = Extract<KnownEvent, { readonly kind: "stock/received" }>;

function received(state: PurchaseState, event: Received): PurchaseState {
  const [home] = event.streams;
  if (home === undefined || state.doubles.includes(event.id)) return state;
  const one = cameBy(event, streamName(home));
  const came = [...state.came, one].slice(-CAME_KEPT);
  return { ...state, ...sumsWith(state, one, 1), came, lastCame: purchaseAct(event) };
}

function cameBy({ id, key, act, body }: Received, sku: string): Came {
  const { quantity, place, cost, knew } = body;
  const came = { id, hlc: key.hlc, day: act.day, sku, quantity, place, cost };
  if (knew === undefined) return came;
  return { ...came, knew: Object.fromEntries(knew.map(({ origin, seq }) => [origin, seq])) };
}

function withoutDouble(state: PurchaseState, delivery: EventId): PurchaseState {
  if (state.doubles.includes(delivery)) return state;
  const doubles = [...state.doubles, delivery].slice(-CAME_KEPT);
  const double = state.came.find(({ id }) => id === delivery);
  return double === undefined
    ? { ...state, doubles }
    : {
        ...state,
        ...sumsWith(state, double, -1),
        doubles,
        came: state.came.filter((one) => one !== double),
      };
}

/** Returns the sums with an article that came, or without it. */
function sumsWith(
  state: PurchaseState,
  { sku, quantity, cost }: Came,
  sign: 1 | -1,
): Pick<PurchaseState, "received" | "paid"> {
  const came = (state.received[sku] ?? 0) + sign * quantity;
  const received = { ...state.received, [sku]: came };
  if (cost === null) return { received, paid: state.paid };
  const before = state.paid[sku] ?? { quantity: 0, cost: 0 };
  const paid = { quantity: before.quantity + sign * quantity, cost: before.cost + sign * cost };
  return { received, paid: { ...state.paid, [sku]: paid } };
}

function purchaseAct(event: KnownEvent): PurchaseAct {
  return { id: event.id, till: event.key.origin, ...whoAndWhen(event) };
}
