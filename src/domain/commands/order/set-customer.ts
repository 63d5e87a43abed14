/** Whom an order is for: somebody of the customers, or nobody any more. */

import { orderBalance } from "../../balance/order-balance.ts";
import { err, ok, type Result } from "../../base/result.ts";
import { orderStream } from "../../folds/order-fold.ts";
import { lineList } from "../../order/line-list.ts";
import { groupOfOrder } from "../../people/customer-group.ts";
import { groupOfCustomer, readCustomer } from "../../people/customers.ts";
import { type OrderState } from "../../state/order-state.ts";
import { registerValue } from "../../state/register.ts";
import { type Decision, type DecisionContext, requirePermission } from "../decision.ts";
import { type Refusal } from "../refusal.ts";
import { type AddGoods } from "./add-goods.ts";
import { openOrder } from "./open-order.ts";
import { headChange } from "./order-head.ts";

interface NewCustomer extends Pick<AddGoods, "service" | "course"> {
  readonly customer: string;
}

/**
 * Decides the customer of an order. Before there are goods this opens the order, so that the
 * customer is not lost with the screen.
 */
export function decideSetCustomer(
  context: DecisionContext,
  order: OrderState | undefined,
  wish: NewCustomer,
): Decision {
  const allowed = requirePermission(context, "customer");
  if (!allowed.ok) return allowed;
  const found = requireServed(context, wish.customer);
  if (!found.ok) return found;
  if (order === undefined || orderBalance(order).status === "paid") {
    const opening = openOrder(context, wish);
    const streams = [orderStream(context.idAt(0))];
    const body = { set: { customer: wish.customer }, over: { customer: [] } };
    return ok([...opening, { kind: "order/changed", streams, body }]);
  }
  if (registerValue(order.fields.customer) === wish.customer && !isOpenQuestion(order)) {
    return err({ type: "customer/there" });
  }
  return changeTo(context, order, wish.customer);
}

export function decideTakeCustomerOff(context: DecisionContext, order: OrderState): Decision {
  const allowed = requirePermission(context, "customer");
  if (!allowed.ok) return allowed;
  if (orderBalance(order).status === "paid") return err({ type: "order/paid" });
  if ((registerValue(order.fields.customer) ?? "") === "") return err({ type: "customer/nobody" });
  return changeTo(context, order, "");
}

function changeTo(context: DecisionContext, order: OrderState, customer: string): Decision {
  const named = requireStillNamed(context, order, customer);
  if (!named.ok) return named;
  return ok([headChange(order, { customer })]);
}

/**
 * Goods at the price of a group are sold to somebody of it, whom the receipt names. Otherwise anybody
 * could ring up for whom they like at the staff's price, and take the name off before they print.
 */
function requireStillNamed(
  context: DecisionContext,
  order: OrderState,
  customer: string,
): Result<undefined, Refusal> {
  const group = groupOfOrder(context.view, order);
  if (group === "" || groupOfCustomer(context.view, customer) === group) return ok(undefined);
  const isPricedFor = orderBalance(order).lines.some(
    ({ line, voided, covered }) => !voided && covered === 0 && lineList(line)?.group === group,
  );
  return isPricedFor ? requirePermission(context, "price") : ok(undefined);
}

/** Two tills have said who it is: saying it once more ends that. */
function isOpenQuestion({ fields }: OrderState): boolean {
  return fields.customer.open.length > 1;
}

function requireServed({ view }: DecisionContext, id: string): Result<undefined, Refusal> {
  const customer = readCustomer(view, id);
  if (customer === undefined) return err({ type: "customer/unknown", text: id });
  if (customer === "erased") return err({ type: "customer/erased" });
  return customer.active ? ok(undefined) : err({ type: "customer/inactive" });
}
