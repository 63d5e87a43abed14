/** A note: what the kitchen reads beside a line. */

import * as z from "zod";

import { ok } from "../domain/base/result.ts";
import { decideSetNote } from "../domain/commands/edit-order.ts";
import { shortTextSchema } from "../domain/events/register-schemas.ts";
import { eventIdSchema } from "../domain/identity.ts";
import { defineAct } from "./act.ts";
import { rowName } from "./row-lines.ts";

export const note = defineAct({
  id: "note",
  on: "line",
  right: "sell",
  input: () => z.object({ line: eventIdSchema, note: shortTextSchema }),
  decide: decideSetNote,
  signs: [
    {
      sign: "'",
      pattern: /^'(?<note>.*)$/u,
      read: (_match, { raw }) => ok({ note: raw.trim().slice(1).trim() }),
    },
  ],
  plan: (texts, { line }, typed) => {
    const { plan } = texts.words;
    if (line === undefined) return { type: "refused", why: plan.noLine };
    const input = { line: line.id, note: typed.note };
    if (typed.note !== "") {
      return {
        type: "ready",
        input,
        preview: plan.withNote({ name: rowName(texts, line), note: typed.note }),
      };
    }
    return line.note === ""
      ? { type: "refused", why: plan.noteHow }
      : { type: "ready", input, preview: plan.withoutNote({ name: rowName(texts, line) }) };
  },
  done: (texts, { input, screen: { line } }) => {
    const { done } = texts.words;
    const name = line === undefined ? "" : rowName(texts, line);
    return input.note === "" ? done.noteGone({ name }) : done.note({ name, note: input.note });
  },
  shell: {
    help: "say something about a line to the kitchen; an empty text takes it away",
    words: [{ name: "<text>", help: "such as: no onions" }],
    example: 'order note A12 3 "no onions"',
    read: ({ words: [text = ""] }) => ok({ input: { note: text.trim() } }),
  },
});
