/** The last round of an order once more, at what it costs now. What can't be had any more is left out. */

import * as z from "zod";

import { type Refusal } from "../domain/commands/refusal.ts";
import { decideRepeatRound, type RepeatedRound } from "../domain/commands/repeat-round.ts";
import { type OrderState, openedId } from "../domain/folds/order-state.ts";
import { ok, type Result } from "../domain/result.ts";
import { type ActContext, defineAct } from "./act.ts";
import { goodsText } from "./texts.ts";

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
    whyNot: ({ whyNot }, { line }) => (line === undefined ? whyNot.orderEmpty : undefined),
    typedFirst: ({ verb }) => verb.againFirst,
  },
  input: () => z.object({}),
  decide: (context, order) => {
    const decided = repeated(context, order);
    if (!decided.ok) return decided;
    context.rounds.repeats(openedId(order));
    return ok(decided.value.events);
  },
  answer: (context, before): Again => {
    const decided = repeated(context, before);
    return { leftOut: decided.ok ? decided.value.leftOut : [] };
  },
  plan: ({ words }) => ({ type: "ready", input: {}, preview: words.labels.again }),
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
    example: "order again A12",
    sellsMore: true,
    read: () => ok({ input: {} }),
    tell: ({ answer }, { refusal }) => ({ notDone: (answer?.leftOut ?? []).map(refusal) }),
  },
});

function repeated(context: ActContext, order: OrderState): Result<RepeatedRound, Refusal> {
  const since = context.rounds.of(openedId(order));
  return decideRepeatRound(context, order, { catalogue: context.catalogue(), since });
}
