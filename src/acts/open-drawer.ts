/** A cash drawer of the till, or the pouch of the person, is opened with a float. */

import * as z from "zod";

import { decideOpenDrawer, type DrawerToOpen } from "../domain/commands/money/drawer.ts";
import { cashSchema } from "../domain/events/drawer-events.ts";
import { defineAct } from "./act.ts";

export const openDrawer = defineAct({
  id: "open-drawer",
  on: "shop",
  right: "drawer",
  // Without a number it is the person's own pouch.
  input: () => z.object({ no: z.int().optional(), float: cashSchema() }),
  decide: (context, _order, { no, float }: Partial<DrawerToOpen> & Pick<DrawerToOpen, "float">) =>
    decideOpenDrawer(context, { no, float }),
  answer: ({ idAt }) => idAt(0),
});
