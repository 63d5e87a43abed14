/**
 * Sales go on beside a clock that can't be right, on the till's present day; the person at the till
 * types the right time.
 */

import { err, ok } from "../../domain/base/result.ts";
import { type BusinessDay } from "../../domain/identity.ts";
import { daysBetween, wallMsAt } from "../../domain/text/civil-time.ts";
import { readMoment } from "../../domain/text/day-text.ts";
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
      const moment = readMoment(typed, now);
      if (moment === undefined || moment.day > LAST_DAY)
        return err({ message: words.noMoment({ typed }) });
      const atMs = wallMsAt(moment.day, moment.minutes, till.offsetMinutes);
      const ahead = daysBetween(now, till.dayAt(atMs));
      if (ahead < 0) return err({ message: words.dayIsOn({ day: now }) });
      // Nothing takes a day back that has begun.
      if (ahead > UNASKED_DAYS_MAX && asked !== moment.day) {
        asked = moment.day;
        return err({ message: words.dayIsFar({ day: moment.day, days: ahead }) });
      }
      const actor = { number: by, name: till.staffName(by) };
      const begun = tryStore(() => {
        clockSetting.set(atMs);
        return till.beginDay(actor, till.dayAt(atMs));
      }, locale);
      if (typeof begun === "string") return err({ message: begun });
      if (!begun.ok) return err({ message: refusalSentence(begun.fault, till, locale) });
      return ok(words.clockIs({ says: clockText(till, clock.nowMs()) }));
    },
  };
}
