/** Clocking in: the person's shift begins. It may say when a shift ended that was never clocked out of. */

import * as z from "zod";

import { err, ok } from "../domain/base/result.ts";
import { decideClockIn, readTimeOfDay, timeOfDaySchema } from "../domain/commands/clock-staff.ts";
import { clockTextAt } from "../domain/text/clock-text.ts";
import { defineAct } from "./act.ts";

interface ClockIn {
  /** When the person left the last shift, in minutes after midnight. */
  readonly left?: number | undefined;
}

export const clockIn = defineAct({
  id: "clock-in",
  on: "shop",
  right: "clock",
  input: () => z.object({ left: timeOfDaySchema().optional() }),
  decide: (context, _order, input: ClockIn) => decideClockIn(context, input),
  answer: ({ wall }) => clockTextAt(wall.nowMs, wall.offsetAt),
  word: {
    words: ["clockin"],
    after: "undo",
    whyNot: ({ whyNot }, screen) => {
      const { since, isForgotten } = screen.shift();
      return since === undefined || isForgotten ? undefined : whyNot.clockedIn;
    },
    reads: (typed, { words }) => {
      if (typed === "") return ok<ClockIn>({});
      const left = readTimeOfDay(typed);
      return left === undefined ? err(words.plan.leftHow({ typed })) : ok<ClockIn>({ left });
    },
  },
  plan: ({ words }, _screen, typed: ClockIn | undefined) => ({
    type: "ready",
    preview: words.labels["clock-in"],
    input: typed ?? {},
  }),
  done: ({ words }, { by: { name }, answer: time }) => words.done.clockedIn({ name, time }),
  shell: {
    path: "clock in",
    help: "begin a shift",
    options: [
      { name: "--left <time>", help: "when you left the last one, HH:MM, if you forgot to say so" },
    ],
    example: "clock in --staff 1",
    read: ({ options: { left } }, { words }) => {
      if (typeof left !== "string") return ok({ input: {} });
      const time = readTimeOfDay(left);
      return time === undefined
        ? err({ type: "entry/unreadable", why: words.plan.leftHow({ typed: left }) })
        : ok({ input: { left: time } });
    },
    tell: ({ by: { number, name }, answer: time = "" }, { words }) => ({
      json: { staff: number, name, way: "in", at: time },
      lines: [words.done.clockedIn({ name, time })],
    }),
  },
});
