/** Papers that wait: one row each, and behind it what may be made of it, one digit each. */

import { assertNever } from "../domain/base/assert-never.ts";
import { type QueuedPaper } from "./ports/queue-port.ts";
import { type TillPort } from "./ports/till-port.ts";
import { refused, refusedBy, type RegisterState, reported } from "./register-state.ts";
import { type TillContext } from "./till-context.ts";

export type QueueAct =
  | { readonly type: "print" }
  | { readonly type: "move"; readonly printer: { readonly id: string; readonly name: string } }
  /** Asks why. */
  | { readonly type: "cancel" };

/** A row of one of these lists. */
export type QueueChoice =
  | { readonly type: "queued"; readonly paper: QueuedPaper }
  | { readonly type: "queue-act"; readonly paper: QueuedPaper; readonly act: QueueAct }
  | { readonly type: "cancel-reason"; readonly paper: QueuedPaper; readonly reason: string };

/** As many rows as digits choose, so that the meaning of a digit does not change on the screen. */
const KEPT = 9;

export function listQueue({ port }: TillContext, state: RegisterState): RegisterState {
  const list = { type: "queue" as const, papers: port.queue(), filter: "", at: 0 };
  return { ...state, list, showsHelp: false };
}

/** A document that is gone keeps its row, and new ones come below: nothing moves under the cursor. */
export function withQueueNews(port: TillPort, state: RegisterState): RegisterState {
  const { list } = state;
  if (list?.type !== "queue" && list?.type !== "queued-paper") return state;
  const now = port.queue();
  if (list.type === "queued-paper") {
    const paper = now.find(({ job }) => job === list.paper.job) ?? gone(list.paper);
    return { ...state, list: { ...list, paper } };
  }
  const byJob = new Map(now.map((paper) => [paper.job, paper]));
  const known = new Set(list.papers.map(({ job }) => job));
  const seen = list.papers.map((paper) => byJob.get(paper.job) ?? gone(paper));
  const fresh = now.filter(({ job }) => !known.has(job));
  const last = fresh.length > 0 ? seen.length : seen.findLastIndex(({ state }) => state !== "gone");
  const papers = [
    ...seen.filter(
      ({ state: how }, at) => how !== "gone" || at <= list.at || (at < KEPT && at < last),
    ),
    ...fresh,
  ];
  const isSame = JSON.stringify(papers) === JSON.stringify(list.papers);
  return isSame ? state : { ...state, list: { ...list, papers } };
}

function gone(paper: QueuedPaper): QueuedPaper {
  return { ...paper, state: "gone" };
}

export function chooseQueued(
  till: TillContext,
  state: RegisterState,
  choice: QueueChoice,
): RegisterState {
  switch (choice.type) {
    case "queued":
      return openQueued(till, state, choice.paper);
    case "queue-act":
      return actOnQueued(till, state, choice);
    case "cancel-reason":
      return cancelQueued(till, state, choice);
    default:
      return assertNever(choice, "choice");
  }
}

function openQueued(
  { words }: TillContext,
  state: RegisterState,
  paper: QueuedPaper,
): RegisterState {
  if (paper.state === "gone") return refused(state, words.queue.waitsNoMore);
  const list = { type: "queued-paper" as const, paper, filter: "", at: 0 };
  return { ...state, list, message: undefined };
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
  return reported(afterAct(till, state), sentence);
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
  return reported(afterAct(till, state), till.words.queue.cancelled({ paper: name }));
}

/** The others, as long as there are any. */
function afterAct(till: TillContext, state: RegisterState): RegisterState {
  const others = listQueue(till, state);
  const isOver = others.list?.type === "queue" && others.list.papers.length === 0;
  return isOver ? { ...others, list: undefined } : others;
}

/** `Ticket A12 Bar`. */
export function queuedName(
  { words }: Pick<TillContext, "words">,
  { kind, name }: QueuedPaper,
): string {
  return words.papers[kind]({ number: name }).trim();
}
