/** An order goes to another table or tab, or lines of it, or pieces of them, go to another order. */

import * as z from "zod";

import {
  decideMoveLines,
  decideMoveTable,
  type MovedLine,
} from "../domain/commands/order/move-lines.ts";
import { orderAt } from "../domain/commands/order/open-order.ts";
import { moveBackOf } from "../domain/commands/order/undo-move.ts";
import { type EventId, eventIdSchema } from "../domain/identity.ts";
import { thousandthsSchema } from "../domain/money/amounts.ts";
import { type Destination } from "../domain/state/order-state.ts";
import { defineAct } from "./act.ts";

interface Move {
  /** The lines to move; none for all of the order, which stays a bill of its own. */
  readonly lines: ReadonlyArray<MovedLine>;
  /** An order that is open; else a table or a name, at which lines open one. */
  readonly to: EventId | Destination;
}

export const move = defineAct({
  id: "move",
  on: "order",
  right: "sell",
  input: () =>
    z.object({
      lines: z.array(z.object({ line: eventIdSchema, quantity: thousandthsSchema.optional() })),
      to: z.union([eventIdSchema, z.object({ table: z.string(), name: z.string() })]),
    }),
  decide: (context, order, { lines, to }: Move) => {
    if (typeof to === "string") return decideMoveLines(context, order, { lines, to });
    if (lines.length > 0) {
      return decideMoveLines(context, order, { lines, to: orderAt(context.view, to) });
    }
    // Guests at a table keep their name; guests with a name only are at no table.
    return decideMoveTable(context, order, to.table === "" ? to : { table: to.table });
  },
  undo: (context, _order, drafts) => moveBackOf(context, drafts),
  // Lines that open an order leave the one on the screen that they were on.
  shows: (_input, before) => before,
});
