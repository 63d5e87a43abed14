/** A café's receipt and its kitchen's ticket, with what a test doesn't care about filled in. */

import { type BusinessDay, type EventId } from "../../src/domain/identity.ts";
import { milliPercent, minor, thousandths } from "../../src/domain/money/amounts.ts";
import {
  type PaymentView,
  type ReceiptLineView,
  type ReceiptView,
  type TicketLineView,
  type TicketView,
} from "../../src/domain/views.ts";
import { type RecoverySheet } from "../../src/printer/documents/sheet-document.ts";

const ORIGIN = "abcdefghijklmnopqrstuvwxyz.0123456789abc";

/** 2026-11-20 14:05 in Amsterdam. */
const AT = { wallMs: 1_795_179_900_000, offsetMinutes: 60 };

export function euros(amountMinor: number): string {
  const digits = String(Math.abs(amountMinor)).padStart(3, "0");
  return `${amountMinor < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

export function receiptLine(change: Partial<ReceiptLineView> = {}): ReceiptLineView {
  return {
    name: "Latte",
    quantity: thousandths(1000),
    soldBy: "each",
    unitPrice: minor(350),
    amount: minor(350),
    discountRate: milliPercent(0),
    off: minor(0),
    modifiers: [],
    service: undefined,
    taxLetter: "B",
    ...change,
  };
}

export function cashPayment(change: Partial<PaymentView> = {}): PaymentView {
  return {
    id: `${ORIGIN}:42:00c0ffee` as EventId,
    method: "cash",
    amount: minor(2523),
    tendered: minor(3000),
    change: minor(475),
    rounding: minor(2),
    ...change,
  };
}

export function receiptView(change: Partial<ReceiptView> = {}): ReceiptView {
  return {
    id: `${ORIGIN}:41:00c0ffee` as EventId,
    number: "A-000041",
    barcode: "9800000000410",
    orderNumber: "A12",
    shopName: "Café Zürich",
    head: ["Größe Straat 5, 1012 AB Amsterdam", "VAT NL001234567B01"],
    foot: ["Thank you, see you soon!"],
    till: "A",
    cashier: "Chiara",
    at: AT,
    day: "2026-11-20" as BusinessDay,
    service: "takeaway",
    table: "",
    to: undefined,
    currency: "EUR",
    lines: [
      receiptLine({
        name: "Flat white",
        quantity: thousandths(2000),
        unitPrice: minor(430),
        amount: minor(860),
        modifiers: [
          { name: "Oat milk", price: minor(50), count: 1 },
          { name: "Shot", price: minor(0), count: 2 },
        ],
      }),
      receiptLine({
        name: "Crème brûlée with jalapeño and smörgås, the whole plate of it",
        unitPrice: minor(795),
        amount: minor(795),
      }),
      receiptLine({
        name: "Gruyère",
        quantity: thousandths(350),
        soldBy: "weight",
        unitPrice: minor(2480),
        amount: minor(868),
        taxLetter: "A",
      }),
    ],
    off: minor(0),
    total: minor(2523),
    rounding: minor(2),
    taxes: [
      {
        letters: "A",
        label: "VAT 21%",
        rate: milliPercent(21_000),
        included: true,
        net: minor(717),
        tax: minor(151),
      },
      {
        letters: "B",
        label: "VAT 9%",
        rate: milliPercent(9000),
        included: true,
        net: minor(1518),
        tax: minor(137),
      },
    ],
    payments: [cashPayment()],
    refund: undefined,
    demo: false,
    ...change,
  };
}

export function ticketLine(change: Partial<TicketLineView> = {}): TicketLineView {
  return {
    act: "new",
    quantity: thousandths(1000),
    soldBy: "each",
    name: "Burger",
    modifiers: [],
    note: "",
    service: undefined,
    course: 1,
    ...change,
  };
}

export function ticketView(change: Partial<TicketView> = {}): TicketView {
  return {
    id: `${ORIGIN}:40:00c0ffee` as EventId,
    station: "KITCHEN",
    orderNumber: "A12",
    service: "dine-in",
    table: "7",
    name: "Jørgensen",
    covers: 4,
    till: "A",
    orderTill: "A",
    cashier: "Chiara",
    at: AT,
    lines: [
      ticketLine({
        quantity: thousandths(2000),
        modifiers: [{ name: "no onion", count: 1 }],
        note: "NUT ALLERGY",
      }),
      ticketLine({ act: "void", name: "Soup of the day" }),
    ],
    alsoAt: [{ station: "BAR", pieces: 2 }],
    demo: false,
    ...change,
  };
}

export function recoverySheet(change: Partial<RecoverySheet> = {}): RecoverySheet {
  return {
    shopName: "Café Zürich",
    shop: "abcdefghijklmnopqrstuvwxyz",
    code: "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ-1",
    at: AT,
    demo: false,
    ...change,
  };
}
