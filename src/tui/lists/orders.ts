/** Orders to choose from: all that are open, or those for later. */

import { goodsText } from "../../acts/texts.ts";
import { minor, thousandths } from "../../domain/money/amounts.ts";
import { dayOfDue, dueText, nearDueText } from "../../domain/order/due-at.ts";
import { addDays } from "../../domain/text/civil-time.ts";
import { type OrderView } from "../../domain/views.ts";
import { doubtTexts } from "../../words/doubt-text.ts";
import { wordsFor } from "../../words/screen-words.ts";
import { customerName } from "../customer-plan.ts";
import { recallOrder } from "../park.ts";
import { hinted, type RegisterState } from "../register-state.ts";
import { does, type ListRow, signAt } from "../rows/list-row.ts";
import { isAllMade } from "../rows/table-text.ts";
import { partsPaid } from "../split.ts";
import { type TillContext } from "../till-context.ts";
import { type ListKind } from "./list-kind.ts";

export const ordersList = {
  opens: { later: listLater },
  title: ({ lists, later }, { isLater }) => (isLater === true ? later.list : lists.orders),
  rows: (till, { orders }) => orders.map((order, at) => orderRow(till, order, at)),
  showsWhole: ({ isLater }) => isLater === true,
} as const satisfies ListKind<"orders">;

/** Lists the orders that guests collect later, the first wanted first. */
function listLater(till: TillContext, state: RegisterState): RegisterState {
  const orders = state.session?.ordersForLater() ?? [];
  if (orders.length === 0) return hinted(state, wordsFor(state).later.none);
  const tomorrow = tomorrowText(till, orders);
  const list = { type: "orders", orders, filter: "", at: 0, isLater: true, tomorrow } as const;
  return { ...state, list, showsHelp: false };
}

/** Returns what is to be made for tomorrow, each goods once: `Tomorrow: 12 × Cake, 40 × Roll`. */
function tomorrowText(till: TillContext, orders: ReadonlyArray<OrderView>): string {
  const tomorrow = addDays(dayOfDue(till.wall()), 1);
  const lines = orders
    .filter(({ dueAt }) => dayOfDue(dueAt) === tomorrow)
    .flatMap((order) => order.lines.filter(({ voided }) => !voided));
  const sums = Map.groupBy(lines, ({ name, soldBy }) => `${soldBy} ${name}`)
    .values()
    .flatMap((same) => {
      const [first] = same;
      const quantity = thousandths(same.reduce((sum, line) => sum + line.quantity, 0));
      return first === undefined || quantity <= 0 ? [] : [{ ...first, quantity }];
    });
  const goods = goodsText(till, [...sums]);
  return goods === "" ? "" : till.words.later.tomorrow({ goods });
}

/** Number, its hour, what is due, below zero what is to be given back; and whose it is, or what was ordered. */
function orderRow(till: TillContext, order: OrderView, at: number): ListRow {
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
  const choice = does((_till, before) => recallOrder({ ...before, list: undefined }, order), {
    isHarmless: true,
    offersScans: true,
  });
  const whole = order.dueAt === "" ? {} : { whole: wholeOfLater(till, order, detail) };
  return { sign: signAt(at), label: cells.join(" "), cells, detail, ...whole, words, choice };
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

/** Returns all that there is to say of an order for later: its day in full, and what the row has no room for. */
function wholeOfLater(till: TillContext, { number, dueAt }: OrderView, detail: string): string {
  const when = till.words.later.forWhen({ when: dueText(dueAt, till.locale) });
  return `${number} ${when}: ${detail}`;
}
