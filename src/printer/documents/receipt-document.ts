/** The customer's receipt. Its figures come worked out; nothing here decides about money. */

import { serialText } from "../../domain/goods/serial-numbers.ts";
import { weightOfPacks } from "../../domain/lines/line-measure.ts";
import { addMinor, minor, oneUnit, thousandths } from "../../domain/money/amounts.ts";
import { currenciesByCode } from "../../domain/money/currency.ts";
import { type ForeignCash, formatForeign, rateText } from "../../domain/tenders/foreign-cash.ts";
import { DIFFERENCE } from "../../domain/tenders/tenders.ts";
import { type Locale, localRate, withDecimal } from "../../domain/text/locale.ts";
import {
  type ModifierView,
  type PaymentView,
  type ReceiptLineView,
  type ReceiptView,
} from "../../domain/views.ts";
import { doubtTexts } from "../../words/doubt-text.ts";
import { exemptText, sparedText, taxText } from "../../words/exempt-text.ts";
import { type Block, type PrintDocument } from "../document.ts";
import { withOwnTexts } from "../encoding/own-text.ts";
import { type PaperWords, paperWords } from "../paper-words.ts";
import { tillNamed } from "../till-named.ts";
import { formatPieces, formatQuantity } from "./printed-quantity.ts";
import { centred, demoBlocks } from "./text-block.ts";
import { formatWallTime } from "./wall-time.ts";

export interface ReceiptOptions {
  readonly formatMoney: (amountMinor: number) => string;
  /** The shop's language; English unless given. */
  readonly locale?: Locale;
  /** What its QR code says; missing for none. */
  readonly proof?: string | undefined;
  /** Whether the drawer opens with it, as for cash. */
  readonly opensDrawer: boolean;
}

export const BIG = { bold: true, doubleHeight: true, doubleWidth: true } as const;

/** The paper's own language. */
export interface Said {
  readonly formatMoney: ReceiptOptions["formatMoney"];
  readonly locale: Locale;
  readonly words: PaperWords;
  readonly isRefund: boolean;
  /** The currency of the amounts. */
  readonly currency: string;
  /** Signs of the widest tax letter; 0 where no line bears a tax. */
  readonly letterWidth: number;
}

/** How amounts and words of such lines are written. */
export function saidOf(
  { lines, currency, isRefund }: Pick<Said, "currency" | "isRefund"> & Pick<ReceiptView, "lines">,
  { formatMoney, locale = "en" }: Pick<ReceiptOptions, "formatMoney" | "locale">,
): Said {
  const letterWidth = Math.max(0, ...lines.map(({ taxLetter }) => taxLetter.length));
  return { formatMoney, locale, words: paperWords(locale), isRefund, currency, letterWidth };
}

export function receiptToDocument(issued: ReceiptView, options: ReceiptOptions): PrintDocument {
  const receipt = withOwnTexts(issued);
  const said = saidOf({ ...receipt, isRefund: receipt.refund !== undefined }, options);
  const { formatMoney, words: all } = said;
  const words = all.receipt;
  return {
    kind: "receipt",
    blocks: [
      // First, so that the cashier has the drawer open while the paper still runs.
      ...(options.opensDrawer ? [{ type: "pulse" } as const] : []),
      ...headBlocks(receipt, said),
      ...receipt.lines.flatMap((line) => lineBlocks(line, said)),
      ...raisedBlocks(receipt, said),
      ...offBlocks(receipt, said),
      ...chargeBlocks(receipt, said),
      ...exemptBlocks(receipt, said),
      { type: "rule" },
      {
        type: "row",
        left: words.total({ currency: receipt.currency }),
        right: formatMoney(receipt.total),
        style: BIG,
      },
      ...settlementBlocks(receipt, said),
      ...taxBlocks(receipt, said),
      ...pointsBlocks(receipt, words),
      { type: "feed", lines: 1 },
      ...(receipt.barcode === "" ? [] : [{ type: "barcode", ean13: receipt.barcode } as const]),
      ...(options.proof === undefined ? [] : [{ type: "qr", text: options.proof } as const]),
      ...receipt.foot.map((line) => centred(line)),
      ...demoBlocks(receipt, words),
      { type: "cut" },
    ],
  };
}

/** Prints by how much more goods count that stay with the guest. */
function raisedBlocks({ refund }: ReceiptView, said: Said): ReadonlyArray<Block> {
  return (refund?.raised ?? []).map(({ what, amount, taxLetter }) => ({
    type: "row",
    left: said.words.receipt.raised({ what }),
    right: withLetter(said.formatMoney(amount), taxLetter, said),
  }));
}

/** Prints the charges on top of the goods, with their rates. */
export function chargeBlocks(
  { charges = [] }: Pick<ReceiptView, "charges">,
  said: Said,
): ReadonlyArray<Block> {
  return charges.map(({ name, rate, amount }) => ({
    type: "row",
    left: rate === 0 ? name : `${name} ${localRate(rate, said.locale)}`,
    right: withLetter(said.formatMoney(amount), "", said),
  }));
}

/** The buyer's points: those of this receipt, and what is left. */
function pointsBlocks(
  { points, pointsBack = 0 }: Pick<ReceiptView, "points" | "pointsBack">,
  words: Said["words"]["receipt"],
): ReadonlyArray<Block> {
  const { earned = 0, spent = 0, left } = points ?? {};
  const rows = [
    [words.pointsEarned, earned],
    [words.pointsSpent, spent],
    [words.pointsBack, pointsBack],
  ] as const;
  const own = [
    ...rows.filter(([, count]) => count !== 0),
    ...(left === undefined ? [] : [[words.pointsLeft, left] as const]),
  ];
  return own.map(([label, count]): Block => ({ type: "row", left: label, right: String(count) }));
}

/** The buyer's number, and what goes off the prices by it. */
export function exemptBlocks(
  { exempt, taxes }: Pick<ReceiptView, "exempt" | "taxes">,
  said: Said,
): ReadonlyArray<Block> {
  if (exempt === undefined) return [];
  const { locale, formatMoney } = said;
  return [
    ...taxes
      .filter((tax) => (tax.exempt ?? 0) !== 0)
      .map(({ label, exempt: spared = 0 }): Block => ({
        type: "row",
        left: sparedText(label, locale),
        right: withLetter(formatMoney(0 - spared), "", said),
      })),
    { type: "text", text: exemptText(exempt, locale), style: { bold: true } },
  ];
}

/** Prints the discount on all lines together, or on those of some goods. */
export function offBlocks(
  { off, comp, offGoods }: Pick<ReceiptView, "off" | "comp" | "offGoods">,
  said: Said,
): ReadonlyArray<Block> {
  if (off === 0) return [];
  const right = withLetter(said.formatMoney(0 - off), "", said);
  const { discount, goodsDiscount, comps } = said.words.receipt;
  const left = offGoods === undefined ? discount : goodsDiscount({ goods: offGoods.join(", ") });
  return [{ type: "row", left: comp === undefined ? left : comps[comp], right }];
}

function headBlocks(receipt: ReceiptView, { words: all, locale }: Said): ReadonlyArray<Block> {
  const words = all.receipt;
  const { date, time } = formatWallTime(receipt.at, locale);
  const table = receipt.table === "" ? "" : words.table({ name: receipt.table });
  return [
    ...demoBlocks(receipt, words),
    { type: "logo" },
    centred(receipt.shopName, BIG),
    ...receipt.head.map((line) => centred(line)),
    { type: "feed", lines: 1 },
    centred(receipt.orderNumber, BIG),
    { type: "row", left: all.services[receipt.service], right: table },
    ...(receipt.part === undefined
      ? []
      : [
          {
            type: "text",
            text: words.part({ no: receipt.part.no, of: receipt.part.of }),
            style: { bold: true },
          } as const,
        ]),
    ...refundBlocks(receipt, words),
    ...(receipt.isInvoice === true ? [centred(words.invoice, BIG)] : []),
    ...recipientBlocks(receipt, words),
    {
      type: "row",
      left: (isReceipt(receipt) ? words.receipt : words.refund)({ number: receipt.number }),
      right: tillNamed(words.till, receipt.till),
    },
    { type: "row", left: `${date} ${time}`, right: receipt.cashier },
    ...invoicedBlocks(receipt, { words, locale }),
    ...doubtTexts(receipt.doubts, locale).map((text) => ({ type: "text", text }) as const),
    { type: "rule" },
  ];
}

function refundBlocks({ refund }: ReceiptView, words: PaperWords["receipt"]): ReadonlyArray<Block> {
  if (refund === undefined) return [];
  const { of, reason, instead } = refund;
  const sold: ReadonlyArray<Block> =
    instead === undefined ? [] : [{ type: "text", text: words.insteadOf({ number: instead }) }];
  return [
    centred(instead === undefined ? words.isRefund : words.isAgain, BIG),
    { type: "text", text: words.ofReceipt({ number: of, reason }) },
    ...sold,
  ];
}

/** Whether it says that something was sold; what a refund said too much is sold again. */
function isReceipt({ refund }: ReceiptView): boolean {
  return refund === undefined || refund.instead !== undefined;
}

/** The day of an invoice that was issued later, beside the receipt's. */
function invoicedBlocks(
  { invoicedAt }: ReceiptView,
  { words, locale }: { readonly words: PaperWords["receipt"]; readonly locale: Locale },
): ReadonlyArray<Block> {
  if (invoicedAt === undefined) return [];
  const { date, time } = formatWallTime(invoicedAt, locale);
  return [{ type: "text", text: words.invoiced({ at: `${date} ${time}` }) }];
}

/** A guest who has it paid by a business needs both on the paper. */
function recipientBlocks({ to }: ReceiptView, words: PaperWords["receipt"]): ReadonlyArray<Block> {
  if (to === undefined) return [];
  const { name = words.toErased, taxId, address } = to;
  return [
    { type: "text", text: words.to({ name }), style: { bold: true } },
    ...(address === undefined ? [] : [{ type: "text", text: address } as const]),
    ...(taxId === undefined
      ? []
      : [{ type: "text", text: words.taxId({ number: taxId }) } as const]),
  ];
}

export function lineBlocks(line: ReceiptLineView, said: Said): ReadonlyArray<Block> {
  const { formatMoney, words } = said;
  // A line of money alone has no count.
  const isCounted = line.soldBy === "each" && line.quantity !== 0;
  const count = isCounted ? `${formatPieces(line.quantity)} x ` : "";
  return [
    {
      type: "row",
      left: line.share === undefined ? `${count}${line.name}` : shareText(line, said),
      right: withLetter(formatMoney(line.amount), line.taxLetter, said),
    },
    ...unitPriceBlocks(line, said),
    ...packWeightBlocks(line, said),
    ...line.modifiers.map((modifier) => modifierBlock(modifier, said)),
    ...serialBlocks(line),
    ...promoBlocks(line, said),
    ...discountBlocks(line, said),
    ...(line.service === undefined
      ? []
      : [{ type: "text", text: words.services[line.service], indent: 1 } as const]),
  ];
}

/** The serial number, which a guarantee asks for. */
export function serialBlocks({ serial = "" }: ReceiptLineView): ReadonlyArray<Block> {
  return serial === "" ? [] : [{ type: "text", text: serialText(serial), indent: 1 }];
}

/** `1/3 Steak`, of several `1/3 (2 x Steak)`. */
function shareText(
  { name, share, quantity, sharedOf = quantity, soldBy }: ReceiptLineView,
  { words }: Said,
): string {
  const isOne = soldBy === "weight" || sharedOf === oneUnit;
  const count = `${formatPieces(sharedOf)} x `;
  const what = isOne ? name : `(${count}${name})`;
  const isSaid = typeof share === "object";
  return isSaid ? `${share.num}/${share.den} ${what}` : words.receipt.partOf({ what });
}

/** The letter of its taxes behind an amount, in a column of its own. */
function withLetter(amount: string, letter: string, { letterWidth }: Said): string {
  return letterWidth === 0 ? amount : `${amount} ${letter.padEnd(letterWidth)}`;
}

function unitPriceBlocks(line: ReceiptLineView, said: Said): ReadonlyArray<Block> {
  // The unit price is hidden on a refund: its amount has a share of all discounts off.
  const isHidden = said.isRefund && line.quantity < 0;
  if (line.quantity === 0) return [];
  if (line.soldBy === "each" && (Math.abs(line.quantity) === oneUnit || isHidden)) return [];
  const unitPrice = said.formatMoney(line.unitPrice);
  const text =
    line.soldBy === "weight"
      ? `${withDecimal(formatQuantity(line.quantity, line.soldBy), said.locale)} x ${unitPrice}/kg`
      : said.words.receipt.each({ price: unitPrice });
  return [{ type: "text", text, indent: 1 }];
}

/** What packs with a printed price weigh; a share of them is no weight of its own. */
function packWeightBlocks(
  { packWeight, quantity, share }: ReceiptLineView,
  { words, locale }: Said,
): ReadonlyArray<Block> {
  if (packWeight === undefined || quantity === 0 || share !== undefined) return [];
  const grams = weightOfPacks(packWeight, thousandths(Math.abs(quantity)));
  const weight = withDecimal(formatQuantity(grams, "weight"), locale);
  const text = words.receipt.packWeight({ weight, from: packWeight.from });
  return [{ type: "text", text, indent: 1 }];
}

/** The price of a modifier is in the line's amount already, so it stands out of that column. */
function modifierBlock(modifier: ModifierView, { formatMoney }: Said): Block {
  const count = modifier.count === 1 ? "" : `${modifier.count} x `;
  const price = modifier.price === 0 ? "" : ` (${formatMoney(modifier.price)})`;
  return { type: "text", text: `+ ${count}${modifier.name}${price}`, indent: 1 };
}

/** What promotions took off is out of the line's amount already, as its discount is. */
function promoBlocks({ promo }: ReceiptLineView, { formatMoney }: Said): ReadonlyArray<Block> {
  if (promo === undefined) return [];
  const text = `- ${promo.names.join(", ")} (${formatMoney(minor(0 - promo.off))})`;
  return [{ type: "text", text, indent: 1 }];
}

/** The line's amount is without it already, so it stands out of that column too. */
function discountBlocks(
  { discountRate, off, comp }: ReceiptLineView,
  said: Said,
): ReadonlyArray<Block> {
  if (off === 0) return [];
  if (comp !== undefined) {
    const given = `- ${said.words.receipt.comps[comp]} (${said.formatMoney(0 - off)})`;
    return [{ type: "text", text: given, indent: 1 }];
  }
  const rate = discountRate === 0 ? "" : localRate(discountRate, said.locale);
  const text = said.words.receipt.lineDiscount({ rate, money: said.formatMoney(0 - off) });
  return [{ type: "text", text, indent: 1 }];
}

function settlementBlocks(receipt: ReceiptView, said: Said): ReadonlyArray<Block> {
  const rounding: ReadonlyArray<Block> =
    receipt.rounding === 0
      ? []
      : [
          {
            type: "row",
            left: said.words.receipt.rounding,
            right: said.formatMoney(receipt.rounding),
          },
        ];
  return [
    ...rounding,
    ...receipt.payments.flatMap((payment) =>
      payment.amount < 0 && !said.isRefund
        ? givenBackBlocks(payment, said)
        : paymentBlocks(payment, said),
    ),
    ...unfundedBlocks(receipt, said),
  ];
}

function unfundedBlocks({ refund }: ReceiptView, said: Said): ReadonlyArray<Block> {
  if (refund?.unfunded === undefined) return [];
  const right = said.formatMoney(minor(0 - refund.unfunded));
  return [{ type: "row", left: said.words.receipt.unfunded, right }];
}

/** Nothing was tendered: what went out stands there as it was counted. */
function givenBackBlocks(
  { method, name, amount, change }: PaymentView,
  { words: { receipt }, formatMoney }: Said,
): ReadonlyArray<Block> {
  const left = receipt.givenBack({ method: name ?? methodName(receipt, method) });
  const right = formatMoney(method === "cash" ? change : 0 - amount);
  return [{ type: "row", left, right, style: { bold: true } }];
}

function paymentBlocks(payment: PaymentView, said: Said): ReadonlyArray<Block> {
  const { formatMoney } = said;
  const words = said.words.receipt;
  const called = payment.name ?? methodName(words, payment.method);
  const method = payment.corrected === true ? words.corrected({ method: called }) : called;
  const paid: ReadonlyArray<Block> = [
    { type: "row", left: method, right: formatMoney(keptOf(payment, said)) },
    ...cardBlocks(payment, words),
    ...tipBlocks(payment, said),
  ];
  const { foreign, change } = payment;
  if (change === 0 && foreign === undefined) return paid;
  const left = foreign === undefined ? words.tendered : foreignText(foreign, said);
  const given: ReadonlyArray<Block> = [
    ...paid,
    { type: "row", left, right: formatMoney(payment.tendered), indent: 1 },
  ];
  if (change === 0) return given;
  return [
    ...given,
    {
      type: "row",
      left: words.change,
      right: formatMoney(change),
      indent: 1,
      style: { bold: true },
    },
  ];
}

/**
 * Returns the amount that stays in the drawer besides a tip: total and rounding above add up to it.
 * A refund is recorded as it was handed out.
 */
function keptOf({ amount, rounding }: PaymentView, { isRefund }: Said): number {
  return isRefund ? amount : addMinor(amount, rounding);
}

/** `50.00 USD at 0.92`: beside it stands what it is worth. */
export function foreignText(
  { amount, currency: given, rate }: ForeignCash,
  { locale, words, currency }: Pick<Said, "locale" | "words" | "currency">,
): string {
  const own = currenciesByCode.get(currency) ?? { decimals: 2 };
  const texts = [formatForeign(amount, given), rateText(rate, own)];
  const [money = "", at = ""] = texts.map((text) => withDecimal(text, locale));
  return words.receipt.foreign({ given: money, rate: at });
}

/** Prints which card it was, and that the money is not certain yet. */
function cardBlocks({ card }: PaymentView, words: PaperWords["receipt"]): ReadonlyArray<Block> {
  if (card === undefined) return [];
  const { name, slip = "", isOffline } = card;
  const number = slip === "" ? "" : words.slip({ number: slip });
  const texts = [name, number, isOffline ? words.cardOffline : ""].filter((text) => text !== "");
  return texts.length === 0 ? [] : [{ type: "text", text: texts.join(", "), indent: 1 }];
}

/** Prints the tip, and the sum of the payment with it. */
function tipBlocks(
  { amount, rounding, tip }: PaymentView,
  { words, formatMoney }: Said,
): ReadonlyArray<Block> {
  if (tip === undefined || tip === 0) return [];
  const together = formatMoney(amount + rounding + tip);
  return [
    { type: "row", left: words.receipt.tip, right: formatMoney(tip), indent: 1 },
    { type: "row", left: words.receipt.together, right: together, indent: 1 },
  ];
}

/** A tender that has no word yet is called as it is recorded. */
function methodName(
  { cash, card, exchange, difference }: PaperWords["receipt"],
  method: string,
): string {
  if (method === DIFFERENCE) return difference;
  if (method === "cash") return cash;
  if (method === "exchange") return exchange;
  return method === "card" ? card : method.charAt(0).toUpperCase() + method.slice(1);
}

export function taxBlocks(receipt: Pick<ReceiptView, "taxes">, said: Said): ReadonlyArray<Block> {
  if (receipt.taxes.length === 0) return [];
  const { formatMoney } = said;
  const words = said.words.receipt;
  const letterWidth = Math.max(...receipt.taxes.map(({ letters }) => letters.length));
  return [
    { type: "rule" },
    {
      type: "table",
      aligns: ["left", "right", "right", "right"],
      hasHead: true,
      rows: [
        [words.tax, words.net, words.taxSum, words.gross],
        ...receipt.taxes.map(({ letters, net, tax, ...of }) => {
          const label = taxText(of, said.locale);
          return [
            letterWidth === 0 ? label : `${letters.padEnd(letterWidth)} ${label}`,
            formatMoney(net),
            formatMoney(tax),
            formatMoney(addMinor(net, tax)),
          ];
        }),
      ],
    },
  ];
}
