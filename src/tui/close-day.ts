/**
 * `:close`: what is open before the day is closed, each with the list where it is dealt with; Esc there leads
 * back. Nothing of it holds the close up. And the question which day it is, for who stayed past the cut-over.
 */

import { type Words } from "../words/screen-words.ts";
import { type DayNews, type DayResult } from "./ports/day-port.ts";
import { type AskedDay } from "./ports/refusal-port.ts";
import {
  type Message,
  type Pressed,
  refused,
  refusedBy,
  type RegisterState,
  reported,
} from "./register-state.ts";
import { type TillContext } from "./till-context.ts";

export const DAY_WAYS = [
  "orders",
  "drawers",
  "people",
  "papers",
  "attention",
  "tills",
  "waiting",
  "tabs",
] as const;
/** A row that leads to something that is still open. */
export type DayWay = (typeof DAY_WAYS)[number];

export type DayChoice =
  | { readonly type: "day-go"; readonly to: DayWay }
  | { readonly type: "day-close" }
  | { readonly type: "day-print"; readonly z: string }
  | { readonly type: "day-turn"; readonly begins: boolean };

export function listDay(state: RegisterState): RegisterState {
  const list = { type: "day" as const, filter: "", at: 0 };
  return { ...state, list, closesDay: true, showsHelp: false, message: undefined };
}

/** Esc: from what was looked at back to the list, and from the list to the order. */
export function backToDay(before: RegisterState, next: RegisterState): RegisterState {
  if (!before.closesDay) return next;
  if (before.list?.type === "day") {
    return next.list === undefined ? { ...next, closesDay: false } : next;
  }
  const isLeft = next.screen === "register" && next.list === undefined && next.text === "";
  return isLeft && before.text === "" ? { ...listDay(next), message: next.message } : next;
}

/** F9 there, or its digit. */
export function closeTheDay(till: TillContext, state: RegisterState): RegisterState {
  const { session } = state;
  if (session === undefined) return refused(state, till.words.whyNot.logInFirst);
  const { day } = session.day.look();
  const done = session.day.close();
  if (!done.ok) return refusedBy(state, done.fault, `${till.words.day.title({ day })}.`);
  return reported(state, till.words.day.closing({ day }));
}

/** Returns the message about a close that was begun here. */
export function dayMessage({ day }: Words, news: DayNews, money: TillContext["money"]): Message {
  if (news.type === "failed") return { level: "error", text: news.message };
  const zs = news.zs.map(({ name, total }) => day.z({ name, total: money(total) }));
  const missing = unheardTexts({ day }, news);
  const [only = "", ...others] = zs;
  const last = others.length === 0 ? only : day.zs({ count: zs.length });
  const { terminals = [] } = news;
  const closed = day.closed({ day: news.day, total: money(news.total) });
  const text = [closed, last, ...missing, ...terminals.map((said) => `${said}.`)].join(" ");
  return { level: "done", text: text.trim() };
}

/** Returns the tills that were not heard: those whose Z comes by itself, and those that make none any more. */
export function unheardTexts(
  { day }: Pick<Words, "day">,
  { missing, gone }: Pick<DayResult, "missing" | "gone">,
): ReadonlyArray<string> {
  return [
    ...(missing.length === 0 ? [] : [day.missing({ tills: missing.join(", ") })]),
    ...(gone.length === 0 ? [] : [day.gone({ tills: gone.join(", ") })]),
  ];
}

/** Asks for the day after a press that was refused until somebody confirms it. */
export function askDay(after: RegisterState, turn: AskedDay & Pressed): RegisterState {
  const list = { type: "day" as const, turn, filter: "", at: 0 };
  return { ...after, list, sellingOn: undefined, showsHelp: false };
}

/** The press once more, on the day that was said. */
export function answerDay(state: RegisterState, begins: boolean): RegisterState {
  const { list, session, order, keptScans } = state;
  if (list?.type !== "day" || list.turn === undefined) return state;
  const { before, again } = list.turn;
  session?.day.turn(begins);
  return again({ ...before, session, order, keptScans });
}
