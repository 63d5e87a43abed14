/** Nobody collected an order for later: its goods come off, and the shop keeps what was paid for it. */

import * as z from "zod";

import { ok } from "../domain/base/result.ts";
import { decideForfeit } from "../domain/commands/order/order-for-later.ts";
import { type Draft } from "../domain/events/kinds.ts";
import { type MinorUnits, zeroMinor } from "../domain/money/amounts.ts";
import { receiptNumber } from "../domain/order/order-view.ts";
import { readSetting } from "../domain/settings/settings.ts";
import { wordsIn } from "../domain/text/words-in.ts";
import { type OrderView } from "../domain/views.ts";
import { orderWords } from "../words/made/order/all.ts";
import { type ScreenWords } from "../words/made/screen/words.ts";
import { type ActPlan, defineAct, type TextContext } from "./act.ts";

interface ForfeitInput {
  readonly reason?: string | undefined;
}

interface Forfeited {
  readonly receiptNumber: string;
  readonly amount: MinorUnits;
}

export const forfeit = defineAct({
  id: "forfeit",
  on: "order",
  right: "void",
  word: {
    words: ["forfeit"],
    after: "collect",
    whyNot: ({ later }, { order }) =>
      order === undefined || order.dueAt === "" ? later.notLater : undefined,
  },
  input: (): z.ZodType<ForfeitInput> => z.object({ reason: z.string().optional() }),
  decide: (context, order, { reason = "" }: ForfeitInput) => {
    const { later } = wordsIn(orderWords, readSetting(context.view, "language"));
    return decideForfeit(context, order, { reason, name: later.forfeited });
  },
  answer: (_context, _order, { drafts }): Forfeited => forfeitedBy(drafts),
  plan: ({ words: { later }, money }, { order }): ActPlan<ForfeitInput> => ({
    type: "ready",
    input: {},
    preview: later.forfeit({
      order: order?.number ?? "",
      money: money(order?.deposited ?? zeroMinor),
    }),
  }),
  done: (texts, { order, answer }) => forfeitedText(texts, order, answer),
  reasons: ({ later: { reasons } }: ScreenWords) => [reasons.notCollected, reasons.tooLate],
  asksWhy: ({ later }: ScreenWords) => later.whyForfeit,
  shell: {
    help: "nobody collected an order for later: keep what was paid, on a receipt of its own",
    options: [
      { name: "--reason <text>", help: "why; it is recorded", isRequired: true },
      { name: "--yes", help: "nobody will come, though its hour is still to come" },
    ],
    asks: ["line"],
    example: 'order forfeit A12 --reason "not collected" --yes',
    read: ({ options: { reason } }) =>
      ok({ input: { reason: typeof reason === "string" ? reason : "" } }),
    tell: ({ order, answer }, texts) => ({
      json: { forfeited: answer?.amount ?? 0, receipt: answer?.receiptNumber ?? "" },
      lines: [forfeitedText(texts, order, answer)],
    }),
  },
});

function forfeitedBy(drafts: ReadonlyArray<Draft>): Forfeited {
  const receipt = drafts.find((draft) => draft.kind === "receipt/issued");
  if (receipt === undefined) return { receiptNumber: "", amount: zeroMinor };
  const { series, no, total } = receipt.body;
  return { receiptNumber: receiptNumber(series, no), amount: total };
}

function forfeitedText(
  { words: { later }, money }: TextContext,
  order: OrderView | undefined,
  answer: Forfeited | undefined,
): string {
  return later.forfeited({
    order: order?.number ?? "",
    money: money(answer?.amount ?? zeroMinor),
    receipt: answer?.receiptNumber ?? "",
  });
}
