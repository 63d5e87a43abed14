/**
 * What the clocks of the tills say that are heard now. A person who is asked for the date sees them, and
 * a day that none of them has needs a person's word twice, because nothing takes a day back.
 */

import { type BusinessDay } from "../../domain/identity.ts";
import { daysBetween } from "../../domain/text/civil-time.ts";
import { momentText, wallTimeAt } from "../../domain/text/clock-text.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { tillWords } from "../../words/made/till/all.ts";
import { type MeshView } from "../membership/mesh-view.ts";
import { BELIEVED_DAYS_MAX } from "../till/begin-day.ts";
import { type TillHere } from "../till/till.ts";
import { CLOCK_OFF_MS, heardClocks, tillName } from "./mesh-report.ts";

/** More clocks than these say no more about the date. */
const SAID_MAX = 3;

interface ClockAround extends Pick<TillHere, "till" | "clock"> {
  readonly printing: { readonly mesh: () => MeshView | undefined };
}

interface NearClock {
  /** `B Bar` */
  readonly till: string;
  readonly atMs: number;
  readonly day: BusinessDay;
}

/**
 * Returns the clocks of the tills that are connected, by their letters; none where nobody is heard. A clock that is
 * further behind than any shop is closed has lost the date, and says nothing.
 */
export function nearClocks({ till, clock, printing }: ClockAround): ReadonlyArray<NearClock> {
  const view = printing.mesh();
  if (view === undefined) return [];
  const nowMs = clock.nowMs();
  const devices = till.ledger.admission();
  return heardClocks(view)
    .map(({ device, aheadMs }) => {
      const atMs = nowMs + aheadMs;
      return { till: tillName(devices, device), atMs, day: till.dayAt(atMs) };
    })
    .filter(({ day }) => daysBetween(day, till.days().now) <= BELIEVED_DAYS_MAX)
    .toSorted((one, other) => (one.till < other.till ? -1 : 1));
}

/** Whether tills are heard and the clock of none of them has the day of that moment, minutes apart at the cut-over aside. */
export function isDayOfNone(
  clocks: ReadonlyArray<NearClock>,
  { atMs, day }: Pick<NearClock, "atMs" | "day">,
): boolean {
  return (
    clocks.length > 0 &&
    clocks.every((near) => near.day !== day && Math.abs(near.atMs - atMs) > CLOCK_OFF_MS)
  );
}

/** Whether tills are heard, and none of their clocks has the day that this box's clock suggests. */
export function isSuggestedByNone(open: ClockAround): boolean {
  const { till, clock } = open;
  return isDayOfNone(nearClocks(open), { atMs: clock.nowMs(), day: till.days().suggested });
}

/** `B Bar has 2026-11-29 18:05.`; empty where nobody is heard. */
export function nearClocksText(
  clocks: ReadonlyArray<NearClock>,
  { till }: Pick<TillHere, "till">,
  locale: Locale,
): string {
  const words = wordsIn(tillWords, locale).desk;
  return clocks
    .slice(0, SAID_MAX)
    .map((near) =>
      words.clockOf({
        till: near.till,
        says: momentText(wallTimeAt(near.atMs, till.offsetMinutes), locale),
      }),
    )
    .join(" ");
}

/** The sentence, and beside it what the other clocks say. */
export function besideClocks(sentence: string, open: ClockAround, locale: Locale): string {
  return [sentence, nearClocksText(nearClocks(open), open, locale)].join(" ").trim();
}
