/** Clocking in: the person's shift begins. It may say when a shift ended that was never clocked out of. */

import * as z from "zod";

import { err, ok } from "../domain/base/result.ts";
import { decideClockIn, timeOfDaySchema } from "../domain/commands/people/clock-staff.ts";
import { clockTextAt } from "../domain/text/clock-text.ts";
import { defineAct } from "./act.ts";
import { type LeftAt, readLeft } from "./left-at.ts";

export const clockIn = defineAct({
  id: "clock-in",
  on: "shop",
  right: "clock",
  input: () => z.object({ left: timeOfDaySchema().optional() }),
  decide: (context, _order, input: LeftAt) => decideClockIn(context, input),
  answer: ({ wall }) => clockTextAt(wall.nowMs, wall.offsetAt),
  word: {
    words: ["clockin"],
    after: "undo",
    whyNot: ({ whyNot }, screen) => {
      const { since, isForgotten } = screen.shift();
      return since === undefined || isForgotten ? undefined : whyNot.clockedIn;
    },
    reads: (typed, { words }) => readLeft(typed === "" ? undefined : typed, words.plan.leftHow),
  },
  plan: ({ words }, _screen, typed: LeftAt | undefined) => ({
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
      const read = readLeft(typeof left === "string" ? left : undefined, words.plan.leftHow);
      return read.ok
        ? ok({ input: read.value })
        : err({ type: "entry/unreadable", why: read.fault });
    },
    tell: ({ by: { number, name }, answer: time = "" }, { words }) => ({
      json: { staff: number, name, way: "in", at: time },
      lines: [words.done.clockedIn({ name, time })],
    }),
  },
});
