/**
 * A clock that can't be right: it stands before the day that the till is on. Sales go on, on that day;
 * whoever is there types what it really is.
 */

import { civilTime, daysBetween, wallMsAt } from "../domain/civil-time.ts";
import { readMoment } from "../domain/day-text.ts";
import { type BusinessDay } from "../domain/identity.ts";
import { err, ok } from "../domain/result.ts";
import { type TillPort } from "../tui/till-port.ts";
import { type OpenTill } from "./open-till.ts";
import { refusalSentence } from "./refusal-sentence.ts";
import { orNoRoom } from "./store-errors.ts";
import { type Till, UNASKED_DAYS_MAX } from "./till.ts";
import { tillWords } from "./words/till-words.ts";

/** What it says, `1970-01-01 00:01`; undefined as long as it may be right. */
export function wrongClock({ till, clock }: Pick<OpenTill, "till" | "clock">): string | undefined {
  const { now, suggested } = till.days();
  return daysBetween(now, suggested) < 0 ? textOf(till, clock.nowMs()) : undefined;
}

/** Events know no later one. */
const LAST_DAY = "2099-12-31";

/** By whoever is signed in; begins the day that it is then. */
export function clockActions(open: OpenTill): Pick<TillPort, "setClock"> {
  const { till, clock, clockSetting } = open;
  let asked: BusinessDay | undefined;

  return {
    setClock: (typed, { by, locale }) => {
      const words = tillWords(locale).desk;
      // Slips are typed anew; a clock that may be right is the machine's own affair.
      if (wrongClock(open) === undefined && !clockSetting.isSet()) {
        return err({ message: words.clockRuns(textOf(till, clock.nowMs())) });
      }
      const { now } = till.days();
      const moment = readMoment(typed, now);
      if (moment === undefined || moment.day > LAST_DAY)
        return err({ message: words.noMoment(typed) });
      const atMs = wallMsAt(moment.day, moment.minutes, till.offsetMinutes);
      const ahead = daysBetween(now, till.dayAt(atMs));
      if (ahead < 0) return err({ message: words.dayIsOn(now) });
      // Nothing takes a day back that has begun.
      if (ahead > UNASKED_DAYS_MAX && asked !== moment.day) {
        asked = moment.day;
        return err({ message: words.dayIsFar(moment.day, ahead) });
      }
      const actor = { number: by, name: till.staffName(by) };
      const begun = orNoRoom(() => {
        clockSetting.set(atMs);
        return till.beginDay(actor, till.dayAt(atMs));
      }, locale);
      if (typeof begun === "string") return err({ message: begun });
      if (!begun.ok) return err({ message: refusalSentence(begun.fault, till, locale) });
      return ok(words.clockIs(textOf(till, clock.nowMs())));
    },
  };
}

function textOf({ offsetMinutes }: Till, atMs: number): string {
  const { date, time } = civilTime(atMs, offsetMinutes(atMs));
  return `${date} ${time.slice(0, 5)}`;
}
