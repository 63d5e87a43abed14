/** The person sells from a drawer that is open already. */

import * as z from "zod";

import { decideTakeDrawer } from "../domain/commands/money/drawer.ts";
import { eventIdSchema } from "../domain/identity.ts";
import { defineAct } from "./act.ts";

export const takeDrawer = defineAct({
  id: "take-drawer",
  on: "shop",
  right: "drawer",
  input: () => z.object({ session: eventIdSchema }),
  decide: (context, _order, { session }) => decideTakeDrawer(context, session),
});
