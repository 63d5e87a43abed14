/** Cash comes into the safe, goes out of it or goes to the bank. */

import * as z from "zod";

import { decideMoveSafe, type SafeToMove } from "../domain/commands/money/drawer.ts";
import { SAFE_MOVES } from "../domain/events/drawer-events.ts";
import { minorUnitsSchema } from "../domain/money/amounts.ts";
import { defineAct } from "./act.ts";

export const moveSafe = defineAct({
  id: "move-safe",
  on: "shop",
  right: "reports",
  input: () =>
    z.object({
      what: z.enum(SAFE_MOVES),
      currency: z.string().optional(),
      amount: minorUnitsSchema,
      reason: z.string(),
    }),
  decide: (context, _order, move: SafeToMove) => decideMoveSafe(context, move),
});
