/**
 * Courses: which lines the kitchen is to wait with, and Ctrl-F, which fires the next course that waits.
 */

import { unsentTexts } from "../acts/fire.ts";
import { goodsText } from "../acts/texts.ts";
import { err, ok, type Result } from "../domain/base/result.ts";
import { type EventId } from "../domain/identity.ts";
import { foldText } from "../domain/text/entry-text.ts";
import { type KitchenWait, type LineView, type OrderView } from "../domain/views.ts";
import { type Words } from "../words/screen-words.ts";
import { changed } from "./entry-actions.ts";
import { isSent } from "./entry-plan.ts";
import { orderOf } from "./perform-act.ts";
import {
  type AwaitedPapers,
  type Message,
  type RegisterState,
  refused,
  refusedBy,
} from "./register-state.ts";
import { selectedRow } from "./selected-line.ts";
import { type TillContext } from "./till-context.ts";

/** The next course; with a number before it that one. */
export function fireCourse(till: TillContext, state: RegisterState): RegisterState {
  const { session } = state;
  if (session === undefined) return state;
  const words = till.words.hold;
  const typed = foldText(state.text);
  const course = /^;?(?<course>[0-9])$/u.exec(typed)?.groups?.["course"];
  if (typed !== "" && course === undefined) {
    return refused(state, words.fireHow({ typed: state.text.trim() }));
  }
  const before = state.order;
  const done = session.perform({
    act: "fire",
    course: course === undefined ? undefined : Number(course),
  });
  const outcome = orderOf(done);
  if (!done.ok || !outcome.ok) return outcome.ok ? state : refusedBy(state, outcome.fault);
  const fired = outcome.value === undefined ? [] : firedSince(before, outcome.value);
  return sayOrdered(till, changed(state, outcome, ""), {
    lines: fired.map(({ id }) => id),
    fired: goodsText(till, fired),
    besides: unsentTexts(till, done.value.answer).join(" "),
  });
}

/** The selected line; with numbers before it those, with `;2` a course. Said again it takes that back. */
export function holdLines(till: TillContext, state: RegisterState): RegisterState {
  const { session } = state;
  if (session === undefined) return state;
  const read = readLines(till, state);
  if (!read.ok) return refused(state, read.fault);
  const lines = read.value;
  const free = lines.filter(({ isOnHold }) => !isOnHold);
  const [chosen, holds] = free.length === 0 ? [lines, false] : [free, true];
  const outcome = orderOf(
    session.perform({ act: "hold", lines: chosen.map(({ id }) => id), held: holds }),
  );
  const names = goodsText(till, chosen);
  return changed(
    state,
    outcome,
    holds ? till.words.hold.held({ goods: names }) : till.words.hold.goes({ goods: names }),
  );
}

/** Returns the state that says what is known of the tickets just sent: `next` holds their order. */
export function saySent(
  till: TillContext,
  next: RegisterState,
  before: OrderView | undefined,
): RegisterState {
  const { order, isUnprintedTold } = next;
  if (order === undefined) return next;
  const told = before?.lines ?? [];
  const unsent = told.filter(({ kitchen }) => kitchen === "unsent").map(({ id }) => id);
  const isNowTold = waitsIn(order.lines).some((wait) => wait.for === "kitchen");
  return {
    ...sayOrdered(till, next, { lines: unsent, asideBefore: asideIn(told) }),
    isUnprintedTold: isUnprintedTold || isNowTold,
  };
}

/** Returns the state that says what becomes of the tickets of these lines: `next` holds their order. */
export function sayOrdered(
  till: TillContext,
  next: RegisterState,
  ordered: Pick<AwaitedPapers, "lines" | "fired" | "again" | "besides"> &
    Partial<Pick<AwaitedPapers, "asideBefore">>,
): RegisterState {
  const { order, isUnprintedTold } = next;
  if (order === undefined) return next;
  const awaits = { asideBefore: [], ...ordered, order: order.id, isUnprintedTold };
  return { ...next, message: messageOf(till, order, awaits) };
}

/** The paper's outcome takes the place of its waiting, as long as nothing else was said. */
export function withOutcome(till: TillContext, state: RegisterState): RegisterState {
  const { message, order } = state;
  const awaits = message?.awaits;
  if (awaits === undefined || order?.id !== awaits.order) return state;
  const now = messageOf(till, order, awaits);
  return now.text === message?.text ? state : { ...state, message: now };
}

function messageOf(till: TillContext, order: OrderView, awaits: AwaitedPapers): Message {
  const { level, text: outcome, isOver } = outcomeOf(till, order, awaits);
  const waits = isOfAll(awaits) && order.lines.some((line) => line.isOnHold && !line.voided);
  const more = [waits ? till.words.hold.laterWait : "", awaits.besides ?? ""].filter(Boolean);
  const text = [outcome, ...more].join(" ");
  return isOver ? { level, text } : { level, text, awaits };
}

/** Whether all that was unsent was sent, and not some goods alone. */
function isOfAll({ fired, again }: AwaitedPapers): boolean {
  return fired === undefined && again === undefined;
}

interface Outcome extends Pick<Message, "level" | "text"> {
  readonly isOver: boolean;
}

/** Returns what became of the papers: a printer in trouble is said in place of the success. */
function outcomeOf(till: TillContext, order: OrderView, awaits: AwaitedPapers): Outcome {
  const { fired, again } = awaits;
  const { stuck, hold, refire, done } = till.words;
  const lines = order.lines.filter(({ id }) => awaits.lines.includes(id));
  const why = whyStuck(till, lines);
  if (why !== undefined) {
    const what = { fired: fired ?? "", again: again ?? "" };
    const act = fired === undefined ? "again" : "fired";
    const text = isOfAll(awaits) ? stuck.queued({ why }) : stuck[act]({ why, goods: what[act] });
    return { level: "error", text, isOver: false };
  }
  if (isOfAll(awaits)) {
    const [text, isOver] = sentOutcome(done, order, awaits);
    return { level: "done", text, isOver };
  }
  const text =
    fired === undefined ? refire.told({ goods: again ?? "" }) : hold.fired({ goods: fired });
  return { level: "done", text, isOver: waitsIn(lines).length === 0 };
}

/**
 * Returns that what an act of another kind sent is queued, where its printer is known to be in trouble;
 * empty where it is not. `before`: the order before the act.
 */
export function queuedBut(
  till: TillContext,
  { lines }: OrderView,
  before: OrderView | undefined,
): string {
  const known = before?.lines ?? [];
  const unsent = new Set(known.filter(({ kitchen }) => kitchen === "unsent").map(({ id }) => id));
  const sent = lines.filter(({ id }) => unsent.has(id));
  const why = whyStuck(till, sent);
  return why === undefined ? "" : till.words.stuck.queued({ why });
}

/** Returns what keeps a ticket of the lines from being printed, as far as it is known. */
function whyStuck(
  { port, words: { stuck } }: TillContext,
  lines: ReadonlyArray<LineView>,
): string | undefined {
  const printers = port.printers();
  const far = port.farPrinters();
  for (const wait of waitsIn(lines)) {
    const { printer } = wait;
    if (printer === undefined) continue;
    const own = printers.find(({ name }) => name === printer);
    const trouble = own?.trouble ?? (own?.state === "off" ? "off" : undefined);
    if (trouble !== undefined) return stuck.printer({ printer, trouble });
    if (wait.for === "doubt") return stuck.printer({ printer, trouble: "doubt" });
    const away = far.find(({ name, isAway }) => name === printer && isAway);
    if (own === undefined && away !== undefined) return stuck.away({ printer, till: away.till });
  }
  return undefined;
}

function sentOutcome(
  words: Words["done"],
  order: OrderView,
  { asideBefore, isUnprintedTold }: AwaitedPapers,
): readonly [text: string, isOver: boolean] {
  const { lines } = order;
  const waits = waitsIn(lines);
  const isPaperDue = waits.some((wait) => wait.for !== "kitchen");
  const says = isPaperDue || isUnprintedTold ? words.queued : words.queuedUnprinted;
  if (waits.length > 0) return [says, false];
  const sent = lines.filter((line) => isSent(line));
  const others = sent.filter(({ id }) => !asideBefore.includes(id));
  // Only the stations of these lines were sent a ticket, so only their last tickets are reported.
  const reported = others.length > 0 ? others : sent;
  if (asideIn(reported).length > 0) return [words.noPaper, true];
  return [
    reported.every(({ kitchen }) => kitchen === "printed") ? words.onPaper : words.sent,
    true,
  ];
}

function waitsIn(lines: ReadonlyArray<LineView>): ReadonlyArray<KitchenWait> {
  return lines.flatMap(({ waits }) => waits ?? []);
}

function asideIn(lines: ReadonlyArray<LineView>): ReadonlyArray<EventId> {
  return lines.flatMap(({ id, kitchen }) => (kitchen === "put-aside" ? [id] : []));
}

function readLines(
  till: TillContext,
  state: RegisterState,
): Result<ReadonlyArray<LineView>, string> {
  const typed = foldText(state.text);
  const open = (state.order?.lines ?? []).filter(({ voided, gone }) => !voided && !gone);
  if (typed === "") {
    const selected = selectedRow(state);
    return selected === undefined ? err(till.words.whyNot.orderEmpty) : ok(selected.lines);
  }
  const course = /^;(?<course>[0-9])$/u.exec(typed)?.groups?.["course"];
  const isLines = /^[1-9][0-9]{0,2}(?:\+[1-9][0-9]{0,2})*$/u.test(typed);
  if (course === undefined && !isLines)
    return err(till.words.hold.how({ typed: state.text.trim() }));
  if (course !== undefined) {
    const ofCourse = open.filter((line) => line.course === Number(course));
    return ofCourse.length > 0
      ? ok(ofCourse)
      : err(till.words.hold.noCourse({ course: Number(course) }));
  }
  const positions = typed.split("+").map(Number);
  const missing = positions.find((at) => !open.some(({ position }) => position === at));
  return missing === undefined
    ? ok(open.filter(({ position }) => positions.includes(position)))
    : err(till.words.void.noLine({ line: missing }));
}

/** Returns the lines that the kitchen is to make now, and was not before. */
function firedSince(before: OrderView | undefined, after: OrderView): ReadonlyArray<LineView> {
  const waited = new Set<EventId>(
    before?.lines.filter((line) => line.isOnHold || !isSent(line)).map(({ id }) => id),
  );
  return after.lines.filter((line) => waited.has(line.id) && isSent(line) && !line.isOnHold);
}
