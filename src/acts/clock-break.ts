/** A break in the person's shift begins; the same act ends it. */

import * as z from "zod";

import { ok } from "../domain/base/result.ts";
import { type BreakWish, decideBreak } from "../domain/commands/people/clock-staff.ts";
import { clockTextAt } from "../domain/text/clock-text.ts";
import { type ActPlan, defineAct, type ShellTyped, type TextContext } from "./act.ts";

interface BreakTurned {
  readonly way: "begin" | "end";
  readonly paid: boolean;
  readonly time: string;
}

export const clockBreak = defineAct({
  id: "clock-break",
  on: "shop",
  right: "clock",
  input: () => z.object({ way: z.enum(["begin", "end", "turn"]), paid: z.boolean().optional() }),
  decide: (context, _order, wish: BreakWish) => decideBreak(context, wish),
  answer: ({ wall }, _before, { drafts: [draft] }): BreakTurned => {
    const time = clockTextAt(wall.nowMs, wall.offsetAt);
    return draft?.kind === "shift/break-begun"
      ? { way: "begin", paid: draft.body.paid, time }
      : { way: "end", paid: false, time };
  },
  word: {
    words: ["break"],
    after: "clock-out",
    whyNot: ({ whyNot }, screen) =>
      screen.shift().since === undefined ? whyNot.notClockedIn : undefined,
  },
  plan: ({ words }, screen): ActPlan<BreakWish> => ({
    type: "ready",
    preview:
      screen.shift().breakSince === undefined ? words.labels["clock-break"] : words.plan.breakEnds,
    input: { way: "turn" },
  }),
  done: (texts, { by: { name }, answer }) => turnedText(texts, name, answer),
  shell: {
    path: "clock break",
    help: "begin a break, or end the one that you are on",
    options: [
      { name: "--end", help: "only end one" },
      { name: "--paid", help: "begin one that counts as work" },
      { name: "--unpaid", help: "begin one that doesn't" },
    ],
    example: "clock break --staff 1",
    read: ({ options }) => ok({ input: wishOf(options) }),
    tell: ({ by: { number, name }, answer }, texts) => {
      if (answer === undefined) return {};
      const { way, time, paid } = answer;
      return {
        json: { staff: number, name, way, at: time, paid: way === "begin" ? paid : null },
        lines: [turnedText(texts, name, answer)],
      };
    },
  },
});

function turnedText(
  { words: { done } }: Pick<TextContext, "words">,
  name: string,
  { way, time, paid }: BreakTurned,
): string {
  return way === "begin"
    ? done.breakBegun({ name, time, isPaid: paid })
    : done.breakEnded({ name, time });
}

/** Where several are typed, the end counts first, since it changes least. */
function wishOf({ end, paid, unpaid }: ShellTyped["options"]): BreakWish {
  if (end === true) return { way: "end" };
  if (unpaid === true) return { way: "begin", paid: false };
  return paid === true ? { way: "begin", paid: true } : { way: "turn" };
}
