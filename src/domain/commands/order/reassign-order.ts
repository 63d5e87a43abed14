/**
 * A paid order was booked for another person than who served it: whoever may put payments right says whose the
 * goods and the tips are. Receipts stay as they are; sales and tips move on the day of the word.
 */

import { tenderShares } from "../../balance/payment-tenders.ts";
import { tippedPerson } from "../../balance/tips-after.ts";
import { err, ok, type Result } from "../../base/result.ts";
import { type OrderReassigned, REASSIGNED_MAX } from "../../events/correction-events.ts";
import { orderStream } from "../../folds/order-fold.ts";
import { type EventId } from "../../identity.ts";
import { type LedgerView } from "../../ledger-view.ts";
import { servedItems } from "../../order/served-items.ts";
import { readStaffMember } from "../../people/staff.ts";
import { type OrderState } from "../../state/order-state.ts";
import {
  type Decision,
  type DecisionContext,
  requirePermission,
  requireReason,
} from "../decision.ts";
import { type Refusal } from "../refusal.ts";

export interface Reassignment {
  /** Staff number of the person it was booked for; undefined where that is one other person. */
  readonly from?: string | undefined;
  /** Staff number of the person it belongs to. */
  readonly to: string;
  readonly reason: string;
}

/** Decides whose a paid order is; it takes the right to give money back, or the approval of a person who has it. */
export function decideReassign(
  context: DecisionContext,
  order: OrderState,
  { from, to, reason }: Reassignment,
): Decision {
  const allowed = requirePermission(context, "return");
  if (!allowed.ok) return allowed;
  const why = requireReason(reason, { type: "correction/reason-needed" });
  if (!why.ok) return why;
  const { view, till } = context;
  if (readStaffMember(view, to) === undefined) return err({ type: "staff/unknown", staff: to });
  const { opened, receipts, reassigned = [] } = order;
  const own = receipts.filter(({ home }) => home);
  if (opened === null || own.length === 0) return err({ type: "correction/no-payment" });
  const tips = tipsOf(view, order);
  const wrong = meant(peopleOf(view, order), { from, to });
  if (!wrong.ok) return wrong;
  const body: OrderReassigned = {
    from: wrong.value,
    to,
    receipts: own.map(({ id }) => id).slice(0, REASSIGNED_MAX),
    tips: tips
      .filter(({ staff }) => staff === wrong.value)
      .map(({ payment, method, amount }) => ({ payment, method, amount }))
      .slice(0, REASSIGNED_MAX),
    over: reassigned.map(({ id }) => id).slice(-REASSIGNED_MAX),
    till,
    reason: why.value,
  };
  return ok([{ kind: "order/reassigned", streams: [orderStream(opened.id)], body }]);
}

/** Returns the staff numbers of whose goods and tips the order's receipts have now. */
export function peopleOf(view: LedgerView, order: OrderState): ReadonlySet<string> {
  const tipped = tipsOf(view, order).map(({ staff }) => staff);
  return new Set(tipped.concat(servedItems(view, order).map(({ staff }) => staff)));
}

/** Returns the person it was booked for. */
function meant(
  people: ReadonlySet<string>,
  { from, to }: Pick<Reassignment, "from" | "to">,
): Result<string, Refusal> {
  if (from === to) return err({ type: "correction/same" });
  if (from !== undefined) {
    return people.has(from) ? ok(from) : err({ type: "reassign/nothing", staff: from });
  }
  const [first, ...others] = [...people].filter((staff) => staff !== to);
  if (first === undefined) return err({ type: "correction/same" });
  return others.length === 0 ? ok(first) : err({ type: "reassign/which" });
}

/**
 * Returns the tips of the order with whose they are, by the tenders that they were given by. Tips of a day that
 * were shared out are nobody's own any more.
 */
function tipsOf(view: LedgerView, { paymentsById }: OrderState) {
  return Object.entries(paymentsById).flatMap(([id, payment]) => {
    const staff = tippedPerson(payment);
    const { started } = payment;
    if (staff === undefined || started?.home !== true) return [];
    if (view.state("tips", started.day).pools.length > 0) return [];
    return tenderShares(payment)
      .map(({ method, tip }) => ({ payment: id as EventId, staff, method, amount: tip }))
      .filter(({ amount }) => amount !== 0);
  });
}
