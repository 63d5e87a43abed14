/** Customer groups: keys that the shop makes up, such as `staff`, `trade` or `members`. */

import { CUSTOMER_GROUP_MAX } from "../events/register-schemas.ts";
import { type LedgerView } from "../ledger-view.ts";
import { type OrderState } from "../state/order-state.ts";
import { registerValue } from "../state/register.ts";
import { foldText } from "../text/entry-text.ts";
import { groupOfCustomer } from "./customers.ts";

/** Returns the customer group that an order is priced for; empty for none. */
export function groupOfOrder(
  view: Pick<LedgerView, "state">,
  order: OrderState | undefined,
): string {
  return groupOfCustomer(view, (order && registerValue(order.fields.customer)) ?? "");
}

const GROUP = /^[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*$/u;

/** However it is typed it is one key; undefined for what can't be one. Nothing is no group. */
export function readCustomerGroup(typed: string): string | undefined {
  const group = foldText(typed);
  if (group === "") return "";
  return GROUP.test(group) && Array.from(group).length <= CUSTOMER_GROUP_MAX ? group : undefined;
}
