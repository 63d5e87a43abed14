/** The change that a shell makes to an order that has to be found first: its customer. Acts do the others. */

import { orderBalance } from "../../domain/balance/order-balance.ts";
import { err, ok, type Result } from "../../domain/base/result.ts";
import {
  decideSetCustomer,
  decideTakeCustomerOff,
} from "../../domain/commands/order/set-customer.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { registerValue } from "../../domain/state/register.ts";
import { type Actor, type Till } from "../till/till.ts";
import { findOrder, type OrderDetails, orderState, writtenOrder } from "./orders.ts";

/** Puts a customer on an order, by their id; undefined takes whoever is on it off. */
export function putCustomerOn(
  till: Till,
  actor: Actor,
  { order: text, customer }: { readonly order: string; readonly customer: string | undefined },
): Result<OrderDetails, Refusal> {
  const id = findOrder(till, text)?.order.id;
  if (id === undefined) return err({ type: "order/unknown", text });
  const done = till.act(actor, "edit order", (context) => {
    const state = orderState(context.view, id);
    if (customer === undefined) return decideTakeCustomerOff(context, state);
    // The register begins another order for them then.
    if (orderBalance(state).status === "paid") return err({ type: "order/paid" });
    const service = registerValue(state.fields.service) ?? "counter";
    return decideSetCustomer(context, state, { customer, service });
  });
  return done.ok ? ok(writtenOrder(till, id)) : done;
}
