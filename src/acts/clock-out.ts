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
  isLeaving: true,
  input: (): z.ZodType<object> => z.object({}),
  decide: decideClockOut,
  answer: ({ wall }, _before, { drafts: [draft] }) => ({
    time: clockTextAt(wall.nowMs, wall.offsetAt),
    // This till knows of no shift of the person's.
    isApart: draft?.kind === "shift/left",
  }),
  word: {
    words: ["clockout"],
    after: "clock-in",
    whyNot: ({ whyNot }, screen) => {
      const { since, mayBeElsewhere } = screen.shift();
      return since === undefined && !mayBeElsewhere ? whyNot.notClockedIn : undefined;
    },
  },
  plan: ({ words }) => ({ type: "ready", preview: words.labels["clock-out"], input: {} }),
  done: ({ words: { done } }, { by: { name }, answer: { time, isApart } }) =>
    isApart ? { warning: done.leftApart({ name, time }) } : done.clockedOut({ name, time }),
  shell: {
    path: "clock out",
    help: "end a shift",
    example: "clock out --staff 1",
    read: () => ok({ input: {} }),
    tell: ({ by: { number, name }, answer }, { words: { done } }) => {
      const { time = "", isApart = false } = answer ?? {};
      return {
        json: { staff: number, name, way: "out", at: time, apart: isApart },
        lines: [isApart ? done.leftApart({ name, time }) : done.clockedOut({ name, time })],
      };
    },
  },
});
