/**
 * Goods that the kitchen holds while their order is paid: nobody looks for them on a bill that is closed.
 *
 * Where no guest sits and nobody chose a course, the payment fires them. Else the person who takes the money says
 * whether the kitchen makes them now or waits on.
 */

import { ordersOnBill } from "../../balance/line-places.ts";
import { type LineBalance, orderBalance } from "../../balance/order-balance.ts";
import { unpaidPart } from "../../order/bill-parts.ts";
import { type OrderState } from "../../state/order-state.ts";
import { registerValue } from "../../state/register.ts";
import { type DecisionContext, isSure } from "../decision.ts";
import { heldAfterSending, heldPieces } from "../kitchen/hold-fire.ts";
import { type KitchenLine } from "../kitchen/kitchen-stations.ts";
import { unsentLines } from "../kitchen/send-order.ts";
import { explicitHold } from "./held-lines.ts";

type Paying = Pick<DecisionContext, "view" | "part" | "sure">;

/** Returns the lines that a payment in full has to ask about; none where somebody has answered. */
export function heldLinesToAsk(context: Paying, order: OrderState): ReadonlyArray<LineBalance> {
  const isSaid = isSure(context, "fire") || isSure(context, "wait");
  const isOver = isSaid || !paysTheRest(context, order);
  return isOver || firesUnasked(order) ? [] : heldAfterSending(context.view, order);
}

/** Returns what a receipt sends to the kitchen: what it was not sent yet, and the held goods that it begins now. */
export function linesAtReceipt(context: Paying, order: OrderState): ReadonlyArray<KitchenLine> {
  const unsent = unsentLines(context, order);
  const fires = isSure(context, "fire") || (!isSure(context, "wait") && firesUnasked(order));
  if (!fires || !paysTheRest(context, order)) return unsent;
  const begun = unsent.map((line) =>
    line.act === "held" ? Object.assign({}, line, { act: "new" as const }) : line,
  );
  return [...begun, ...heldPieces(order)];
}

/** Whether nothing is left to pay after it: of a split bill the last part. */
function paysTheRest({ part }: Paying, order: OrderState): boolean {
  if (part === undefined) return true;
  return unpaidPart(order, part)?.balance.remaining === orderBalance(order).remaining;
}

/** Whether nobody sits there, and the held lines are in the courses that their products came with. */
function firesUnasked(order: OrderState): boolean {
  const isSeatedOrSaid = ordersOnBill(order).some(
    ({ fields }) => registerValue(fields.table) !== "" || fields.course.open.length > 0,
  );
  return !isSeatedOrSaid && !orderBalance(order).lines.some(isHeldByPerson);
}

function isHeldByPerson(balance: LineBalance): boolean {
  const { id, line, voided } = balance;
  if (voided) return false;
  return explicitHold(balance) === true || line.fields.course.open.some((write) => write.id !== id);
}
