/** An exchange: goods of a receipt come back for goods of the order on the screen, and the payment nets both. */

import type * as z from "zod";

import { orderBalance } from "../domain/balance/order-balance.ts";
import { decideTakeReturn } from "../domain/commands/money/exchange-goods.ts";
import { type Return } from "../domain/commands/money/refund-receipt.ts";
import { type EventId, eventIdSchema } from "../domain/identity.ts";
import { gatherOrder } from "../domain/order/gathered-order.ts";
import { readSetting } from "../domain/settings/settings.ts";
import { type OrderState } from "../domain/state/order-state.ts";
import { defineAct } from "./act.ts";
import { returnedGoodsSchema } from "./refund.ts";

interface Exchange extends Omit<Return, "method"> {
  /** The order of the receipt. */
  readonly sold: EventId;
}

export const exchange = defineAct({
  id: "exchange",
  on: "order or new",
  right: "return",
  input: (): z.ZodType<Exchange> => returnedGoodsSchema().extend({ sold: eventIdSchema }),
  decide: (context, order: OrderState | undefined, { sold, ...back }: Exchange) =>
    decideTakeReturn(context, {
      ...back,
      sold: gatherOrder(context.view, sold),
      // A paid order on the screen is history: the goods come back for another one.
      order: order === undefined || orderBalance(order).status === "paid" ? undefined : order,
      service: context.next.service ?? readSetting(context.view, "default-service"),
      course: context.next.course,
    }),
});
