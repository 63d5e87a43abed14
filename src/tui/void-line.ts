/**
 * F5: takes lines off the order, or some of them. What the kitchen has been told of needs a reason.
 */

import { type Thousandths, oneUnit, thousandths } from "../domain/amounts.ts";
import { foldText } from "../domain/entry-text.ts";
import { type Result, err, ok } from "../domain/result.ts";
import { type LineView, type OrderView } from "../domain/views.ts";
import { changed } from "./entry-actions.ts";
import { isSent, selectedLine } from "./entry-plan.ts";
import { type LineVoid, type RegisterState, refused, said, spent } from "./register-state.ts";
import { type TillContext } from "./till-context.ts";

/** One digit each; a shop's own reasons come with its settings. */
export const VOID_REASONS = [
  "typed by mistake",
  "guest changed their mind",
  "sold out",
  "not as it should be",
  "waited too long",
] as const;

/** The row that takes all of each line instead of one. */
export const ALL_OF_IT = "*";

export function voidLines(till: TillContext, state: RegisterState): RegisterState {
  const read = readVoid(state);
  if (!read.ok) return refused(state, read.fault);
  const lines = read.value.map(({ line }) => lineOf(state, line));
  const isKnown = lines.some((line) => line !== undefined && isSent(line));
  return isKnown
    ? askReason(till, state, read.value)
    : performVoids(till, state, { voids: read.value, reason: "" });
}

/**
 * The text has named its lines and goes now: left behind by the list, `1` would be money for F9 and
 * goods for Enter.
 */
function askReason(
  till: TillContext,
  state: RegisterState,
  voids: ReadonlyArray<LineVoid>,
): RegisterState {
  if (state.session?.may("void") !== true) {
    const who = state.session?.staffName ?? "";
    return refused(
      spent(state),
      `${who} may not void what the kitchen has: Ctrl-L lets in someone who may.`,
    );
  }
  const list = { type: "reason" as const, voids, filter: "", at: 0 };
  const next = { ...spent(state), list };
  return said(next, "hint", `${describe(till, state, voids)}: why? Esc keeps it.`);
}

/** All of each line, where one was meant. */
export function voidAll(till: TillContext, state: RegisterState): RegisterState {
  if (state.list?.type !== "reason") return state;
  const voids = state.list.voids.map(({ line }) => ({
    line,
    count: lineOf(state, line)?.quantity ?? oneUnit,
  }));
  const list = { ...state.list, voids, filter: "" };
  return said({ ...state, list }, "hint", `${describe(till, state, voids)}: why?`);
}

export function giveReason(till: TillContext, state: RegisterState, reason: string): RegisterState {
  if (state.list?.type !== "reason") return state;
  const { voids } = state.list;
  return performVoids(till, { ...state, list: undefined }, { voids, reason });
}

interface Voids {
  readonly voids: ReadonlyArray<LineVoid>;
  readonly reason: string;
}

/** One step, however many lines it takes off. */
function performVoids(till: TillContext, state: RegisterState, voids: Voids): RegisterState {
  const { session } = state;
  return session === undefined
    ? refused(state, "Log in first.")
    : session.together(() => performEach(till, state, voids));
}

function performEach(
  till: TillContext,
  state: RegisterState,
  { voids, reason }: Voids,
): RegisterState {
  const sentence = `${describe(till, state, voids)} taken off.`;
  let now = state;
  for (const [at, { line, count }] of voids.entries()) {
    const outcome = performVoid(now, { line, count }, reason);
    // Sent before it was changed: only the till knows that the kitchen has to hear why.
    if (!outcome.ok && reason === "" && isChangedAfterSending(now, line)) {
      return askReason(till, now, voids.slice(at));
    }
    now = changed(now, outcome, sentence);
    // What was taken off before a refusal is off, and the refusal is what has to be read.
    if (!outcome.ok) return spent(now);
  }
  return now;
}

/** Or not sent at all: then the till refused for another reason, and refuses again. */
function isChangedAfterSending(state: RegisterState, line: LineView["id"]): boolean {
  return lineOf(state, line)?.kitchen === "unsent" && state.session?.may("void") === true;
}

function performVoid(
  state: RegisterState,
  { line, count }: LineVoid,
  reason: string,
): Result<OrderView, { readonly message: string }> {
  const { session } = state;
  const view = lineOf(state, line);
  if (session === undefined || view === undefined) return err({ message: "The line is gone." });
  if (count >= view.quantity) return session.voidLine(line, reason);
  return session.setQuantity(line, thousandths(view.quantity - count), reason);
}

/** `4`, `2*4`, `2+5`, `*`, or nothing: the selected line. */
function readVoid(state: RegisterState): Result<ReadonlyArray<LineVoid>, string> {
  const folded = foldText(state.text);
  const selected = selectedLine(state);
  if (selected === undefined) return err("The order is empty.");
  if (folded === "") return ok([oneOf(selected)]);
  if (folded === ALL_OF_IT) return ok([{ line: selected.id, count: selected.quantity }]);
  const parts = /^(?:(?<count>[1-9]\d{0,3})\*)?(?<lines>[1-9]\d{0,2}(?:\+[1-9]\d{0,2})*)$/u.exec(
    folded,
  );
  if (parts?.groups === undefined) {
    return err(
      `F5 takes a line (4), some of it (2*4) or several (2+5), not “${state.text.trim()}”.`,
    );
  }
  const count = parts.groups["count"];
  const voids: Array<LineVoid> = [];
  for (const position of new Set((parts.groups["lines"] ?? "").split("+").map(Number))) {
    const line = state.order?.lines.find((it) => it.position === position && !it.voided);
    if (line === undefined) return err(`There is no line ${position} on this order.`);
    if (count !== undefined && Number(count) * 1000 > line.quantity) {
      return err(`Line ${position} has fewer than ${count}.`);
    }
    voids.push(
      count === undefined
        ? oneOf(line)
        : { line: line.id, count: thousandths(Number(count) * 1000) },
    );
  }
  return ok(voids);
}

/** One piece; what was weighed goes as a whole. */
function oneOf(line: LineView): LineVoid {
  return { line: line.id, count: line.soldBy === "weight" ? line.quantity : oneUnit };
}

function describe(till: TillContext, state: RegisterState, voids: ReadonlyArray<LineVoid>): string {
  return voids.map(({ line, count }) => describeOne(till, lineOf(state, line), count)).join(", ");
}

function describeOne(till: TillContext, line: LineView | undefined, count: Thousandths): string {
  if (line === undefined) return "";
  const times = till.times(count, line.soldBy);
  return `${line.soldBy === "weight" ? times.replace("× ", "") : times}${line.name}`;
}

function lineOf(state: RegisterState, id: LineView["id"]): LineView | undefined {
  return state.order?.lines.find((line) => line.id === id);
}
