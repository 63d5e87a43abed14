/** Which day it is in the shops of an office: the office has no business day of its own. */

import { type BusinessDay } from "../src/domain/identity.ts";
import { businessDate } from "../src/domain/text/civil-time.ts";

/** The usual cut-over, as minutes after midnight: what a shop has set is not among the rows. */
const CUTOVER_MINUTES = 240;

/** Returns the newest business day of shops by the clocks on their walls. `zone`: IANA name. */
export function todayOf(
  shops: ReadonlyArray<{ readonly zone: string }>,
  nowMs: number,
  offsetMinutes: (zone: string, atMs: number) => number,
): BusinessDay {
  const zones = new Set(shops.map(({ zone }) => zone));
  const days = [...zones].map((zone) =>
    businessDate(nowMs, offsetMinutes(zone, nowMs), CUTOVER_MINUTES),
  );
  return days.toSorted().at(-1) ?? businessDate(nowMs, 0, CUTOVER_MINUTES);
}
