/** A paper that waits: what may be made of it, one digit each. */

import { type QueuedPaper } from "../ports/queue-port.ts";
import {
  type ListOf,
  refused,
  refusedBy,
  type RegisterState,
  reported,
} from "../register-state.ts";
import { does, type ListRows, numbered } from "../rows/list-row.ts";
import { type TillContext } from "../till-context.ts";
import { type ListKind } from "./list-kind.ts";
import { listQueue, queueAfter, queuedName, queuedSentence } from "./queue.ts";

export const queuedPaperList = {
  title: (words, { paper }) => queuedName({ words }, paper),
  rows: queuedRows,
  showsWhole: () => true,
} as const satisfies ListKind<"queued-paper">;

type QueueAct =
  | { readonly type: "print" }
  | { readonly type: "move"; readonly printer: { readonly id: string; readonly name: string } }
  /** Asks why. */
  | { readonly type: "cancel" };

/** Returns the acts on a waiting paper: the same digit for the same act, whatever waits. */
function queuedRows(till: TillContext, { paper }: ListOf<"queued-paper">): ListRows {
  const { queue: w } = till.words;
  const whole = queuedSentence(till, paper);
  const acts: ReadonlyArray<readonly [label: string, act: QueueAct]> = [
    [w.prints[printOf(paper)], { type: "print" }],
    [w.notNeeded, { type: "cancel" }],
    ...paper.others.map(
      (printer) => [w.moveTo({ printer: printer.name }), { type: "move", printer }] as const,
    ),
  ];
  const rows = numbered(acts, ([label, act]) => ({
    label,
    whole: `${label}. ${whole}`,
    choice: does((here, state) => actOnQueued(here, state, { paper, act })),
  }));
  return paper.printer === undefined ? rows.slice(1) : rows;
}

function printOf({ state }: QueuedPaper): "queued" | "uncertain" | "asks" {
  if (state === "sending") return "queued";
  return state === "queued" || state === "uncertain" ? state : "asks";
}

function actOnQueued(
  till: TillContext,
  state: RegisterState,
  { paper, act }: { readonly paper: QueuedPaper; readonly act: QueueAct },
): RegisterState {
  const { session } = state;
  const { queue: w, whyNot } = till.words;
  if (session === undefined) return refused(state, whyNot.logInFirst);
  const name = queuedName(till, paper);
  if (act.type === "cancel") {
    return { ...state, list: { type: "cancel-reason", paper, filter: "", at: 0 } };
  }
  const done =
    act.type === "print"
      ? session.queue.print(paper.job)
      : session.queue.move(paper.job, act.printer.id);
  if (!done.ok) return refusedBy(listQueue(till, state), done.fault);
  const sentence =
    act.type === "print"
      ? w.tried({ paper: name })
      : w.moved({ paper: name, printer: act.printer.name });
  return reported(queueAfter(till, state), sentence);
}
