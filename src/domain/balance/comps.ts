/** The goods that people give away: on the house, as staff meals, or spoiled. */

import { type Contribution } from "../base/contribution.ts";
import { type CompKind, type GivenDiscount } from "../events/discount-events.ts";
import { type ReceiptItem } from "../events/order-events.ts";
import { type BusinessDay, type EventId } from "../identity.ts";
import { milliPercent, minor, type MinorUnits } from "../money/amounts.ts";
import { type OrderState } from "../state/order-state.ts";
import { type Register } from "../state/register.ts";
import { ordersOnBill } from "./line-places.ts";
import { orderBalance } from "./order-balance.ts";

/** Returns the discount of all of it, as a comp of that kind. */
export function compOf(kind: CompKind): GivenDiscount {
  return { rate: milliPercent(100_000), amount: minor(0), kind };
}

/** Names the sum of what a person has given away on a day, on all tills, at the prices of the goods. */
export function compsKey(day: BusinessDay, staff: string): string {
  return `${COMPS_PREFIX}${day}/${staff}`;
}

const COMPS_PREFIX = "comps/";

export function isCompsKey(key: string): boolean {
  return key.startsWith(COMPS_PREFIX);
}

/** A comp counts as its order has it now: none that was taken back, or whose line is void. */
export function compContributions(order: OrderState): ReadonlyArray<Contribution> {
  const { compsBy } = order;
  if (compsBy === undefined) return [];

  function given(discount: Register<unknown>, amount: MinorUnits): ReadonlyArray<Contribution> {
    const write = discount.open.at(-1);
    const giver = write === undefined ? undefined : compsBy?.[write.id];
    return giver === undefined ? [] : [[compsKey(giver.day, giver.by), amount]];
  }

  const balance = orderBalance(order);
  return [
    ...given(order.fields.discount, balance.off),
    ...balance.lines.flatMap(({ line, off }) => given(line.fields.discount, off)),
  ];
}

/**
 * Returns the kind of comp that this write made of all of the order; undefined where it no longer
 * holds, or gave away a part.
 */
export function writtenKind(
  { fields }: Pick<OrderState, "fields">,
  write: EventId | null,
): CompKind | undefined {
  return fields.discount.open.find(({ id }) => id === write)?.value?.kind;
}

/** Returns the kind of comp of a whole bill by one discount; missing for any other bill. */
export function compOfOrder(
  order: OrderState,
  items: ReadonlyArray<Pick<ReceiptItem, "at" | "off" | "offWrite">>,
): { readonly comp?: CompKind } {
  const orders = ordersOnBill(order);
  const kinds = new Set(
    items
      .filter(({ off }) => off !== 0)
      .map(({ at, offWrite }) =>
        writtenKind(orders.find(({ opened }) => opened?.id === at) ?? order, offWrite),
      ),
  );
  const [kind] = kinds;
  return kind === undefined || kinds.size > 1 ? {} : { comp: kind };
}
