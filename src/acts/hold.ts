/** Holding: the kitchen waits with lines that it has not begun with, or waits no longer. */

import * as z from "zod";

import { err, ok } from "../domain/base/result.ts";
import { decideHold } from "../domain/commands/kitchen/hold-fire.ts";
import { type EventId, eventIdSchema } from "../domain/identity.ts";
import { rowAt } from "../domain/order/order-rows.ts";
import { defineAct } from "./act.ts";
import { readCourse } from "./course-sign.ts";

interface Hold {
  readonly lines: ReadonlyArray<EventId>;
  readonly held: boolean;
}

export const hold = defineAct({
  id: "hold",
  on: "order",
  right: "send",
  input: () => z.object({ lines: z.array(eventIdSchema), held: z.boolean() }),
  decide: (context, order, input: Hold) => decideHold(context, order, input),
  shell: {
    help: "let the kitchen wait with lines, or with a course, once they are sent",
    words: [{ name: "[lines...]", help: "their numbers, as `till order show` counts them" }],
    options: [
      { name: "--course <n>", help: "all lines of that course" },
      { name: "--off", help: "no longer: they go when they are sent" },
    ],
    example: "order hold A12 3 4",
    read: ({ words, options: { course: typed, off } }, _texts, { order }) => {
      const course = typeof typed === "string" ? readCourse(typed) : undefined;
      if (typeof typed === "string" && course === undefined) {
        return err({ type: "course-option", typed });
      }
      if (words.length === 0 && course === undefined) return err({ type: "hold" });
      const unread = words.find((word) => !/^[1-9][0-9]{0,2}$/u.test(word));
      if (unread !== undefined) return err({ type: "line", typed: unread });
      const shown = (order?.lines ?? []).filter(({ gone }) => !gone);
      const isUnknown = words.some((at) => rowAt(shown, Number(at)) === undefined);
      const lines = shown
        .filter(
          (line) =>
            words.includes(String(line.position)) || (line.course === course && !line.voided),
        )
        .map(({ id }) => id);
      return lines.length === 0 || isUnknown
        ? err({ type: "line/unknown" })
        : ok({ input: { lines, held: off !== true } });
    },
  },
});
