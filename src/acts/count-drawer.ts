/** A drawer is counted. What was expected is in its session then, for whoever may see it. */

import * as z from "zod";

import { decideCountDrawer, type DrawerCount } from "../domain/commands/money/drawer.ts";
import { cashSchema } from "../domain/events/drawer-events.ts";
import { eventIdSchema } from "../domain/identity.ts";
import { minorUnitsSchema } from "../domain/money/amounts.ts";
import { defineAct } from "./act.ts";

export const countDrawer = defineAct({
  id: "count-drawer",
  on: "shop",
  right: "drawer",
  input: () =>
    z.object({
      session: eventIdSchema,
      cash: cashSchema(),
      others: z.array(z.object({ method: z.string(), amount: minorUnitsSchema })).optional(),
    }),
  decide: (context, _order, count: Omit<DrawerCount, "knew">) =>
    decideCountDrawer(context, { ...count, knew: context.knew() }),
});
