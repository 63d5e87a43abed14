/**
 * How much one order may hold. Each event of it costs as much as it has lines by then: one that a till filled
 * without end would keep every till busy for minutes. What lies beyond is not folded, the same on every till.
 */

import { type KnownEvent } from "../events/kinds.ts";
import { deviceOf, type EventId } from "../identity.ts";
import { type OrderState } from "./order-state.ts";

/** Lines, payments and returns that one till may add: ten times a night of a large party. */
export const ADDED_MAX = 1000;
/** Of all tills, also what an event names that isn't here. */
export const PARTS_MAX = 4000;
/** Who was at a table. */
export const PEOPLE_MAX = 200;

/** Whether an event would make an order hold more than it may. */
export function isTooMuch(state: OrderState, event: KnownEvent): boolean {
  const part = partOf(event);
  if (part === undefined || isHere(state, part)) return false;
  const ids = partIds(state);
  if (ids.length >= PARTS_MAX) return true;
  if (ids.length < ADDED_MAX) return false;
  const start = `${deviceOf(event.key.origin)}.`;
  return ids.filter((id) => id.startsWith(start)).length >= ADDED_MAX;
}

/** The line, payment or return that it is about. */
function partOf(event: KnownEvent): EventId | undefined {
  switch (event.kind) {
    case "order/line-added":
    case "order/line-returned":
    case "payment/started":
    case "order/return-taken":
      return event.id;
    case "order/line-changed":
    case "order/line-discounted":
    case "order/line-voided":
      return event.body.line;
    case "payment/captured":
      return event.body.payment;
    case "order/return-ended":
      return event.body.taken;
    default:
      return undefined;
  }
}

function isHere({ linesById, paymentsById, returnsById }: OrderState, id: EventId): boolean {
  return [linesById, paymentsById, returnsById ?? {}].some((parts) => Object.hasOwn(parts, id));
}

function partIds({ linesById, paymentsById, returnsById }: OrderState): ReadonlyArray<EventId> {
  const parts = [linesById, paymentsById, returnsById ?? {}];
  return parts.flatMap((byId) => Object.keys(byId) as EventId[]);
}
