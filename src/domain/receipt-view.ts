/** Receipts and tickets as their papers show them: every sum as it was recorded, none worked out anew. */

import { milliPercent, type MilliPercent, minor, type MinorUnits, sumMinor } from "./amounts.ts";
import { receiptBarcode } from "./barcode.ts";
import { type OrderState, type ReceiptState, type RefundState } from "./folds/order-state.ts";
import { registerValue } from "./folds/register.ts";
import { type TicketState } from "./folds/ticket-fold.ts";
import { type LineBalance, orderBalance } from "./order-balance.ts";
import { receiptNumber, serviceApart, toPaymentView } from "./order-view.ts";
import { toTaxView } from "./rest-of-order.ts";
import { type ReceiptLineView, type ReceiptView, type TicketView } from "./views.ts";

/** What stands on every paper of the shop. */
export interface PaperFacts {
  readonly shopName: string;
  readonly head: ReadonlyArray<string>;
  readonly foot: ReadonlyArray<string>;
  readonly currency: string;
  readonly demo: boolean;
  /** Name of the till with this letter. */
  readonly tillName: (code: string) => string;
  readonly staffName: (number: string) => string;
  readonly stationName: (id: string) => string;
}

export function toReceiptView(
  order: OrderState,
  receipt: ReceiptState,
  facts: PaperFacts,
): ReceiptView {
  const { body } = receipt;
  const { shopName, head, foot, currency, demo } = facts;
  return {
    id: receipt.id,
    number: receiptNumber(body.series, body.no),
    barcode: barcodeOf(body.series, body.no),
    orderNumber: order.opened?.number ?? "",
    shopName,
    head,
    foot,
    till: facts.tillName(body.series),
    cashier: facts.staffName(receipt.by),
    at: { wallMs: receipt.wallMs, offsetMinutes: receipt.offsetMinutes },
    day: receipt.day,
    service: registerValue(order.fields.service) ?? "counter",
    table: registerValue(order.fields.table) ?? "",
    currency,
    lines: receiptLines(order, receipt),
    off: sumMinor(body.items, ({ off }) => off),
    total: body.total,
    rounding: body.rounding,
    taxes: body.taxes.map(toTaxView),
    payments: body.uses.flatMap(({ payment }) => toPaymentView(order, payment) ?? []),
    refund: undefined,
    demo,
  };
}

/** A receipt of goods that came back. */
export function toRefundView(
  order: OrderState,
  refund: RefundState,
  facts: PaperFacts,
): ReceiptView {
  const { body, ...rest } = refund;
  const of = order.receipts.find(({ id }) => id === body.of)?.body;
  const head = { ...NOTHING_SOLD, ...body, items: [] };
  return {
    ...toReceiptView(order, { ...rest, body: head }, facts),
    // The shop's terms are on the receipt; nobody is thanked for bringing goods back.
    foot: [],
    lines: refundLines(order, refund),
    payments: body.out.map(({ method, amount }) => ({
      id: refund.id,
      method,
      amount,
      tendered: amount,
      change: minor(0),
      rounding: body.rounding,
    })),
    refund: { of: of === undefined ? "" : receiptNumber(of.series, of.no), reason: body.reason },
  };
}

const NOTHING_SOLD = { charges: [], tips: [], uses: [], rule: 1 };

function refundLines(order: OrderState, { body }: RefundState): ReadonlyArray<ReceiptLineView> {
  const { lines } = orderBalance(order);
  return body.items.flatMap(({ line, quantity, net }): ReadonlyArray<ReceiptLineView> => {
    const balance = lines.find(({ id }) => id === line);
    if (balance?.line.added === undefined || balance.line.added === null) return [];
    return [
      {
        name: balance.line.added.name,
        quantity,
        soldBy: balance.line.added.by === "weight" ? "weight" : "each",
        unitPrice: balance.unitPrice,
        // As it was paid: its part of all discounts is off already.
        amount: net,
        discountRate: milliPercent(0),
        off: minor(0),
        modifiers: balance.modifiers,
        service: serviceApart(order, balance.service),
        taxLabels: balance.taxes.map(({ label }) => label),
      },
    ];
  });
}

export function toTicketView(ticket: TicketState, facts: PaperFacts): TicketView | undefined {
  if (ticket.issued === null) return undefined;
  const { id, body, by, wallMs, offsetMinutes } = ticket.issued;
  const { head } = body;
  return {
    id,
    station: facts.stationName(body.station),
    orderNumber: head.number,
    service: head.service,
    table: head.table,
    name: head.name,
    covers: head.covers,
    till: facts.tillName(head.number.replace(/[0-9]+$/u, "")),
    cashier: facts.staffName(by),
    at: { wallMs, offsetMinutes },
    lines: body.lines.map(({ by: soldBy, text, service, ...line }) => ({
      act: line.act,
      quantity: line.quantity,
      soldBy: soldBy === "weight" ? "weight" : "each",
      name: text,
      modifiers: line.modifiers,
      note: line.note,
      service: service === head.service ? undefined : service,
      course: line.course,
    })),
    alsoAt: body.also.map(({ station, pieces }) => ({
      station: facts.stationName(station),
      pieces,
    })),
    demo: facts.demo,
  };
}

/** More receipts than the six digits of the barcode count. */
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

function receiptLines(order: OrderState, { body }: ReceiptState): ReadonlyArray<ReceiptLineView> {
  const { lines } = orderBalance(order);
  return body.items.flatMap((item): ReadonlyArray<ReceiptLineView> => {
    const balance = lines.find(({ id }) => id === item.line);
    if (balance?.line.added === undefined || balance.line.added === null) return [];
    const { name, by } = balance.line.added;
    const discount = discountWithin(balance, item.gross);
    return [
      {
        name,
        quantity: balance.quantity,
        soldBy: by === "weight" ? "weight" : "each",
        unitPrice: balance.unitPrice,
        amount: minor(item.gross),
        discountRate: discount.rate,
        off: discount.off,
        modifiers: balance.modifiers,
        service: serviceApart(order, balance.service),
        taxLabels: balance.taxes.map(({ label }) => label),
      },
    ];
  });
}

/** What was taken off a line, if that makes the sum that was paid: another till may have changed it since. */
function discountWithin(
  { gross, net, discount }: LineBalance,
  paid: MinorUnits,
): { readonly rate: MilliPercent; readonly off: MinorUnits } {
  return discount !== null && net === paid
    ? { rate: discount.rate, off: minor(gross - net) }
    : { rate: milliPercent(0), off: minor(0) };
}
