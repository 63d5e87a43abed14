/**
 * A business day begins when the clock has come to it and a person is there. Nothing takes it back: so a
 * clock that is far ahead is asked about first, and where nobody confirms it the till sells on, on its day.
 */

import { err, ok, type Result } from "../../domain/base/result.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { type BusinessDay, toStreamId } from "../../domain/identity.ts";
import { type Clock } from "../../domain/ports.ts";
import { daysBetween } from "../../domain/text/civil-time.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { type ClosingLedger, prepareZ } from "./close-z.ts";
import { notedAheadMs } from "./noted-clock.ts";

export interface BusinessDays {
  /**
   * Moves the till to the day that its clock suggests, when that is later: a person is there. Further
   * than a week it must be the day that the person confirms, because a wrong clock can't be taken back.
   * Where only this box's clock says so, and those of the other tills don't, the till stays on its day
   * unless the person confirms another one.
   */
  readonly beginDay: (actor: Beginner, confirmed?: string) => Result<BusinessDay, Refusal>;
  /** Whether the clock can't be right: no day begins by it, and sales belong to the till's current day. */
  readonly isClockWrong: () => boolean;
  /** The day that it suggests was asked for, and nobody confirmed it. */
  readonly doubtClock: () => void;
  /** A person said that it is right though the till's day is still to come: the till stays on that until then. */
  readonly believeClock: () => void;
  /** Whether the till is on a day that is still to come, as a person said. */
  readonly isDayAhead: () => boolean;
}

interface Beginner {
  /** Staff number. */
  readonly number: string;
}

export interface BusinessDayDeps {
  readonly ledger: ClosingLedger & Pick<Ledger, "commit">;
  readonly clock: Pick<Clock, "nowMs">;
  /** The business day that the clock suggests and the one that the till is on. */
  readonly days: () => { readonly now: BusinessDay; readonly suggested: BusinessDay };
  readonly dayAt: (atMs: number) => BusinessDay;
}

/** A closed day and a week of holidays pass unasked. */
export const UNASKED_DAYS_MAX = 8;
export const BELIEVED_DAYS_MAX = 366;

/** The day that the till was on when nobody confirmed another one: its own affair, in no event. */
const DOUBTED_KEY = "clock-doubted";
/** The day that the till was on when a person said that the clock before it is right. */
const BELIEVED_KEY = "clock-believed";

export function createBusinessDays(deps: BusinessDayDeps): BusinessDays {
  const { ledger, days } = deps;

  function isDayAhead(): boolean {
    const { now, suggested } = days();
    return daysBetween(now, suggested) < 0 && ledger.store.local(BELIEVED_KEY) === now;
  }

  return {
    beginDay: (actor, confirmed) => beginDay(deps, actor, confirmed),
    isClockWrong: () => {
      const { now, suggested } = days();
      if (isDayAhead()) return false;
      return daysBetween(now, suggested) < 0 || isDoubted(ledger, now, suggested);
    },
    doubtClock: () => {
      ledger.store.setLocal(DOUBTED_KEY, days().now);
    },
    believeClock: () => {
      ledger.store.setLocal(BELIEVED_KEY, days().now);
    },
    isDayAhead,
  };
}

/** Further ahead than any shop is closed: the clock has lost the date. Or a person was asked, and went past it. */
function isDoubted(
  { store }: Pick<Ledger, "store">,
  now: BusinessDay,
  suggested: BusinessDay,
): boolean {
  const ahead = daysBetween(now, suggested);
  const isUnconfirmed = ahead > UNASKED_DAYS_MAX && store.local(DOUBTED_KEY) === now;
  return ahead > BELIEVED_DAYS_MAX || isUnconfirmed;
}

/** The day never goes back: a clock before the till's day leaves it where it is. */
function beginDay(
  deps: BusinessDayDeps,
  actor: Beginner,
  confirmed: string | undefined,
): Result<BusinessDay, Refusal> {
  const { now, suggested } = deps.days();
  if (now === suggested) return ok(now);
  const zs = prepareZ(deps.ledger);
  const began = deps.ledger.commit<Refusal | { readonly type: "day/stays" }>({
    by: actor.number,
    name: "begin day",
    // Decided on the day that holds inside: another window may have begun one meanwhile.
    decide: (context) => {
      const { day = now } = context;
      const ahead = daysBetween(day, suggested);
      if (ahead <= 0) return err({ type: "day/stays" });
      const isConfirmed = confirmed === suggested;
      if (!isConfirmed && isDoubted(deps.ledger, day, suggested)) return err({ type: "day/stays" });
      if (ahead > UNASKED_DAYS_MAX && !isConfirmed) {
        return err({ type: "day/far-jump", from: day, to: suggested });
      }
      if (!isConfirmed && !isAlsoByOthers(deps, suggested)) return err({ type: "day/stays" });
      const how = isConfirmed ? "person" : "clock";
      const streams = [toStreamId("day", suggested)];
      // Days that nobody closed are closed here by the till itself; of many days the others come
      // with the next Z.
      const before = zs.drafts(context, { day: suggested, isIncluded: false });
      const began = { kind: "day/began", streams, body: { how } } as const;
      return ok({ day: suggested, events: [...before, began] });
    },
  });
  if (began.ok) return ok(suggested);
  return began.fault.type === "day/stays" ? ok(deps.days().now) : err(began.fault);
}

/**
 * Checks the day by the other tills' clocks, where this box's is apart from them: a day that has
 * begun can't be taken back.
 */
function isAlsoByOthers({ ledger, clock, dayAt }: BusinessDayDeps, day: BusinessDay): boolean {
  const nowMs = clock.nowMs();
  const aheadMs = notedAheadMs(ledger.store, nowMs);
  return aheadMs <= 0 || dayAt(nowMs - aheadMs) >= day;
}
