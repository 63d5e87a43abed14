/** The rows of papers that wait: which, where, since when and why; and what each choice does. */

import { type QueuedPaper } from "../ports/queue-port.ts";
import { type QueueAct, queuedName } from "../queue.ts";
import { type List } from "../register-state.ts";
import { type TillContext } from "../till-context.ts";
import { wordsFor } from "../words.ts";
import { type ListRow } from "./list-row.ts";
import { printerField } from "./status-fields.ts";

/** Why nobody needs it any more. */
const CANCEL_REASONS = ["onPaper", "told", "left", "changed", "other"] as const;
const DIGITS = 9;

export function queueRows(
  till: TillContext,
  { papers }: Extract<List, { readonly type: "queue" }>,
): ReadonlyArray<ListRow> {
  const { queue: w } = till.words;
  if (papers.length === 0) {
    return [{ sign: "", label: w.nothing, detail: "", choice: { type: "message" } }];
  }
  return papers.map((paper, at) => ({
    sign: signAt(at),
    label: `${paper.since} ${queuedName(till, paper)}`,
    detail: shortly(till, paper),
    whole: sentence(till, paper),
    words: paper.printer ?? "",
    choice: { type: "queued" as const, paper },
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
function sentence(till: TillContext, paper: QueuedPaper): string {
  const { queue: w, status } = till.words;
  const { state, printer = w.noPrinter, since } = paper;
  const name = queuedName(till, paper);
  if (state === "gone") return `${name}: ${w.waitsNoMore}`;
  const told = w.sentences[paper.printer === undefined ? "homeless" : state]({
    paper: name,
    printer,
    since,
  });
  const its = till.port.printers().find((it) => it.name === paper.printer);
  return its === undefined ? told : `${told} ${printerField(status, its)}.`;
}

/** The same digit for the same act, whatever waits. */
export function queuedRows(
  till: TillContext,
  { paper }: Extract<List, { readonly type: "queued-paper" }>,
): ReadonlyArray<ListRow> {
  const { queue: w } = till.words;
  const whole = sentence(till, paper);
  const acts: ReadonlyArray<readonly [label: string, act: QueueAct]> = [
    [w.prints[printOf(paper)], { type: "print" }],
    [w.notNeeded, { type: "cancel" }],
    ...paper.others.map(
      (printer) => [w.moveTo({ printer: printer.name }), { type: "move", printer }] as const,
    ),
  ];
  const rows = acts.map(([label, act], at) => ({
    sign: signAt(at),
    label,
    detail: "",
    whole: `${label}. ${whole}`,
    choice: { type: "queue-act" as const, paper, act },
  }));
  return paper.printer === undefined ? rows.slice(1) : rows;
}

function printOf({ state }: QueuedPaper): "queued" | "uncertain" | "asks" {
  if (state === "sending") return "queued";
  return state === "queued" || state === "uncertain" ? state : "asks";
}

export function cancelRows(
  { words, port }: TillContext,
  { paper }: Extract<List, { readonly type: "cancel-reason" }>,
): ReadonlyArray<ListRow> {
  // As those read who ask later: in the shop's language.
  const recorded = wordsFor({ locale: port.shop.recordsIn }).cancelReasons;
  return CANCEL_REASONS.map((reason, at) => ({
    sign: signAt(at),
    label: words.cancelReasons[reason],
    detail: "",
    choice: { type: "cancel-reason" as const, paper, reason: recorded[reason] },
  }));
}

function signAt(at: number): string {
  return at < DIGITS ? String(at + 1) : "";
}
