/**
 * The slip for money that moves without a receipt: a part payment, or money handed back. For cash it
 * opens the drawer; it is what the guest holds until the receipt names every payment.
 */

import { zeroMinor } from "../../domain/money/amounts.ts";
import { DIFFERENCE } from "../../domain/tenders.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { type OrderView, type PartView, type PaymentView } from "../../domain/views.ts";
import { type Block, type PrintDocument } from "../document.ts";
import { type PaperWords, paperWords } from "../paper-words.ts";
import { foreignText, type ReceiptOptions } from "./receipt-document.ts";
import { centred, demoBlocks } from "./text-block.ts";

export interface PaymentSlip {
  readonly order: Pick<OrderView, "number" | "due">;
  readonly payment: PaymentView;
  /** The part of a split bill that the payment is for. */
  readonly part?: Pick<PartView, "no" | "of" | "due"> | undefined;
  /** The currency of the amounts. */
  readonly currency: string;
  /** Whether the shop is a training. */
  readonly training?: boolean;
}

export function paymentSlipToDocument(
  { order, payment, part, currency, training = false }: PaymentSlip,
  { formatMoney, locale = "en" }: Pick<ReceiptOptions, "formatMoney" | "locale">,
): PrintDocument {
  const isHandedBack = payment.amount < 0;
  const isCash = payment.method === "cash";
  const words = paperWords(locale).slip;
  const method = payment.name ?? nameOf(words, payment.method);
  const paid = isCash ? words.partCash : words.partOther({ method });
  return {
    kind: "report",
    blocks: [
      ...(isCash ? [{ type: "pulse" } as const] : []),
      ...demoBlocks({ demo: training, training }, paperWords(locale).receipt),
      centred(order.number, { bold: true }),
      ...partBlocks(part, locale),
      centred(words.noReceipt),
      { type: "rule" },
      ...(isHandedBack
        ? [{ type: "row", left: words.handedBack, right: formatMoney(payment.change) } as const]
        : [{ type: "row", left: paid, right: formatMoney(payment.tendered) } as const]),
      ...foreignBlocks(payment, { locale, currency }),
      ...tipBlocks(payment, { formatMoney, locale }),
      { type: "row", left: words.stillToPay, right: formatMoney((part ?? order).due) },
      { type: "cut" },
    ],
  };
}

function partBlocks(part: PaymentSlip["part"], locale: Locale): ReadonlyArray<Block> {
  if (part === undefined) return [];
  const text = paperWords(locale).receipt.part({ no: part.no, of: part.of });
  return [centred(text, { bold: true })];
}

function nameOf({ card, exchange, difference }: PaperWords["slip"], method: string): string {
  if (method === DIFFERENCE) return difference;
  if (method === "exchange") return exchange;
  return method === "card" ? card : method;
}

/** Prints the amount handed over in another currency. */
function foreignBlocks(
  { foreign }: PaymentView,
  { locale, currency }: { readonly locale: Locale; readonly currency: string },
): ReadonlyArray<Block> {
  if (foreign === undefined) return [];
  const left = foreignText(foreign, { locale, currency, words: paperWords(locale) });
  return [{ type: "text", text: left, indent: 1 }];
}

function tipBlocks(
  { tip = zeroMinor }: PaymentView,
  { formatMoney, locale }: Required<Pick<ReceiptOptions, "formatMoney" | "locale">>,
): ReadonlyArray<Block> {
  const left = paperWords(locale).slip.tip;
  return tip === 0 ? [] : [{ type: "row", left, right: formatMoney(tip), indent: 1 }];
}
