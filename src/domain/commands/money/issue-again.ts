/**
 * What tills that were apart gave back twice is sold again: the person says that one of the refunds was none. Money
 * that went out twice comes in with it, in cash; what went back without money takes none.
 */

import { refundsOf } from "../../balance/paid-items.ts";
import { err, ok } from "../../base/result.ts";
import { type RefundIssued } from "../../events/order-events.ts";
import { lineStream, orderStream } from "../../folds/order-fold.ts";
import { seriesCountKey } from "../../folds/order-sums.ts";
import { minor, type MinorUnits, subtractMinor, zeroMinor } from "../../money/amounts.ts";
import { roundCash } from "../../money/cash-rounding.ts";
import { issuedAgain } from "../../order/issued-again.ts";
import { receiptNumber } from "../../order/order-view.ts";
import { type AttentionFact } from "../../state/attention.ts";
import { type OrderState, openedId } from "../../state/order-state.ts";
import { amountBy, DIFFERENCE } from "../../tenders/tenders.ts";
import {
  type Decision,
  type DecisionContext,
  drawerHere,
  requirePermission,
  requireReason,
} from "../decision.ts";

/**
 * `fact`: that more was given back of a receipt than there was to give back. `isWrittenOff`: the money of it doesn't
 * come. What the shop had kept of that refund is kept no longer, before any money comes.
 */
export function decideIssueAgain(
  context: DecisionContext,
  order: OrderState,
  {
    fact,
    reason,
    isWrittenOff = false,
  }: {
    readonly fact: AttentionFact;
    readonly reason: string;
    readonly isWrittenOff?: boolean;
  },
): Decision {
  const allowed = requirePermission(context, "return");
  if (!allowed.ok) return allowed;
  const why = requireReason(reason, { type: "refund/reason-needed" });
  if (!why.ok) return why;
  const receipt = order.receipts.find(({ id }) => id === fact.subject);
  const wrong = refundsOf(order.refunds, fact.subject).findLast(
    ({ body, day }) => body.instead === undefined && day === (fact.day ?? day),
  );
  if (receipt === undefined || wrong === undefined) return err({ type: "refund/no-receipt" });
  const sums = issuedAgain(order, receipt, minor(0 - (fact.turnover ?? zeroMinor)));
  if (sums === undefined) {
    const { series, no } = receipt.body;
    return err({ type: "refund/only-whole", name: receiptNumber(series, no) });
  }
  const came = moneyMissing(fact);
  const kept = isWrittenOff ? came : keptOf(order, fact);
  const paid = subtractMinor(came, kept);
  const cash = roundCash(paid, context.rules.cash);
  const out = [
    { method: DIFFERENCE, amount: kept },
    { method: "cash", amount: cash },
  ];
  const unfunded = minor(came - sums.total);
  const { series, till, view, doubts } = context;
  const body: RefundIssued = {
    series,
    no: view.sum(seriesCountKey(series)) + 1,
    till,
    drawer: drawerHere(context),
    of: receipt.id,
    ...sums,
    out: out.filter(({ amount }) => amount !== 0),
    ...(unfunded === 0 ? {} : { unfunded }),
    instead: wrong.id,
    rounding: subtractMinor(cash, paid),
    reason: why.value,
    ...doubts?.(),
  };
  const births = sums.items.map(({ line }) => lineStream(order, line));
  const streams = [...new Set([orderStream(openedId(order)), ...births])];
  return ok([{ kind: "refund/issued", streams, body }]);
}

/** Returns how much of the money that is missing the shop had kept of the receipt's refunds: nobody has to bring it. */
export function keptOf(order: OrderState, fact: AttentionFact): MinorUnits {
  const kept = refundsOf(order.refunds, fact.subject).flatMap(({ body }) => body.out);
  return minor(Math.min(moneyMissing(fact), Math.max(0, 0 - amountBy(kept, DIFFERENCE))));
}

/** Returns the money that a question says is missing. */
function moneyMissing({ sign = 1, amount }: AttentionFact): MinorUnits {
  return sign < 0 ? amount : zeroMinor;
}
