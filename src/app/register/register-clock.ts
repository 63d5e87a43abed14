/**
 * Sales go on beside a clock that can't be right, on the till's present day; the person at the till
 * types the right time.
 */

import { err, ok } from "../../domain/base/result.ts";
import { type BusinessDay } from "../../domain/identity.ts";
import { daysBetween, wallMsAt } from "../../domain/text/civil-time.ts";
import { readPresentMoment } from "../../domain/text/day-text.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { type TillPort } from "../../tui/ports/till-port.ts";
import { tillWords } from "../../words/made/till/all.ts";
import { type TillWords } from "../../words/made/till/words.ts";
import { clockText, wrongClock } from "../attention/wrong-clock.ts";
import { isDayOfNone, isSuggestedByNone, nearClocks, nearClocksText } from "../mesh/near-clocks.ts";
import { type OpenTill } from "../open-till.ts";
import { tryStore } from "../store-errors.ts";
import { UNASKED_DAYS_MAX } from "../till/begin-day.ts";
import { refusalSentence } from "./refusal-sentence.ts";

/** Events know no later one. */
const LAST_DAY = "2099-12-31";
/** What a person types by the clock on the wall is as exact as that. */
const SAME_TIME_MS = 5 * 60_000;

/** Sets the clock for the person who is signed in, and begins the day that it is then. */
export function clockActions(open: OpenTill): Pick<TillPort, "setClock"> {
  const { till, clock, clockSetting } = open;
  let asked: BusinessDay | undefined;

  return {
    setClock: (typed, { by, locale }) => {
      const words = wordsIn(tillWords, locale).desk;
      const near = nearClocks(open);
      const { now } = till.days();
      // Slips are typed anew; a clock that may be right is the machine's own affair.
      const isAsked = wrongClock(open) !== undefined || isSuggestedByNone(open);
      if (!isAsked && !clockSetting.isSet()) {
        return err({ message: words.clockRuns({ says: clockText(till, clock.nowMs()) }) });
      }
      const moment = readPresentMoment(typed, now);
      if (moment === undefined || moment.day > LAST_DAY)
        return err({ message: words.noMoment({ typed }) });
      const atMs = wallMsAt(moment.day, moment.minutes, till.offsetMinutes);
      const day = till.dayAt(atMs);
      const ahead = daysBetween(now, day);
      // Nothing takes a day back that has begun.
      const doubt = doubtOf({ now, day, ahead, isOfNone: isDayOfNone(near, { atMs, day }) }, words);
      if (doubt !== undefined && asked !== moment.day) {
        asked = moment.day;
        return err({ message: `${doubt} ${nearClocksText(near, open, locale)}`.trim() });
      }
      const actor = { number: by, name: till.staffName(by) };
      const begun = tryStore(() => {
        // A machine that says the same needs nobody's word for it.
        if (Math.abs(clock.nowMs() - atMs) > SAME_TIME_MS) clockSetting.set(atMs);
        if (ahead < 0) till.believeClock();
        return till.beginDay(actor, day);
      }, locale);
      if (typeof begun === "string") return err({ message: begun });
      if (!begun.ok) return err({ message: refusalSentence(begun.fault, till, locale) });
      const says = clockText(till, clock.nowMs());
      if (ahead < 0) return ok(words.dayStays({ says, day: now }));
      return ok(clockSetting.isSet() ? words.clockIs({ says }) : words.clockRuns({ says }));
    },
  };
}

/** Why a day has to be said twice; undefined for one that is taken at once. */
function doubtOf(
  {
    now,
    day,
    ahead,
    isOfNone,
  }: {
    readonly now: BusinessDay;
    readonly day: BusinessDay;
    readonly ahead: number;
    readonly isOfNone: boolean;
  },
  words: TillWords["desk"],
): string | undefined {
  if (ahead < 0) return words.dayIsOn({ day: now, today: day });
  if (ahead > UNASKED_DAYS_MAX) return words.dayIsFar({ day, days: ahead });
  return ahead > 0 && isOfNone ? words.dayOfNone({ day }) : undefined;
}
