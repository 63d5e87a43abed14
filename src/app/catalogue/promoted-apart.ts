/**
 * Lines of a day that a promotion took something off though it had ended, because their till had not heard of its end.
 * What had been offered when a line was added stays on it; nothing is worked out anew.
 */

import { compareInLedger, type InLedger } from "../../domain/events/event.ts";
import { moneyDayTag } from "../../domain/folds/order-sums.ts";
import { type BusinessDay, type EventId, streamName } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { minor, type MinorUnits } from "../../domain/money/amounts.ts";
import { PROMOTION_TAG } from "../../domain/state/entry-state.ts";
import { type OrderState, type ReceiptState } from "../../domain/state/order-state.ts";
import { knownEvent } from "../known-event.ts";
import { type Till } from "../till/till.ts";

/** A line that cost otherwise than what all tills knew together. */
export interface LineApart {
  readonly line: EventId;
  /** The price list or the promotion. */
  readonly name: string;
  /** Beyond what it would have come to. */
  readonly amount: MinorUnits;
}

/** By the write of a promotion: the write that ended it. */
type Ends = ReadonlyMap<EventId, InLedger>;

export function promotedApartOn(
  { ledger }: Pick<Till, "ledger">,
  view: LedgerView,
  day: BusinessDay,
): ReadonlyArray<LineApart> {
  const ends = endsOf(view);
  if (ends.size === 0) return [];
  return view.tagged(moneyDayTag(day)).flatMap((stream) => {
    const order = view.glance("order", streamName(stream));
    const receipts = order.receipts.filter((receipt) => receipt.home && receipt.day === day);
    const deals = dealsApart(ledger, order, { receipts, ends });
    return deals.concat(couponsApart(order, receipts, ends));
  });
}

function endsOf(view: LedgerView): Ends {
  const ends = new Map<EventId, InLedger>();
  for (const stream of view.tagged(PROMOTION_TAG)) {
    const { promotions = [] } = view.state("cat", streamName(stream));
    promotions.forEach((write, at) => {
      const end = promotions.slice(at + 1).find(({ promotion }) => promotion === null);
      if (write.promotion !== null && end !== undefined) ends.set(write.id, end);
    });
  }
  return ends;
}

/** A deal is on what was offered when its line was added. */
function dealsApart(
  ledger: Till["ledger"],
  { promoted = [] }: OrderState,
  { receipts, ends }: { readonly receipts: ReadonlyArray<ReceiptState>; readonly ends: Ends },
): ReadonlyArray<LineApart> {
  const items = receipts.flatMap(({ body }) => body.items);
  const paid = new Set(items.flatMap(({ line, deals = [] }) => deals.map((id) => `${id} ${line}`)));
  const deals = new Map(promoted.flatMap((act) => act.deals.map((deal) => [deal.id, deal])));
  return [...deals.values()].flatMap(({ id, promotion, name, pieces }) => {
    const end = ends.get(promotion);
    if (end === undefined) return [];
    return pieces
      .filter(([line, , off]) => off > 0 && paid.has(`${id} ${line}`))
      .filter(([line]) => {
        const added = knownEvent(ledger, line);
        return added !== undefined && compareInLedger(end, { id: line, hlc: added.key.hlc }) < 0;
      })
      .map(([line, , off]) => ({ line, name, amount: minor(0 - off) }));
  });
}

/** A coupon is taken when a guest shows it. */
function couponsApart(
  { promoted = [] }: OrderState,
  receipts: ReadonlyArray<ReceiptState>,
  ends: Ends,
): ReadonlyArray<LineApart> {
  const items = receipts.flatMap(({ body }) => body.items);
  return items.flatMap(({ line, coupons = [] }) =>
    coupons.flatMap(({ promotion, off }) => {
      const end = ends.get(promotion);
      const taken = promoted.find(({ coupons: written = [] }) =>
        written.some((coupon) => coupon.promotion === promotion),
      );
      if (end === undefined || taken === undefined || compareInLedger(end, taken) > 0) return [];
      const { name = "" } = taken.coupons?.find((coupon) => coupon.promotion === promotion) ?? {};
      return [{ line, name, amount: minor(0 - off) }];
    }),
  );
}
