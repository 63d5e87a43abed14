/** What a discount of an order is on, as screens and papers name it. */

import { ordersOnBill } from "../balance/line-places.ts";
import { type EventId } from "../identity.ts";
import { type OrderState } from "../state/order-state.ts";

/**
 * Returns the names of the goods that discounts of a bill are on, by their writes; missing where one of
 * them is on all goods.
 */
export function goodsOffOf(
  { goodsOff }: Pick<OrderState, "goodsOff">,
  writes: ReadonlyArray<EventId>,
): { readonly offGoods?: ReadonlyArray<string> } {
  const names = goodsOff === undefined ? [] : [...new Set(writes)].map((id) => goodsOff[id]);
  const all = new Set(names.flatMap((own) => own ?? []));
  return all.size === 0 || names.includes(undefined) ? {} : { offGoods: [...all] };
}

/** Returns the writes of the discounts that the orders of a bill have now. */
export function discountWrites(order: OrderState): ReadonlyArray<EventId> {
  return ordersOnBill(order).flatMap(({ fields }) => {
    const write = fields.discount.open.at(-1);
    return write === undefined || write.value === null ? [] : [write.id];
  });
}
