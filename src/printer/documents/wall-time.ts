/** The date and the time of day on a paper, as they were on the wall of the shop. */

import { civilTime } from "../../domain/civil-time.ts";
import { localDate, type Locale } from "../../domain/locale.ts";
import { type WallTime } from "../../domain/views.ts";

export interface PrintedTime {
  /** Such as `2026-11-20`, `20.11.2026`. */
  readonly date: string;
  /** Such as `14:05`. */
  readonly time: string;
}

export function formatWallTime(
  { wallMs, offsetMinutes }: WallTime,
  locale: Locale = "en",
): PrintedTime {
  const { date, time } = civilTime(wallMs, offsetMinutes);
  return { date: localDate(date, locale), time: time.slice(0, 5) };
}
