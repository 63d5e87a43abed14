/**
 * A payment that was taken on the wrong order goes back as it came: by its own tender, with its tip, while the goods
 * of the order stay and are due again. A receipt's payment goes back by a refund instead.
 */

import { ordersOnBill, orderOfPayment } from "../../balance/line-places.ts";
import { type TenderShare } from "../../balance/payment-tenders.ts";
import { returnablePayments, sharesBack } from "../../balance/returnable-payments.ts";
import { tippedPerson } from "../../balance/tips-after.ts";
import { err, ok, type Result } from "../../base/result.ts";
import { type Draft } from "../../events/kinds.ts";
import { type EventId } from "../../identity.ts";
import { minor, type MinorUnits, zeroMinor } from "../../money/amounts.ts";
import { type OrderState, type PaymentState } from "../../state/order-state.ts";
import { type TenderMoney } from "../../tenders/tenders.ts";
import {
  type Decision,
  type DecisionContext,
  requirePermission,
  requireReason,
} from "../decision.ts";
import { foldDrafts, shiftContext } from "../order/drafted-order.ts";
import { type Refusal } from "../refusal.ts";
import { closeWhenEven, type Payment, paymentEvents } from "./settle-order.ts";
import { VOUCHER } from "./voucher-credits.ts";

/** How somebody names a payment: by its number among those that may go back, from 1, or by its amount. */
export interface WantedPayment {
  readonly no?: number | undefined;
  readonly amount?: MinorUnits | undefined;
}

export interface GiveBack extends WantedPayment {
  readonly reason: string;
  /** Whether another terminal than the one that took it has given it back already. */
  readonly isByHand?: boolean | undefined;
}

/** Finds the payment that is meant: the only one where nobody says which. */
export function wantedPayment<One extends TenderMoney>(
  payments: ReadonlyArray<One>,
  { no, amount }: WantedPayment,
): Result<One, Refusal> {
  if (payments.length === 0) return err({ type: "give-back/none" });
  const meant = payments.filter(
    (one, at) =>
      (no === undefined || at + 1 === no) && (amount === undefined || one.amount === amount),
  );
  const [first, ...others] = meant;
  return first === undefined || others.length > 0
    ? err({ type: "give-back/which", payments })
    : ok(first);
}

/** Gives a payment back; it takes the right to refund, or the approval of a person who has it. */
export function decideGiveBack(
  context: DecisionContext,
  order: OrderState,
  { reason, isByHand = false, ...wanted }: GiveBack,
): Decision {
  const allowed = requirePermission(context, "return");
  if (!allowed.ok) return allowed;
  const found = wantedPayment(returnablePayments(order), wanted);
  if (!found.ok) return found;
  const { id, amount, terminal } = found.value;
  if (terminal !== undefined && !isByHand) return err({ type: "give-back/at-terminal", amount });
  const why = requireReason(reason, { type: "refund/reason-needed" });
  if (!why.ok) return why;
  const payment = order.paymentsById[id];
  if (payment === undefined) return err({ type: "give-back/none" });
  const drafts: Draft[] = [];
  for (const share of sharesBack(payment, amount)) {
    const paid = { ...shareGivenBack(payment, share), back: { of: id, reason: why.value } };
    drafts.push(...paymentEvents(shiftContext(context, drafts.length), homeOf(order, id), paid));
  }
  const after = foldDrafts(context, order, drafts);
  return ok([...drafts, ...closeWhenEven(shiftContext(context, drafts.length), after)]);
}

/** Returns the order of a bill that the payment was taken for. */
function homeOf(order: OrderState, payment: EventId): OrderState {
  const home = orderOfPayment(order, payment);
  return ordersOnBill(order).find(({ opened }) => opened?.id === home) ?? order;
}

/** Returns the payment of less than nothing that gives a share back: coins as they were kept, the tip from its person. */
function shareGivenBack(
  payment: PaymentState,
  { method, name, amount, rounding, tip }: TenderShare,
): Payment {
  const kept = minor(amount + rounding);
  const out = minor(kept + tip);
  const isCash = method === "cash";
  const { voucher } = payment.captured ?? {};
  const tipTo = tippedPerson(payment);
  const onto = method === VOUCHER && voucher !== undefined ? voucher : undefined;
  return {
    method,
    name,
    amount: minor(0 - kept),
    tendered: isCash ? zeroMinor : minor(0 - out),
    change: isCash ? out : zeroMinor,
    rounding: minor(0 - rounding),
    tip: minor(0 - tip),
    ...(tip === 0 || tipTo === undefined ? {} : { tipTo }),
    ...(onto === undefined ? {} : { voucher: { ...onto, after: [], beyond: zeroMinor } }),
  };
}
