/** The day that a log-in begins, and the time that it asks for where the clock can't be right. */

import { err, ok, type Result } from "../../domain/base/result.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { type Refusal } from "../../tui/ports/refusal-port.ts";
import { tillWords } from "../../words/made/till/all.ts";
import { clockText } from "../attention/wrong-clock.ts";
import { createDayTurns, type DayTurns } from "../day/day-turn.ts";
import { besideClocks, isSuggestedByNone } from "../mesh/near-clocks.ts";
import { type OpenTill } from "../open-till.ts";
import { tryStore } from "../store-errors.ts";
import { type Actor } from "../till/till.ts";
import { dayToConfirm, refusalSentence } from "./refusal-sentence.ts";

/** Undefined as long as the clock may be right, and a clock near it has its day, if any is heard. */
export function askForTime(open: OpenTill, locale: Locale): string | undefined {
  const { till, clock } = open;
  if (!till.isClockWrong() && !isSuggestedByNone(open)) return undefined;
  const says = clockText(till, clock.nowMs());
  return besideClocks(wordsIn(tillWords, locale).desk.clockAsks({ says }), open, locale);
}

/**
 * Begins the day at the log-in, and if there was no room for that, before the next thing is written:
 * what is sold once there is room belongs to the new day.
 */
export function createDayToBegin(
  open: OpenTill,
  { actor, locale }: { readonly actor: Actor; readonly locale: () => Locale },
  confirmed: string | undefined,
): () => Result<void, Refusal & { readonly isForNow: boolean }> {
  const { till } = open;
  let hasBegun = false;
  return () => {
    if (hasBegun) return ok(undefined);
    // Once a clock near it has the day, the next act begins it.
    if (confirmed === undefined && isSuggestedByNone(open)) return ok(undefined);
    const day = tryStore(() => till.beginDay(actor, confirmed), locale());
    if (typeof day === "string") return err({ message: day, isForNow: true });
    if (!day.ok) {
      const { fault } = day;
      const message =
        fault.type === "day/far-jump"
          ? besideClocks(dayToConfirm(fault, till, locale()), open, locale())
          : refusalSentence(fault, till, locale());
      return err({ message, isForNow: false });
    }
    hasBegun = true;
    return ok(undefined);
  };
}

/** Makes the turns of a day at a register: it turns to no day that none of the clocks has which it hears. */
export function createHeardTurns(open: OpenTill): DayTurns {
  const { ledger, days, beginDay, isClockWrong } = open.till;
  return createDayTurns({
    ledger,
    days,
    beginDay,
    isClockWrong: () => isClockWrong() || isSuggestedByNone(open),
  });
}
