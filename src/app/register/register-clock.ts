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
import { clockText, wrongClock } from "../attention/wrong-clock.ts";
import { UNASKED_DAYS_MAX } from "../begin-day.ts";
import { type OpenTill } from "../open-till.ts";
import { tryStore } from "../store-errors.ts";
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
      // Slips are typed anew; a clock that may be right is the machine's own affair.
      if (wrongClock(open) === undefined && !clockSetting.isSet()) {
        return err({ message: words.clockRuns({ says: clockText(till, clock.nowMs()) }) });
      }
      const { now } = till.days();
      const moment = readPresentMoment(typed, now);
      if (moment === undefined || moment.day > LAST_DAY)
        return err({ message: words.noMoment({ typed }) });
      const atMs = wallMsAt(moment.day, moment.minutes, till.offsetMinutes);
      const ahead = daysBetween(now, till.dayAt(atMs));
      // Nothing takes a day back that has begun.
      if ((ahead < 0 || ahead > UNASKED_DAYS_MAX) && asked !== moment.day) {
        asked = moment.day;
        return err({
          message:
            ahead < 0
              ? words.dayIsOn({ day: now, today: moment.day })
              : words.dayIsFar({ day: moment.day, days: ahead }),
        });
      }
      const actor = { number: by, name: till.staffName(by) };
      const begun = tryStore(() => {
        // A machine that says the same needs nobody's word for it.
        if (Math.abs(clock.nowMs() - atMs) > SAME_TIME_MS) clockSetting.set(atMs);
        if (ahead < 0) till.believeClock();
        return till.beginDay(actor, till.dayAt(atMs));
      }, locale);
      if (typeof begun === "string") return err({ message: begun });
      if (!begun.ok) return err({ message: refusalSentence(begun.fault, till, locale) });
      const says = clockText(till, clock.nowMs());
      if (ahead < 0) return ok(words.dayStays({ says, day: now }));
      return ok(clockSetting.isSet() ? words.clockIs({ says }) : words.clockRuns({ says }));
    },
  };
}
