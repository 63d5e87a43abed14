/** Refiring: the kitchen makes something again, such as what was dropped; nothing is charged. */

import * as z from "zod";

import { err, ok } from "../domain/base/result.ts";
import { decideRefire, type Refire } from "../domain/commands/kitchen/refire-line.ts";
import { eventIdSchema } from "../domain/identity.ts";
import { thousandthsSchema } from "../domain/money/amounts.ts";
import { piecesOfRow } from "../domain/order/order-rows.ts";
import { parseQuantity } from "../domain/text/quantity.ts";
import { type GoodsCount } from "../domain/views.ts";
import { defineAct } from "./act.ts";
import { goodsText } from "./texts.ts";

export const refire = defineAct({
  id: "refire",
  on: "line",
  right: "send",
  input: () =>
    z.object({
      // The count; one piece, or all that was weighed, unless given.
      lines: z.array(z.object({ line: eventIdSchema, count: thousandthsSchema.optional() })),
      reason: z.string(),
    }),
  decide: (context, order, { lines, reason }: Request) =>
    decideRefire(context, order, {
      lines: lines.map(({ line, count }) => ({ line, count })),
      reason,
    }),
  answer: (_context, { linesById }, { drafts }): ReadonlyArray<GoodsCount> => {
    const asked = drafts
      .flatMap((it) => (it.kind === "ticket/issued" ? it.body.lines : []))
      .filter(({ act, goesWith }) => act === "refire" && goesWith === undefined);
    // Several stations may make parts of one line.
    const byLine = new Map(asked.map((it) => [it.line, it]));
    return [...byLine.values()].map(({ line, quantity }) => ({
      name: linesById[line]?.added?.name ?? "",
      quantity,
      soldBy: linesById[line]?.added?.by === "weight" ? "weight" : "each",
    }));
  },
  ofRow: () => "newest",
  shell: {
    help: "have the kitchen make something again, such as what was dropped; nothing is charged",
    options: [
      { name: "--quantity <n>", help: "so many of it (else one piece, or all that was weighed)" },
      { name: "--reason <text>", help: "why, as the ticket says it" },
    ],
    example: 'order refire A12 3 --reason "dropped"',
    read: ({ options: { quantity, reason } }, _texts, { line }) => {
      const typed = typeof quantity === "string" ? quantity : undefined;
      const count = typed === undefined ? ok(undefined) : parseQuantity(typed, "weight");
      if (!count.ok) return err({ type: "quantity-option", typed: typed ?? "" });
      if (line === undefined) return err({ type: "line/unknown" });
      const lines =
        count.value === undefined ? [{ line: line.id }] : piecesOfRow(line, count.value);
      return ok({ input: { lines, reason: typeof reason === "string" ? reason : "" } });
    },
    tell: ({ answer = [] }, texts) => ({
      lines: [texts.words.refire.told({ goods: goodsText(texts, answer) })],
    }),
  },
});

interface Request extends Pick<Refire, "reason"> {
  readonly lines: ReadonlyArray<
    Pick<Refire["lines"][number], "line"> & Partial<Pick<Refire["lines"][number], "count">>
  >;
}
