/** The hours of people, as the shop's own time cards have them. */

import { type BusinessDay } from "../../src/domain/identity.ts";
import { type LedgerView } from "../../src/domain/ledger-view.ts";
import { readTimeCard } from "../../src/domain/people/time-card.ts";
import { addDays } from "../../src/domain/text/civil-time.ts";
import { type OwnRow } from "./tables.ts";

/** Days of one person's shifts. */
export interface CardDays {
  readonly staff: string;
  readonly from: BusinessDay;
  readonly to: BusinessDay;
}

/** A shift may belong to one that was begun earlier: a time card looks back for so long, and a little ahead. */
const DAYS_BESIDE = 34;

/** Returns the days whose cards may be others once something was clocked on these. */
export function cardDaysOf(
  clocked: ReadonlyArray<{ readonly staff: string; readonly day: BusinessDay }>,
): ReadonlyArray<CardDays> {
  return [...Map.groupBy(clocked, ({ staff }) => staff)].map(([staff, own]) => {
    const days = own.map(({ day }) => day).toSorted();
    const [first, last] = [days[0], days.at(-1)];
    if (first === undefined || last === undefined) throw new Error("A group is never empty.");
    return { staff, from: addDays(first, -DAYS_BESIDE), to: addDays(last, DAYS_BESIDE) };
  });
}

export function shiftRows(view: LedgerView, days: CardDays): ReadonlyArray<OwnRow<"shift">> {
  return readTimeCard(view, days).shifts.map((shift) => ({
    shift: shift.id,
    staff: shift.staff,
    day: shift.day,
    begun_ms: shift.in.wallMs,
    ended_ms: shift.out?.wallMs ?? 0,
    presence: shift.minutes?.presence ?? 0,
    work: shift.minutes?.work ?? 0,
    paid_breaks: shift.minutes?.paidBreaks ?? 0,
    unpaid_breaks: shift.minutes?.unpaidBreaks ?? 0,
    corrected: shift.fix !== undefined,
    doubted: shift.isDoubted,
  }));
}
