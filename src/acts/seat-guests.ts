/** Guests sit down who have ordered nothing yet: at a table, or with a tab in their name. */

import * as z from "zod";

import { orderAt } from "../domain/commands/order/open-order.ts";
import { decideSeat } from "../domain/commands/order/seat-guests.ts";
import { type Destination } from "../domain/state/order-state.ts";
import { defineAct } from "./act.ts";

interface Seated extends Destination {
  /** Undefined where nobody has counted them. */
  readonly covers?: number | undefined;
}

export const seatGuests = defineAct({
  id: "seat-guests",
  on: "order or new",
  right: "sell",
  // The table or the name is empty.
  input: () => z.object({ table: z.string(), name: z.string(), covers: z.int().optional() }),
  decide: (context, _order, { covers, ...at }: Seated) => {
    const { service, course } = context.next;
    const order = orderAt(context.view, at);
    return decideSeat(context, { ...order, covers, service: service ?? order.service, course });
  },
});
