/**
 * The last round of an order once more, at what it costs now; at a table its drinks, or the goods of a course
 * that is said. What can't be had any more is left out.
 */

import * as z from "zod";

import { err, ok, type Result } from "../domain/base/result.ts";
import { decideRepeatRound, type RepeatedRound } from "../domain/commands/order/repeat-round.ts";
import { type Refusal } from "../domain/commands/refusal.ts";
import { COURSE_MAX } from "../domain/events/register-schemas.ts";
import { type OrderState, openedId } from "../domain/state/order-state.ts";
import { foldText } from "../domain/text/entry-text.ts";
import { type ActContext, defineAct, type TextContext } from "./act.ts";
import { readCourseOption } from "./course-sign.ts";
import { goodsText } from "./texts.ts";

interface Wanted {
  readonly course?: number | undefined;
}

interface Again {
  /** Why goods of the round are not on the order again. */
  readonly leftOut: ReadonlyArray<Refusal>;
}

export const again = defineAct({
  id: "again",
  on: "order",
  right: "sell",
  addsLines: true,
  word: {
    words: ["again", "round"],
    after: "fire",
    keys: ["ctrl-r"],
    listSign: "*",
    whyNot: ({ whyNot }, { line }) => (line === undefined ? whyNot.orderEmpty : undefined),
    reads: readAgain,
  },
  // The course; the last round of drinks unless given.
  input: () => z.object({ course: z.int().min(0).max(COURSE_MAX).optional() }),
  decide: (context, order, input: Wanted) => {
    const decided = repeated(context, order, input);
    if (!decided.ok) return decided;
    context.rounds.repeats(openedId(order));
    return ok(decided.value.events);
  },
  answer: (context, before, { input }): Again => {
    const decided = repeated(context, before, input);
    return { leftOut: decided.ok ? decided.value.leftOut : [] };
  },
  plan: (texts, screen, typed: Wanted | undefined) => {
    const input = typed ?? {};
    const goods = goodsText(texts, screen.round(input.course));
    const { labels, verb } = texts.words;
    return {
      type: "ready",
      input,
      preview: goods === "" ? labels.again : verb.wouldAgain({ goods }),
    };
  },
  done: (texts, { order, screen, answer: { leftOut } }) => {
    const { verb } = texts.words;
    const before = new Set(screen.order?.lines.map(({ id }) => id));
    const goods = goodsText(texts, order?.lines.filter(({ id }) => !before.has(id)) ?? []);
    if (leftOut.length === 0) return verb.again({ goods });
    // The warning comes first, because it must not be missed.
    return { warning: `${leftOut.map(texts.refusal).join(" ")} ${verb.restAgain({ goods })}` };
  },
  shell: {
    help: "what was served last once more, at what it costs now",
    options: [{ name: "--course <n>", help: "the goods of that course instead of the drinks" }],
    example: "order again A12",
    asks: ["goods", "line", "age"],
    read: ({ options }) => readCourseOption(options),
    tell: ({ answer }, { refusal }) => ({ notDone: (answer?.leftOut ?? []).map(refusal) }),
  },
});

/** A number is the course: `2` Ctrl-R, `:again 2`. */
function readAgain(typed: string, { words }: TextContext): Result<Wanted | undefined, string> {
  if (typed === "") return ok(undefined);
  const course = /^;?(?<course>[0-9])$/u.exec(foldText(typed))?.groups?.["course"];
  return course === undefined ? err(words.verb.againFirst) : ok({ course: Number(course) });
}

function repeated(
  context: ActContext,
  order: OrderState,
  { course }: Wanted,
): Result<RepeatedRound, Refusal> {
  const since = context.rounds.of(openedId(order));
  return decideRepeatRound(context, order, { catalogue: context.catalogue(), since, course });
}
