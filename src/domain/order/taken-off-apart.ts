/**
 * What a question about money may be answered by besides money: goods that one till sold and another one took off, and
 * deposits that one till kept of an order that another one collected, kept or handed back. Only a person knows what
 * happened; the law of money says the rest. Source: docs/rules/money.md, M16.
 */

import { familyOf, itemsBeyond } from "../balance/money-law.ts";
import { orderBalance } from "../balance/order-balance.ts";
import { paidItemsOf, refundsHeardOf, refundsOf } from "../balance/paid-items.ts";
import { type EventId } from "../identity.ts";
import { kindOf, LINE_KINDS } from "../lines/line-kinds.ts";
import { minor, type MinorUnits, sumMinor, zeroMinor } from "../money/amounts.ts";
import { type AttentionFact } from "../state/attention.ts";
import { type LineVoid, type OrderState } from "../state/order-state.ts";

/** Goods that a receipt sold and that are void. */
export interface TakenOff {
  readonly line: EventId;
  readonly name: string;
  readonly voids: ReadonlyArray<LineVoid>;
  /** The receipt's price of what of them does not stand. */
  readonly net: MinorUnits;
}

/** Returns the goods that the receipt in question sold and that another till took off. */
export function takenOffApart(order: OrderState, fact: AttentionFact): ReadonlyArray<TakenOff> {
  if (fact.type !== "receipt/over-covered") return [];
  const { linesById } = familyOf(order).whole;
  return itemsBeyond(order, fact.subject).flatMap(({ line, net }): ReadonlyArray<TakenOff> => {
    const { added = null, voids = [] } = linesById[line] ?? {};
    // A deposit on bottles goes with its goods.
    const isOwn =
      added !== null && added.with === undefined && kindOf(added) !== LINE_KINDS.forfeit;
    return isOwn && voids.length > 0 ? [{ line, name: added.name, voids, net }] : [];
  });
}

/** A line by which the shop keeps deposits. */
export interface Kept {
  readonly line: EventId;
  readonly receipts: ReadonlyArray<EventId>;
}

/** Returns the lines by which deposits are kept, where a question is about goods or money of them. */
export function keptApart(order: OrderState, { type }: AttentionFact): ReadonlyArray<Kept> {
  if (type !== "receipt/over-covered" && type !== "order/handed-out-beyond") return [];
  const { whole } = familyOf(order);
  return orderBalance(whole).lines.flatMap(({ id, kind, voided }): ReadonlyArray<Kept> =>
    kind === LINE_KINDS.forfeit && !voided
      ? [{ line: id, receipts: paidItemsOf(whole, id).map(({ receipt }) => receipt) }]
      : [],
  );
}

/** Both sums of a question, above zero for what is too much. */
export interface BothSums {
  readonly money: MinorUnits;
  readonly turnover: MinorUnits;
}

/**
 * Returns the sums that are left of a question once goods of these receipts' prices were handed out, and deposits are
 * not kept any more.
 */
export function sumsAfter(
  order: OrderState,
  { subject, amount, turnover = zeroMinor, sign = 1 }: AttentionFact,
  said: { readonly handedOut: ReadonlyArray<TakenOff>; readonly notKept: ReadonlyArray<Kept> },
): BothSums {
  const out = sumMinor(said.handedOut, ({ net }) => net);
  const receipts = new Set(said.notKept.flatMap((kept) => kept.receipts));
  // The receipt in question is in its sums already.
  receipts.delete(subject);
  const { whole } = familyOf(order);
  const fallen = sumMinor(
    whole.receipts.filter(({ id }) => receipts.has(id)),
    ({ id, body }) =>
      body.total + sumMinor(refundsOf(refundsHeardOf(whole), id), (refund) => refund.body.total),
  );
  const change = fallen - out;
  return { money: minor(sign * amount + change), turnover: minor(turnover + change) };
}
