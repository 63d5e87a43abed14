/** Firing: the kitchen begins with a course that waits. */

import * as z from "zod";

import { decideFire } from "../domain/commands/hold-fire.ts";
import { COURSE_MAX } from "../domain/events/register-schemas.ts";
import { err, ok } from "../domain/result.ts";
import { defineAct } from "./act.ts";
import { readCourse } from "./course-sign.ts";

export const fire = defineAct({
  id: "fire",
  on: "order",
  right: "send",
  // The course; the next one unless given.
  input: () => z.object({ course: z.int().min(0).max(COURSE_MAX).optional() }),
  decide: (context, order, { course }: { readonly course?: number | undefined }) =>
    decideFire(context, order, course),
  shell: {
    help: "have the kitchen begin with the next course that waits",
    options: [{ name: "--course <n>", help: "with that one instead" }],
    example: "order fire A12 --course 2",
    read: ({ options: { course: typed } }) => {
      if (typeof typed !== "string") return ok({ input: {} });
      const course = readCourse(typed);
      return course === undefined
        ? err({ type: "course-option", typed })
        : ok({ input: { course } });
    },
  },
});
