/** A time that has been, as commands take it. */

import { type Till } from "../app/till.ts";
import { civilTime, wallMsAt } from "../domain/civil-time.ts";
import { businessDaySchema } from "../domain/identity.ts";
import { usageFault } from "./fault.ts";
import { quoted } from "./one-line.ts";

const MOMENT = /^(?:(?<date>\d{4}-\d{2}-\d{2})[T ])?(?<hours>[01]?\d|2[0-3]):(?<minutes>[0-5]\d)$/u;
const DAY_MS = 86_400_000;

/** In milliseconds since 1970. A time of day alone is the last one that has been. */
export function momentOf(
  text: string,
  { nowMs, offsetMinutes }: Pick<Till, "offsetMinutes"> & { readonly nowMs: number },
): number {
  const { date, hours, minutes } = MOMENT.exec(text.trim())?.groups ?? {};
  const today = civilTime(nowMs, offsetMinutes(nowMs)).date;
  const day = date === undefined ? { data: today } : businessDaySchema.safeParse(date);
  if (hours === undefined || day.data === undefined) {
    throw usageFault(`${quoted(text)} is no time: such as 21:30, or 2026-11-20T21:30.`);
  }
  const atMs = wallMsAt(day.data, Number(hours) * 60 + Number(minutes), offsetMinutes);
  if (atMs <= nowMs) return atMs;
  if (date === undefined) return atMs - DAY_MS;
  throw usageFault(`${quoted(text)} is still to come.`);
}
