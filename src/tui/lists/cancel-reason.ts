/** Why nobody needs a paper that waits. */

import { wordsFor } from "../../words/screen-words.ts";
import { type QueuedPaper } from "../ports/queue-port.ts";
import { type ListOf, refusedBy, type RegisterState, reported } from "../register-state.ts";
import { does, type ListRows, numbered } from "../rows/list-row.ts";
import { type TillContext } from "../till-context.ts";
import { type ListKind } from "./list-kind.ts";
import { listQueue, queueAfter, queuedName } from "./queue.ts";

export const cancelReasonList = {
  title: (words, { paper }) => words.lists.cancelReason({ paper: queuedName({ words }, paper) }),
  rows: cancelRows,
  showsWhole: () => true,
} as const satisfies ListKind<"cancel-reason">;

/** Why nobody needs it any more. */
const CANCEL_REASONS = ["onPaper", "told", "left", "changed", "other"] as const;

function cancelRows({ words, port }: TillContext, { paper }: ListOf<"cancel-reason">): ListRows {
  // The reasons are in the shop's language, because other people read them later.
  const recorded = wordsFor({ locale: port.shop.recordsIn }).cancelReasons;
  return numbered(CANCEL_REASONS, (reason) => ({
    label: words.cancelReasons[reason],
    choice: does((till, state) => cancelQueued(till, state, { paper, reason: recorded[reason] })),
  }));
}

function cancelQueued(
  till: TillContext,
  state: RegisterState,
  { paper, reason }: { readonly paper: QueuedPaper; readonly reason: string },
): RegisterState {
  const done = state.session?.queue.cancel(paper.job, reason);
  if (done === undefined) return state;
  const name = queuedName(till, paper);
  if (!done.ok)
    return refusedBy(listQueue(till, state), done.fault, till.words.queue.cancels({ paper: name }));
  return reported(queueAfter(till, state), till.words.queue.cancelled({ paper: name }));
}
