/**
 * What is changed of an order from a shell before it is paid: how much of a line there is and what comes
 * off, prices and what is taken off them, options, what the kitchen reads beside a line, whose order it is
 * and how it is served, and goods of a receipt that stay with the guest after all.
 */

import { assertNever } from "../../domain/assert-never.ts";
import { type Service } from "../../domain/catalogue.ts";
import { type Decision, type DecisionContext } from "../../domain/commands/decision.ts";
import { decideSetService } from "../../domain/commands/edit-order.ts";
import { decideLeaveReturn } from "../../domain/commands/exchange-goods.ts";
import { decideExempt } from "../../domain/commands/exempt-order.ts";
import { decideNameOrder } from "../../domain/commands/open-order.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { decideEnd, decideSetCovers, decideSetSeat } from "../../domain/commands/seat-guests.ts";
import { decideSetCourse } from "../../domain/commands/set-course.ts";
import { decideSetCustomer, decideTakeCustomerOff } from "../../domain/commands/set-customer.ts";
import { decideTakeOff } from "../../domain/commands/take-off.ts";
import { type OrderState } from "../../domain/folds/order-state.ts";
import { registerValue } from "../../domain/folds/register.ts";
import { type EventId } from "../../domain/identity.ts";
import { type Thousandths, thousandths } from "../../domain/money/amounts.ts";
import { orderBalance } from "../../domain/order-balance.ts";
import { magnitude } from "../../domain/quantity.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { type LineView } from "../../domain/views.ts";
import { type Actor, type Till } from "../till.ts";
import {
  findOrder,
  findReceipt,
  lineNumbered,
  type OrderDetails,
  orderState,
  writtenOrder,
} from "./orders.ts";
import { type EntryFault } from "./sell.ts";

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
  /** 0 for the whole table. */
  | { readonly type: "seat"; readonly line: number; readonly seat: number }
  /** With all lines below it, and for goods that are added from then on, as at the register. */
  | { readonly type: "course-from"; readonly line: number; readonly course: number };

type OrderAct =
  /** How many guests there are. */
  | { readonly type: "covers"; readonly covers: number }
  /** They left without ordering; the reason may be empty. */
  | { readonly type: "leave"; readonly reason: string }
  /** The buyer's number; undefined for taxes that are owed again. */
  | { readonly type: "exempt"; readonly number: string | undefined }
  /** Of goods that are added from now on; 0 for each in its own. */
  | { readonly type: "course"; readonly course: number }
  | { readonly type: "service"; readonly service: Service }
  /** Empty for none any more. */
  | { readonly type: "name"; readonly name: string }
  /** The id of one; undefined for nobody any more. */
  | { readonly type: "customer"; readonly customer: string | undefined }
  /** The number of a receipt; undefined for the one that was taken last. */
  | { readonly type: "keep"; readonly receipt: string | undefined };

/** More was to come off than there is. */
export interface TooMany extends Pick<LineView, "name" | "quantity" | "soldBy"> {
  readonly type: "void/too-many";
}

export type EditFault = Refusal | TooMany | EntryFault;

export function editOrder(
  till: Till,
  actor: Actor,
  { order: text, act }: OrderEdit,
): Result<OrderDetails, EditFault> {
  const found = findOrder(till, text);
  if (found === undefined) return err({ type: "order/unknown", text });
  const planned = "line" in act ? planLine(till, found, act) : planOrder(till, act);
  if (!planned.ok) return planned;
  const { id } = found.order;
  const done = till.act(actor, `${act.type} of order`, (context) =>
    planned.value(context, orderState(context.view, id)),
  );
  return done.ok ? ok(writtenOrder(till, id)) : done;
}

type Decide = (context: DecisionContext, order: OrderState) => Decision;

function planLine(till: Till, found: OrderDetails, act: LineAct): Result<Decide, EditFault> {
  const shown = lineNumbered(found, act.line);
  if (shown === undefined) return err({ type: "line/unknown" });
  const { id: line } = shown;
  switch (act.type) {
    case "seat":
      return ok((context, order) => decideSetSeat(context, order, { line, seat: act.seat }));
    case "course-from":
      return ok(planCourse(till, act.course, line));
    case "void":
      return planVoid(shown, act);
    default:
      return assertNever(act, "act on a line");
  }
}

type ActOf<Type extends LineAct["type"]> = Extract<LineAct, { readonly type: Type }>;

function planVoid(
  { id: line, name, soldBy, quantity: signed }: LineView,
  { quantity: wanted, reason }: ActOf<"void">,
): Result<Decide, TooMany> {
  const quantity = magnitude(signed);
  if (wanted !== undefined && wanted > quantity) {
    return err({ type: "void/too-many", name, quantity, soldBy });
  }
  return ok((context, order) => {
    const voids = [{ line, count: wanted ?? magnitude(quantityNow(order, line)) }];
    return decideTakeOff(context, order, { voids, reason });
  });
}

/** A register may have changed it since somebody looked. */
function quantityNow(order: OrderState, line: EventId): Thousandths {
  return orderBalance(order).lines.find(({ id }) => id === line)?.quantity ?? thousandths(0);
}

function planCourse(till: Till, course: number, from?: EventId): Decide {
  const catalogue = till.catalogue();
  return (context, order) => decideSetCourse(context, order, { catalogue, course, from });
}

function planOrder(till: Till, act: OrderAct): Result<Decide, Refusal> {
  switch (act.type) {
    case "exempt":
      return ok((context, order) => decideExempt(context, order, act.number));
    case "course":
      return ok(planCourse(till, act.course));
    case "service":
      return ok((context, order) => decideSetService(context, order, act.service));
    case "name":
      return ok((context, order) =>
        orderBalance(order).status === "paid"
          ? err({ type: "order/paid" })
          : decideNameOrder(context, order, act.name),
      );
    case "covers":
      return ok((context, order) => decideSetCovers(context, order, { covers: act.covers }));
    case "leave":
      return ok((context, order) => decideEnd(context, order, act.reason));
    case "customer":
      return ok((context, order) => decideCustomer(context, order, act.customer));
    case "keep":
      return planKeep(till, act.receipt);
    default:
      return assertNever(act, "act on an order");
  }
}

function decideCustomer(
  context: DecisionContext,
  order: OrderState,
  customer: string | undefined,
): Decision {
  if (customer === undefined) return decideTakeCustomerOff(context, order);
  // The register begins another order for them then.
  if (orderBalance(order).status === "paid") return err({ type: "order/paid" });
  const service = registerValue(order.fields.service) ?? "counter";
  return decideSetCustomer(context, order, { customer, service });
}

function planKeep(till: Till, number: string | undefined): Result<Decide, Refusal> {
  const receipt = number === undefined ? undefined : findReceipt(till, number)?.receipt;
  if (number !== undefined && receipt === undefined) return err({ type: "refund/no-receipt" });
  return ok((context, order) => decideLeaveReturn(context, order, receipt));
}
