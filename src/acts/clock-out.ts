/** Clocking out: the person's shift ends, now or when they say that they left. */

import * as z from "zod";

import { err, ok } from "../domain/base/result.ts";
import { decideClockOut, timeOfDaySchema } from "../domain/commands/people/clock-staff.ts";
import { type Draft } from "../domain/events/kinds.ts";
import { clockTextAt } from "../domain/text/clock-text.ts";
import { defineAct } from "./act.ts";
import { type LeftAt, readLeft } from "./left-at.ts";

export const clockOut = defineAct({
  id: "clock-out",
  on: "shop",
  right: "clock",
  isLeaving: true,
  input: () => z.object({ left: timeOfDaySchema().optional() }),
  decide: (context, _order, input: LeftAt) => decideClockOut(context, input),
  answer: ({ wall }, _before, { drafts: [draft] }) => ({
    time: clockTextAt(saidOf(draft) ?? wall.nowMs, wall.offsetAt),
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
    reads: (typed, { words }) => readLeft(typed === "" ? undefined : typed, words.plan.leftHow),
  },
  plan: ({ words }, _screen, typed: LeftAt | undefined) => ({
    type: "ready",
    preview: words.labels["clock-out"],
    input: typed ?? {},
  }),
  done: ({ words: { done } }, { by: { name }, answer: { time, isApart } }) =>
    isApart ? { warning: done.leftApart({ name, time }) } : done.clockedOut({ name, time }),
  shell: {
    path: "clock out",
    help: "end a shift",
    options: [
      { name: "--left <time>", help: "when you left, HH:MM, if you forgot to say so then" },
    ],
    example: "clock out --staff 1",
    read: ({ options: { left } }, { words }) => {
      const read = readLeft(typeof left === "string" ? left : undefined, words.plan.leftHow);
      return read.ok
        ? ok({ input: read.value })
        : err({ type: "entry/unreadable", why: read.fault });
    },
    tell: ({ by: { number, name }, answer }, { words: { done } }) => {
      const { time = "", isApart = false } = answer ?? {};
      return {
        json: { staff: number, name, way: "out", at: time, apart: isApart },
        lines: [isApart ? done.leftApart({ name, time }) : done.clockedOut({ name, time })],
      };
    },
  },
});

/** When the person said that they left, by the wall. */
function saidOf(draft: Draft | undefined): number | undefined {
  return draft?.kind === "shift/clocked-out" ? draft.body.said?.wallMs : undefined;
}
