/** A moment on the shop's wall, as people say it: `14:02` of today, `2026-11-19 14:02` of another day. */

import { civilTime } from "../domain/text/civil-time.ts";
import { clockTextAt } from "../domain/text/clock-text.ts";
import { localDate, type Locale } from "../domain/text/locale.ts";
import { type Till } from "./till/till.ts";

export function shopTimeText(
  { offsetMinutes, locale = "en" }: Pick<Till, "offsetMinutes"> & { readonly locale?: Locale },
  atMs: number,
  nowMs: number,
): string {
  const { date } = civilTime(atMs, offsetMinutes(atMs));
  const minutes = clockTextAt(atMs, offsetMinutes);
  const today = civilTime(nowMs, offsetMinutes(nowMs)).date;
  if (date === undefined) return localDate(date, locale);
  return date === today ? minutes : `${localDate(date, locale)} ${minutes}`;
}
