/** Several lines, or some of each, come off an order in one act: all of them or none. */

import { orderBalance } from "../../balance/order-balance.ts";
import { type GoodsFate } from "../../goods/goods-fate.ts";
import { type EventId } from "../../identity.ts";
import { LINE_KINDS, onItsSide } from "../../lines/line-kinds.ts";
import { type Thousandths, thousandths } from "../../money/amounts.ts";
import { type OrderState } from "../../state/order-state.ts";
import { requireRoomForCards } from "../cards/card-beside.ts";
import { type Decision, type DecisionContext } from "../decision.ts";
import { decideWrites, type LineWrite, writeQuantity, writeVoid } from "./edit-order.ts";

/** A quantity of a line to void; above zero also for goods that come back. */
export interface LineVoid {
  readonly line: EventId;
  readonly count: Thousandths;
}

/**
 * Decides a void. Goods that the kitchen was sent need the right to void and a reason, and the
 * kitchen is sent the void.
 */
export function decideTakeOff(
  context: DecisionContext,
  order: OrderState,
  {
    voids,
    reason,
    goods,
  }: {
    readonly voids: ReadonlyArray<LineVoid>;
    readonly reason: string;
    readonly goods?: GoodsFate | undefined;
  },
): Decision {
  const { lines } = orderBalance(order);
  const writes: LineWrite[] = [];
  const takenOff = new Map<EventId, Thousandths>();
  for (const { line, count } of voids) {
    const first = writes.length;
    const beside = { ...context, idAt: (index: number) => context.idAt(first + index) };
    const { quantity = 0, kind = LINE_KINDS.goods } = lines.find(({ id }) => id === line) ?? {};
    const left = Math.abs(quantity) - count;
    const less = onItsSide(kind, left);
    const written =
      left > 0
        ? writeQuantity(beside, order, { line, quantity: less, reason, goods, takenOff })
        : writeVoid(beside, order, { line, reason, goods, takenOff });
    if (!written.ok) return written;
    takenOff.set(line, thousandths(Math.max(0, left)));
    writes.push(written.value);
  }
  const decided = decideWrites(context, order, writes);
  if (!decided.ok) return decided;
  const asked = requireRoomForCards(context, order, decided.value);
  return asked.ok ? decided : asked;
}
