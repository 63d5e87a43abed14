/**
 * A person says what was true of goods that one till sold and another one took off: that they were handed out, or that
 * no deposit was kept. It moves no money; what receipts state too much then, or too little, is the law's.
 */

import { err, ok } from "../../base/result.ts";
import { type Draft } from "../../events/kinds.ts";
import { VOIDS_MAX } from "../../events/order-events.ts";
import { lineStream } from "../../folds/order-fold.ts";
import { keptApart, takenOffApart } from "../../order/taken-off-apart.ts";
import { type AttentionFact } from "../../state/attention.ts";
import { type OrderState } from "../../state/order-state.ts";
import {
  type Decision,
  type DecisionContext,
  requirePermission,
  requireReason,
} from "../decision.ts";

interface Said {
  readonly fact: AttentionFact;
  readonly reason: string;
}

/** The guest has the goods, so a deposit of their order was not kept either. */
export function decideHandedOut(
  context: DecisionContext,
  order: OrderState,
  { fact, reason }: Said,
): Decision {
  return decideSaid(context, reason, (why) => {
    const handed = takenOffApart(order, fact).map(({ line, voids }): Draft => ({
      kind: "order/line-handed-out",
      streams: [lineStream(order, line)],
      body: { line, voids: voids.slice(0, VOIDS_MAX).map(({ id }) => id), reason: why },
    }));
    return handed.length === 0 ? [] : [...handed, ...fallen(order, { fact, reason: why })];
  });
}

/** The deposits of the order were not kept. */
export function decideNotKept(
  context: DecisionContext,
  order: OrderState,
  { fact, reason }: Said,
): Decision {
  return decideSaid(context, reason, (why) => fallen(order, { fact, reason: why }));
}

function decideSaid(
  context: DecisionContext,
  reason: string,
  draftsFor: (why: string) => ReadonlyArray<Draft>,
): Decision {
  const allowed = requirePermission(context, "return");
  if (!allowed.ok) return allowed;
  const why = requireReason(reason, { type: "refund/reason-needed" });
  if (!why.ok) return why;
  const drafts = draftsFor(why.value);
  return drafts.length === 0 ? err({ type: "attention/none" }) : ok(drafts);
}

function fallen(order: OrderState, { fact, reason }: Said): ReadonlyArray<Draft> {
  return keptApart(order, fact).map(({ line }) => ({
    kind: "order/line-voided",
    streams: [lineStream(order, line)],
    body: { line, reason, sent: false },
  }));
}
