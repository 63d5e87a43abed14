/** A note: what the kitchen reads beside a line, or at the head of all that it makes of an order. */

import * as z from "zod";

import { err, ok } from "../domain/base/result.ts";
import { decideSetNote } from "../domain/commands/order/edit-order.ts";
import { decideNoteOrder } from "../domain/commands/order/order-head.ts";
import { shortTextSchema } from "../domain/events/register-schemas.ts";
import { type EventId, eventIdSchema } from "../domain/identity.ts";
import { type ActPlan, defineAct, type OnScreen, type TextContext } from "./act.ts";
import { rowName } from "./row-lines.ts";

interface Note {
  /** Missing for the whole order. */
  readonly line?: EventId | undefined;
  readonly note: string;
}

interface TypedNote {
  readonly of: "line" | "order";
  readonly note: string;
}

export const note = defineAct({
  id: "note",
  on: "line or order",
  right: "sell",
  input: () => z.object({ line: eventIdSchema.optional(), note: shortTextSchema }),
  decide: (context, order, { line, note: text }: Note) =>
    line === undefined
      ? decideNoteOrder(context, order, text)
      : decideSetNote(context, order, { line, note: text }),
  signs: [
    {
      sign: "''",
      pattern: /^''(?<note>.*)$/u,
      read: (_match, { raw }) => ok(typedNote("order", raw.trim().slice(2))),
    },
    {
      sign: "'",
      pattern: /^'(?!')(?<note>.*)$/u,
      read: (_match, { raw }) => ok(typedNote("line", raw.trim().slice(1))),
    },
  ],
  plan: (texts, screen, typed): ActPlan<Note> =>
    typed.of === "line" ? planLine(texts, screen, typed) : planOrder(texts, screen, typed),
  done: (texts, { input, screen: { line } }) => {
    const { done } = texts.words;
    if (input.line === undefined) {
      return input.note === "" ? done.orderNoteGone : done.orderNote({ note: input.note });
    }
    const name = line === undefined ? "" : rowName(texts, line);
    return input.note === "" ? done.noteGone({ name }) : done.note({ name, note: input.note });
  },
  shell: {
    help: "say something about a line, or the whole order, to all who make it; an empty text takes it away",
    words: [{ name: "<text...>", help: "such as: no onions; before it the line (else the order)" }],
    example: 'order note A12 3 "no onions"',
    read: ({ words }) => {
      const [text = "", line] = words.toReversed();
      if (words.length > 2) return err({ type: "line-or-order" });
      // A number alone is a line of which the text was forgotten.
      if (line === undefined && /^\d+$/u.test(text)) return err({ type: "note", typed: text });
      return ok({ line, input: { note: text.trim() } });
    },
  },
});

function typedNote(of: TypedNote["of"], text: string): TypedNote {
  return { of, note: text.trim() };
}

function planLine(texts: TextContext, { line }: OnScreen, typed: TypedNote): ActPlan<Note> {
  const { plan } = texts.words;
  if (line === undefined) return { type: "refused", why: plan.noLine };
  const input = { line: line.id, note: typed.note };
  if (typed.note !== "") {
    const preview = plan.withNote({ name: rowName(texts, line), note: typed.note });
    return { type: "ready", input, preview };
  }
  return line.note === ""
    ? { type: "refused", why: plan.noteHow }
    : { type: "ready", input, preview: plan.withoutNote({ name: rowName(texts, line) }) };
}

function planOrder(texts: TextContext, { order }: OnScreen, typed: TypedNote): ActPlan<Note> {
  const { plan, whyNot } = texts.words;
  if (order === undefined) return { type: "refused", why: whyNot.orderEmpty };
  const input = { note: typed.note };
  if (typed.note !== "") {
    return { type: "ready", input, preview: plan.withOrderNote({ note: typed.note }) };
  }
  return order.note === ""
    ? { type: "refused", why: plan.orderNoteHow }
    : { type: "ready", input, preview: plan.withoutOrderNote };
}
