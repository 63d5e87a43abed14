/** The order's title in the title bar: its name, its server, and its age where it is not new. */

import { dueText, wallText } from "../../domain/order/due-at.ts";
import { isForGuests } from "../../domain/order/who-serves.ts";
import { textWidth } from "../../domain/text/text-width.ts";
import { type OrderView } from "../../domain/views.ts";
import { wordsFor } from "../../words/screen-words.ts";
import { customerName } from "../customer-plan.ts";
import { type RegisterState } from "../register-state.ts";
import { othersThere, tableAndNameText } from "../rows/table-text.ts";
import { partsPaid } from "../split.ts";
import { type TillContext } from "../till-context.ts";

/** The age from which it is shown: until then nobody has forgotten which guest it is. */
const OLD_FROM_MINUTES = 3;

/** The age stands there whole, or not at all. */
export function orderTitle(till: TillContext, state: RegisterState, room: number): string {
  const title = titleOf(till, state);
  const { order } = state;
  if (order !== undefined && isOfTable(state, order)) {
    return tableTitle(till, state, { order, room });
  }
  const since = order === undefined ? [] : sinceText(till, state, order);
  const aged = [title, ...since].join(", ");
  return textWidth(aged) <= room ? aged : title;
}

/** None for an order that is new; one of another day says which day. */
function sinceText(
  till: TillContext,
  { session }: RegisterState,
  { opened, day }: OrderView,
): ReadonlyArray<string> {
  const { wallMs, offsetMinutes } = opened;
  if (till.port.minutesSince(wallMs) < OLD_FROM_MINUTES) return [];
  const isOfToday = session === undefined || day === session.office.today();
  const time = isOfToday
    ? till.port.timeOf(wallMs)
    : dueText(
        wallText(wallMs, () => offsetMinutes),
        till.locale,
      );
  return [till.words.order.since({ time })];
}

/** Returns the beginning of such a title: the table or the tab; empty where it begins with something else. */
export function titleLead(till: TillContext, { order, screen }: RegisterState): string {
  const isThere = order !== undefined && screen === "register" && isForGuests(order);
  return isThere ? tableAndNameText(till, order) : "";
}

/** Whether the title is a table's; on the payment screen a tab is titled as any order. */
function isOfTable({ screen }: RegisterState, order: OrderView): boolean {
  return isForGuests(order) && (screen !== "payment" || order.table !== "");
}

/** Returns the table, the server, and the other people who work on the order, as far as there is room. */
function tableTitle(
  till: TillContext,
  state: RegisterState,
  { order, room }: { readonly order: OrderView; readonly room: number },
): string {
  const { tables } = till.words;
  const { table, covers, owner, customer } = order;
  const self = state.session?.staffNumber;
  const seat = state.session?.seat() ?? 0;
  const where =
    state.screen === "payment" ? tables.payTable({ table }) : tableAndNameText(till, order);
  const others = othersThere(till, order, self);
  const whose = till.port.staffName(owner);
  const parts = [
    ...(where === "" ? [titleOf(till, state)] : [where, order.number]),
    ...(partsPaid(till, order) === "" || where === "" ? [] : [partsPaid(till, order)]),
    ...(order.dueAt === "" ? [] : [dueTitle(till, order)]),
    ...(covers === 0 ? [] : [tables.guests({ count: covers })]),
    ...(seat === 0 ? [] : [tables.seat({ seat })]),
    ...others.map((name) => tables.isIn({ name })),
    ...(customer === "" ? [] : [customerName(till, customer)]),
    ...(owner === self || others.includes(whose) ? [] : [`(${whose})`]),
    till.words.services[order.service],
    ...sinceText(till, state, order),
  ];
  const fitting = parts.findLastIndex(
    (_, at) => textWidth(parts.slice(0, at + 1).join(", ")) <= room,
  );
  return parts.slice(0, Math.max(1, fitting + 1)).join(", ");
}

function titleOf(till: TillContext, state: RegisterState): string {
  const { order } = state;
  const words = wordsFor(state);
  const service = words.services[order?.service ?? state.service];
  if (order === undefined) return words.order.titleNew({ service });
  const say = state.screen === "payment" ? words.order.titlePay : words.order.title;
  const title = say({ number: order.number, service });
  const { othersOrder } = state;
  const whose = othersOrder?.id === order.id ? `${title} (${othersOrder.owner})` : title;
  const paid = partsPaid(till, order);
  const split = paid === "" ? whose : `${whose}, ${paid}`;
  const due = order.dueAt === "" ? split : `${split}, ${dueTitle(till, order)}`;
  const named = order.name === "" ? due : `${due}, ${order.name}`;
  return order.customer === ""
    ? named
    : words.order.titleFor({ title: named, customer: customerName(till, order.customer) });
}

function dueTitle({ words: { later }, locale }: TillContext, { dueAt }: OrderView): string {
  return later.forWhen({ when: dueText(dueAt, locale) });
}
