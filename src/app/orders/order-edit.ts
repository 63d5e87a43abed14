/** The change that a shell makes to an order that has to be found first: its customer. Acts do the others. */

import { type Decision, type DecisionContext } from "../../domain/commands/decision.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { decideSetCustomer, decideTakeCustomerOff } from "../../domain/commands/set-customer.ts";
import { type OrderState } from "../../domain/folds/order-state.ts";
import { registerValue } from "../../domain/folds/register.ts";
import { orderBalance } from "../../domain/order-balance.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { type Actor, type Till } from "../till.ts";
import { findOrder, type OrderDetails, orderState, writtenOrder } from "./orders.ts";

/** Puts a customer on an order, by their id; undefined takes whoever is on it off. */
export function putCustomerOn(
  till: Till,
  actor: Actor,
  { order, customer }: { readonly order: string; readonly customer: string | undefined },
): Result<OrderDetails, Refusal> {
  return editOrder(till, actor, order, (context, state) => {
    if (customer === undefined) return decideTakeCustomerOff(context, state);
    // The register begins another order for them then.
    if (orderBalance(state).status === "paid") return err({ type: "order/paid" });
    const service = registerValue(state.fields.service) ?? "counter";
    return decideSetCustomer(context, state, { customer, service });
  });
}

function editOrder(
  till: Till,
  ...[actor, text, decide]: [
    actor: Actor,
    text: string,
    decide: (context: DecisionContext, order: OrderState) => Decision,
  ]
): Result<OrderDetails, Refusal> {
  const found = findOrder(till, text);
  if (found === undefined) return err({ type: "order/unknown", text });
  const { id } = found.order;
  const done = till.act(actor, "edit order", (context) =>
    decide(context, orderState(context.view, id)),
  );
  return done.ok ? ok(writtenOrder(till, id)) : done;
}
