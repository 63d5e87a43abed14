/** A counted drawer is closed: what stays is left in it, the rest goes into the safe. */

import * as z from "zod";

import { decideCloseDrawer, type DrawerToClose } from "../domain/commands/money/drawer.ts";
import { eventIdSchema } from "../domain/identity.ts";
import { minorUnitsSchema } from "../domain/money/amounts.ts";
import { defineAct } from "./act.ts";

export const closeDrawer = defineAct({
  id: "close-drawer",
  on: "shop",
  right: "drawer",
  input: () =>
    z.object({
      session: eventIdSchema,
      leaves: minorUnitsSchema.optional(),
      reason: z.string(),
      anyway: z.boolean().optional(),
    }),
  decide: (context, _order, close: DrawerToClose) => decideCloseDrawer(context, close),
  answer: (_context, _order, { drafts }) => {
    const [draft] = drafts;
    if (draft?.kind !== "drawer/closed") throw new Error("The drawer that was closed is open.");
    const { counted, difference, leaves, toSafe, lacks } = draft.body;
    // Somebody has to look at a difference that lacked something.
    return { counted, difference, leaves: leaves.own, toSafe, isToLookAt: lacks !== "nothing" };
  },
});
