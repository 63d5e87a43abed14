/** When an order is wanted that the guest collects later, such as a cake for Saturday. */

import * as z from "zod";

import { err, ok, type Result } from "../domain/base/result.ts";
import { decideDue } from "../domain/commands/order/due-order.ts";
import { dueAtSchema } from "../domain/events/register-schemas.ts";
import { dueText, readDueAt } from "../domain/order/due-at.ts";
import { languageOf } from "../domain/text/locale.ts";
import { defineAct, type TextContext } from "./act.ts";

interface Due {
  /** Empty for now. */
  readonly dueAt: string;
}

export const due = defineAct({
  id: "due",
  on: "order",
  right: "sell",
  word: {
    words: ["for"],
    after: "park",
    whyNot: ({ whyNot }, { order }) => (order === undefined ? whyNot.orderEmpty : undefined),
    reads: readTyped,
    needsMore: true,
  },
  input: () => z.object({ dueAt: dueAtSchema() }),
  decide: (context, order, input: Due) => decideDue(context, order, input),
  plan: (texts, { order }, typed: Due | undefined) => {
    const { later } = texts.words;
    if (typed === undefined) return { type: "refused", why: later.how };
    const number = order?.number ?? "";
    const { dueAt } = typed;
    const preview =
      dueAt === ""
        ? later.now({ order: number })
        : later.wanted({ order: number, when: dueText(dueAt, texts.locale) });
    return { type: "ready", input: typed, preview };
  },
  done: ({ words: { later }, locale }, { order, input: { dueAt } }) => {
    const number = order?.number ?? "";
    return dueAt === ""
      ? later.doneNow({ order: number })
      : later.done({ order: number, when: dueText(dueAt, locale) });
  },
  shell: {
    help: "when the guest collects an order; an empty text makes it one of now",
    words: [{ name: "<when>", help: 'such as "sat 10:00", "5.12. 10:00" or "2026-12-05 10:00"' }],
    example: 'order due A12 "sat 10:00"',
    read: ({ words: [text = ""] }, texts) => {
      const read = readWhen(text, texts);
      return read.ok
        ? ok({ input: read.value })
        : err({ type: "entry/unreadable", why: read.fault });
    },
  },
});

function readTyped(typed: string, texts: TextContext): Result<Due | undefined, string> {
  if (typed.trim() === "") return ok(undefined);
  return readWhen(typed.trim() === "-" ? "" : typed, texts);
}

function readWhen(
  text: string,
  { wall, locale, words }: Pick<TextContext, "wall" | "locale" | "words">,
): Result<Due, string> {
  if (text.trim() === "") return ok({ dueAt: "" });
  const dueAt = readDueAt(text, wall(), languageOf(locale));
  return dueAt === undefined ? err(words.later.how) : ok({ dueAt });
}
