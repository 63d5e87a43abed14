/**
 * The slip for money that moves without a receipt: a part payment, or money handed back. For cash it
 * opens the drawer; it is what the guest holds until the receipt names every payment.
 */

import { type BusinessDay } from "../../domain/identity.ts";
import { zeroMinor } from "../../domain/money/amounts.ts";
import { dueText } from "../../domain/order/due-at.ts";
import { DIFFERENCE } from "../../domain/tenders/tenders.ts";
import { localDate, type Locale, localQuantity } from "../../domain/text/locale.ts";
import {
  type GuestFacts,
  type LineView,
  type OrderView,
  type PartView,
  type PaymentView,
} from "../../domain/views.ts";
import { type Block, type PrintDocument } from "../document.ts";
import { withOwnTexts } from "../encoding/own-text.ts";
import { type PaperWords, paperWords } from "../paper-words.ts";
import { foreignText, type ReceiptOptions } from "./receipt-document.ts";
import { centred, demoBlocks, guestBlocks, textBlock } from "./text-block.ts";

export interface PaymentSlip {
  readonly order: Pick<OrderView, "number" | "due">;
  readonly payment: PaymentView;
  /** What the guest comes back for with it, of an order for later; missing for one of now. */
  readonly later?: OrderedForLater | undefined;
  /** The order's customer, where it is brought to them. */
  readonly guest?: GuestFacts | undefined;
  /** The part of a split bill that the payment is for. */
  readonly part?: Pick<PartView, "no" | "of" | "due"> | undefined;
  /** The currency of the amounts. */
  readonly currency: string;
  /** Whether the shop is a training. */
  readonly training?: boolean;
}

export interface OrderedForLater {
  readonly shopName: string;
  /** The business day of the payment. */
  readonly day: BusinessDay | undefined;
  /** On the shop's wall, such as `2026-12-05T10:00`. */
  readonly dueAt: string;
  /** What the order is asked for by; empty for its number alone. */
  readonly name: string;
  readonly goods: ReadonlyArray<Pick<LineView, "quantity" | "soldBy" | "name">>;
}

export function paymentSlipToDocument(
  slip: PaymentSlip,
  { formatMoney, locale = "en" }: Pick<ReceiptOptions, "formatMoney" | "locale">,
): PrintDocument {
  const { order, payment, later, guest, part, currency, training = false } = withOwnTexts(slip);
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
      ...shopBlocks(later, locale),
      centred(order.number, { bold: true }),
      ...partBlocks(part, locale),
      centred(words.noReceipt),
      ...goodsBlocks(later, locale),
      ...guestBlocks(guest),
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

function shopBlocks(later: PaymentSlip["later"], locale: Locale): ReadonlyArray<Block> {
  if (later === undefined) return [];
  const { shopName, day } = later;
  return [
    centred(shopName, { bold: true }),
    ...(day === undefined ? [] : [centred(localDate(day, locale))]),
  ];
}

/** Prints when the guest comes back, and for what. */
function goodsBlocks(later: PaymentSlip["later"], locale: Locale): ReadonlyArray<Block> {
  if (later === undefined) return [];
  const { dueAt, name, goods } = later;
  const when = paperWords(locale).bill.dueAt({ when: dueText(dueAt, locale) });
  return [
    { type: "rule" },
    textBlock(when, { style: { bold: true } }),
    ...(name === "" ? [] : [textBlock(name)]),
    ...goods.map(({ quantity, soldBy, name: what }) =>
      textBlock(`${localQuantity(quantity, soldBy, locale)} x ${what}`),
    ),
  ];
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
