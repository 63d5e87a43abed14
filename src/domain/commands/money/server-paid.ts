/**
 * Whose a tip and a service charge are. What was written keeps whose it is, whatever the shop says later: an event
 * that names nobody is of whoever did it.
 */

import { ownerOf } from "../../order/who-serves.ts";
import { readSetting } from "../../settings/settings.ts";
import { type OrderState } from "../../state/order-state.ts";
import { type DecisionContext } from "../decision.ts";

/** Returns the staff number of the order's server, where tips and charges are theirs; undefined for whoever acts. */
export function serverPaid(
  { view }: Pick<DecisionContext, "view">,
  order: OrderState,
): string | undefined {
  if (readSetting(view, "tips-to") === "taker") return undefined;
  const server = ownerOf(order);
  return server === "" ? undefined : server;
}
