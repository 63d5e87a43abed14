/** A person needs no paper any more: what would have been on it is known, or told by word. */

import { cancelledPaper } from "../../folds/ticket-fold.ts";
import { type EventId, type StreamId, toStreamId } from "../../identity.ts";
import { minor } from "../../money/amounts.ts";
import { type Decision, type DecisionContext } from "../decision.ts";
import { decideResolveAttention } from "../money/resolve-attention.ts";

export interface PaperToCancel {
  /** The id of its receipt, its ticket, or its page. */
  readonly document: string;
  readonly isTicket: boolean;
  /** The stream of the till's own papers, which no other stream refers to. */
  readonly ownPapers: StreamId;
  /** The reason in a person's words; may be empty. */
  readonly reason: string;
}

/** Decides that a paper is cancelled; every till hears of a cancelled ticket, and none prints it. */
export function decideCancelPaper(
  context: DecisionContext,
  { document, isTicket, ownPapers, reason }: PaperToCancel,
): Decision {
  if (!isTicket) {
    const item = { type: "paper/cancelled", subject: document, amount: minor(0) } as const;
    const settled = { stream: ownPapers, item: { ...item, voices: [] }, resolved: undefined };
    return decideResolveAttention(context, { ...settled, note: reason });
  }
  const state = context.view.state("ticket", document);
  return decideResolveAttention(context, {
    stream: toStreamId("ticket", document),
    item: cancelledPaper(document as EventId, state),
    resolved: state.resolved,
    note: reason,
  });
}
