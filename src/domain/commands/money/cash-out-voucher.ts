/**
 * Giving back a voucher that was sold: it is redeemed to cash, all that is left of it, and is dead afterwards.
 * Source: docs/rules/vouchers.md, G6.
 */

import { err, ok } from "../../base/result.ts";
import { type Service } from "../../goods/catalogue.ts";
import { toStreamId } from "../../identity.ts";
import { minor } from "../../money/amounts.ts";
import { roundCash } from "../../money/cash-rounding.ts";
import { purseStanding } from "../../vouchers/purse-rights.ts";
import { voucherNumber } from "../../vouchers/voucher-code.ts";
import {
  type Decision,
  type DecisionContext,
  requirePermission,
  requireReason,
} from "../decision.ts";
import { foldDrafts, shiftContext } from "../order/drafted-order.ts";
import { openOrder } from "../order/open-order.ts";
import { requireRedeemable, rightTo } from "./redeem-voucher.ts";
import { refundIn } from "./refund-payments.ts";
import { paymentEvents } from "./settle-order.ts";
import { VOUCHER } from "./voucher-credits.ts";

export interface VoucherCashedOut {
  readonly voucher: string;
  /** What papers call one, in the shop's language. */
  readonly name: string;
  readonly reason: string;
  /** How the order is served that bears the two payments, and no goods. */
  readonly service: Service;
}

/**
 * Pays out what is left of a voucher. It takes all of it by right, and never by the limit: a guest who has the
 * cash can't be asked for it again.
 */
export function decideCashOutVoucher(
  context: DecisionContext,
  { voucher: id, name, reason, service }: VoucherCashedOut,
): Decision {
  const allowed = requirePermission(context, "return");
  if (!allowed.ok) return allowed;
  const why = requireReason(reason, { type: "voucher/reason" });
  if (!why.ok) return why;
  const found = requireRedeemable(context, id);
  if (!found.ok) return found;
  const number = voucherNumber(id);
  const standing = purseStanding(found.value, context.storedTo);
  const { level } = standing;
  if (level <= 0) return err({ type: "voucher/empty", number });
  const amount = minor(level);
  const byRight = { ...context, isApart: () => false };
  const voucher = rightTo(byRight, { id, state: found.value, standing, wanted: amount });
  if (!voucher.ok) return voucher;

  const opening = openOrder(context, { service });
  const order = foldDrafts(context, undefined, opening);
  const redeemed = paymentEvents(shiftContext(context, opening.length), order, {
    method: VOUCHER,
    name: `${name} ${number}`,
    amount,
    tendered: amount,
    change: minor(0),
    rounding: minor(0),
    tip: minor(0),
    voucher: voucher.value,
  });
  const before = [...opening, ...redeemed];
  const out = roundCash(amount, context.rules.cash);
  const paidOut = paymentEvents(shiftContext(context, before.length), order, {
    ...refundIn("cash", { settles: amount, out }),
    otherwise: { of: VOUCHER, name, reason: why.value },
  });
  const streams = [toStreamId("voucher", id)];
  return ok([
    ...before,
    ...paidOut,
    { kind: "voucher/blocked", streams, body: { reason: why.value, seen: minor(0) } },
  ]);
}
