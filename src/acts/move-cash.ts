/** Cash comes into a drawer or goes out of it beside what is sold. */

import * as z from "zod";

import { type CashMove, decideMoveCash } from "../domain/commands/money/drawer.ts";
import { MOVES } from "../domain/events/drawer-events.ts";
import { eventIdSchema } from "../domain/identity.ts";
import { minorUnitsSchema } from "../domain/money/amounts.ts";
import { defineAct } from "./act.ts";

export const moveCash = defineAct({
  id: "move-cash",
  on: "shop",
  // A drop takes the right to a drawer alone.
  right: "payout",
  input: () =>
    z.object({
      session: eventIdSchema,
      what: z.enum(MOVES),
      currency: z.string().optional(),
      amount: minorUnitsSchema,
      reason: z.string(),
      staff: z.string().optional(),
    }),
  decide: (context, _order, move: CashMove) => decideMoveCash(context, move),
});
