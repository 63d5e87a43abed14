/** `till order pay`. */

import { paymentToJson } from "../../app/orders/order-json.ts";
import { payOrder } from "../../app/orders/order-pay.ts";
import { paidText } from "../../app/orders/paid-text.ts";
import { type Speech } from "../../app/speech.ts";
import { type Till } from "../../app/till.ts";
import { type MadePayment } from "../../domain/commands/ring-up.ts";
import { isDigits } from "../../domain/entry-text.ts";
import { type ReceiptView } from "../../domain/views.ts";
import { wordsIn } from "../../domain/words-in.ts";
import { cliOrderWords } from "../../words/made/cliOrder/all.ts";
import { orderWords } from "../../words/made/order/all.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { usageFault } from "../fault.ts";
import { quoted } from "../one-line.ts";
import { printOutcome } from "../order-outcome.ts";
import { amountOf, type PaymentOptions, paymentOf } from "../payment-words.ts";
import { refusalFault } from "../refusal-fault.ts";
import { sentencesOf } from "../sentences-of.ts";
import { type ApproverOptions, withApproval } from "../with-approval.ts";
import { type JsonOptions, type StaffOptions, whoActs, withTill } from "../with-till.ts";

const said = sentencesOf(cliOrderWords);

export interface PayOptions extends JsonOptions, StaffOptions, ApproverOptions, PaymentOptions {
  /** The amount by a card or a tender. */
  readonly amount?: string;
  /** The part of a split bill, counted from 1. */
  readonly part?: string;
  /** Why money goes back by another tender than it came by. */
  readonly reason?: string;
}

export function payTheOrder(
  order: string,
  options: PayOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async (open) => {
    const { till } = open;
    const payment = madePayment(options, till);
    const part = partOf(options);
    const actor = await whoActs(till, options, console);
    const done = await withApproval({ till, actor, console }, options, (by) =>
      payOrder(till, by, { order, payment, part, reason: options.reason }),
    );
    if (!done.ok) throw refusalFault(done.fault, till);
    const { details, payment: paid, receipt, refunds } = done.value;
    const receipts = receipt === undefined ? [] : [receipt];
    await printOutcome(open, console, {
      order: details.order.id,
      issued: [...receipts, ...refunds],
      json: options.json,
      more: {
        payment: paid === undefined ? null : paymentToJson(paid),
        exchanged: refunds.map(({ number }) => number),
      },
      text: (_, speech) => {
        const papers = papersText({ receipts, refunds }, speech);
        return paidText({ payments: paid === undefined ? [] : [paid], papers }, speech);
      },
    });
    return EXIT.fine;
  });
}

function partOf({ part: text, reason }: PayOptions): number | undefined {
  if (text === undefined) return undefined;
  if (reason !== undefined) throw usageFault(said(({ pay }) => pay.partOrReason));
  if (isDigits(text) && text.length <= 4) return Number(text);
  throw usageFault(said((words) => words.noPart({ text: quoted(text) })));
}

function papersText(
  { receipts, refunds }: Readonly<Record<"receipts" | "refunds", ReadonlyArray<ReceiptView>>>,
  { locale }: Speech,
): ReadonlyArray<string> {
  const words = wordsIn(orderWords, locale);
  return [
    ...receipts.map(({ number }) => words.receipt({ number })),
    ...refunds.map(({ number, refund }) => words.refund({ number, receipt: refund?.of ?? "" })),
  ];
}

function madePayment(options: PayOptions, till: Till): MadePayment {
  const payment = paymentOf(options, till);
  if (payment.type === "none") {
    throw usageFault(said(({ pay }) => pay.how));
  }
  const { amount: text, reason } = options;
  const isAll = text === undefined && (payment.type !== "cash" || payment.tendered === 0);
  if (reason !== undefined && (payment.type === "foreign" || !isAll)) {
    throw usageFault(said(({ pay }) => pay.reasonAlone));
  }
  if (text === undefined) return payment;
  if (payment.type === "card" || payment.type === "tender") {
    return { ...payment, amount: amountOf("--amount", text, till.currency) };
  }
  throw usageFault(said(({ pay }) => pay.amountAlone));
}
