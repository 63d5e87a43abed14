/**
 * The course of a line and of all below it, and of goods that are added from then on. Before an order is there, the register
 * keeps it for the one that is begun next.
 */

import * as z from "zod";

import { err, ok } from "../domain/base/result.ts";
import { courseAfter, decideSetCourse } from "../domain/commands/order/set-course.ts";
import { COURSE_MAX } from "../domain/events/register-schemas.ts";
import { type EventId, eventIdSchema } from "../domain/identity.ts";
import { type ActPlan, defineAct } from "./act.ts";
import { COURSE } from "./course-sign.ts";

interface Course {
  /** Missing where only what is added from now on is in that course. */
  readonly line?: EventId | undefined;
  /** 0 for each in the course of its product. */
  readonly course: number;
}

export const course = defineAct({
  id: "course",
  on: "line or order",
  right: "sell",
  input: () => z.object({ line: eventIdSchema.optional(), course: z.int().min(0).max(COURSE_MAX) }),
  decide: (context, order, { line, course: wanted }: Course) =>
    decideSetCourse(context, order, { catalogue: context.catalogue(), course: wanted, from: line }),
  signs: [
    {
      sign: ";",
      pattern: COURSE,
      read: (match) => {
        const typed = match.groups?.["course"];
        return ok({ course: typed === undefined ? undefined : Number(typed) });
      },
    },
  ],
  // Sets the course from the chosen line on, else for the goods that are added from now on. Without
  // a number it is the next one.
  plan: ({ words: { plan } }, screen, typed): ActPlan<Course> => {
    const { chosen, line } = screen;
    const now = screen.course();
    const last = chosen === undefined && now > 0 ? now : (line?.course ?? 0);
    const wanted = typed.course ?? courseAfter(last);
    if (wanted === undefined) return { type: "refused", why: plan.lastCourse({ course: last }) };
    if (chosen === undefined && now === wanted) {
      return { type: "refused", why: plan.courseAlready({ course: wanted }) };
    }
    const input = { line: chosen?.id, course: wanted };
    return chosen === undefined
      ? { type: "ready", input, preview: plan.course({ course: wanted }) }
      : { type: "ready", input, preview: plan.courseFrom({ name: chosen.name, course: wanted }) };
  },
  ofRow: () => "oldest",
  done: ({ words: { done } }, { input, screen: { chosen } }) =>
    chosen === undefined
      ? done.course({ course: input.course })
      : done.courseFrom({ name: chosen.name, course: input.course }),
  shell: {
    help: "another course for a line and all below it, and for what is added from then on",
    words: [
      {
        name: "<course...>",
        help: "1 to 9, or 0 for each in its own; before it the line (else none)",
      },
    ],
    example: "order course A12 3 2",
    read: ({ words }) => {
      const [text = "", line] = words.toReversed();
      if (words.length > 2) return err({ type: "line-or-order" });
      const isCourse = /^\d$/u.test(text) && Number(text) <= COURSE_MAX;
      return isCourse
        ? ok({ line, input: { course: Number(text) } })
        : err({ type: "course", typed: text });
    },
  },
});
