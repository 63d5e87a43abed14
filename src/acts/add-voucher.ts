/** A voucher that is sold, or money onto one; it may begin an order. */

import * as z from "zod";

import { orderBalance } from "../domain/balance/order-balance.ts";
import { decideAddVoucher } from "../domain/commands/money/sell-voucher.ts";
import { type MinorUnits, minorUnitsSchema } from "../domain/money/amounts.ts";
import { readSetting } from "../domain/settings/settings.ts";
import { type OrderState } from "../domain/state/order-state.ts";
import { defineAct } from "./act.ts";

interface AddedVoucher {
  readonly amount: MinorUnits;
  /** What papers call it, in the shop's language. */
  readonly name: string;
  /** The voucher that it is paid onto; missing for a new one. */
  readonly tops?: string | undefined;
}

export const addVoucher = defineAct({
  id: "add-voucher",
  on: "order or new",
  right: "sell",
  input: () =>
    z.object({ amount: minorUnitsSchema, name: z.string(), tops: z.string().optional() }),
  decide: (context, order: OrderState | undefined, wish: AddedVoucher) =>
    decideAddVoucher(context, {
      ...wish,
      // A paid order on the screen is history.
      order: order === undefined || orderBalance(order).status === "paid" ? undefined : order,
      course: context.next.course,
      service: context.next.service ?? readSetting(context.view, "default-service"),
    }),
});
