/**
 * What is changed of an order from a shell before it is paid: what comes off, what is taken off its price,
 * what the kitchen reads beside a line, and goods of a receipt that stay with the guest after all.
 */

import { type Thousandths } from "../domain/amounts.ts";
import { type Decision, type DecisionContext } from "../domain/commands/decision.ts";
import {
  decideDiscountLine,
  decideDiscountOrder,
  decideSetNote,
} from "../domain/commands/edit-order.ts";
import { decideLeaveReturn } from "../domain/commands/exchange-goods.ts";
import { type Refusal } from "../domain/commands/refusal.ts";
import { decideTakeOff } from "../domain/commands/take-off.ts";
import { type GivenDiscount } from "../domain/events/order-events.ts";
import { type OrderState } from "../domain/folds/order-state.ts";
import { magnitude } from "../domain/quantity.ts";
import { err, ok, type Result } from "../domain/result.ts";
import { type LineView } from "../domain/views.ts";
import {
  findOrder,
  findReceipt,
  lineNumbered,
  type OrderDetails,
  orderDetails,
  orderState,
} from "./orders.ts";
import { type Actor, type Till } from "./till.ts";

/** `order` is as somebody types it; `line` as `till order show` counts them. */
export interface OrderEdit {
  readonly order: string;
  readonly act: LineAct | OrderAct;
}

type LineAct =
  | {
      readonly type: "void";
      readonly line: number;
      /** Undefined for all of it. */
      readonly quantity: Thousandths | undefined;
      readonly reason: string;
    }
  | { readonly type: "discount-line"; readonly line: number; readonly discount: Discount }
  | { readonly type: "note"; readonly line: number; readonly note: string };

type OrderAct =
  | { readonly type: "discount-order"; readonly discount: Discount }
  /** The number of a receipt; undefined for the one that was taken last. */
  | { readonly type: "keep"; readonly receipt: string | undefined };

/** Null takes away what was given before. */
type Discount = GivenDiscount | null;

/** More was to come off than there is. */
export interface TooMany extends Pick<LineView, "name" | "quantity" | "soldBy"> {
  readonly type: "void/too-many";
}

export function editOrder(
  till: Till,
  actor: Actor,
  { order: text, act }: OrderEdit,
): Result<OrderDetails, Refusal | TooMany> {
  const found = findOrder(till, text);
  if (found === undefined) return err({ type: "order/unknown", text });
  const planned = "line" in act ? planLine(found, act) : planOrder(till, act);
  if (!planned.ok) return planned;
  const { id } = found.order;
  const done = till.act(actor, `${act.type} of order`, (context) =>
    planned.value(context, orderState(context.view, id)),
  );
  if (!done.ok) return done;
  const details = till.ledger.read((view) => orderDetails(till, view, id));
  if (details === undefined) throw new Error("The order that was just changed is not there.");
  return ok(details);
}

type Decide = (context: DecisionContext, order: OrderState) => Decision;

function planLine(found: OrderDetails, act: LineAct): Result<Decide, Refusal | TooMany> {
  const shown = lineNumbered(found, act.line);
  if (shown === undefined) return err({ type: "line/unknown" });
  const { id: line, name, soldBy } = shown;
  if (act.type === "note") {
    const { note } = act;
    return ok((context, order) => decideSetNote(context, order, { line, note }));
  }
  if (act.type === "discount-line") {
    const { discount } = act;
    return ok((context, order) => decideDiscountLine(context, order, { line, discount }));
  }
  const { reason } = act;
  const quantity = magnitude(shown.quantity);
  const count = act.quantity ?? quantity;
  if (count > quantity) return err({ type: "void/too-many", name, quantity, soldBy });
  const voids = [{ line, count }];
  return ok((context, order) => decideTakeOff(context, order, { voids, reason }));
}

function planOrder(till: Till, act: OrderAct): Result<Decide, Refusal> {
  if (act.type === "discount-order") {
    return ok((context, order) => decideDiscountOrder(context, order, act.discount));
  }
  const receipt = act.receipt === undefined ? undefined : findReceipt(till, act.receipt)?.receipt;
  if (act.receipt !== undefined && receipt === undefined) return err({ type: "refund/no-receipt" });
  return ok((context, order) => decideLeaveReturn(context, order, receipt));
}
