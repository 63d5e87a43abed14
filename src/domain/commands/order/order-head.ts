/** What is said of an order as a whole: its name, its note, how it is served. */

import { orderBalance } from "../../balance/order-balance.ts";
import { err, ok } from "../../base/result.ts";
import { type Draft } from "../../events/kinds.ts";
import { type OrderChanged } from "../../events/order-events.ts";
import { orderStream } from "../../folds/order-fold.ts";
import { type Service } from "../../goods/catalogue.ts";
import { type EventId } from "../../identity.ts";
import { readOrderName } from "../../order/guest-text.ts";
import { type OrderState, openedId } from "../../state/order-state.ts";
import { openWriteIds, type Register } from "../../state/register.ts";
import {
  type Decision,
  type DecisionContext,
  requirePermission,
  requireShortText,
} from "../decision.ts";

/** Returns the event that sets these fields of the order's head, in place of all that was said of them here. */
export function headChange(order: OrderState, set: OrderChanged["set"]): Draft {
  const { fields } = order;
  const over: Record<string, EventId[]> = {};
  for (const field of Object.keys(set) as ReadonlyArray<keyof OrderChanged["set"]>) {
    const register: Register<unknown> | undefined = fields[field];
    over[field] = register === undefined ? [] : openWriteIds(register);
  }
  return { kind: "order/changed", streams: [orderStream(openedId(order))], body: { set, over } };
}

/** Decides the name that the order is asked for by. */
export function decideNameOrder(
  context: DecisionContext,
  order: OrderState,
  text: string,
): Decision {
  const allowed = requirePermission(context, "sell");
  if (!allowed.ok) return allowed;
  const name = readOrderName(text);
  return name.ok ? ok([headChange(order, { name: name.value })]) : name;
}

/** Decides what all who make something of the order have to know. */
export function decideNoteOrder(
  context: DecisionContext,
  order: OrderState,
  text: string,
): Decision {
  const allowed = requirePermission(context, "sell");
  if (!allowed.ok) return allowed;
  if (orderBalance(order).status === "paid") return err({ type: "order/paid" });
  const note = text.trim();
  const fits = requireShortText("note", note);
  return fits.ok ? ok([headChange(order, { note })]) : fits;
}

/** Changes how the order is served, and with it the taxes of its lines. Not once it is paid. */
export function decideSetService(
  context: DecisionContext,
  order: OrderState,
  service: Service,
): Decision {
  const allowed = requirePermission(context, "sell");
  if (!allowed.ok) return allowed;
  if (order.receipts.length > 0) return err({ type: "order/paid" });
  return ok([headChange(order, { service })]);
}
