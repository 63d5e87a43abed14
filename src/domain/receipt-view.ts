/** Receipts and tickets as their papers show them, from what was recorded: nothing is recomputed. */

import { minor } from "./amounts.ts";
import { receiptBarcode } from "./barcode.ts";
import { type OrderState, type ReceiptState } from "./folds/order-state.ts";
import { registerValue } from "./folds/register.ts";
import { type TicketState } from "./folds/ticket-fold.ts";
import { orderBalance } from "./order-balance.ts";
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
    barcode: receiptBarcode({ deviceOrdinal: codeOrdinal(body.series), number: body.no }),
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
    total: body.total,
    rounding: body.rounding,
    taxes: body.taxes.map(toTaxView),
    payments: body.uses.flatMap(({ payment }) => toPaymentView(order, payment) ?? []),
    demo,
  };
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

/** Place of a device's letters in `A`…`Z`, `BA`…`BZ`, `CA`…: three digits of the barcode. */
export function codeOrdinal(series: string): number {
  const letters = /^[A-Z]+/u.exec(series)?.[0] ?? "A";
  const digits = Array.from(letters, (letter) => letter.charCodeAt(0) - 65);
  const value = digits.reduce((sum, digit) => sum * 26 + digit, 0);
  return value % 1000;
}

function receiptLines(order: OrderState, { body }: ReceiptState): ReadonlyArray<ReceiptLineView> {
  const lines = orderBalance(order).lines;
  return body.items.flatMap((item): ReadonlyArray<ReceiptLineView> => {
    const balance = lines.find(({ id }) => id === item.line);
    if (balance?.line.added === undefined || balance.line.added === null) return [];
    const { name, by } = balance.line.added;
    return [
      {
        name,
        quantity: balance.quantity,
        soldBy: by === "weight" ? "weight" : "each",
        unitPrice: balance.unitPrice,
        net: minor(item.net),
        modifiers: balance.modifiers,
        service: serviceApart(order, balance.service),
        taxLabels: balance.taxes.map(({ label }) => label),
      },
    ];
  });
}
