/**
 * `:close`: what is open before the day is closed, each with the list where it is dealt with; Esc there leads
 * back. Nothing of it holds the close up. And the question which day it is, for who stayed past the cut-over.
 */

import { goodsText } from "../../acts/texts.ts";
import { type Words } from "../../words/screen-words.ts";
import { type CommandId } from "../commands.ts";
import { drawerName } from "../drawer-step.ts";
import { listOrders } from "../park.ts";
import { type DayNews, type DayOpen, type DayResult } from "../ports/day-port.ts";
import { type AskedDay } from "../ports/refusal-port.ts";
import {
  type ListOf,
  type Message,
  type Pressed,
  refused,
  refusedBy,
  type RegisterState,
  reported,
} from "../register-state.ts";
import {
  does,
  type Does,
  type ListRow,
  type ListRows,
  readOnly,
  type RowChoice,
  signAt,
  signRow,
  type Take,
} from "../rows/list-row.ts";
import { orderTableText } from "../rows/table-text.ts";
import { type TillContext } from "../till-context.ts";
import { type ListKind } from "./list-kind.ts";
import { listTabs } from "./tabs.ts";

export const dayList = {
  opens: { "close-day": (_till, state) => listDay(state) },
  title: dayTitle,
  rows: dayRows,
  takes: (till, state, { list, key }) =>
    key === "pay" && list.turn === undefined ? closeTheDay(till, state) : undefined,
  showsWhole: () => true,
} as const satisfies ListKind<"day">;

const DAY_WAYS = [
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

/** The key that leads to what is still open, or what shows it. */
const WAY_TO: Readonly<Record<DayWay, CommandId | Take>> = {
  orders: (_till, state) => (state.order?.status === "open" ? state : listOrders(state)),
  waiting: (_till, state) => listOrders(state),
  drawers: "drawer",
  people: "clock-out",
  tabs: listTabs,
  papers: "queue",
  attention: "attention",
  tills: "tills",
};

/** Closes the day, as F9 does. */
const CLOSES = "0";

type DayList = ListOf<"day">;

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
function closeTheDay(till: TillContext, state: RegisterState): RegisterState {
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
function unheardTexts(
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
function answerDay(state: RegisterState, begins: boolean): RegisterState {
  const { list, session, order, keptScans } = state;
  if (list?.type !== "day" || list.turn === undefined) return state;
  const { before, again } = list.turn;
  session?.day.turn(begins);
  return again({ ...before, session, order, keptScans });
}

function dayTitle({ day }: Words, { turn }: DayList): string {
  return turn === undefined ? day.list : day.which;
}

function dayRows(till: TillContext, { turn }: DayList, { session }: RegisterState): ListRows {
  const { day } = till.words;
  if (turn !== undefined) {
    const [before, next] = [day.goOn({ day: turn.from }), day.begin({ day: turn.to })];
    return [
      signRow("1", { label: before, choice: turns(false) }),
      signRow("2", { label: next, choice: turns(true) }),
    ];
  }
  if (session === undefined) return [];
  const open = session.day.look();
  const rows = DAY_WAYS.map((to, at) => wayRow(till, open, { to, at })).filter(
    (row) => row !== undefined,
  );
  const close =
    open.closed === undefined ? day.title({ day: open.day }) : day.again({ day: open.day });
  return [
    ...closedRows(till, open),
    ...(rows.length === 0 ? [readOnly(day.nothing)] : rows),
    ...open.off.map((text) => readOnly(text)),
    { sign: CLOSES, label: close, detail: "F9", choice: does(closeTheDay) },
  ];
}

function turns(begins: boolean): Does {
  return does((_till, state) => answerDay(state, begins));
}

/** Returns a row whose digit always means the same; undefined where nothing of its kind is open. */
function wayRow(
  till: TillContext,
  open: DayOpen,
  { to, at }: { readonly to: DayWay; readonly at: number },
): ListRow | undefined {
  const [label, detail] = wayText(till, open, to);
  return label === ""
    ? undefined
    : { sign: signAt(at), label, detail, choice: leadsTo(WAY_TO[to]) };
}

function leadsTo(way: CommandId | Take): RowChoice {
  return typeof way === "string"
    ? { type: "key", id: way }
    : does((till, state) => way(till, { ...state, list: undefined, message: undefined }));
}

function wayText(
  till: TillContext,
  { orders, waiting, drawers, tabs, people, papers, attention, tills }: DayOpen,
  to: DayWay,
): readonly [label: string, detail: string] {
  const { day } = till.words;
  switch (to) {
    case "orders":
      return orders.count === 0
        ? NOTHING
        : [day.orders({ count: orders.count }), till.money(orders.due)];
    case "drawers": {
      const names = drawers.map((name) => drawerName(till, name));
      return names.length === 0
        ? NOTHING
        : [day.drawers({ count: names.length }), names.join(", ")];
    }
    case "people": {
      const names = people.map(({ name, since }) => `${name} ${since}`);
      return names.length === 0 ? NOTHING : [day.people({ count: names.length }), names.join(", ")];
    }
    case "waiting": {
      const names = waiting.map(
        (order) => `${orderTableText(till, order)}: ${goodsText(till, order.goods)}`,
      );
      return names.length === 0
        ? NOTHING
        : [day.waiting({ count: names.length }), names.join("; ")];
    }
    case "tabs": {
      const names = tabs.map((tab) => {
        const order = orderTableText(till, tab);
        return day.tab({ order, money: till.money(tab.sum), until: tab.until });
      });
      return names.length === 0 ? NOTHING : [day.tabs({ count: names.length }), names.join("; ")];
    }
    case "papers":
      return papers === 0 ? NOTHING : [day.papers({ count: papers }), ""];
    case "attention":
      return attention === 0 ? NOTHING : [day.attention({ count: attention }), ""];
    default:
      return tills.length === 0 ? NOTHING : [day.tills({ count: tills.length }), tills.join(", ")];
  }
}

const NOTHING = ["", ""] as const;

/** All Zs of the day that a close names, and their sum. */
function closedRows(till: TillContext, { closed }: DayOpen): ListRows {
  if (closed === undefined) return [];
  const { day } = till.words;
  return [
    readOnly(day.closedSum, till.money(closed.total)),
    ...closed.zs.map(({ name, total }): ListRow => {
      const choice = does((here, state) => printZ(here, state, name));
      return { sign: "", label: day.print({ name }), detail: till.money(total), choice };
    }),
    ...unheardTexts({ day }, closed).map((text) => readOnly(text)),
  ];
}

function printZ({ words }: TillContext, state: RegisterState, z: string): RegisterState {
  const printed = state.session?.day.printZ(z);
  if (printed?.ok === false) return refusedBy(state, printed.fault);
  return reported(state, words.day.printed({ name: z }));
}
