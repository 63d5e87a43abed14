/** The rows of the day's close: what is open, and what closes came to. */

import { goodsText } from "../../acts/texts.ts";
import { type Words } from "../../words/screen-words.ts";
import { DAY_WAYS, type DayWay, unheardTexts } from "../close-day.ts";
import { drawerName } from "../drawer-step.ts";
import { type DayOpen } from "../ports/day-port.ts";
import { type ListOf, type RegisterState } from "../register-state.ts";
import { type TillContext } from "../till-context.ts";
import { type ListRow, type ListRows, readOnly, signAt, signRow } from "./list-row.ts";
import { orderTableText } from "./table-text.ts";

/** Closes the day, as F9 does. */
const CLOSES = "0";

type DayList = ListOf<"day">;

export function dayTitle({ day }: Words, { turn }: DayList): string {
  return turn === undefined ? day.list : day.which;
}

export function dayRows(
  till: TillContext,
  { session }: RegisterState,
  { turn }: DayList,
): ListRows {
  const { day } = till.words;
  if (turn !== undefined) {
    const [before, next] = [day.goOn({ day: turn.from }), day.begin({ day: turn.to })];
    return [
      signRow("1", { label: before, choice: { type: "day-turn", begins: false } }),
      signRow("2", { label: next, choice: { type: "day-turn", begins: true } }),
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
    { sign: CLOSES, label: close, detail: "F9", choice: { type: "day-close" } },
  ];
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
    : { sign: signAt(at), label, detail, choice: { type: "day-go", to } };
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
      const choice = { type: "day-print", z: name } as const;
      return { sign: "", label: day.print({ name }), detail: till.money(total), choice };
    }),
    ...unheardTexts({ day }, closed).map((text) => readOnly(text)),
  ];
}
