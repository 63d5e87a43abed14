/** What tills that were apart clocked of a person, and what does not fit together. */

import { type ShiftMark } from "../folds/shift-fold.ts";
import { type BusinessDay, type EventId } from "../identity.ts";
import { type LedgerView } from "../ledger-view.ts";
import { zeroMinor } from "../money/amounts.ts";
import { openOf, type Resolvable } from "../state/attention.ts";
import { addDays } from "../text/civil-time.ts";
import { type WallTime } from "../text/clock-text.ts";
import { readTimeCard, type TimeCard, type WorkedShift } from "./time-card.ts";

export interface ShiftFact extends Resolvable<
  "shift/out-alone" | "shift/out-twice" | "shift/overlap"
> {
  readonly subject: EventId;
  readonly staff: string;
  readonly day: BusinessDay;
  /** The moment that counts: the end of the shift, or its beginning where it overlaps. */
  readonly at: WallTime;
  /** The one that does not fit; the same where there is but one. */
  readonly other: ShiftMark;
}

/** Wages are of a month, and somebody looks at them some days after it. */
const DAYS_LOOKED = 40;

/**
 * Returns what is open of the last weeks. A clocking out for which no shift is known waits for it until its
 * day is over: the till where the person came in may not have been heard yet.
 */
export function openShiftFacts(view: LedgerView, today: BusinessDay): ReadonlyArray<ShiftFact> {
  const card = readTimeCard(view, { from: addDays(today, -DAYS_LOOKED), to: today });
  return factsOf(card, today).flatMap((fact) =>
    openOf([fact], view.state("shift", fact.subject).resolved),
  );
}

function factsOf({ shifts, strays }: TimeCard, today: BusinessDay): ReadonlyArray<ShiftFact> {
  return [
    ...strays
      .filter(({ at }) => at.day < today)
      .map(({ staff, at }): ShiftFact => {
        const { id, day } = at;
        const about = { subject: id, day, staff, amount: zeroMinor, voices: [id] };
        return Object.assign(about, { type: "shift/out-alone" as const, at, other: at });
      }),
    ...shifts.flatMap((shift) => contradictionsOf(shift)),
  ];
}

function contradictionsOf({
  id,
  staff,
  day,
  in: begin,
  out,
  clocked,
  contradictions,
}: WorkedShift): ReadonlyArray<ShiftFact> {
  const about = { subject: id, amount: zeroMinor, day, staff };
  const outs = contradictions.filter(({ type }) => type === "out").map(({ at }) => at);
  const overlap = contradictions.find(({ type }) => type === "overlap");
  const lastOut = outs.at(-1);
  const facts: ShiftFact[] = [];
  if (lastOut !== undefined) {
    const voices = [clocked.out, ...outs].flatMap((mark) => (mark === null ? [] : [mark.id]));
    facts.push({ type: "shift/out-twice", ...about, voices, at: out ?? lastOut, other: lastOut });
  }
  if (overlap !== undefined) {
    const voices = [overlap.at.id];
    facts.push({ type: "shift/overlap", ...about, voices, at: begin, other: overlap.at });
  }
  return facts;
}
