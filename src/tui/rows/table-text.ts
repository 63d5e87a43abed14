/** How tables, tabs, their ages and what becomes of them are said. */

import { goodsText } from "../../acts/texts.ts";
import { type TableView } from "../../domain/order/table-view.ts";
import { type OrderView } from "../../domain/views.ts";
import { type TableOrName } from "../ports/table-port.ts";
import { type TillContext } from "../till-context.ts";

const MINUTES_OF_HOUR = 60;
/** The minutes from which only hours are shown. */
const HOURS_FROM = 120;

/** The minutes for which a person counts as still there. */
const IS_THERE_MINUTES = 2;

/** `Table 7`, `Rossi`, `Table 7, Rossi`. */
export function tableAndNameText({ words }: TillContext, { table, name }: TableOrName): string {
  const parts = [table === "" ? "" : words.tables.table({ table }), name];
  return parts.filter((part) => part !== "").join(", ");
}

/** Returns the table or name; the order's number for one without either. */
export function orderTableText(
  till: TillContext,
  order: TableOrName & { readonly number: string },
): string {
  const place = tableAndNameText(till, order);
  return place === "" ? order.number : place;
}

/** `12 min`, `3 h`. */
export function ageText({ port, words }: TillContext, sinceMs: number): string {
  const minutes = port.minutesSince(sinceMs);
  const { tables } = words;
  return minutes < HOURS_FROM
    ? tables.minutes({ minutes })
    : tables.hours({ hours: Math.floor(minutes / MINUTES_OF_HOUR) });
}

/** Names of those who did something there, or have it before them, besides the person here. */
export function othersThere(
  { port }: TillContext,
  { acts, id }: Pick<TableView, "acts" | "id">,
  self: string | undefined,
): ReadonlyArray<string> {
  const acted = acts
    .filter(({ wallMs }) => port.minutesSince(wallMs) < IS_THERE_MINUTES)
    .map(({ staff }) => staff);
  return [...new Set([...acted, ...port.lookedAtBy(id)])]
    .filter((staff) => staff !== self)
    .map(port.staffName);
}

/** Returns the next thing to do, and the kitchen's state: `2 to send, course 2: 8 min`. */
export function stateText(till: TillContext, table: TableView): string {
  return stateOf(till, table, ({ unsent, held, course, age }) => {
    const { tables } = till.words;
    return [unsent, held, age === "" ? "" : tables.begun({ course, age })];
  });
}

/** Returns the same for whoever serves there: `course 2 fired 8 min ago, course 3 waits, 2 to send`. */
export function courseText(till: TillContext, table: TableView): string {
  return stateOf(till, table, ({ unsent, held, course, age }) => {
    const { tables } = till.words;
    const { heldCourse } = table;
    const next = heldCourse === 0 ? held : tables.courseWaits({ course: heldCourse });
    return [age === "" ? "" : tables.fired({ course, age }), next, unsent];
  });
}

interface StateTexts {
  readonly unsent: string;
  readonly held: string;
  /** The course that the kitchen began with last; 0 for none. */
  readonly course: number;
  /** Since when; empty where nothing was sent. */
  readonly age: string;
}

function stateOf(
  till: TillContext,
  table: TableView,
  inOrder: (texts: StateTexts) => ReadonlyArray<string>,
): string {
  const { tables } = till.words;
  const { goods, unsent, held, begun, bill, waiting } = table;
  if (table.isReceiptWaiting) return tables.receiptWaits;
  if (waiting.length > 0) return tables.paidWaits({ goods: goodsText(till, waiting) });
  if (goods === 0 && unsent === 0) return tables.nothingYet;
  const billed =
    bill === undefined ? "" : tables.billed({ age: ageText(till, bill.wallMs), isOld: bill.isOld });
  const others = inOrder({
    unsent: unsent === 0 ? "" : tables.toSend({ lines: unsent }),
    held: held === 0 ? "" : tables.waits({ lines: held }),
    course: begun?.course ?? 0,
    age: begun === undefined ? "" : ageText(till, begun.wallMs),
  });
  return [billed, ...others].filter((text) => text !== "").join(", ");
}

/** Returns the name under its heading, where the number alone means a table. */
export function nameOf({ table, name, number, joined }: TableView): string {
  const named = [table, name].filter((text) => text !== "").join(" ");
  const others = joined.map((it) => (it.table === "" ? it.name : it.table));
  return [named === "" ? number : named, ...others].filter((text) => text !== "").join("+");
}

/** Whether all is made of an order of which a kitchen makes something. */
export function isAllMade({ lines }: OrderView): boolean {
  const sent = lines.filter(({ voided, kitchen }) => !voided && kitchen !== "none");
  return sent.length > 0 && sent.every(({ isMade, kitchen }) => isMade && kitchen !== "unsent");
}
