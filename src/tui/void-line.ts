/**
 * F5: takes lines off the order, or some of them. What the kitchen has been told of needs a reason.
 */

import { type Thousandths, oneUnit, thousandths } from "../domain/amounts.ts";
import { type LineVoid } from "../domain/commands/take-off.ts";
import { foldText } from "../domain/entry-text.ts";
import { magnitude } from "../domain/quantity.ts";
import { type Result, err, ok } from "../domain/result.ts";
import { type LineView } from "../domain/views.ts";
import { changed } from "./entry-actions.ts";
import { isSent, selectedLine } from "./entry-plan.ts";
import { type RegisterState, refused, said, spent } from "./register-state.ts";
import { type TillContext } from "./till-context.ts";
import { wordsFor } from "./words/words.ts";

/** One digit each, in this order; a shop's own reasons come with its settings. */
export const VOID_REASONS = ["mistyped", "mind", "soldOut", "quality", "waited"] as const;

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
  const list = { type: "reason" as const, voids, filter: "", at: 0 };
  const next = { ...spent(state), list };
  return said(next, "hint", till.words.void.whyKeep(describe(till, state, voids)));
}

/** All of each line, where one was meant. */
export function voidAll(till: TillContext, state: RegisterState): RegisterState {
  if (state.list?.type !== "reason") return state;
  const voids = state.list.voids.map(({ line }) => ({
    line,
    count: lineOf(state, line)?.quantity ?? oneUnit,
  }));
  const list = { ...state.list, voids, filter: "" };
  return said({ ...state, list }, "hint", till.words.void.why(describe(till, state, voids)));
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

/** All of them or none, in one step. */
function performVoids(
  till: TillContext,
  state: RegisterState,
  { voids, reason }: Voids,
): RegisterState {
  const { session } = state;
  if (session === undefined) return refused(state, till.words.whyNot.logInFirst);
  const outcome = session.takeOff(voids, reason);
  // Sent before it was changed: only the till knows that the kitchen has to hear why.
  if (!outcome.ok && outcome.fault.needsReason === true) return askReason(till, state, voids);
  const sentence = till.words.void.takenOff(describe(till, state, voids));
  const done = changed(state, outcome, sentence);
  return outcome.ok ? done : spent(done);
}

/** `4`, `2*4`, `2+5`, `*`, or nothing: the selected line. */
function readVoid(state: RegisterState): Result<ReadonlyArray<LineVoid>, string> {
  const folded = foldText(state.text);
  const selected = selectedLine(state);
  const words = wordsFor(state).void;
  if (selected === undefined) return err(wordsFor(state).whyNot.orderEmpty);
  if (folded === "") return ok([oneOf(selected)]);
  if (folded === ALL_OF_IT) return ok([{ line: selected.id, count: magnitude(selected.quantity) }]);
  const parts = /^(?:(?<count>[1-9]\d{0,3})\*)?(?<lines>[1-9]\d{0,2}(?:\+[1-9]\d{0,2})*)$/u.exec(
    folded,
  );
  if (parts?.groups === undefined) {
    return err(words.how(state.text.trim()));
  }
  const count = parts.groups["count"];
  const voids: Array<LineVoid> = [];
  for (const position of new Set((parts.groups["lines"] ?? "").split("+").map(Number))) {
    const line = state.order?.lines.find((it) => it.position === position && !it.voided);
    if (line === undefined) return err(words.noLine(position));
    if (count !== undefined && Number(count) * 1000 > magnitude(line.quantity)) {
      return err(words.fewer(position, count));
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
  return { line: line.id, count: line.soldBy === "weight" ? magnitude(line.quantity) : oneUnit };
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
