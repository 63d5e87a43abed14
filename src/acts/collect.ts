/** A guest collects an order for later: the rest is paid, and the receipt uses what was paid before, anywhere. */

import * as z from "zod";

import { ok } from "../domain/base/result.ts";
import { moneyMoved } from "../domain/commands/money/money-moved.ts";
import { type Collection, decideCollect } from "../domain/commands/order/order-for-later.ts";
import { type Draft } from "../domain/events/kinds.ts";
import { zeroMinor } from "../domain/money/amounts.ts";
import { receiptNumber } from "../domain/order/order-view.ts";
import { openedId } from "../domain/state/order-state.ts";
import { type OrderView, type PaymentView } from "../domain/views.ts";
import { taxChangeTexts } from "../words/tax-change-text.ts";
import { type ActPlan, defineAct, type TextContext } from "./act.ts";
import { paidText, paymentToJson } from "./paid-text.ts";
import { madePaymentSchemas } from "./pay.ts";
import { readMadePayment } from "./shell-payment.ts";

interface Collected {
  /** Undefined where something is still to pay, or to give back. */
  readonly receiptNumber: string | undefined;
  /** The rest as it was paid; undefined where nothing went through somebody's hands. */
  readonly payment: PaymentView | undefined;
}

export const collect = defineAct({
  id: "collect",
  on: "order",
  right: "pay",
  word: {
    words: ["collect"],
    after: "due",
    whyNot: ({ later }, { order }) =>
      order === undefined || order.dueAt === "" ? later.notLater : undefined,
  },
  input: (): z.ZodType<Collection> =>
    z.object({
      payment: z.discriminatedUnion("type", madePaymentSchemas()).optional(),
      isRestLater: z.boolean().optional(),
    }),
  decide: (context, order, input: Collection) => decideCollect(context, order, input),
  answer: (context, order, { drafts }): Collected => ({
    receiptNumber: numberOf(drafts),
    payment: moneyMoved(context, openedId(order), drafts),
  }),
  plan: ({ words: { later } }, { order }): ActPlan<Collection> => ({
    type: "ready",
    // The payment's own screen takes the rest.
    input: { isRestLater: true },
    preview: later.collect({ order: order?.number ?? "" }),
  }),
  done: (texts, { order, answer }) => collectedText(texts, order, answer),
  shell: {
    help: "the guest is there for an order for later: pay the rest, and issue its receipt",
    options: [
      {
        name: "--cash <amount>",
        help: "cash given for the rest, such as 20; 0 hands out what is too much",
      },
      {
        name: "--card",
        help: "the rest by card: this till's terminal is asked; one beside it has said yes",
      },
      { name: "--terminal <id>", help: "which one, where this till drives several" },
      { name: "--by-hand", help: "the card was taken by a terminal that this till does not ask" },
      { name: "--tender <name>", help: "the rest by a tender of the shop's own, by name or digit" },
      { name: "--voucher <code>", help: "the rest by a voucher that has so much" },
      { name: "--slip <number>", help: "number of the terminal's slip, to find it again" },
      { name: "--last4 <digits>", help: "the card's last four digits, as the slip has them" },
      { name: "--tip <amount>", help: "in what is given, for whoever takes the payment" },
      {
        name: "--yes",
        help: "the tip is right, even where it is more than what is due, and so are taxes that changed after all was paid",
      },
      { name: "--age-checked", help: "whoever collects it was found to be old enough" },
      { name: "--held <what>", help: "goods that the kitchen holds: fire, or wait" },
    ],
    example: "order collect A12 --cash 20",
    asks: ["line", "card", "age", "drawer", "held"],
    read: ({ options }, { currency }, { tenders, voucher }) => {
      const ways = ["cash", "card", "tender", "voucher", "tip", "slip", "last4"];
      if (ways.every((way) => options[way] === undefined)) return ok({ input: {} });
      const payment = readMadePayment(options, { currency, tenders: tenders(), voucher });
      return payment.ok ? ok({ input: { payment: payment.value } }) : payment;
    },
    tell: ({ order, answer }, texts) => {
      const payments = answer?.payment === undefined ? [] : [answer.payment];
      const [payment = null] = payments.map(paymentToJson);
      const paid = payments.filter(({ amount, tendered }) => amount !== 0 || tendered !== 0);
      return {
        json: { collected: answer?.receiptNumber ?? null, payment },
        lines: [
          collectedText(texts, order, answer),
          ...paidText({ payments: paid, papers: [] }, texts),
        ],
      };
    },
  },
});

function numberOf(drafts: ReadonlyArray<Draft>): string | undefined {
  const receipt = drafts.find(({ kind }) => kind === "receipt/issued");
  return receipt?.kind === "receipt/issued"
    ? receiptNumber(receipt.body.series, receipt.body.no)
    : undefined;
}

function collectedText(
  { words: { later }, money, locale }: TextContext,
  order: OrderView | undefined,
  answer: Collected | undefined,
): string {
  const { number = "", due = zeroMinor, refundDue = zeroMinor } = order ?? {};
  const receipt = answer?.receiptNumber;
  const isOwed = refundDue > 0;
  const sum = money(isOwed ? refundDue : due);
  const unpaid = (isOwed ? later.back : later.rest)({ order: number, money: sum });
  const done = receipt === undefined ? unpaid : later.collected({ order: number, receipt });
  return [done, ...taxChangeTexts(order?.taxChanges, locale).map((text) => `${text}.`)].join(" ");
}
