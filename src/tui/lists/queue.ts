/** Papers that wait: one row each, and behind it what may be made of it. */

import { type QueuedPaper } from "../ports/queue-port.ts";
import { type TillPort } from "../ports/till-port.ts";
import { type ListOf, refused, type RegisterState } from "../register-state.ts";
import { does, type ListRows, numbered, readOnly } from "../rows/list-row.ts";
import { printerField } from "../rows/status-fields.ts";
import { type TillContext } from "../till-context.ts";
import { type ListKind } from "./list-kind.ts";

export const queueList = {
  opens: { queue: listQueue },
  title: ({ lists }) => lists.queue,
  rows: queueRows,
  showsWhole: () => true,
} as const satisfies ListKind<"queue">;

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

/** Which, where, since when and why. */
function queueRows(till: TillContext, { papers }: ListOf<"queue">): ListRows {
  const { queue: w } = till.words;
  if (papers.length === 0) return [readOnly(w.nothing)];
  return numbered(papers, (paper) => ({
    label: `${paper.since} ${queuedName(till, paper)}`,
    detail: shortly(till, paper),
    whole: queuedSentence(till, paper),
    words: paper.printer ?? "",
    choice: does((here, state) => openQueued(here, state, paper)),
  }));
}

/** Why it waits, and where, as far as the list has room. */
function shortly({ words }: TillContext, { state, printer, trouble }: QueuedPaper): string {
  const { queue: w, status } = words;
  if (state === "gone") return w.states.gone;
  if (printer === undefined) return w.noPrinter;
  const hindrance = state === "queued" || state === "sending" ? trouble : undefined;
  if (hindrance === undefined) return `${w.states[state]}, ${printer}`;
  return `${hindrance === "off" ? status.off : status.troubles[hindrance]}, ${printer}`;
}

/** All of it, and below it how its printer is. */
export function queuedSentence(till: TillContext, paper: QueuedPaper): string {
  const { queue: w, status } = till.words;
  const { state, printer = w.noPrinter, since } = paper;
  const name = queuedName(till, paper);
  if (state === "gone") return `${name}: ${w.waitsNoMore}`;
  const sentence = w.sentences[paper.printer === undefined ? "homeless" : state]({
    paper: name,
    printer,
    since,
  });
  const its = till.port.printers().find((it) => it.name === paper.printer);
  return its === undefined ? sentence : `${sentence} ${printerField(status, its)}.`;
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

/** The others, as long as there are any. */
export function queueAfter(till: TillContext, state: RegisterState): RegisterState {
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
