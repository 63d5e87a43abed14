/** A payment on the wrong order goes back as it came, and the goods of the order stay. */

import * as z from "zod";

import { ok } from "../domain/base/result.ts";
import {
  decideGiveBack,
  type GiveBack,
  wantedPayment,
  type WantedPayment,
} from "../domain/commands/money/give-back.ts";
import { moneyMoved } from "../domain/commands/money/money-moved.ts";
import { type MinorUnits, minorUnitsSchema } from "../domain/money/amounts.ts";
import { openedId } from "../domain/state/order-state.ts";
import { type TenderMoney } from "../domain/tenders/tenders.ts";
import { wordsIn } from "../domain/text/words-in.ts";
import { orderWords } from "../words/made/order/all.ts";
import { type ActPlan, defineAct, type TextContext } from "./act.ts";
import { paidText, paymentToJson } from "./paid-text.ts";
import { readWantedPayment } from "./shell-money.ts";

/** Which payment, and why where that was typed as well. */
export interface TypedGiveBack extends WantedPayment {
  readonly reason: string;
  /** Whether another terminal than the one that took it has given it back already. */
  readonly isByHand: boolean;
}

type Input = Omit<GiveBack, "reason"> & { readonly reason?: string | undefined };

export const giveBack = defineAct({
  id: "give-back",
  on: "order",
  right: "return",
  input: () =>
    z.object({
      no: z.int().min(1).max(99).optional(),
      amount: minorUnitsSchema.optional(),
      isByHand: z.boolean().optional(),
      reason: z.string().optional(),
    }),
  decide: (context, order, { reason = "", ...wanted }: Input) =>
    decideGiveBack(context, order, { ...wanted, reason }),
  answer: (context, order, { drafts }) => {
    const payment = moneyMoved(context, openedId(order), drafts);
    if (payment === undefined) throw new Error("A payment was decided to go back, and none did.");
    return payment;
  },
  plan: (texts, { order }, typed: TypedGiveBack): ActPlan<Input> => {
    const { reason, ...wanted } = typed;
    const found = wantedPayment(order?.returnable ?? [], wanted);
    if (!found.ok) return { type: "refused", why: texts.refusal(found.fault) };
    const preview = texts.words.giveBack.preview({
      sum: sumText(texts, found.value),
      order: order?.number ?? "",
    });
    return { type: "ready", preview, input: reason === "" ? wanted : { ...wanted, reason } };
  },
  done: (texts, { order, screen, typed }) => {
    const found = wantedPayment(screen.order?.returnable ?? [], typed);
    return texts.words.giveBack.done({
      sum: found.ok ? sumText(texts, found.value) : "",
      order: order?.number ?? "",
    });
  },
  reasons: ({ giveBack: { reasons } }) => [reasons.wrongOrder, reasons.otherwise],
  asksWhy: ({ giveBack: { why } }) => why,
  shell: {
    help: "give a payment back as it came, with its tip, while the goods stay",
    options: [
      {
        name: "--payment <which>",
        help: "by its amount, or its number among those that no receipt uses; else the only one",
      },
      { name: "--by-hand", help: "a terminal that this till does not ask has given it back" },
      { name: "--reason <text>", help: "why; it is recorded", isRequired: true },
    ],
    example: 'order give-back A12 --payment 1.00 --reason "wrong table"',
    read: ({ options }, { currency }) => {
      const wanted = readWantedPayment(options["payment"], currency);
      if (!wanted.ok) return wanted;
      const isByHand = options["byHand"] === true;
      return ok({ input: { ...wanted.value, isByHand, reason: String(options["reason"]) } });
    },
    tell: ({ order, answer }, texts) => {
      const words = wordsIn(orderWords, texts.locale);
      if (answer === undefined) return {};
      const papers = [words.gaveBack({ order: order?.number ?? "" })];
      return {
        json: { payment: paymentToJson(answer) },
        lines: paidText({ payments: [answer], papers }, texts),
      };
    },
  },
});

/**
 * Reads `8.71 wrong table`, `2`, or a reason alone; undefined for a number of nothing. `+` before it all says that
 * another terminal has given it back.
 */
export function readTypedGiveBack(
  typed: string,
  currency: TextContext["currency"],
): TypedGiveBack | undefined {
  const { plus, said = "" } = /^(?<plus>\+?)(?<said>.*)$/su.exec(typed.trim())?.groups ?? {};
  const isByHand = plus === "+";
  const [first = "", ...others] = said.trim().split(/\s+/u);
  if (!/^\d/u.test(first)) return { reason: said.trim(), isByHand };
  const wanted = readWantedPayment(first, currency);
  return wanted.ok ? { ...wanted.value, reason: others.join(" "), isByHand } : undefined;
}

/** `8.71 by card`, with the tip where there is one. */
function sumText(
  { words, money }: TextContext,
  { method, name, amount, tip }: TenderMoney & { readonly tip: MinorUnits },
): string {
  const tender = method === "cash" || method === "card" ? method : "other";
  return words.giveBack.sum({
    tender,
    name: name ?? method,
    money: money(amount),
    tip: tip === 0 ? "" : money(tip),
  });
}
