/** The answers that say themselves what becomes of money and of sales. */

import { correctedApart } from "../../domain/balance/corrected-apart.ts";
import { GIVEN_BACK_BY_REFUND, openMoney } from "../../domain/balance/money-law.ts";
import { err, ok } from "../../domain/base/result.ts";
import {
  type Decision,
  type DecisionContext,
  requirePermission,
  requireReason,
} from "../../domain/commands/decision.ts";
import { decideHolds } from "../../domain/commands/money/correct-payment.ts";
import { decideIssueAgain } from "../../domain/commands/money/issue-again.ts";
import {
  decideHandBack,
  decideKeepAgain,
  decideKeepOverpaid,
  decidePayAgain,
  decideWriteOff,
} from "../../domain/commands/money/pay-again.ts";
import { decideRefundPayments } from "../../domain/commands/money/pay-order.ts";
import { decideRefund, type Return } from "../../domain/commands/money/refund-receipt.ts";
import { decideHandedOut, decideNotKept } from "../../domain/commands/money/say-what-was.ts";
import { foldDrafts, shiftContext, viewAfter } from "../../domain/commands/order/drafted-order.ts";
import { decideWhichHolds } from "../../domain/commands/order/say-which-holds.ts";
import { type Draft } from "../../domain/events/kinds.ts";
import { zeroMinor } from "../../domain/money/amounts.ts";
import { type AttentionFact } from "../../domain/state/attention.ts";
import { type OrderState, openedId } from "../../domain/state/order-state.ts";
import { DIFFERENCE } from "../../domain/tenders/tenders.ts";
import { type AttentionAnswer } from "../../tui/ports/attention-port.ts";
import { orderState } from "../orders/orders.ts";
import { type Till } from "../till/till.ts";
import { firstOwed, isUnstated, owedOfReceipt, reasonBack } from "./first-owed.ts";

/** A question about money, as it is open now. */
interface Asked {
  readonly open: AttentionFact;
  readonly till: Pick<Till, "shopLocale">;
  /** Why, where the person said so; empty for none. */
  readonly note: string;
}

type Answered = (context: DecisionContext, order: OrderState, asked: Asked) => Decision;

export const MONEY_ANSWERS: Partial<Record<AttentionAnswer, Answered>> = {
  "give-back": decideGiveBack,
  kept: withReason(decideKept),
  "paid-again": decidePaidAgain,
  "issue-again": decideAgain,
  "written-off": withReason(decideWrittenOff),
  "handed-out": saying(decideHandedOut),
  "not-kept": saying(decideNotKept),
  "first-holds": holding(0),
  "second-holds": holding(1),
  "third-holds": holding(2),
};

/** Returns the answer that one of the corrections, or of the values, holds which tills have made apart. */
function holding(at: number): Answered {
  return (context, order, { open, till: { shopLocale } }) => {
    if (open.type !== "payment/over-corrected") {
      return decideWhichHolds(context, order, { fact: open, at });
    }
    const payment = order.paymentsById[open.subject];
    const holds = payment === undefined ? undefined : correctedApart(payment)[at];
    if (holds === undefined) return err({ type: "attention/none" });
    const reason = reasonBack(shopLocale(), order, open);
    return decideHolds(context, order, { payment: open.subject, holds, reason });
  };
}

/** The money that goes back settles the item by itself, tender by tender: the last payment comes first. */
function decideGiveBack(
  context: DecisionContext,
  order: OrderState,
  { open, till }: Asked,
): Decision {
  const allowed = requirePermission(context, "return");
  if (!allowed.ok) return allowed;
  if (open.type === "order/overpaid") {
    return decideRefundPayments(context, order, { method: firstOwed(order).method });
  }
  return isUnstated(open)
    ? decideHandBack(context, order, open.amount)
    : decideRefund(context, order, refundBeyond(till, order, open));
}

/** Whoever lets money stay where it is may give money back, and says why. */
function withReason(decide: Answered): Answered {
  return (context, order, asked) => {
    const allowed = requirePermission(context, "return");
    if (!allowed.ok) return allowed;
    const why = requireReason(asked.note, { type: "attention/reason-needed" });
    return why.ok ? decide(context, order, { ...asked, note: why.value }) : why;
  };
}

/** The shop keeps money that nobody owes it: documents say what was sold, and a difference what was kept. */
function decideKept(
  context: DecisionContext,
  order: OrderState,
  { open, till, note: reason }: Asked,
): Decision {
  if (open.type === "order/overpaid") return decideKeepOverpaid(context, order, reason);
  return isUnstated(open)
    ? decideKeepAgain(context, order, { amount: open.amount, reason })
    : decideRefund(context, order, {
        ...refundBeyond(till, order, open),
        method: DIFFERENCE,
        reason,
      });
}

/** Money that is missing is written off, and nobody brings it. */
function decideWrittenOff(
  context: DecisionContext,
  order: OrderState,
  { open, till, note: reason }: Asked,
): Decision {
  return open.type === "receipt/over-refunded"
    ? decideIssueAgain(context, order, { fact: open, reason, isWrittenOff: true })
    : withRefund(decideWriteOff(context, order, { amount: open.amount, reason }), {
        context,
        order,
        open,
        till,
      });
}

/**
 * Money that went out beyond what was there comes back to the drawer: a payment without a receipt. What a receipt
 * states beyond the goods goes back with it, without money.
 */
function decidePaidAgain(
  context: DecisionContext,
  order: OrderState,
  { open, till }: Asked,
): Decision {
  return withRefund(decidePayAgain(context, order, open.amount), { context, order, open, till });
}

function withRefund(
  paid: Decision,
  {
    context,
    order,
    open,
    till,
  }: Omit<Asked, "note"> & { readonly context: DecisionContext; readonly order: OrderState },
): Decision {
  if (!paid.ok || !GIVEN_BACK_BY_REFUND.includes(open.type)) return paid;
  const after = foldDrafts(context, order, paid.value);
  const later = shiftContext(context, paid.value.length);
  const refund = decideRefund(later, after, refundBeyond(till, after, open));
  return refund.ok ? ok([...paid.value, ...refund.value]) : refund;
}

/** What was given back of a receipt beyond what there was is sold again, with the money that comes again. */
function decideAgain(
  context: DecisionContext,
  order: OrderState,
  { open, till: { shopLocale } }: Asked,
): Decision {
  const reason = reasonBack(shopLocale(), order, open);
  return decideIssueAgain(context, order, { fact: open, reason });
}

/**
 * Returns the answer by which a person says what was true. Receipts that state too much then, and for which no money is
 * there, go back with it; money that is to move is asked about next, with the way that it goes.
 */
function saying(
  decide: (
    context: DecisionContext,
    order: OrderState,
    said: { readonly fact: AttentionFact; readonly reason: string },
  ) => Decision,
): Answered {
  return (context, order, { open, till }) => {
    const reason = reasonBack(till.shopLocale(), order, open);
    const said = decide(context, order, { fact: open, reason });
    if (!said.ok) return said;
    const before = new Set(
      openMoney(order)
        .filter(isWithoutMoney)
        .map(({ subject }) => subject),
    );
    const drafts = [...said.value];
    for (let papers = 0; papers < order.receipts.length; papers += 1) {
      const view = viewAfter(context, drafts);
      const after = orderState(view, openedId(order));
      const next = openMoney(after).find(
        (fact) =>
          isWithoutMoney(fact) && (fact.subject === open.subject || !before.has(fact.subject)),
      );
      if (next === undefined) break;
      const later = shiftContext({ ...context, view }, drafts.length);
      const refund = decideRefund(later, after, refundBeyond(till, after, next));
      if (!refund.ok) return refund;
      drafts.push(...refund.value);
    }
    return ok<ReadonlyArray<Draft>>(drafts);
  };
}

/** Whether a receipt states sales that no money is there for. */
function isWithoutMoney({ type, amount, turnover = zeroMinor }: AttentionFact): boolean {
  return GIVEN_BACK_BY_REFUND.includes(type) && amount === 0 && turnover > 0;
}

/** Returns the refund of what a receipt states beyond the goods. */
function refundBeyond(
  { shopLocale }: Pick<Till, "shopLocale">,
  order: OrderState,
  open: AttentionFact,
): Return {
  const { method } = owedOfReceipt(order, open);
  const reason = reasonBack(shopLocale(), order, open);
  return { receipt: open.subject, lines: [], method, reason, what: "beyond" };
}
