/** Selling a voucher: a line of the order, which is worth nothing before its receipt. */

import { err, ok } from "../../base/result.ts";
import { orderStream } from "../../folds/order-fold.ts";
import { type Service } from "../../goods/catalogue.ts";
import { type MinorUnits } from "../../money/amounts.ts";
import { type OrderState, openedId } from "../../state/order-state.ts";
import { type Decision, type DecisionContext, requirePermission } from "../decision.ts";
import { LINES_MAX } from "../order/add-goods.ts";
import { foldDrafts, shiftContext } from "../order/drafted-order.ts";
import { openOrder } from "../order/open-order.ts";
import { decidePayment, type RungPayment } from "../order/ring-up.ts";
import { requireRedeemable } from "./redeem-voucher.ts";
import { voucherLine } from "./voucher-lines.ts";

export interface AddVoucher {
  readonly amount: MinorUnits;
  /** What papers call it, in the shop's language. */
  readonly name: string;
  /** The voucher that it is paid onto; undefined for a new one. */
  readonly tops?: string | undefined;
  /** Undefined opens an order with it. */
  readonly order: OrderState | undefined;
  /** How a new order is served. */
  readonly service: Service;
  /** The course of a new order that was set before its first line. */
  readonly course?: number | undefined;
}

/** Adds a voucher to an order, or money onto one that is there. It is worth nothing before its receipt. */
export function decideAddVoucher(
  context: DecisionContext,
  { amount, name, tops, order, ...how }: AddVoucher,
): Decision {
  const allowed = requirePermission(context, "sell");
  if (!allowed.ok) return allowed;
  const line = voucherLine(context, { sku: "", name, amount });
  if (!line.ok) return line;
  if (tops !== undefined) {
    const found = requireRedeemable(context, tops);
    if (!found.ok) return found;
  }
  if (order !== undefined && Object.keys(order.linesById).length >= LINES_MAX) {
    return err({ type: "order/full", max: LINES_MAX });
  }
  const opening = order === undefined ? openOrder(context, how) : [];
  const id = order === undefined ? context.idAt(0) : openedId(order);
  const body = tops === undefined ? line.value : { ...line.value, tops };
  return ok([...opening, { kind: "order/voucher-added", streams: [orderStream(id)], body }]);
}

/** A voucher that is sold or topped up by itself, and paid at once. */
export interface SoldVoucher extends Omit<AddVoucher, "order"> {
  readonly payment: RungPayment;
}

/** Sells a voucher in one act: an order with that line alone, and its payment; all or nothing. */
export function decideSellVoucher(context: DecisionContext, wish: SoldVoucher): Decision {
  const added = decideAddVoucher(context, { ...wish, order: undefined });
  if (!added.ok || wish.payment.type === "none") return added;
  const order = foldDrafts(context, undefined, added.value);
  const later = shiftContext(context, added.value.length);
  const paid = decidePayment(later, order, wish.payment);
  return paid.ok ? ok([...added.value, ...paid.value]) : paid;
}
