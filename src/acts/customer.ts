/** Whom an order is for. Before there are goods it begins the order, so that the customer is not lost with the screen. */

import * as z from "zod";

import { err } from "../domain/base/result.ts";
import { decideSetCustomer, decideTakeCustomerOff } from "../domain/commands/order/set-customer.ts";
import { readSetting } from "../domain/settings/settings.ts";
import { type OrderState } from "../domain/state/order-state.ts";
import { defineAct } from "./act.ts";

interface Customer {
  /** The customer's id; empty for none. */
  readonly customer: string;
}

export const customer = defineAct({
  id: "customer",
  on: "order or new",
  right: "customer",
  input: () => z.object({ customer: z.string() }),
  decide: (context, order: OrderState | undefined, { customer: id }: Customer) => {
    const { next, view } = context;
    if (id !== "") {
      const service = next.service ?? readSetting(view, "default-service");
      return decideSetCustomer(context, order, { customer: id, service, course: next.course });
    }
    return order === undefined
      ? err({ type: "order/none" })
      : decideTakeCustomerOff(context, order);
  },
});
