/**
 * The money that a payment moved through a person's hands: a tender, or the refund that remained
 * for returned goods.
 */

import { type Draft } from "../../events/kinds.ts";
import { type EventId, type Origin } from "../../identity.ts";
import { type LedgerView } from "../../ledger-view.ts";
import { minor, type MinorUnits, sumMinor, zeroMinor } from "../../money/amounts.ts";
import { billOf } from "../../order/gathered-order.ts";
import { receiptNumber, toPaymentView } from "../../order/order-view.ts";
import { type OrderState } from "../../state/order-state.ts";
import { type PaymentView } from "../../views.ts";
import { type DecisionContext } from "../decision.ts";
import { viewAfter } from "../order/drafted-order.ts";

type Out = OrderState["refunds"][number]["body"]["out"];

/** By that decision, once it is written; undefined where nothing did. */
export function moneyMoved(
  context: DecisionContext,
  order: EventId,
  drafts: ReadonlyArray<Draft>,
): PaymentView | undefined {
  const state = billOf(viewAfter(context, drafts), order);
  const paid = drafts.flatMap((draft, index) => {
    // Goods that came back paid before, and are no money.
    const isMoney = draft.kind === "payment/started" && draft.body.method !== "exchange";
    return (isMoney ? toPaymentView(state, context.idAt(index)) : undefined) ?? [];
  });
  const out = drafts.flatMap((draft) => (draft.kind === "refund/issued" ? draft.body.out : []));
  return together(order, asOne(paid), out);
}

/** A refund by one tender may belong to several payments: then there is a payment for each. */
function asOne(payments: ReadonlyArray<PaymentView>): PaymentView | undefined {
  const [first, ...others] = payments;
  if (first === undefined || others.length === 0) return first;
  function sum(of: "amount" | "tendered" | "change" | "rounding"): MinorUnits {
    return sumMinor(payments, (payment) => payment[of]);
  }

  return {
    ...first,
    amount: sum("amount"),
    tendered: sum("tendered"),
    change: sum("change"),
    rounding: sum("rounding"),
  };
}

/** A payment with its receipt. */
export interface PaidHere {
  readonly payment: PaymentView;
  readonly receiptNumber: string;
}

/**
 * Returns the last payment that this till took, as far as the order itself tells; undefined for
 * none. A payment at another till, apart from this one, gave this one's guest no change.
 */
export function paidHereLast(view: LedgerView, id: EventId, origin: Origin): PaidHere | undefined {
  const order = billOf(view, id);
  function isOwn(event: string): boolean {
    return event.startsWith(`${origin}:`);
  }
  const receipt = order.receipts.findLast((it) => isOwn(it.id));
  if (receipt === undefined) return undefined;
  const payments = Object.entries(order.paymentsById).filter(([event]) => isOwn(event));
  const last = payments.findLast(([, { started }]) => started?.method !== "exchange");
  const paid = last && toPaymentView(order, last[0] as EventId);
  const payment = together(id, paid, outForReturns(view, order)) ?? exchangedAlone(order);
  if (payment === undefined) return undefined;
  return { payment, receiptNumber: receiptNumber(receipt.body.series, receipt.body.no) };
}

/** Goods that were worth as much: nobody has seen any money. */
function exchangedAlone(order: OrderState): PaymentView | undefined {
  const [last] = Object.keys(order.paymentsById).slice(-1);
  const paid = last === undefined ? undefined : toPaymentView(order, last as EventId);
  return paid && { ...paid, method: "cash", amount: zeroMinor, tendered: zeroMinor };
}

function outForReturns(view: LedgerView, { returnsById = {} }: OrderState): Out {
  return Object.values(returnsById).flatMap(({ taken, ends }) => {
    const refunded = ends.find(({ refund }) => refund !== null)?.refund;
    if (taken === null || refunded === undefined) return [];
    const { refunds } = billOf(view, taken.order);
    return refunds.find(({ id }) => id === refunded)?.body.out ?? [];
  });
}

/** A refund for goods counts as change, as it does for goods that come back without a receipt. */
function together(id: EventId, paid: PaymentView | undefined, out: Out): PaymentView | undefined {
  const money = out.filter(({ method }) => method !== "exchange");
  const [first] = money;
  if (first === undefined) return paid;
  const handed = sumMinor(money, ({ amount }) => amount);
  return {
    id: paid?.id ?? id,
    method: first.method,
    amount: minor((paid?.amount ?? 0) + handed),
    tendered: zeroMinor,
    change: minor((paid?.change ?? 0) - handed),
    rounding: zeroMinor,
  };
}
