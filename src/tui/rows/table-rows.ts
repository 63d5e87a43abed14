/** Orders to choose from: all that are open, the plan, bills of one table; and whom one is handed to. */

import { goodsText } from "../../acts/texts.ts";
import { minor } from "../../domain/money/amounts.ts";
import { dayOfDue, dueText, nearDueText } from "../../domain/order/due-at.ts";
import { type TableView } from "../../domain/order/table-view.ts";
import { type OrderView } from "../../domain/views.ts";
import { doubtTexts } from "../../words/doubt-text.ts";
import { customerName } from "../customer-plan.ts";
import { type ListOf, type RegisterState } from "../register-state.ts";
import { partsPaid } from "../split.ts";
import { type TillContext } from "../till-context.ts";
import { ALL_OF_IT } from "../void-line.ts";
import { type ListRow, type ListRows, MERGE, numbered, signAt } from "./list-row.ts";
import { isAllMade } from "./order-title.ts";
import { ageText, orderTableText, tableAndNameText, stateText } from "./table-text.ts";

type MoveList = ListOf<"move-onto">;

/** The sign between two bills that stay apart. */
const BESIDE = "/";

/** `+` for the only one there; digits for several. */
export function ontoRows(
  till: TillContext,
  { orders, lines, place }: MoveList,
  { session }: RegisterState,
): ListRows {
  const { tables } = till.words;
  const open = session?.openTables() ?? [];
  const there = orders.flatMap((order) => open.find(({ id }) => id === order) ?? []);
  const rows = there.map((table, at): ListRow => {
    const money = till.money(minor(table.due - table.refundDue));
    const called = [table.number, table.name].filter((text) => text !== "").join(" ");
    const facts = [ageText(till, table.lastMs), money].join(", ");
    const label =
      lines.length > 0 ? tables.goes({ what: called }) : tables.oneBill({ other: called });
    const sign = orders.length === 1 ? MERGE : signAt(at);
    const detail = `${facts}, ${stateText(till, table)}`;
    return { sign, label, detail, choice: { type: "move-onto", order: table.id } };
  });
  if (lines.length > 0) return rows;
  const label = tables.twoBills({ where: tableAndNameText(till, place) });
  return [...rows, { sign: BESIDE, label, detail: "", choice: { type: "move-beside" } }];
}

export function joinedRows(
  till: TillContext,
  _list: ListOf<"joined">,
  { order }: RegisterState,
): ListRows {
  return numbered(order?.joined ?? [], (joined) => ({
    label: orderTableText(till, joined),
    detail: joined.number,
    choice: { type: "joined", order: joined.id },
  }));
}

type HandOverList = ListOf<"hand-over">;

/** Each with its age: two bills of one table differ by that. */
export function tableRows(
  till: TillContext,
  { orders }: ListOf<"tables">,
  { session }: RegisterState,
): ListRows {
  const open = session?.openTables() ?? [];
  const there = orders.flatMap((order) => open.find(({ id }) => id === order) ?? []);
  const bills = numbered(there, (table) => {
    const money = till.money(minor(table.due - table.refundDue));
    const called = table.name === "" ? table.number : table.name;
    const owes = [called, ageText(till, table.lastMs), money];
    const detail = [till.port.staffName(table.owner), stateText(till, table)].join(", ");
    const does = till.words.tables.goes({ what: called });
    const choice = { type: "table", order: table.id } as const;
    return { label: owes.join(" "), cells: owes, detail, does, choice };
  });
  // Two guests of one name are two guests.
  const isOneTable = there.length > 1 && there.every(({ table }) => table !== "");
  if (!isOneTable) return bills;
  const label = till.words.tables.allOneBill;
  return [...bills, { sign: MERGE, label, detail: "", choice: { type: "merge-shown" } }];
}

/** Digits are people; `*` takes all that whoever serves it has. */
export function handOverRows(
  till: TillContext,
  list: HandOverList,
  state: RegisterState,
): ListRows {
  const { tables } = till.words;
  const meant = handedBy(state, list);
  const [first] = meant;
  if (first === undefined) return [];
  const owner = till.port.staffName(first.owner);
  const what = list.isAll
    ? tables.allOf({ name: owner, count: meant.length })
    : tableAndNameText(till, first);
  const people = (state.session?.colleagues() ?? [])
    .filter(({ number }) => number !== first.owner)
    .toSorted((one, other) => Number(one.number) - Number(other.number))
    .map(({ number, name }): ListRow => ({
      // Everybody knows their colleagues' numbers; a longer one is searched, or reached by arrows.
      sign: /^[1-9]$/u.test(number) ? number : "",
      label: name,
      words: number,
      detail: what,
      does: `${what}: ${name}`,
      choice: { type: "colleague", staff: number },
    }));
  if (list.isAll) return people;
  const all = handedBy(state, { ...list, isAll: true });
  if (all.length < 2) return people;
  const label = tables.allOf({ name: owner, count: all.length });
  return [...people, { sign: ALL_OF_IT, label, detail: "", choice: { type: "all-of-theirs" } }];
}

/** Returns the tables that the open list would hand over now. */
export function handedBy(
  { session }: RegisterState,
  { order, isAll }: Pick<HandOverList, "order" | "isAll">,
): ReadonlyArray<TableView> {
  const open = session?.openTables() ?? [];
  const meant = open.find(({ id }) => id === order);
  if (meant === undefined) return [];
  return isAll ? open.filter(({ owner }) => owner === meant.owner) : [meant];
}

/** Returns what a paid order in the list still waits for: goods, or its receipt; empty for any other. */
function waitingText(till: TillContext, { status, lines, isReceiptWaiting }: OrderView): string {
  if (isReceiptWaiting) return till.words.tables.receiptWaits;
  if (status !== "paid") return "";
  const waiting = lines.filter(({ isOnHold, isMade, voided }) => isOnHold && !isMade && !voided);
  return till.words.tables.paidWaits({ goods: goodsText(till, waiting) });
}

/** Returns that the hour of an order for later is over, first of all, and for whom it is. */
function whoseTexts(
  till: TillContext,
  { dueAt, table, name, customer }: OrderView,
): ReadonlyArray<string> {
  const late = dueAt !== "" && dueAt < till.wall() ? till.words.later.late : "";
  return [late, table, name, customer === "" ? "" : customerName(till, customer)];
}

/** Returns what is paid of an order for later. */
function paidAhead(till: TillContext, { dueAt, deposited }: OrderView): string {
  const isPaid = dueAt !== "" && deposited !== 0;
  return isPaid ? till.words.later.paid({ money: till.money(deposited) }) : "";
}

/** Returns the hour on which it is wanted; of an order of now, the one at which it was opened. */
function hourText(till: TillContext, { dueAt, opened }: OrderView): string {
  return dueAt === ""
    ? till.port.timeOf(opened.wallMs)
    : nearDueText(dueAt, dayOfDue(till.wall()), till.locale);
}

/** Number, its hour, what is due, below zero what is to be given back; and whose it is, or what was ordered. */
export function orderRow(till: TillContext, order: OrderView, at: number): ListRow {
  const { number, due, refundDue } = order;
  const goods = order.lines
    .filter(
      ({ voided, covered, gross }) =>
        !voided && (order.dueAt === "" || covered === 0 || covered !== gross),
    )
    .map((line) => line.name);
  const state = [
    waitingText(till, order),
    isAllMade(order) ? till.words.kitchen.ready : "",
    partsPaid(till, order),
  ];
  const whose = whoseTexts(till, order);
  // The guest of an order for later says a name; of one of now it is what holds it up that counts.
  const facts =
    order.dueAt === "" ? [...state, ...whose] : [...whose, paidAhead(till, order), ...state];
  const doubts = doubtTexts(order.doubts, till.locale);
  const said = facts.filter((text) => text !== "");
  const detail = [...doubts, ...said, ...new Set(goods)].join(", ");
  const cells = [number, hourText(till, order), till.money(minor(due - refundDue))];
  // The number is also found without the till's letter.
  const words = `${number.replace(/^\D+/u, "")} ${detail}`;
  const choice = { type: "order", order } as const;
  const whole = order.dueAt === "" ? {} : { whole: wholeOfLater(till, order, detail) };
  return { sign: signAt(at), label: cells.join(" "), cells, detail, ...whole, words, choice };
}

/** Returns all that there is to say of an order for later: its day in full, and what the row has no room for. */
function wholeOfLater(till: TillContext, { number, dueAt }: OrderView, detail: string): string {
  const when = till.words.later.forWhen({ when: dueText(dueAt, till.locale) });
  return `${number} ${when}: ${detail}`;
}
