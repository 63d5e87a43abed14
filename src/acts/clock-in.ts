/** Clocking in: the person's shift begins. */

import * as z from "zod";

import { ok } from "../domain/base/result.ts";
import { decideClockIn } from "../domain/commands/clock-staff.ts";
import { clockTextAt } from "../domain/text/clock-text.ts";
import { defineAct } from "./act.ts";

export const clockIn = defineAct({
  id: "clock-in",
  on: "shop",
  right: "clock",
  input: () => z.object({}),
  decide: decideClockIn,
  answer: ({ wall }) => clockTextAt(wall.nowMs, wall.offsetAt),
  word: {
    words: ["clockin"],
    after: "undo",
    whyNot: ({ whyNot }, screen) =>
      screen.clockedInSince() === undefined ? undefined : whyNot.clockedIn,
  },
  plan: ({ words }) => ({ type: "ready", preview: words.labels["clock-in"], input: {} }),
  done: ({ words }, { by: { name }, answer: time }) => words.done.clockedIn({ name, time }),
  shell: {
    path: "clock in",
    help: "begin a shift",
    example: "clock in --staff 1",
    read: () => ok({ input: {} }),
    tell: ({ by: { number, name }, answer: time = "" }, { words }) => ({
      json: { staff: number, name, way: "in", at: time },
      lines: [words.done.clockedIn({ name, time })],
    }),
  },
});
