/** Firing: the kitchen begins with a course that waits. */

import * as z from "zod";

import {
  decideFire,
  type UnsentElsewhere,
  unsentElsewhere,
} from "../domain/commands/kitchen/hold-fire.ts";
import { COURSE_MAX } from "../domain/events/register-schemas.ts";
import { wordsIn } from "../domain/text/words-in.ts";
import { orderWords } from "../words/made/order/all.ts";
import { defineAct, type TextContext } from "./act.ts";
import { readCourseOption } from "./course-sign.ts";

export const fire = defineAct({
  id: "fire",
  on: "order",
  right: "send",
  // The course; the next one unless given.
  input: () => z.object({ course: z.int().min(0).max(COURSE_MAX).optional() }),
  decide: (context, order, { course }: { readonly course?: number | undefined }) =>
    decideFire(context, order, course),
  answer: (context, order, { drafts }): ReadonlyArray<UnsentElsewhere> => {
    const lines = drafts.flatMap((it) => (it.kind === "ticket/issued" ? it.body.lines : []));
    return unsentElsewhere(context, order, new Set(lines.map(({ course }) => course)));
  },
  shell: {
    help: "have the kitchen begin with the next course that waits",
    options: [{ name: "--course <n>", help: "with that one instead" }],
    example: "order fire A12 --course 2",
    read: ({ options }) => readCourseOption(options),
    tell: ({ answer = [] }, texts) => ({ lines: unsentTexts(texts, answer) }),
  },
});

/** Returns a sentence for each other till that has more of the fired course: `B Bar has 2 more, not sent.` */
export function unsentTexts(
  { locale, tillName }: Pick<TextContext, "locale" | "tillName">,
  unsent: ReadonlyArray<UnsentElsewhere>,
): ReadonlyArray<string> {
  const { notSent } = wordsIn(orderWords, locale);
  return unsent.map(({ device, pieces }) => notSent({ till: tillName(device), count: pieces }));
}
