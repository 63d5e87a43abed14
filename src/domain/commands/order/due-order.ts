/** When an order is wanted that the guest collects later. */

import { orderBalance } from "../../balance/order-balance.ts";
import { err, ok } from "../../base/result.ts";
import { type Draft } from "../../events/kinds.ts";
import { type Service } from "../../goods/catalogue.ts";
import { dayOfDue, dueAtOf, ownDueAt, timeOfDue, wallText } from "../../order/due-at.ts";
import { type OrderState } from "../../state/order-state.ts";
import { type Decision, type DecisionContext, requirePermission } from "../decision.ts";
import { foldDrafts, shiftContext } from "./drafted-order.ts";
import { openOrder } from "./open-order.ts";
import { headChange } from "./order-head.ts";

/** Says when an order is wanted; empty makes it an order of now. `isBack`: what was said before holds again. */
export function decideDue(
  context: DecisionContext,
  order: OrderState,
  { dueAt, isBack = false }: { readonly dueAt: string; readonly isBack?: boolean },
): Decision {
  const allowed = requirePermission(context, "sell");
  if (!allowed.ok) return allowed;
  if (orderBalance(order).status === "paid") return err({ type: "order/paid" });
  if (dueAt === "" && dueAtOf(order) === "") return err({ type: "due/none" });
  const { nowMs, offsetAt } = context.wall;
  if (!isBack && dueAt !== "" && dueAt <= wallText(nowMs, offsetAt)) {
    return err({ type: "due/past", day: dayOfDue(dueAt), time: timeOfDue(dueAt) });
  }
  return ok(dueDrafts(order, dueAt));
}

/** Begins an order for later, or makes one of it that has no goods yet: nobody has seen the guest whose goods it gets. */
export function decideBeginForLater(
  context: DecisionContext,
  order: OrderState | undefined,
  { dueAt, service }: { readonly dueAt: string; readonly service: Service },
): Decision {
  const opening = order === undefined ? openOrder(context, { service }) : [];
  const begun = order ?? foldDrafts(context, order, opening);
  const due = decideDue(shiftContext(context, opening.length), begun, { dueAt });
  return due.ok ? ok([...opening, ...due.value]) : due;
}

/**
 * Returns the events that a bill is wanted then; one of now is so with all orders on it. `ageChecked`: how old whoever
 * collects it was found to be.
 */
export function dueDrafts(
  order: OrderState,
  dueAt: string,
  ageChecked?: number,
): ReadonlyArray<Draft> {
  const merged = (order.gathered?.orders ?? []).filter(
    (one) => one.opened?.id !== order.opened?.id && dueAt === "" && ownDueAt(one) !== "",
  );
  return [dueDraft(order, dueAt, ageChecked), ...merged.map((one) => dueDraft(one, dueAt))];
}

/** Returns the event that one order is wanted then. */
function dueDraft(order: OrderState, dueAt: string, ageChecked?: number): Draft {
  return headChange(order, { dueAt, ...(ageChecked === undefined ? {} : { ageChecked }) });
}
