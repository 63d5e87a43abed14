/** A sale that owes no taxes, because the buyer has a number for that. */

import { ordersOnBill } from "../../balance/line-places.ts";
import { orderBalance } from "../../balance/order-balance.ts";
import { exemptionOf } from "../../balance/order-exempt.ts";
import { err, ok, type Result } from "../../base/result.ts";
import { type Exempt, EXEMPT_NUMBER_MAX } from "../../events/exempt-events.ts";
import { type Draft } from "../../events/kinds.ts";
import { knownReceipts, orderStream } from "../../folds/order-fold.ts";
import { isReadable } from "../../order/guest-text.ts";
import { readSetting } from "../../settings/settings.ts";
import { type OrderState, openedId } from "../../state/order-state.ts";
import { openWriteIds } from "../../state/register.ts";
import { type Decision, type DecisionContext, requirePermission } from "../decision.ts";
import { type Refusal } from "../refusal.ts";

/** Exempts the bill by the buyer's number; undefined takes that back. Not once something of it is paid. */
export function decideExempt(
  context: DecisionContext,
  order: OrderState,
  number: string | undefined,
): Decision {
  const exemption = exemptionOf(order);
  if (number === undefined) {
    return exemption === null
      ? err({ type: "exempt/none" })
      : decideExemptBack(context, order, null);
  }
  const read = readNumber(number);
  if (!read.ok) return read;
  const pays = readSetting(context.view, "exempt-pays");
  if (exemption?.number === read.value && exemption.pays === pays) {
    return err({ type: "exempt/same", text: read.value });
  }
  return decideExemptBack(context, order, { number: read.value, pays });
}

/** The bill is exempt, or not, as it was before. */
export function decideExemptBack(
  context: DecisionContext,
  order: OrderState,
  exempt: Exempt | null,
): Decision {
  const allowed = requirePermission(context, "exempt");
  if (!allowed.ok) return allowed;
  if (orderBalance(order).status === "paid") return err({ type: "order/paid" });
  if (isPaidInPart(order)) return err({ type: "exempt/paid" });
  return ok(ordersOnBill(order).map((one) => exempted(one, exempt)));
}

/** Returns the events after which a bill owes its taxes whatever was paid for it; none where it owes them already. */
export function exemptionEnded(order: OrderState): ReadonlyArray<Draft> {
  return exemptionOf(order) === null ? [] : ordersOnBill(order).map((one) => exempted(one, null));
}

/** Orders on one bill are exempt by the same number, or none is: a bill owes its taxes, or owes none. */
export function isExemptAlike(one: OrderState, other: OrderState): boolean {
  const [exempt, otherwise] = [exemptionOf(one), exemptionOf(other)];
  return exempt?.number === otherwise?.number && exempt?.pays === otherwise?.pays;
}

function isPaidInPart(order: OrderState): boolean {
  return order.receipts.length > 0 || orderBalance(order).deposits.length > 0;
}

function exempted(order: OrderState, exempt: Exempt | null): Draft {
  const streams = [orderStream(openedId(order))];
  const over = openWriteIds(order.fields.exempt);
  return { kind: "order/exempted", streams, body: { exempt, over, knows: knownReceipts(order) } };
}

/** Returns the number with single blanks and none at its ends. */
function readNumber(text: string): Result<string, Refusal> {
  const number = text.trim().replaceAll(/\s+/gu, " ");
  const isNumber = number.length <= EXEMPT_NUMBER_MAX && isReadable(number) && number !== "";
  return isNumber ? ok(number) : err({ type: "exempt/number", max: EXEMPT_NUMBER_MAX });
}
