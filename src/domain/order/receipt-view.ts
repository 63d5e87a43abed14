/**
 * Receipts and tickets as their papers show them: every sum as it was recorded, none worked out anew. Refunds are in
 * `refund-view.ts`.
 */

import { compOfOrder } from "../balance/comps.ts";
import { receiptRounding } from "../balance/money-by-tender.ts";
import { type LineBalance, orderBalance } from "../balance/order-balance.ts";
import { chargeViews } from "../balance/order-charges.ts";
import { borneTaxes } from "../balance/order-exempt.ts";
import { type TenderShare, tenderShares } from "../balance/payment-tenders.ts";
import { earnedBy } from "../balance/receipt-points.ts";
import { toTaxView } from "../balance/remaining-bill.ts";
import { doubtsIn, isDoubted } from "../doubts/doubts.ts";
import { type PartName } from "../events/bill-events.ts";
import { type Exempt } from "../events/exempt-events.ts";
import { type LineCombo } from "../events/line-parts.ts";
import { type ReceiptIssued, type ReceiptItem, type ReceiptTo } from "../events/order-events.ts";
import { type SealedText } from "../events/people-events.ts";
import { type TicketState } from "../folds/ticket-fold.ts";
import { receiptBarcode } from "../goods/barcode.ts";
import { lineGross } from "../goods/pricing.ts";
import { combinationName, lettersOnPaper, type TaxLetters } from "../goods/tax-letters.ts";
import { type DeviceId, deviceOf, type EventId } from "../identity.ts";
import {
  milliPercent,
  minor,
  type MinorUnits,
  oneUnit,
  sumMinor,
  thousandths,
  zeroMinor,
} from "../money/amounts.ts";
import { pricingRule } from "../money/pricing-rule.ts";
import { type BorneTax, taxName, type TaxView } from "../money/tax.ts";
import {
  type InvoiceState,
  type OrderState,
  type ReceiptState,
  type RefundState,
} from "../state/order-state.ts";
import { registerValue } from "../state/register.ts";
import { type WallTime } from "../text/clock-text.ts";
import { compareText } from "../text/entry-text.ts";
import {
  type ModifierView,
  type PaymentView,
  type ReceiptLineView,
  type ReceiptTaxView,
  type ReceiptView,
  type TicketView,
} from "../views.ts";
import { onePart } from "./combo-lines.ts";
import { type JoinsProduct } from "./equal-lines.ts";
import { goodsOffOf } from "./goods-off.ts";
import { promoOfItem, promoTogether } from "./line-promo.ts";
import { withSerial } from "./line-serial.ts";
import {
  receiptNumber,
  serviceApart,
  toPaymentView,
  toSoldBy,
  withPackWeight,
} from "./order-view.ts";
import { rowsOfPaper } from "./paper-rows.ts";

/** The facts that stand on every paper of the shop. */
export interface PaperFacts {
  readonly shopName: string;
  readonly head: ReadonlyArray<string>;
  readonly foot: ReadonlyArray<string>;
  readonly currency: string;
  readonly demo: boolean;
  /** The shop is a training shop. */
  readonly training?: boolean;
  /** Name of the till with this letter. */
  readonly tillName: (code: string) => string;
  /** Undefined for a device that nobody here has heard of. */
  readonly deviceName: (device: DeviceId) => string | undefined;
  readonly staffName: (number: string) => string;
  readonly stationName: (id: string) => string;
  /** Returns the tax letters that the shop uses now. */
  readonly taxLetters: () => TaxLetters;
  /** Whether the wall of the shop reads so twice. */
  readonly isTwice?: (at: WallTime) => boolean;
  /** Whether a bill shows equal lines of a product as one row; missing for never. */
  readonly joins?: JoinsProduct;
  /** Returns the customer's facts; undefined when nobody can read them any more. */
  readonly openText: (sealed: SealedText) => string | undefined;
}

export function toReceiptView(
  order: OrderState,
  receipt: ReceiptState,
  facts: PaperFacts,
): ReceiptView {
  const { items, uses, exempt } = receipt.body;
  const letters = lettersOf(order, receipt.body, facts);
  return {
    ...issuedView(order, receipt, { ...facts, letters }),
    foot: facts.foot,
    to: recipientView(receipt.body.to, facts),
    ...(receipt.body.to?.address === undefined ? {} : { isInvoice: true }),
    ...(exempt === undefined ? {} : { exempt: exempt.number }),
    ...pointsOf(receipt.body),
    ...(receipt.body.part === undefined ? {} : { part: partNamed(receipt.body.part) }),
    lines: paperLines(order, { items, letters }, (item, balance) => ({
      ...shareOf(item, balance),
      amount: item.gross,
      ...discountOf(item, balance),
      ...promoOfItem(order, item),
    })),
    off: sumMinor(items, ({ off }) => off),
    ...goodsOffOf(
      order,
      items.flatMap(({ off, offWrite }) => (off === 0 || offWrite === null ? [] : [offWrite])),
    ),
    ...compOfOrder(order, items),
    ...chargeViews(receipt.body.charges),
    rounding: receiptRounding(order, receipt),
    payments: uses.flatMap(({ payment }) => paymentViews(order, payment)),
    refund: undefined,
  };
}

function pointsOf(body: ReceiptIssued): Pick<ReceiptView, "points"> {
  const { points } = body;
  if (points === undefined) return {};
  const spent = points.spent?.points ?? 0;
  return { points: { earned: earnedBy(body), spent, left: points.left } };
}

/** Returns the payment as it was booked, or one view for each tender that a correction named. */
function paymentViews(order: OrderState, id: EventId): ReadonlyArray<PaymentView> {
  const payment = order.paymentsById[id];
  if (payment?.corrections === undefined) return [toPaymentView(order, id) ?? []].flat();
  return tenderShares(payment).map((part) => toPartView(id, part));
}

function toPartView(
  id: EventId,
  { method, name, amount, rounding, tip }: TenderShare,
): PaymentView {
  const tendered = minor(amount + rounding + tip);
  const called = name === undefined ? { id, method } : { id, method, name };
  const sums = { ...called, amount, tendered, change: zeroMinor, rounding };
  return tip === 0 ? { ...sums, corrected: true } : { ...sums, tip, corrected: true };
}

export function wallTime(at: WallTime, isTwice: PaperFacts["isTwice"]): WallTime {
  return isTwice?.(at) === true ? { ...at, isTwice: true } : at;
}

/** Returns the fields that a receipt and a refund have in common. */
export function issuedView(
  order: OrderState,
  { id, body, by, wallMs, offsetMinutes, day }: ReceiptState | RefundState,
  {
    letters,
    ...facts
  }: PaperFacts & {
    readonly letters: ReadonlyArray<LetteredTaxes>;
  },
): Omit<ReceiptView, "foot" | "to" | "lines" | "off" | "payments" | "refund"> {
  const { series, no, total, rounding, taxes } = body;
  const { shopName, head, currency, demo, training, tillName, staffName } = facts;
  return {
    id,
    number: receiptNumber(series, no),
    barcode: barcodeOf(series, no),
    orderNumber: order.opened?.number ?? "",
    shopName,
    head,
    till: tillName(series),
    cashier: staffName(by),
    at: wallTime({ wallMs, offsetMinutes }, facts.isTwice),
    ...(isDoubted(body) ? { doubts: doubtsIn(body) } : {}),
    day,
    service: registerValue(order.fields.service) ?? "counter",
    table: registerValue(order.fields.table) ?? "",
    currency,
    total,
    rounding,
    taxes: taxes.map((tax) => withLetters(toTaxView(tax), letters)),
    demo,
    ...(training === true ? { training } : {}),
  };
}

/** A combination of taxes on a paper, with the lines that bear it. */
export interface LetteredTaxes {
  readonly letter: string;
  readonly taxes: ReadonlyArray<BorneTax>;
  readonly lines: ReadonlySet<EventId>;
}

/** Returns the letters by rising letter. */
export function lettersOf(
  order: OrderState,
  {
    items,
    exempt,
  }: {
    readonly items: ReadonlyArray<{ readonly line: EventId }>;
    readonly exempt?: Exempt;
  },
  { taxLetters }: Pick<PaperFacts, "taxLetters">,
): ReadonlyArray<LetteredTaxes> {
  const { lines } = orderBalance(order);
  const sold = items.flatMap((item) => lines.find(({ id }) => id === item.line) ?? []);
  const byName = Map.groupBy(sold, ({ taxes }) => combinationName(taxes));
  const letters = lettersOnPaper(
    sold.map(({ taxes }) => taxes),
    taxLetters(),
  );
  return [...byName]
    .map(([name, bearing]) => ({
      letter: letters.get(name) ?? "",
      taxes: bearing[0] === undefined ? [] : borneTaxes(bearing[0], exempt),
      lines: new Set(bearing.map(({ id }) => id)),
    }))
    .toSorted((one, other) => compareText(one.letter, other.letter));
}

export function withLetters(tax: TaxView, letters: ReadonlyArray<LetteredTaxes>): ReceiptTaxView {
  const bearing = letters.filter(({ taxes }) => taxes.some((own) => taxName(own) === taxName(tax)));
  return { ...tax, letters: bearing.map(({ letter }) => letter).join("") };
}

export function recipientView(
  to: ReceiptTo | undefined,
  { openText }: PaperFacts,
): ReceiptView["to"] {
  if (to === undefined) return undefined;
  const { name, taxId, address } = to;
  const [whose, number, where] = [name, taxId, address].map((sealed) => sealed && openText(sealed));
  return {
    name: whose ?? undefined,
    taxId: number ?? undefined,
    address: where ?? undefined,
  };
}

/** What makes an invoice of a receipt: the receipt itself, or an event of later. */
export interface Invoice {
  readonly to: ReceiptTo;
  /** The event of later that issued it; undefined where the receipt itself is the invoice. */
  readonly issued: InvoiceState | undefined;
}

/** Returns the first invoice of a receipt, whichever tills issued one apart. */
export function invoiceOf(
  { invoices = [] }: Pick<OrderState, "invoices">,
  { id, body: { to } }: Pick<ReceiptState, "id" | "body">,
): Invoice | undefined {
  if (to?.address !== undefined) return { to, issued: undefined };
  const issued = invoices.find(({ body }) => body.receipt === id);
  return issued && { to: issued.body.to, issued };
}

/** Returns the invoice of that event as its paper shows it; undefined where its receipt was not heard. */
export function toInvoiceView(
  order: OrderState,
  { body: { receipt: id, to }, ...issued }: InvoiceState,
  facts: PaperFacts,
): ReceiptView | undefined {
  const receipt = order.receipts.find((own) => own.id === id);
  if (receipt === undefined) return undefined;
  const { wallMs, offsetMinutes } = issued;
  return {
    ...toReceiptView(order, receipt, facts),
    id: issued.id,
    to: recipientView(to, facts),
    isInvoice: true,
    invoicedAt: wallTime({ wallMs, offsetMinutes }, facts.isTwice),
  };
}

type LineCost = Pick<
  ReceiptLineView,
  "quantity" | "share" | "amount" | "discountRate" | "off" | "promo" | "comp" | "goods"
>;

/** Returns one line of the paper for each row. A line that was not heard of yet can't be named. */
export function paperLines<
  Item extends { readonly line: EventId; readonly row?: string | undefined },
>(
  order: OrderState,
  {
    items,
    letters,
    apart = new Set(),
  }: {
    readonly items: ReadonlyArray<Item>;
    readonly letters: ReadonlyArray<LetteredTaxes>;
    /** The lines that stand by themselves, though they are parts of a combo. */
    readonly apart?: ReadonlySet<EventId>;
  },
  costOf: (item: Item, balance: LineBalance) => LineCost,
): ReadonlyArray<ReceiptLineView> {
  const { lines } = orderBalance(order);

  function ofItem(item: Item): ReadonlyArray<ReceiptLineView> {
    const balance = lines.find(({ id }) => id === item.line);
    if (balance?.line.added === undefined || balance.line.added === null) return [];
    const { name, by, combo } = balance.line.added;
    return [
      {
        name,
        ...(combo === undefined || apart.has(item.line) ? {} : { combo }),
        soldBy: toSoldBy(by),
        ...withPackWeight(balance.line),
        unitPrice: balance.unitPrice,
        modifiers: balance.modifiers,
        ...withSerial(balance.line),
        service: serviceApart(order, balance.service),
        taxLetter: letters.find(({ lines: bearing }) => bearing.has(item.line))?.letter ?? "",
        ...costOf(item, balance),
      },
    ];
  }

  return rowsOfPaper(items).flatMap((row) => inOneRow(row.flatMap(ofItem)));
}

/** Returns the row of equal lines: every sum is the sum of theirs, so that no cent is rounded anew. */
function inOneRow(lines: ReadonlyArray<ReceiptLineView>): ReadonlyArray<ReceiptLineView> {
  const [first] = lines;
  if (first?.combo !== undefined) return comboOnPaper(first.combo, lines);
  if (first === undefined || lines.length === 1) return lines;
  const quantity = lines.reduce((sum, line) => sum + line.quantity, 0);
  return [
    {
      ...first,
      quantity: thousandths(quantity),
      amount: sumMinor(lines, ({ amount }) => amount),
      off: sumMinor(lines, ({ off }) => off),
      ...promoTogether(lines),
    },
  ];
}

/** Returns a combo as its paper shows it: its name with the price, and what was chosen below it. */
function comboOnPaper(
  { name }: LineCombo,
  lines: ReadonlyArray<ReceiptLineView>,
): ReadonlyArray<ReceiptLineView> {
  const [first] = lines;
  if (first === undefined) return [];
  const parts = [...Map.groupBy(lines, ({ combo }) => combo?.part).values()];
  const letters = new Set(lines.map(({ taxLetter }) => taxLetter));
  const taxLetter = letters.size > 1 ? "" : first.taxLetter;
  return [
    {
      ...first,
      name,
      quantity: thousandths(onePart(lines).reduce((sum, { quantity }) => sum + quantity, 0)),
      unitPrice: sumMinor(parts, ([line]) => line?.unitPrice ?? 0),
      amount: sumMinor(lines, ({ amount }) => amount),
      off: sumMinor(lines, ({ off }) => off),
      taxLetter,
      modifiers: parts.flatMap(([line]) => (line === undefined ? [] : chosenIn(line, taxLetter))),
    },
  ];
}

/** Returns a part of a combo as something chosen; of parts with taxes of their own each says which. */
function chosenIn(
  { name, combo, modifiers, taxLetter: own }: ReceiptLineView,
  taxLetter: string,
): ReadonlyArray<ModifierView> {
  // The name of half and half says both.
  if (combo?.half === true && taxLetter === own) return modifiers;
  const called = taxLetter === own || own === "" ? name : `${name} ${own}`;
  return [{ name: called, price: combo?.extra ?? zeroMinor, count: 1 }, ...modifiers];
}

export function partNamed({ no, of }: PartName): Pick<PartName, "no" | "of"> {
  return { no, of };
}

/** Larger ones nobody says. */
export const DENOMINATOR_MAX = 99;

/** Whole pieces, where the share comes to such; the line may have changed since, then it is a part of it. */
export function shareOf(
  { num, den, gross, pieces }: Pick<ReceiptItem, "num" | "den" | "gross" | "pieces">,
  { quantity: present, net, line }: LineBalance,
): Pick<ReceiptLineView, "quantity" | "share"> {
  const quantity = pieces ?? present;
  if (num === den) return { quantity };
  const isSo = pieces !== undefined || Math.abs(gross * den - net * num) <= den;
  const share = (quantity * num) / den;
  const isWhole = line.added?.by === "weight" ? Number.isInteger(share) : share % oneUnit === 0;
  if (isSo && isWhole) return { quantity: thousandths(share) };
  return { quantity, share: isSo && den <= DENOMINATOR_MAX ? { num, den } : "part" };
}

/** Returns the discount of the pieces that the receipt names by price, wherever the other pieces went since. */
function discountOf(
  { pieces, num, den, gross: paid, promo = zeroMinor }: ReceiptItem,
  balance: LineBalance,
): Pick<ReceiptLineView, "discountRate" | "off"> {
  if (pieces === undefined || num !== den) return discountWithin(balance, paid);
  const { unitPrice, discount } = balance;
  const { half } = pricingRule(balance.line.added?.rule ?? 1);
  const gross = lineGross({ unitPrice, modifiersPerUnit: zeroMinor, quantity: pieces, half });
  const isFull = gross - promo === paid;
  return discountWithin({ gross, net: paid, promo, discount: isFull ? null : discount }, paid);
}

/** Returns the line's discount, if it makes the sum that was paid: another till may have changed it since. */
export function discountWithin(
  { gross, net, promo, discount }: Pick<LineBalance, "gross" | "net" | "promo" | "discount">,
  paid: MinorUnits,
): Pick<ReceiptLineView, "discountRate" | "off" | "comp"> {
  if (discount === null || net !== paid) return { discountRate: milliPercent(0), off: zeroMinor };
  const { rate, kind } = discount;
  const comp = kind === undefined ? {} : { comp: kind };
  return { discountRate: rate, off: minor(gross - net - promo), ...comp };
}

export function toTicketView(ticket: TicketState, facts: PaperFacts): TicketView | undefined {
  if (ticket.issued === null) return undefined;
  const { id, body, by, wallMs, offsetMinutes } = ticket.issued;
  const { head } = body;
  const orderTill = facts.tillName(head.number.replace(/[0-9]+$/u, ""));
  return {
    id,
    station: facts.stationName(body.station),
    orderNumber: head.number,
    service: head.service,
    table: head.table,
    name: head.name,
    covers: head.covers,
    ...(head.dueAt === undefined ? {} : { dueAt: head.dueAt }),
    till: facts.deviceName(deviceOf(id)) ?? orderTill,
    orderTill,
    cashier: facts.staffName(by),
    at: wallTime({ wallMs, offsetMinutes }, facts.isTwice),
    lines: body.lines.map(({ by: soldBy, text, service, ...line }) => ({
      act: line.voided === undefined ? line.act : "back",
      voidedAt: line.voided && wallTime(line.voided, facts.isTwice),
      quantity: line.quantity,
      soldBy: toSoldBy(soldBy),
      name: text,
      ...(line.combo === undefined ? {} : { combo: line.combo }),
      ...(line.goesWith === undefined ? {} : { dish: line.goesWith.dish }),
      modifiers: line.modifiers,
      note: line.note,
      service: service === head.service ? undefined : service,
      serviceBefore: line.serviceBefore,
      course: line.course,
      courseBefore: line.courseBefore,
      waits: line.waits === true || (line.voided !== undefined && line.act === "held"),
      ...(line.soldOut === true ? { isSoldOut: true } : {}),
      seat: line.seat,
      reason: line.reason,
    })),
    ordered: body.ordered && wallTime(body.ordered, facts.isTwice),
    tableBefore: head.tableBefore,
    nameBefore: head.nameBefore,
    alsoAt: body.also.map(({ station, pieces }) => ({
      station: facts.stationName(station),
      pieces,
    })),
    demo: facts.demo,
    ...(facts.training === true ? { training: true } : {}),
  };
}

/** The largest receipt number that fits the six digits of the barcode. */
const BARCODE_NUMBER_MAX = 999_999;

/**
 * The digits that a scan of the paper gives; empty where three digits for the till and six for the
 * number can't name this receipt alone: its number on the paper still does.
 */
export function barcodeOf(series: string, no: number): string {
  const deviceOrdinal = codeOrdinal(series);
  return deviceOrdinal === undefined || no > BARCODE_NUMBER_MAX
    ? ""
    : receiptBarcode({ deviceOrdinal, number: no });
}

/** The letters that such a barcode names a till by. */
export function codeOfOrdinal(ordinal: number): string {
  const rest = String.fromCharCode(65 + (ordinal % 26));
  return ordinal < 26 ? rest : codeOfOrdinal(Math.floor(ordinal / 26) - 1) + rest;
}

/** Place of one or two letters in `A`…`Z`, `AA`…`ZZ`; a second incarnation has more than letters. */
function codeOrdinal(series: string): number | undefined {
  if (!/^[A-Z]{1,2}$/u.test(series)) return undefined;
  const digits = Array.from(series, (letter) => letter.charCodeAt(0) - 64);
  return digits.reduce((sum, digit) => sum * 26 + digit, 0) - 1;
}
