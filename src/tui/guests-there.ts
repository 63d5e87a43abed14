/** What may be done with the guests of the order on the screen. */

import { isForGuests } from "../domain/order/who-serves.ts";
import { type RegisterState } from "./register-state.ts";

/** Somebody sits there who has ordered nothing: they may leave. */
export function mayLeave({ order }: RegisterState): boolean {
  return order !== undefined && isForGuests(order) && order.status === "open";
}

/** Another order was put on its bill. */
export function isJoined({ order }: RegisterState): boolean {
  return order !== undefined && order.joined.length > 0;
}
