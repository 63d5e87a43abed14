/** Points that an order's customer spends on it: they take something off the whole order, as a coupon does. */

import * as z from "zod";

import { err, ok, type Result } from "../domain/base/result.ts";
import { decidePoints } from "../domain/commands/money/spend-points.ts";
import { POINTS_MAX } from "../domain/events/points-events.ts";
import { subtractMinor, zeroMinor } from "../domain/money/amounts.ts";
import { readSetting } from "../domain/settings/settings.ts";
import { wordsIn } from "../domain/text/words-in.ts";
import { pointsWords } from "../words/made/points/all.ts";
import { defineAct } from "./act.ts";

interface Points {
  /** Undefined for as many as the order comes to. */
  readonly points?: number | undefined;
  /** Whether the order is to have none any more. */
  readonly isOff?: boolean | undefined;
}

export const points = defineAct({
  id: "points",
  on: "order",
  right: "sell",
  word: {
    words: ["points"],
    after: "coupon",
    whyNot: ({ whyNot }, { order }) => {
      if (order === undefined) return whyNot.orderEmpty;
      return order.customer === "" ? whyNot.noCustomer : undefined;
    },
    reads: readPoints,
  },
  input: () =>
    z.object({
      points: z.int().min(0).max(POINTS_MAX).optional(),
      isOff: z.boolean().optional(),
    }),
  decide: (context, order, input) => {
    const { name } = wordsIn(pointsWords, readSetting(context.view, "language"));
    return decidePoints(context, order, { ...input, name });
  },
  plan: ({ words }, _screen, typed: Points | undefined) => {
    if (typed === undefined) return { type: "refused", why: words.points.how };
    const { points: count, isOff } = typed;
    const some = count === undefined ? words.points.all : words.points.with({ points: count });
    return { type: "ready", input: typed, preview: isOff === true ? words.points.without : some };
  },
  done: ({ words, money }, { input, order, screen }) => {
    if (input.isOff === true) return words.points.off;
    const saved = subtractMinor(screen.order?.total ?? zeroMinor, order?.total ?? zeroMinor);
    return saved > 0 ? words.points.on({ money: money(saved) }) : words.points.idle;
  },
  shell: {
    help: "spend points of the order's customer on it",
    words: [{ name: "[points]", help: "how many (else as many as pay the bill)" }],
    options: [{ name: "--off", help: "the order has none any more" }],
    example: "order points A12 50",
    read: ({ words: [text = ""], options: { off } }) => {
      if (off === true) return ok({ input: { isOff: true } });
      const read = readPoints(text);
      return read.ok && read.value !== undefined
        ? ok({ input: read.value })
        : err({ type: "points", typed: text });
    },
  },
});

/** `:points 50`, `:points` for as many as the bill takes, `:points 0` for none. */
function readPoints(typed: string): Result<Points | undefined, string> {
  const text = typed.trim();
  if (text === "") return ok({});
  if (!/^\d{1,9}$/u.test(text)) return ok(undefined);
  return ok(Number(text) === 0 ? { isOff: true } : { points: Number(text) });
}
