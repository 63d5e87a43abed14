/** A correction: a payment was made by another tender than it was booked by. */

import * as z from "zod";

import { err, ok, type Result } from "../domain/base/result.ts";
import { type DecisionContext, requirePermission } from "../domain/commands/decision.ts";
import {
  correctablePayments,
  type Correction,
  decideCorrectPayment,
} from "../domain/commands/money/correct-payment.ts";
import { type Refusal } from "../domain/commands/refusal.ts";
import { type EventId, eventIdSchema } from "../domain/identity.ts";
import { type MinorUnits, minorUnitsSchema } from "../domain/money/amounts.ts";
import { type OrderState } from "../domain/state/order-state.ts";
import { METHOD } from "../domain/tenders/tenders.ts";
import { type ActPlan, defineAct, type TextContext } from "./act.ts";
import { readAmount, readTender } from "./shell-money.ts";

/** One possible correction: all that was booked by a tender was made by another one. */
export interface CorrectionWay {
  readonly payment: EventId;
  /** Number of the receipt that the payment is on, where the order has several; else empty. */
  readonly receipt: string;
  readonly from: TenderSum;
  readonly to: TenderSum;
}

/** The amount that moves from or to a tender, with tip and cash rounding. */
interface TenderSum {
  readonly method: string;
  /** The name of the shop's own tender. */
  readonly name?: string;
  readonly amount: MinorUnits;
}

interface TypedCorrection {
  readonly order: EventId;
  /** Number of its last receipt, or its own. */
  readonly name: string;
  readonly way: CorrectionWay;
}

interface Correct extends Pick<Correction, "to" | "amount"> {
  readonly order: EventId;
  /** Missing for the last one that was booked by `from`. */
  readonly payment?: EventId | undefined;
  /** Missing where the order was paid by one other tender. */
  readonly from?: string | undefined;
  readonly reason?: string | undefined;
}

export const correct = defineAct({
  id: "correct",
  on: "any order",
  right: "return",
  input: () =>
    z.object({
      order: eventIdSchema,
      payment: eventIdSchema.optional(),
      from: z.string().regex(METHOD).optional(),
      to: z.string().regex(METHOD),
      amount: minorUnitsSchema.optional(),
      reason: z.string().optional(),
    }),
  decide: (context, order, { payment, from, to, amount, reason = "" }: Correct) => {
    const allowed = requirePermission(context, "return");
    if (!allowed.ok) return allowed;
    const chosen =
      payment === undefined || from === undefined
        ? bookedBy(context, order, { from, to })
        : ok({ payment, from });
    return chosen.ok
      ? decideCorrectPayment(context, order, { ...chosen.value, to, amount, reason })
      : chosen;
  },
  plan: (texts, _screen, { order, way }: TypedCorrection): ActPlan<Correct> => {
    const { payment, from, to } = way;
    const input = { order, payment, from: from.method, to: to.method };
    return { type: "ready", input, preview: wayText(texts, way) };
  },
  done: (texts, { typed: { name, way } }) =>
    texts.words.correct.done({
      name: way.receipt === "" ? name : way.receipt,
      way: movedText(texts, way),
    }),
  reasons: ({ correct: { reasons } }) => [reasons.key, reasons.other, reasons.mixed],
  asksWhy: ({ lists }, { name }) => lists.correct({ name }),
  shell: {
    help: "say that a payment of today was made by another tender than it was booked by",
    options: [
      {
        name: "--to <tender>",
        help: "cash, card, or a tender of the shop's own: how it was paid",
        isRequired: true,
      },
      {
        name: "--from <tender>",
        help: "how it was booked; else by the one other tender that there is",
      },
      { name: "--amount <amount>", help: "so much of it; else all that was booked so" },
      { name: "--reason <text>", help: "why; it is recorded", isRequired: true },
    ],
    example: 'order correct A-000012 --to card --reason "pressed F9"',
    read: ({ options }, { currency }, { tenders }) => {
      const to = readTender(tenders(), options["to"]);
      const from = readTender(tenders(), options["from"]);
      const amount = readAmount("--amount", options["amount"], currency);
      if (!to.ok) return to;
      if (!from.ok) return from;
      if (!amount.ok) return amount;
      const reason = String(options["reason"]);
      const input = { to: to.value ?? "", from: from.value, amount: amount.value, reason };
      return ok({ input });
    },
  },
});

/** Returns the last payment of the order that was booked by that tender. */
function bookedBy(
  context: DecisionContext,
  order: OrderState,
  { from, to }: Pick<Correct, "from" | "to">,
): Result<{ readonly payment: EventId; readonly from: string }, Refusal> {
  const all = correctablePayments(context, order).flatMap(({ payment, parts }) =>
    parts.map(({ method }) => ({ payment, from: method })),
  );
  const others = all.filter((it) => it.from !== to);
  const last = others.findLast((it) => from === undefined || it.from === from);
  const methods = new Set(others.map((it) => it.from));
  if (from === undefined && methods.size > 1) return err({ type: "correction/which" });
  if (last !== undefined) return ok(last);
  // The decision says what is wrong with it.
  const any =
    all.at(-1)?.payment ?? (Object.keys(order.paymentsById).at(-1) as EventId | undefined);
  return any === undefined
    ? err({ type: "correction/no-payment" })
    : ok({ payment: any, from: from ?? to });
}

/** `A-000002, card 3.22, not cash 3.20`; without the number where there is one receipt. */
function wayText(texts: TextContext, way: CorrectionWay): string {
  return [way.receipt, movedText(texts, way)].filter((text) => text !== "").join(", ");
}

/** `card 3.22, not cash 3.20` */
function movedText({ words, money }: TextContext, { from, to }: CorrectionWay): string {
  const { tenders } = words.back;
  function called({ method, name, amount }: TenderSum): string {
    const known = method === "cash" || method === "card" ? tenders[method] : method;
    return `${name ?? known} ${money(amount)}`;
  }
  return words.correct.way({ from: called(from), to: called(to) });
}
