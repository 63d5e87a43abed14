/**
 * F5: takes lines off the order, some of them, or all of it. What the kitchen has been told of needs a reason.
 */

import { type Result, err, ok } from "../domain/base/result.ts";
import { type LineVoid } from "../domain/commands/order/take-off.ts";
import { type Thousandths, oneUnit, thousandths } from "../domain/money/amounts.ts";
import { type OrderRow, piecesOfRow } from "../domain/order/order-rows.ts";
import { isForGuests } from "../domain/order/who-serves.ts";
import { foldText } from "../domain/text/entry-text.ts";
import { magnitude } from "../domain/text/quantity.ts";
import { type LineView } from "../domain/views.ts";
import { wordsFor } from "../words/screen-words.ts";
import { changed, doneSentences } from "./entry-actions.ts";
import { isSent } from "./entry-plan.ts";
import { askedWith, orderOf } from "./perform-act.ts";
import { type MeantVoids } from "./register-list.ts";
import { hinted, refused, type RegisterState, withEntryDone } from "./register-state.ts";
import { liveRows, selectedRow } from "./selected-line.ts";
import { askLeft } from "./tables.ts";
import { type TillContext } from "./till-context.ts";

/** The row that takes all of each line instead of one, and then all of the order. */
export const ALL_OF_IT = "*";

/** The sign typed twice means the whole order. */
const ALL_OF_THE_ORDER = "**";

export function voidLines(till: TillContext, state: RegisterState): RegisterState {
  const { order } = state;
  const isEmpty = order?.lines.every(({ voided }) => voided) === true;
  if (isEmpty && isForGuests(order) && state.text.trim() === "") return askLeft(till, state);
  const read = readVoid(state);
  if (!read.ok) return refused(state, read.fault);
  const lines = read.value.voids.map(({ line }) => lineOf(state, line));
  const isKnown = lines.some((line) => line !== undefined && isSent(line));
  return isKnown
    ? askReason(till, state, read.value)
    : performVoids(till, state, { ...read.value, reason: "" });
}

/**
 * The text has named its lines and goes now: left behind by the list, `1` would be money for F9 and
 * goods for Enter.
 */
function askReason(till: TillContext, state: RegisterState, meant: MeantVoids): RegisterState {
  const list = { type: "reason" as const, purpose: "void" as const, ...meant, filter: "", at: 0 };
  const next = { ...withEntryDone(state), list };
  return hinted(next, till.words.void.whyKeep({ goods: describe(till, state, meant) }));
}

/** All of each line, where one was meant; then all of the order. */
export function voidAll(till: TillContext, state: RegisterState): RegisterState {
  if (state.list?.type !== "reason") return state;
  const { voids, scope } = state.list;
  const meant =
    scope === "some"
      ? { scope: "lines" as const, voids: rowsOf(state, voids).flatMap(allOf) }
      : { scope: "order" as const, voids: voidsOfOrder(state) };
  const list = { ...state.list, ...meant, filter: "" };
  return hinted({ ...state, list }, till.words.void.why({ goods: describe(till, state, meant) }));
}

export function giveReason(till: TillContext, state: RegisterState, reason: string): RegisterState {
  if (state.list?.type !== "reason") return state;
  const { voids, scope } = state.list;
  return performVoids(till, { ...state, list: undefined }, { voids, scope, reason });
}

/** All of them or none, in one step. */
function performVoids(
  till: TillContext,
  state: RegisterState,
  { reason, ...meant }: MeantVoids & { readonly reason: string },
): RegisterState {
  const { session } = state;
  if (session === undefined) return refused(state, till.words.whyNot.logInFirst);
  const outcome = orderOf(session.perform({ act: "void", voids: meant.voids, reason }));
  // The line was sent before it was changed: only the till knows that the kitchen needs a reason.
  if (!outcome.ok && outcome.fault.needsReason === true) return askReason(till, state, meant);
  const goods = describe(till, state, meant);
  const { takenOff, takeOff } = till.words.void;
  const asked = askedWith(till, takeOff({ goods }), reason);
  const done = changed(state, outcome, doneSentences(takenOff({ goods }), asked));
  return outcome.ok ? done : withEntryDone(done);
}

/** `4`, `2*4`, `2+5`, `*`, `**`, or nothing: the selected line. */
function readVoid(state: RegisterState): Result<MeantVoids, string> {
  const folded = foldText(state.text);
  const selected = selectedRow(state);
  if (selected === undefined) return err(wordsFor(state).whyNot.orderEmpty);
  if (folded === ALL_OF_IT) return ok({ scope: "lines", voids: allOf(selected) });
  if (folded === ALL_OF_THE_ORDER) return readOrder(state);
  const read = readCounts(state, wordsFor(state).void.how({ typed: state.text.trim() }));
  return read.ok ? ok({ scope: "some", voids: read.value }) : read;
}

/** `4`, `2*4`, `2+5`, or nothing: one piece of the selected line. `how` says so of any other text. */
export function readCounts(
  state: RegisterState,
  how: string,
): Result<ReadonlyArray<LineVoid>, string> {
  const folded = foldText(state.text);
  const words = wordsFor(state).void;
  const selected = selectedRow(state);
  if (selected === undefined) return err(wordsFor(state).whyNot.orderEmpty);
  if (folded === "") return ok(oneOf(selected));
  const parts = /^(?:(?<count>[1-9]\d{0,3})\*)?(?<lines>[1-9]\d{0,2}(?:\+[1-9]\d{0,2})*)$/u.exec(
    folded,
  );
  if (parts?.groups === undefined) {
    return err(how);
  }
  const count = parts.groups["count"];
  const voids: Array<LineVoid> = [];
  for (const position of new Set((parts.groups["lines"] ?? "").split("+").map(Number))) {
    const row = liveRows(state).find((it) => it.position === position);
    if (row === undefined) return err(words.noLine({ line: position }));
    if (count !== undefined && Number(count) * 1000 > magnitude(row.quantity)) {
      return err(words.fewer({ line: position, count }));
    }
    const isOne = count === undefined;
    voids.push(...(isOne ? oneOf(row) : piecesOfRow(row, thousandths(Number(count) * 1000))));
  }
  return ok(voids);
}

function readOrder(state: RegisterState): Result<MeantVoids, string> {
  const voids = voidsOfOrder(state);
  return voids.length === 0 ? err(wordsFor(state).plan.nothingSold) : ok({ scope: "order", voids });
}

/** Paid lines are refunded by their receipt instead. */
function voidsOfOrder({ order }: RegisterState): ReadonlyArray<LineVoid> {
  return (order?.lines ?? [])
    .filter(({ voided, covered }) => !voided && covered === 0)
    .map(({ id, quantity }) => ({ line: id, count: magnitude(quantity) }));
}

/** Returns the rows in which the lines stand, each once. */
function rowsOf(state: RegisterState, voids: ReadonlyArray<LineVoid>): ReadonlyArray<OrderRow> {
  const named = new Set(voids.map(({ line }) => line));
  return liveRows(state).filter(({ lines }) => lines.some(({ id }) => named.has(id)));
}

function allOf(row: OrderRow): ReadonlyArray<LineVoid> {
  return piecesOfRow(row, magnitude(row.quantity));
}

/** Returns a void of one piece, the newest of its row; weighed goods go as a whole. */
function oneOf(row: OrderRow): ReadonlyArray<LineVoid> {
  return row.soldBy === "weight" ? allOf(row) : piecesOfRow(row, oneUnit);
}

export function describe(
  till: TillContext,
  state: RegisterState,
  { voids, scope }: MeantVoids,
): string {
  if (scope === "order") return till.words.void.order;
  return rowsOf(state, voids)
    .map((row) => {
      const own = voids.filter(({ line }) => row.lines.some(({ id }) => id === line));
      const count = own.reduce((sum, one) => sum + one.count, 0);
      return describeOne(till, row, thousandths(count));
    })
    .join(", ");
}

function describeOne(till: TillContext, line: LineView, count: Thousandths): string {
  const times = till.times(count, line.soldBy);
  return `${line.soldBy === "weight" ? times.replace("× ", "") : times}${line.name}`;
}

function lineOf(state: RegisterState, id: LineView["id"]): LineView | undefined {
  return state.order?.lines.find((line) => line.id === id);
}
