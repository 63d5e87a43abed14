/**
 * When an order is wanted: a date and an hour on the shop's wall, such as `2026-12-05T10:00`, which no change of
 * clocks moves. Such texts are compared as they are.
 *
 * An order for later is collected by an act of a person. Until then all money for it is a deposit, also when it is
 * all of the price: the receipt is issued for what the guest takes along.
 */

import { lineAt, ordersOnBill } from "../balance/line-places.ts";
import { type OrderBalance, orderBalance } from "../balance/order-balance.ts";
import { type BusinessDay, businessDaySchema } from "../identity.ts";
import { type OrderState } from "../state/order-state.ts";
import { registerValue } from "../state/register.ts";
import { addDays, civilTime, wallMsAt } from "../text/civil-time.ts";
import { type OffsetAt, timeOfDayText, timeToCompare } from "../text/clock-text.ts";
import { readMoment } from "../text/day-text.ts";
import { type Language, localDay, localNearDay, type Locale } from "../text/locale.ts";

/**
 * Returns when the bill is wanted; empty for one of now. Where one till collected an order while another put orders for
 * later on its bill, what is left of those keeps its hour.
 */
export function dueAtOf(order: OrderState): string {
  const own = ownDueAt(order);
  return own === "" && order.gathered !== undefined ? dueAtOfRest(order) : own;
}

/** Returns when this order is wanted, whatever was put on its bill; empty for an order of now. */
export function ownDueAt({ fields }: Pick<OrderState, "fields">): string {
  return (fields.dueAt && registerValue(fields.dueAt)) ?? "";
}

/** Returns the first hour of the goods that are left; empty as long as goods of now are among them. */
function dueAtOfRest(order: OrderState): string {
  const hours = new Map(ordersOnBill(order).map((one) => [one.opened?.id, ownDueAt(one)]));
  if (hours.values().every((hour) => hour === "")) return "";
  const [first = "", ...others] = orderBalance(order)
    .lines.filter(({ voided, remaining, remainingOff }) => !voided && remaining !== remainingOff)
    .map(({ id }) => hours.get(lineAt(order, id)) ?? "");
  return others.reduce((least, hour) => (hour < least ? hour : least), first);
}

/** Whether the order waits until somebody collects it. */
export function isForLater(
  order: OrderState,
  { status }: Pick<OrderBalance, "status"> = orderBalance(order),
): boolean {
  return dueAtOf(order) !== "" && status !== "paid";
}

/** Returns the shop's wall at that moment; empty where a clock says what is no date. */
export function wallText(nowMs: number, offsetAt: OffsetAt): string {
  const offsetMinutes = offsetAt(nowMs);
  const { date } = civilTime(nowMs, offsetMinutes);
  return date === undefined ? "" : `${date}T${timeToCompare({ wallMs: nowMs, offsetMinutes })}`;
}

/** Returns the day on which an order is wanted. */
export function dayOfDue(dueAt: string): BusinessDay {
  return dueAt.slice(0, 10) as BusinessDay;
}

export function timeOfDue(dueAt: string): string {
  return dueAt.slice(11);
}

/** Returns that moment in milliseconds since 1970, by the offsets of the shop's zone. */
export function dueMs(dueAt: string, offsetAt: OffsetAt): number {
  const [hours = 0, minutes = 0] = timeOfDue(dueAt).split(":").map(Number);
  return wallMsAt(dayOfDue(dueAt), hours * 60 + minutes, offsetAt);
}

/** Returns `Sat 5 Dec 2026 10:00`. */
export function dueText(dueAt: string, locale: Locale): string {
  return `${localDay(dayOfDue(dueAt), locale)} ${timeOfDue(dueAt)}`;
}

/** Returns `10:00` for one of that day, else `Sat 5 Dec 10:00`. */
export function nearDueText(dueAt: string, today: BusinessDay, locale: Locale): string {
  const day = dayOfDue(dueAt);
  return day === today ? timeOfDue(dueAt) : `${localNearDay(day, locale)} ${timeOfDue(dueAt)}`;
}

/**
 * Reads `sat 10:00`, `tomorrow 9:30`, `5.12. 10:00`, `2026-12-05 10:00`; an hour alone is today's, and a day without a
 * year the next one, today while the hour is still to come. Undefined for anything else.
 */
export function readDueAt(text: string, wall: string, language: Language): string | undefined {
  const today = businessDaySchema.safeParse(wall.slice(0, 10)).data;
  if (today === undefined) return undefined;
  const typed = /^\d{1,2}:\d{2}$/u.test(text.trim()) ? `${today} ${text.trim()}` : text;
  // A day of today's name is today as long as its hour is still to come.
  const [todayOn, nextOn] = [today, addDays(today, 1)].map((from) => {
    const moment = readMoment(typed, from, language);
    return moment && { day: moment.day, at: `${moment.day}T${timeOfDayText(moment.minutes)}` };
  });
  if (todayOn === undefined || nextOn === undefined) return undefined;
  const isTomorrow = todayOn.day === today && nextOn.day === addDays(today, 1);
  return isTomorrow || todayOn.at <= wall ? nextOn.at : todayOn.at;
}
