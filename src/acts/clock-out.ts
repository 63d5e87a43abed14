/** Clocking out: the person's shift ends. */

import * as z from "zod";

import { ok } from "../domain/base/result.ts";
import { decideClockOut } from "../domain/commands/clock-staff.ts";
import { clockTextAt } from "../domain/text/clock-text.ts";
import { defineAct } from "./act.ts";

export const clockOut = defineAct({
  id: "clock-out",
  on: "shop",
  right: "clock",
  input: () => z.object({}),
  decide: decideClockOut,
  answer: ({ wall }) => clockTextAt(wall.nowMs, wall.offsetAt),
  word: {
    words: ["clockout"],
    after: "clock-in",
    whyNot: ({ whyNot }, screen) =>
      screen.clockedInSince() === undefined ? whyNot.notClockedIn : undefined,
  },
  plan: ({ words }) => ({ type: "ready", preview: words.labels["clock-out"], input: {} }),
  done: ({ words }, { by: { name }, answer: time }) => words.done.clockedOut({ name, time }),
  shell: {
    path: "clock out",
    help: "end a shift",
    example: "clock out --staff 1",
    read: () => ok({ input: {} }),
    tell: ({ by: { number, name }, answer: time = "" }, { words }) => ({
      json: { staff: number, name, way: "out", at: time },
      lines: [words.done.clockedOut({ name, time })],
    }),
  },
});
