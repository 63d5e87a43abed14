/** Decisions about who sits where: a table or a tab is opened, its guests are counted, or they leave. */

import { ordersOnBill } from "../../balance/line-places.ts";
import { orderBalance } from "../../balance/order-balance.ts";
import { err, ok } from "../../base/result.ts";
import { type Draft } from "../../events/kinds.ts";
import { orderStream } from "../../folds/order-fold.ts";
import { type EventId } from "../../identity.ts";
import { billOf } from "../../order/gathered-order.ts";
import { COVERS_MAX, isSeat, SEAT_MAX } from "../../order/guest-text.ts";
import { ownerOf } from "../../order/who-serves.ts";
import { readStaffMember } from "../../people/staff.ts";
import { isSeated, type OrderState, openedId } from "../../state/order-state.ts";
import { registerValue } from "../../state/register.ts";
import {
  type Decision,
  type DecisionContext,
  requirePermission,
  requireShortText,
} from "../decision.ts";
import { changeOf, openLine } from "./open-line.ts";
import { type NewOrder, openOrder } from "./open-order.ts";
import { headChange } from "./order-head.ts";

export interface Seating extends Omit<NewOrder, "covers"> {
  /** The number of guests; undefined where nobody has counted them. */
  readonly covers: number | undefined;
}

/** Opens an order for guests who have ordered nothing yet. */
export function decideSeat(context: DecisionContext, seating: Seating): Decision {
  const allowed = requirePermission(context, "sell");
  if (!allowed.ok) return allowed;
  const { covers = 0 } = seating;
  if (seating.covers !== undefined && !isCovers(covers)) {
    return err({ type: "covers/invalid", max: COVERS_MAX });
  }
  return ok(openOrder(context, { ...seating, covers }));
}

/**
 * Says how many guests all orders of a bill are for. What the others had stays as it is, as far as it
 * can: each has its own again once it is on its own.
 */
export function decideSetCovers(
  context: DecisionContext,
  order: OrderState,
  { covers }: { readonly covers: number },
): Decision {
  const allowed = requirePermission(context, "sell");
  if (!allowed.ok) return allowed;
  if (orderBalance(order).status === "paid") return err({ type: "order/paid" });
  if (!isCovers(covers)) return err({ type: "covers/invalid", max: COVERS_MAX });
  const [first = order, ...others] = ordersOnBill(order);
  let left = covers;
  const drafts: Draft[] = [];
  for (const other of others) {
    const covers = registerValue(other.fields.covers) ?? 0;
    const stays = Math.min(covers, left);
    if (stays !== covers) drafts.push(counted(other, stays));
    left -= stays;
  }
  return ok([counted(first, left), ...drafts]);
}

export interface CoversBefore {
  readonly order: EventId;
  /** The number that it was, which may be none. */
  readonly before: number;
}

/** Takes back how many guests one order is for, on whichever bill it is. */
export function decideCoversBack(
  context: DecisionContext,
  { order: id, before }: CoversBefore,
): Decision {
  const allowed = requirePermission(context, "sell");
  if (!allowed.ok) return allowed;
  if (orderBalance(billOf(context.view, id)).status === "paid") return err({ type: "order/paid" });
  return ok([counted(context.view.state("order", id), before)]);
}

function counted(order: OrderState, covers: number): Draft {
  return headChange(order, { covers });
}

/**
 * Looks at an order of guests whom somebody else serves: nothing is written of it, and what it decides on
 * only tells one such order from another, for whoever vouches.
 */
export function decideSeeOrder(context: DecisionContext, order: OrderState): Decision {
  if (isSeated(order) && ownerOf(order) !== context.staff.number) {
    const allowed = requirePermission(context, "others");
    if (!allowed.ok) return allowed;
  }
  return ok([headChange(order, {})]);
}

/** Says whose a line is. What the kitchen has read of it stays as it is: it is carried to the same table. */
export function decideSetSeat(
  context: DecisionContext,
  order: OrderState,
  { line, seat }: { readonly line: EventId; readonly seat: number },
): Decision {
  const found = openLine(context, order, { line, permission: "sell", deed: null });
  if (!found.ok) return found;
  if (!isSeat(seat)) return err({ type: "seat/invalid", max: SEAT_MAX });
  return ok([changeOf(order, found.value, { set: { seat } })]);
}

/** Decides that the guests left without ordering, which frees the table. */
export function decideEnd(context: DecisionContext, order: OrderState, reason: string): Decision {
  const allowed = requirePermission(context, "sell");
  if (!allowed.ok) return allowed;
  const why = reason.trim();
  const fits = requireShortText("reason", why);
  if (!fits.ok) return fits;
  const { status, lines, deposits } = orderBalance(order);
  if (status === "paid") return err({ type: "order/paid" });
  if (status === "empty") return err({ type: "order/nobody-there" });
  const hasGoods = lines.some(({ voided }) => !voided) || deposits.length > 0;
  if (hasGoods || order.receipts.length > 0) return err({ type: "order/has-goods" });
  const streams = [orderStream(openedId(order))];
  return ok([{ kind: "order/ended", streams, body: { reason: why } }]);
}

/** Decides that the guests are there after all: the table and name are written again. */
export function decideReopen(context: DecisionContext, order: OrderState): Decision {
  const allowed = requirePermission(context, "sell");
  if (!allowed.ok) return allowed;
  if (order.ended === undefined) return err({ type: "order/there" });
  const { table, name, covers, customer } = order.fields;
  const set = {
    table: registerValue(table) ?? "",
    name: registerValue(name) ?? "",
    covers: registerValue(covers) ?? 0,
    customer: registerValue(customer) ?? "",
  };
  return ok([headChange(order, set)]);
}

/** Hands orders to a colleague, all in one act; those that are theirs already stay as they are. */
export function decideHandOver(
  context: DecisionContext,
  { orders, owner }: { readonly orders: ReadonlyArray<OrderState>; readonly owner: string },
): Decision {
  const allowed = requirePermission(context, "sell");
  if (!allowed.ok) return allowed;
  const colleague = readStaffMember(context.view, owner);
  if (colleague === undefined) return err({ type: "staff/unknown", staff: owner });
  if (!colleague.active) return err({ type: "staff/inactive", staff: owner });
  const ordersOfOthers = orders.filter((order) => ownerOf(order) !== owner);
  if (ordersOfOthers.length === 0) return err({ type: "owner/same", staff: owner });
  return ok(ordersOfOthers.map((order) => handed(order, owner)));
}

export interface OwnerBefore {
  readonly order: EventId;
  readonly owner: string;
}

/** Hands each back to whom it was taken from. */
export function decideOwnersBack(
  context: DecisionContext,
  owners: ReadonlyArray<OwnerBefore>,
): Decision {
  const allowed = requirePermission(context, "sell");
  if (!allowed.ok) return allowed;
  const drafts = owners.flatMap(({ order: id, owner }) => {
    const order = context.view.state("order", id);
    return ownerOf(order) === owner ? [] : [handed(order, owner)];
  });
  const [first] = owners;
  return drafts.length > 0 ? ok(drafts) : err({ type: "owner/same", staff: first?.owner ?? "" });
}

function handed(order: OrderState, owner: string): Draft {
  return headChange(order, { owner });
}

function isCovers(covers: number): boolean {
  return Number.isInteger(covers) && covers >= 1 && covers <= COVERS_MAX;
}
