/** An order comes off the bill that it was put on. */

import * as z from "zod";

import { decideUnmerge } from "../domain/commands/order/move-lines.ts";
import { moveBackOf } from "../domain/commands/order/undo-move.ts";
import { type EventId, eventIdSchema } from "../domain/identity.ts";
import { defineAct } from "./act.ts";

export const unmerge = defineAct({
  id: "unmerge",
  on: "shop",
  right: "sell",
  input: () => z.object({ order: eventIdSchema }),
  decide: (context, _order, { order }: { readonly order: EventId }) =>
    decideUnmerge(context, order),
  undo: (context, _order, drafts) => moveBackOf(context, drafts),
  shows: (_input, before) => before,
});
