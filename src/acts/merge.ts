/** Orders are put on the bill of another one. */

import * as z from "zod";

import { requirePermission } from "../domain/commands/decision.ts";
import { decideMergeAll, type MergeAll } from "../domain/commands/order/move-lines.ts";
import { moveBackOf } from "../domain/commands/order/undo-move.ts";
import { eventIdSchema } from "../domain/identity.ts";
import { defineAct } from "./act.ts";

export const merge = defineAct({
  id: "merge",
  on: "shop",
  right: "sell",
  input: () =>
    z.object({
      orders: z.array(eventIdSchema).min(1),
      into: eventIdSchema,
      // The guests move to the other table.
      comesAlong: z.boolean().optional(),
    }),
  decide: (context, _order, input: MergeAll) => {
    const allowed = requirePermission(context, "sell");
    return allowed.ok ? decideMergeAll(context, input) : allowed;
  },
  undo: (context, _order, drafts) => moveBackOf(context, drafts),
  shows: ({ into }) => into,
});
