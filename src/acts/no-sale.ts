/** The drawer in use opens without a sale. A pulse is sent once and never repeated. */

import * as z from "zod";

import { decideNoSale } from "../domain/commands/money/drawer.ts";
import { drawerInUse } from "../domain/drawer/drawers.ts";
import { defineAct } from "./act.ts";

export const noSale = defineAct({
  id: "no-sale",
  on: "shop",
  right: "payout",
  input: () => z.object({ reason: z.string() }),
  decide: (context, _order, { reason }) => {
    const { view, device, staff } = context;
    const session = drawerInUse(view, { device, staff: staff.number })?.id;
    return decideNoSale(context, { session, reason });
  },
});
