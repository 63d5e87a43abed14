/** The date and the time of day on a paper, as they were on the wall of the shop. */

import { civilTime } from "../../domain/text/civil-time.ts";
import { type WallTime, clockText } from "../../domain/text/clock-text.ts";
import { localDate, type Locale } from "../../domain/text/locale.ts";

export interface PrintedTime {
  /** The date, such as `2026-11-20` or `20.11.2026`. */
  readonly date: string;
  /** The time, such as `14:05`, and `02:30+01:00` in the hour that comes twice. */
  readonly time: string;
}

export function formatWallTime(at: WallTime, locale: Locale = "en"): PrintedTime {
  const { date } = civilTime(at.wallMs, at.offsetMinutes);
  return {
    date: localDate(date, locale),
    time: clockText({ ...at, isTwice: at.isTwice === true }),
  };
}
