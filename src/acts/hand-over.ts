/** Orders are handed to a colleague, who serves them from then on. */

import * as z from "zod";

import { err } from "../domain/base/result.ts";
import { requirePermission } from "../domain/commands/decision.ts";
import { decideHandOver } from "../domain/commands/order/seat-guests.ts";
import { type EventId, eventIdSchema, streamName } from "../domain/identity.ts";
import { billOf } from "../domain/order/gathered-order.ts";
import { ownerOf } from "../domain/order/who-serves.ts";
import { defineAct } from "./act.ts";

interface HandOver {
  readonly orders: ReadonlyArray<EventId>;
  /** Staff number of the colleague. */
  readonly owner: string;
}

export const handOver = defineAct({
  id: "hand-over",
  on: "shop",
  right: "sell",
  input: () => z.object({ orders: z.array(eventIdSchema), owner: z.string() }),
  decide: (context, _order, { orders: ids, owner }: HandOver) => {
    const allowed = requirePermission(context, "sell");
    if (!allowed.ok) return allowed;
    const orders = ids
      .map((id) => billOf(context.view, id))
      .filter(({ opened }) => opened !== null);
    return orders.length === 0
      ? err({ type: "owner/nothing", staff: context.staff.number })
      : decideHandOver(context, { orders, owner });
  },
  /** The answer is the number of tables that changed hands. */
  answer: (_context, _order, { drafts }) => drafts.length,
  // However many they are, it is one step.
  undo: ({ view }, _order, drafts) => ({
    type: "owners-back",
    owners: drafts.flatMap(({ streams: [home] }) => {
      const order = home && (streamName(home) as EventId);
      return order === undefined ? [] : [{ order, owner: ownerOf(view.state("order", order)) }];
    }),
  }),
});
