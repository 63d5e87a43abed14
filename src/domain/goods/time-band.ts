/**
 * Hours and weekdays in which something holds, on the shop's wall.
 *
 * A band of hours belongs to the day on which it begins, and a day begins with the shop's cut-over: 22:00 to
 * 02:00 on Fridays goes on into the night, and 01:00 of a Friday night is Friday's. An hour that a change
 * of the clocks leaves out is no part of any band, one that comes twice is part of it twice.
 */

import { type TimeBand } from "./catalogue.ts";

export const MINUTES_PER_DAY = 1440;

/** A moment in the shop's week, as `ShopMoment` is one. */
export interface WeekMoment {
  /** The weekday of the business day: 1 is Monday. */
  readonly weekday: number;
  /** Minutes after midnight. */
  readonly minute: number;
  /** Minutes after midnight. */
  readonly cutover: number;
}

export interface TimeWindow {
  /** The weekdays, 1 for Monday; none for every day. */
  readonly days: ReadonlyArray<number>;
  /** The times of day; none for the whole day. */
  readonly hours: ReadonlyArray<TimeBand>;
}

/** Whether the moment lies in the window. */
export function liesIn({ days, hours }: TimeWindow, at: WeekMoment): boolean {
  const begun = hours.length === 0 ? [at.weekday] : hours.flatMap((band) => daysOfBand(band, at));
  return begun.some((day) => days.length === 0 || days.includes(day));
}

/** The days on which the band began that it is now: none, this one, or the one before. */
function daysOfBand({ from, to }: TimeBand, at: WeekMoment): ReadonlyArray<number> {
  const begins = sinceCutover(from, at);
  const now = sinceCutover(at.minute, at);
  // A time band from an hour to the same hour lasts all day.
  const length = modulo(to - from, MINUTES_PER_DAY) || MINUTES_PER_DAY;
  const isTodays = now >= begins && now < begins + length;
  const isYesterdays = now + MINUTES_PER_DAY < begins + length;
  return [
    ...(isTodays ? [at.weekday] : []),
    ...(isYesterdays ? [modulo(at.weekday - 2, 7) + 1] : []),
  ];
}

function sinceCutover(minute: number, { cutover }: WeekMoment): number {
  return modulo(minute - cutover, MINUTES_PER_DAY);
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
