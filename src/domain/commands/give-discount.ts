/** Decisions about what is taken off a line or an order: within the limit of who gives it, and why. */

import { openedId, orderStream } from "../folds/order-fold.ts";
import { type OrderState } from "../folds/order-state.ts";
import { overOf } from "../folds/register.ts";
import { type EventId } from "../identity.ts";
import { minor, sumMinor } from "../money/amounts.ts";
import { orderBalance } from "../order-balance.ts";
import { err, ok } from "../result.ts";
import { type Decision, type DecisionContext, requirePermission } from "./decision.ts";
import { type GivenOff, readDiscountReason, requireWithinLimit } from "./discount-limit.ts";
import { openLine } from "./open-line.ts";

/**
 * Takes something off what a line costs, or nothing any more. It replaces what was taken off before. Of
 * goods that come back it takes its share off what is given for them.
 */
export function decideDiscountLine(
  context: DecisionContext,
  order: OrderState,
  command: GivenOff & { readonly line: EventId },
): Decision {
  const found = openLine(context, order, { line: command.line, permission: "discount" });
  if (!found.ok) return found;
  const { line, comesBack } = found.value;
  const gross = comesBack ? minor(0 - found.value.gross) : found.value.gross;
  const { discount } = command;
  if (discount !== null && (gross <= 0 || discount.amount > gross)) {
    return err({ type: "discount/too-much", name: line.added?.name ?? "", gross });
  }
  const within = requireWithinLimit(context, discount, gross);
  if (!within.ok) return within;
  const reason = readDiscountReason(context, command, gross);
  if (!reason.ok) return reason;
  const over = overOf(line.fields.discount);
  const streams = [orderStream(openedId(order))];
  const body = { line: command.line, discount, over, reason: reason.value };
  return ok([{ kind: "order/line-discounted", streams, body }]);
}

/**
 * The same for all lines together that are sold, after their own discounts; what receipts cover stays
 * as it was, and so does what is given for goods that come back.
 */
export function decideDiscountOrder(
  context: DecisionContext,
  order: OrderState,
  command: GivenOff,
): Decision {
  const allowed = requirePermission(context, "discount");
  if (!allowed.ok) return allowed;
  const { discount } = command;
  const { status, lines } = orderBalance(order);
  if (status === "paid") return err({ type: "order/paid" });
  const gross = sumMinor(lines, ({ rest }) => Math.max(0, rest));
  if (discount !== null && (gross === 0 || discount.amount > gross)) {
    return err({ type: "discount/too-much", name: "The order", gross });
  }
  const within = requireWithinLimit(context, discount, gross);
  if (!within.ok) return within;
  const why = readDiscountReason(context, command, gross);
  if (!why.ok) return why;
  const over = overOf(order.fields.discount);
  const streams = [orderStream(openedId(order))];
  return ok([{ kind: "order/discounted", streams, body: { discount, over, reason: why.value } }]);
}
