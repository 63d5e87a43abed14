/** What promotions take off lines, as screens and papers say it: by which of them, and how much. */

import { type LineBalance } from "../balance/order-balance.ts";
import { couponsOfLine, couponsOn, orderDeals } from "../balance/order-deals.ts";
import { type ReceiptItem } from "../events/order-events.ts";
import { minor, type MinorUnits, sumMinor } from "../money/amounts.ts";
import { type OrderState } from "../state/order-state.ts";
import { type PromoView } from "../views.ts";

/** A line, a row or an item that promotions may take something off. */
interface Promoted {
  readonly promo?: PromoView;
}

/** Returns what promotions take off a line now; missing for nothing. `off`: of the part of it that is shown. */
export function promoOfLine(
  order: OrderState,
  { id, promo }: Pick<LineBalance, "id" | "promo">,
  off: MinorUnits = promo,
): Promoted {
  if (off === 0) return {};
  const deals = orderDeals(order).deals.filter(({ pieces }) =>
    pieces.some(([line]) => line === id),
  );
  return { promo: { names: namesOf([...deals, ...couponsOfLine(order, id)]), off } };
}

/** Returns what promotions took off an item of a receipt, by the names that they had; missing for nothing. */
export function promoOfItem(
  order: OrderState,
  item: Pick<ReceiptItem, "deals" | "promo" | "coupons">,
): Promoted {
  const { promoted = [] } = order;
  const { deals: ids = [], promo: off = minor(0) } = item;
  if (off === 0) return {};
  const deals = promoted.flatMap(({ deals }) => deals.filter(({ id }) => ids.includes(id)));
  return { promo: { names: namesOf([...deals, ...couponsOn(order, [item])]), off } };
}

/** Returns what promotions take off several lines together; missing for nothing. */
export function promoTogether(lines: ReadonlyArray<Promoted>): Promoted {
  const all = lines.flatMap(({ promo }) => promo ?? []);
  if (all.length === 0) return {};
  const names = [...new Set(all.flatMap(({ names: own }) => own))];
  return { promo: { names, off: sumMinor(all, ({ off }) => off) } };
}

function namesOf(deals: ReadonlyArray<{ readonly name: string }>): ReadonlyArray<string> {
  return [...new Set(deals.map(({ name }) => name))];
}
