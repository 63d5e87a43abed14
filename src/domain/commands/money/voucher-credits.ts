/** The vouchers that money goes back onto which they had paid. */

import { refundsHeardOf } from "../../balance/paid-items.ts";
import { type VoucherCredit } from "../../events/voucher-events.ts";
import { type EventId } from "../../identity.ts";
import { type LedgerView } from "../../ledger-view.ts";
import { minor, type MinorUnits } from "../../money/amounts.ts";
import { gatherOrder } from "../../order/gathered-order.ts";
import { type OrderState, type ReturnState } from "../../state/order-state.ts";
import { amountBy } from "../../tenders/tenders.ts";
import { standsFor } from "../../vouchers/voucher-rights.ts";

/** The tender's word in payments and sums. */
export const VOUCHER = "voucher";

type Looking = Pick<LedgerView, "state">;

/**
 * Returns the vouchers that so much goes back onto: those that paid last first, each at most what it paid. What
 * was replaced since gets it on what stands in its place, and goods that were exchanged have the vouchers of those that
 * paid for them.
 */
export function creditsOnto(
  view: Looking,
  order: OrderState,
  amount: MinorUnits,
): ReadonlyArray<VoucherCredit> {
  return lastOf(vouchersLeft(view, order, { exchanges: EXCHANGES_MAX }), amount);
}

/** Goods are exchanged a few times; a longer chain is the work of a fault. */
const EXCHANGES_MAX = 20;

interface Until {
  /** How many exchanges before this one are looked at. */
  readonly exchanges: number;
  /** The refund that is the first not to count; undefined where all do. */
  readonly refund?: EventId;
}

/** Returns what vouchers paid of an order and did not get back; the one that paid last is last. */
function vouchersLeft(
  view: Looking,
  order: OrderState,
  { exchanges, refund: until }: Until,
): ReadonlyArray<VoucherCredit> {
  const paid = new Map<string, VoucherCredit>();
  function add({ id: of, year, amount: sum }: VoucherCredit): void {
    const id = standsFor(view, of);
    const before = paid.get(id)?.amount ?? 0;
    if (sum > 0) paid.delete(id);
    paid.set(id, { id, year, amount: minor(before + sum) });
  }

  for (const credit of vouchersExchanged(view, order, exchanges)) add(credit);
  for (const { captured } of Object.values(order.paymentsById)) {
    const { voucher, amount = minor(0) } = captured ?? {};
    if (voucher !== undefined) add({ id: voucher.id, year: voucher.year, amount });
  }
  for (const { id, body } of refundsHeardOf(order)) {
    if (id === until) break;
    const { onto = [], along = [] } = body;
    for (const { amount, ...of } of onto) add({ ...of, amount: minor(0 - amount) });
    const gone = lastOf([...paid.values()], amountBy(along, VOUCHER));
    for (const { amount, ...of } of gone) add({ ...of, amount: minor(0 - amount) });
  }
  return [...paid.values()];
}

/** Returns the vouchers that had paid for the goods which came back for those of an order. */
function vouchersExchanged(
  view: Looking,
  { returnsById = {} }: OrderState,
  exchanges: number,
): ReadonlyArray<VoucherCredit> {
  if (exchanges === 0) return [];
  return Object.values<ReturnState>(returnsById).flatMap(({ taken, ends }) => {
    const ended = ends.find(({ refund }) => refund !== null)?.refund ?? null;
    if (taken === null || ended === null) return [];
    const sold = gatherOrder(view, taken.order);
    const refund = refundsHeardOf(sold).find(({ id }) => id === ended);
    const along = amountBy(refund?.body.along ?? [], VOUCHER);
    if (along === 0) return [];
    const before = vouchersLeft(view, sold, { exchanges: exchanges - 1, refund: ended });
    return lastOf(before, along);
  });
}

/** Returns so much of what vouchers paid, of the last ones first. */
function lastOf(
  vouchers: ReadonlyArray<VoucherCredit>,
  amount: MinorUnits,
): ReadonlyArray<VoucherCredit> {
  let left: number = amount;
  return vouchers.toReversed().flatMap(({ id, year, amount: most }) => {
    const back = Math.max(0, Math.min(left, most));
    left -= back;
    return back === 0 ? [] : [{ id, year, amount: minor(back) }];
  });
}
