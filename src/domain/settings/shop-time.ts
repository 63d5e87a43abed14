/**
 * The shop's time zone and cut-over. Those of its founding hold until somebody plans others for a later
 * business day.
 *
 * A day begins by its own zone and cut-over, not by those of the day before: so a change makes the day
 * before it longer or shorter, and every till that knows the same begins the new one at the same moment.
 */

import { MINUTES_PER_DAY } from "../goods/time-band.ts";
import { type BusinessDay } from "../identity.ts";
import { type LedgerView } from "../ledger-view.ts";
import { type Calendar } from "../ports.ts";
import { addDays, businessDate, weekday } from "../text/civil-time.ts";
import {
  type FoundedKey,
  isFounded,
  readSettingOn,
  type SettingKey,
  type SettingValue,
  writtenSettingOn,
} from "./settings.ts";

export interface ShopTime {
  /** IANA name. */
  readonly zone: string;
  /** Minutes after midnight. */
  readonly cutover: number;
}

/** The values of the founding hold until a setting replaces them. */
export function shopTimeOn(view: LedgerView, founded: ShopTime, day: BusinessDay): ShopTime {
  return {
    zone: writtenSettingOn(view, "zone", day) ?? founded.zone,
    cutover: writtenSettingOn(view, "cutover", day) ?? founded.cutover,
  };
}

/** Returns any setting on that day, also one that was fixed at the founding. */
export function anySettingOn(
  view: LedgerView,
  key: SettingKey,
  { day, founded }: { readonly day: BusinessDay; readonly founded: ShopTime },
): SettingValue<SettingKey> {
  return isFounded(key)
    ? shopTimeOn(view, founded, day)[key]
    : readSettingOn<Exclude<SettingKey, FoundedKey>>(view, key, day);
}

/** No zone is further from UTC than 14 hours, no cut-over later than 24. */
const [DAYS_AFTER, DAYS_BEFORE] = [1, 2];

/** The last day that has begun at that instant, each by its own zone and cut-over. */
export function suggestedDay(
  view: LedgerView,
  founded: ShopTime,
  { atMs, offsetMinutes }: { readonly atMs: number } & Pick<Calendar, "offsetMinutes">,
): BusinessDay {
  const utc = businessDate(atMs, 0, 0);
  for (let ahead = DAYS_AFTER; ahead > -DAYS_BEFORE; ahead -= 1) {
    const day = addDays(utc, ahead);
    const { zone, cutover } = shopTimeOn(view, founded, day);
    if (businessDate(atMs, offsetMinutes(zone, atMs), cutover) >= day) return day;
  }
  return addDays(utc, -DAYS_BEFORE);
}

/** A moment in the shop's week, whose days begin with the cut-over. */
export interface ShopMoment {
  /** The weekday of the business day by that clock alone: 1 is Monday. */
  readonly weekday: number;
  /** The minutes after midnight by the shop's local time. */
  readonly minute: number;
  /** Minutes after midnight. */
  readonly cutover: number;
}

/**
 * Returns the date on the shop's wall: after midnight a business day goes on into the next date. It follows from the
 * business day and not from the clock's date, because people have confirmed that day.
 */
export function wallDate(
  day: BusinessDay,
  { minute, cutover }: Pick<ShopMoment, "minute" | "cutover">,
): BusinessDay {
  return minute < cutover ? addDays(day, 1) : day;
}

const MINUTE_MS = 60_000;

/** `offsetMinutes` is what the shop's zone adds to UTC at that instant. */
export function shopMoment(wallMs: number, offsetMinutes: number, cutover: number): ShopMoment {
  const local = Math.floor(wallMs / MINUTE_MS + offsetMinutes);
  return {
    weekday: weekday(businessDate(wallMs, offsetMinutes, cutover)),
    minute: ((local % MINUTES_PER_DAY) + MINUTES_PER_DAY) % MINUTES_PER_DAY,
    cutover,
  };
}
