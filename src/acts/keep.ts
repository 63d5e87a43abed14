/** Goods of a receipt stay with the guest after all: they no longer come back for goods of the order. */

import * as z from "zod";

import { err, ok } from "../domain/base/result.ts";
import { decideLeaveReturn } from "../domain/commands/money/exchange-goods.ts";
import { eventIdSchema, type EventId } from "../domain/identity.ts";
import { type ActPlan, defineAct } from "./act.ts";

interface Keep {
  /** Missing for the receipt that was taken last. */
  readonly receipt?: EventId | undefined;
}

export const keep = defineAct({
  id: "keep",
  on: "order",
  right: "sell",
  word: {
    words: ["keep"],
    after: "return",
    whyNot: ({ back }, { order }) => ((order?.returns.length ?? 0) > 0 ? undefined : back.noneHere),
  },
  input: () => z.object({ receipt: eventIdSchema.optional() }),
  decide: (context, order, { receipt }: Keep) => decideLeaveReturn(context, order, receipt),
  plan: ({ words }): ActPlan<Keep> => ({ type: "ready", input: {}, preview: words.labels.keep }),
  done: ({ words }) => words.back.kept,
  shell: {
    help: "leave goods of a receipt with the guest: they no longer come back for the order",
    words: [{ name: "[receipt]", help: "its number (else the one that was taken last)" }],
    example: "order keep A12 A-000012",
    read: ({ words: [number] }, _texts, { receipt: find }) => {
      if (number === undefined) return ok({ input: {} });
      const receipt = find(number)?.receipt;
      return receipt === undefined
        ? err({ type: "refund/no-receipt" })
        : ok({ input: { receipt } });
    },
  },
});
