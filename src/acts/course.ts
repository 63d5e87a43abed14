/**
 * The course of a line and of all below it, and of goods that are added from then on. Before an order is there, the register
 * keeps it for the one that is begun next.
 */

import * as z from "zod";

import { decideSetCourse } from "../domain/commands/set-course.ts";
import { COURSE_MAX } from "../domain/events/register-schemas.ts";
import { type EventId, eventIdSchema } from "../domain/identity.ts";
import { err, ok } from "../domain/result.ts";
import { defineAct } from "./act.ts";

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
    decideSetCourse(context, order, { catalogue: context.catalogue, course: wanted, from: line }),
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
