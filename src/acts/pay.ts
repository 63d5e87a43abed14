/** A payment of an order, or of a part of its bill; also one the other way, of an order that has money too much. */

import * as z from "zod";

import { lazy } from "../domain/base/lazy.ts";
import { err, ok } from "../domain/base/result.ts";
import { moneyMoved } from "../domain/commands/money/money-moved.ts";
import { decideRefundPayments, type RefundToTender } from "../domain/commands/money/pay-order.ts";
import { decidePayment, type MadePayment } from "../domain/commands/order/ring-up.ts";
import { type Draft } from "../domain/events/kinds.ts";
import { minorUnitsSchema, zeroMinor } from "../domain/money/amounts.ts";
import { receiptNumber } from "../domain/order/order-view.ts";
import { receiptMode } from "../domain/printers/receipt-printing.ts";
import { readSetting } from "../domain/settings/settings.ts";
import { type OrderState, openedId } from "../domain/state/order-state.ts";
import { registerValue } from "../domain/state/register.ts";
import { METHOD } from "../domain/tenders/tenders.ts";
import { wordsIn } from "../domain/text/words-in.ts";
import { type OrderView, type PaymentView } from "../domain/views.ts";
import { orderWords } from "../words/made/order/all.ts";
import { type ActContext, defineAct } from "./act.ts";
import { paidText, paymentToJson } from "./paid-text.ts";
import { readMadePayment } from "./shell-payment.ts";

/** Money that goes back by one tender: what came by it, and with a reason also what came by others. */
interface Refund extends RefundToTender {
  readonly type: "refund";
}

/** How an order is paid, or money of it goes back. */
export type Paying = MadePayment | Refund;

type Pay = Paying & {
  /** The part of a split bill; missing for all that is left. */
  readonly part?: string | undefined;
};

export interface Paid {
  /** What went through somebody's hands; undefined where nothing did, because the goods cost nothing. */
  readonly payment: PaymentView | undefined;
  /** Present when the order, or its part, is paid in full by it. */
  readonly receiptNumber?: string;
  /** What becomes of its paper; missing where it comes out by itself. */
  readonly receiptMode?: "on-request" | "never";
  /** Of goods of receipts that came back for the order's. */
  readonly refunds: ReadonlyArray<{ readonly number: string; readonly receipt: string }>;
}

export const pay = defineAct({
  id: "pay",
  on: "order",
  right: "pay",
  input: (): z.ZodType<Pay> => {
    const part = z.string().optional();
    const [cash, card, tender, voucher, foreign] = madePaymentSchemas();
    return z.discriminatedUnion("type", [
      cash.extend({ part }),
      card.extend({ part }),
      tender.extend({ part }),
      voucher.extend({ part }),
      foreign.extend({ part }),
      z.object({
        type: z.literal("refund"),
        method: z.string().regex(METHOD),
        reason: z.string().optional(),
        shown: minorUnitsSchema.optional(),
        part,
      }),
    ]);
  },
  decide: (context, order, { part, ...paying }: Pay) => {
    const ofPart = part === undefined ? context : { ...context, part };
    return paying.type === "refund"
      ? decideRefundPayments(ofPart, order, paying)
      : decidePayment(ofPart, order, paying);
  },
  answer: paidBy,
  shell: {
    help: "take money for an order that is open, whichever till rang it up",
    options: [
      {
        name: "--cash <amount>",
        help: "cash given, such as 20 or usd50; less than is due is a part payment; 0 hands out what came in cash",
      },
      {
        name: "--card",
        help: "by card: this till's terminal is asked; one beside it has said yes",
      },
      { name: "--terminal <id>", help: "which one, where this till drives several" },
      { name: "--by-hand", help: "the card was taken by a terminal that this till does not ask" },
      { name: "--tender <name>", help: "by a tender of the shop's own, by name or digit" },
      { name: "--voucher <code>", help: "by a voucher, as far as it goes" },
      { name: "--part <n>", help: "that part of a split bill, with a receipt of its own" },
      {
        name: "--amount <amount>",
        help: "so much by --card, --tender or --voucher, the tip in it; else all of it",
      },
      { name: "--slip <number>", help: "number of the terminal's slip, to find it again" },
      { name: "--last4 <digits>", help: "the card's last four digits, as the slip has them" },
      { name: "--cash-back", help: "what --amount is beyond the bill goes out in cash" },
      { name: "--tip <amount>", help: "in what is given, for whoever takes the payment" },
      { name: "--yes", help: "the tip is right, even where it is more than what is due" },
      { name: "--reason <text>", help: "why all of it goes back so, where it came otherwise" },
    ],
    example: "order pay A12 --cash 20",
    asks: ["card", "drawer", "held"],
    read: ({ options }, { currency }, { order, tenders, voucher }) => {
      const payment = readMadePayment(options, { currency, tenders: tenders(), voucher });
      if (!payment.ok) return payment;
      const { reason, part: no } = options;
      if (typeof no !== "string") {
        return ok({
          input: typeof reason === "string" ? asRefund(payment.value, reason) : payment.value,
        });
      }
      if (reason !== undefined) return err({ type: "payment", wrong: "partOrReason" });
      if (!/^\d{1,4}$/u.test(no)) return err({ type: "part", typed: no });
      const parts = order?.parts ?? [];
      const part = parts.find((it) => it.no === Number(no));
      return part === undefined
        ? err({
            type: "split/part-unknown",
            text: String(Number(no)),
            parts: parts.at(-1)?.no ?? 0,
          })
        : ok({ input: { ...payment.value, part: part.id } });
    },
    tell: ({ answer }, texts) => {
      const { payment, receiptNumber: number, refunds } = answer ?? { refunds: [] };
      const words = wordsIn(orderWords, texts.locale);
      const receipts = number === undefined ? [] : [words.receipt({ number })];
      const papers = [...receipts, ...refunds.map((refund) => words.refund(refund))];
      return {
        json: {
          payment: payment === undefined ? null : paymentToJson(payment),
          exchanged: refunds.map((refund) => refund.number),
        },
        lines: paidText({ payments: payment === undefined ? [] : [payment], papers }, texts),
      };
    },
  },
});

/** The schemas of payments by each sort of tender. */
export const madePaymentSchemas = lazy(() => {
  const tip = minorUnitsSchema.optional();
  const isTipSure = z.boolean().optional();
  const amount = minorUnitsSchema.optional();
  return [
    z.object({ type: z.literal("cash"), tendered: minorUnitsSchema, tip, isTipSure }),
    z.object({
      type: z.literal("card"),
      tip,
      hasCashBack: z.boolean().optional(),
      slip: z.object({ slip: z.string(), last4: z.string() }).optional(),
      amount,
      isTipSure,
    }),
    z.object({
      type: z.literal("tender"),
      tender: z.string(),
      tip: minorUnitsSchema,
      amount,
      isTipSure,
    }),
    z.object({
      type: z.literal("voucher"),
      voucher: z.string(),
      name: z.string(),
      amount,
    }),
    z.object({
      type: z.literal("foreign"),
      currency: z.string(),
      amount: minorUnitsSchema,
      tip: minorUnitsSchema,
      isTipSure,
    }),
  ] as const;
});

function asRefund(payment: MadePayment, reason: string): Refund {
  const method = payment.type === "tender" ? payment.tender : payment.type;
  return { type: "refund", method: method === "foreign" ? "cash" : method, reason };
}

function paidBy(
  context: ActContext,
  order: OrderState,
  { drafts }: { readonly drafts: ReadonlyArray<Draft> },
): Paid {
  const { view, series } = context;
  const service = registerValue(order.fields.service) ?? "counter";
  const mode = receiptMode(readSetting(view, "receipts"), { series, service });
  const [receipt] = drafts.flatMap((draft) =>
    draft.kind === "receipt/issued" ? [receiptNumber(draft.body.series, draft.body.no)] : [],
  );
  return {
    payment: moneyMoved(context, openedId(order), drafts),
    ...(receipt === undefined ? {} : { receiptNumber: receipt }),
    ...(mode === "always" ? {} : { receiptMode: mode }),
    refunds: drafts.flatMap((draft) => {
      if (draft.kind !== "refund/issued") return [];
      const { series: own, no, of } = draft.body;
      const taken = Object.values(order.returnsById ?? {}).find((it) => it.taken?.receipt === of);
      return [{ number: receiptNumber(own, no), receipt: taken?.taken?.number ?? "" }];
    }),
  };
}

/** Returns what went through somebody's hands; where nothing did, that nothing of what was given stayed. */
export function paymentView(
  paying: Paying,
  order: OrderView,
  { payment }: Pick<Paid, "payment">,
): PaymentView {
  if (payment !== undefined) return payment;
  const tendered = paying.type === "cash" ? paying.tendered : zeroMinor;
  const nothing = { id: order.id, amount: zeroMinor, tendered, change: tendered };
  return { ...nothing, method: methodOf(paying), rounding: zeroMinor };
}

function methodOf(paying: Paying): string {
  switch (paying.type) {
    case "refund":
      return paying.method;
    case "tender":
      return paying.tender;
    case "card":
    case "voucher":
      return paying.type;
    default:
      return "cash";
  }
}
