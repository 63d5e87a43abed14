/** The tip of a card payment, typed once the guest has written it on the slip. Source: docs/rules/cards.md, C26. */

import { cardPaymentOf } from "../../balance/card-payments.ts";
import {
  standingTips,
  tippedByHand,
  type TippedPayment,
  tippedPerson,
  wholeTip,
} from "../../balance/tips-after.ts";
import { err, ok } from "../../base/result.ts";
import { type Draft } from "../../events/kinds.ts";
import { paymentStream } from "../../folds/order-fold.ts";
import { type EventId } from "../../identity.ts";
import { minor, type MinorUnits, zeroMinor } from "../../money/amounts.ts";
import { type OrderState, type PaymentState, type ReceiptState } from "../../state/order-state.ts";
import { isSettledSince } from "../../terminals/settlements.ts";
import { type Decision, type DecisionContext, drawerHere, requirePermission } from "../decision.ts";
import { serverPaid } from "./server-paid.ts";
import { requireUsualTip, type TipGiven } from "./tip.ts";

export interface TipAfter extends TipGiven {
  /** The payment, by its payment/started. */
  readonly payment: EventId;
}

/**
 * Decides that a payment's tip is that much in all. Refused for what was not paid by card, on another day, and
 * once its terminal has ended its day: then the tip can't reach the bank any more. Of a card that was typed by
 * hand a part of it may still go back then, by whoever may give money back.
 */
export function decideTipAfter(
  context: DecisionContext,
  order: OrderState,
  { payment: id, ...given }: TipAfter,
): Decision {
  const allowed = requirePermission(context, "pay");
  if (!allowed.ok) return allowed;
  const payment = order.paymentsById[id];
  const { captured } = payment ?? {};
  if (payment === undefined || !captured) return err({ type: "card/unknown", text: id });
  const isByCard = payment.started?.method === "card" && captured.amount > 0;
  if (!isByCard || payment.corrections !== undefined) return err({ type: "tip/not-by-card" });
  if (given.tip < 0) return err({ type: "amount/invalid", amount: given.tip });
  if (isTooLate(context, order, id)) {
    if (!mayGoBack(payment, given.tip)) return err({ type: "tip/late" });
    const back = requirePermission(context, "return");
    if (!back.ok) return back;
  }
  const usual = requireUsualTip(given, captured.amount);
  if (!usual.ok) return usual;
  const draft = tipDraft(context, order, { id, payment, tip: given.tip });
  // Of two voices the one that is so much in all holds alone from here on.
  if (draft.body.moved === 0 && draft.body.over.length < 2) return err({ type: "tip/same" });
  return ok([draft]);
}

/** Returns that the tips which go back with the whole receipt are none any more. */
export function tipsBack(
  context: DecisionContext,
  order: OrderState,
  receipt: ReceiptState,
): ReadonlyArray<Draft> {
  return tippedByHand(order, receipt).map(({ id, payment }) =>
    tipDraft(context, order, { id, payment, tip: zeroMinor }),
  );
}

function tipDraft(
  context: DecisionContext,
  order: OrderState,
  { id, payment, tip }: TippedPayment & { readonly tip: MinorUnits },
): Draft & { readonly kind: "payment/tipped" } {
  const body = {
    payment: id,
    tip,
    moved: minor(tip - wholeTip(payment)),
    over: standingTips(payment).map((one) => one.id),
    method: "card",
    to: whoseTip(context, order, { id, payment }),
    till: context.till,
    drawer: drawerHere(context),
  };
  return { kind: "payment/tipped", streams: [paymentStream(order, id)], body };
}

/** Nobody but people knows of a card that was typed: the terminal gives back what they key in there. */
function mayGoBack(payment: PaymentState, tip: MinorUnits): boolean {
  return payment.started?.byHand !== undefined && tip < wholeTip(payment);
}

function isTooLate({ view, day }: DecisionContext, order: OrderState, id: EventId): boolean {
  if (order.paymentsById[id]?.started?.day !== day) return true;
  const card = cardPaymentOf(order, id);
  return card !== undefined && isSettledSince(view, card);
}

/** A tip is whose the payment's is already; else of whoever took the payment, or of the order's server. */
function whoseTip(
  context: Pick<DecisionContext, "view" | "staff">,
  order: OrderState,
  { id, payment }: { readonly id: EventId; readonly payment: PaymentState },
): string {
  const known = payment.tipOf ?? tippedPerson(payment) ?? serverPaid(context, order);
  if (known !== undefined) return known;
  const receipt = order.receipts.find(({ body }) => body.uses.some((use) => use.payment === id));
  return payment.started?.terminal?.by ?? receipt?.by ?? context.staff.number;
}
