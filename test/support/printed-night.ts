/** Papers of the night, with something of everything that they can say. */

import { type DrawerCounted } from "../../src/domain/events/drawer-events.ts";
import { type BusinessDay, type DeviceId, type EventId } from "../../src/domain/identity.ts";
import { minor } from "../../src/domain/money/amounts.ts";
import { type Locale } from "../../src/domain/text/locale.ts";
import { type DrawerSlip } from "../../src/printer/documents/drawer-slip.ts";
import { type ZPaper } from "../../src/printer/documents/z-document.ts";
import { ticketView } from "./printed-views.ts";
import { euro } from "./small-shop.ts";
import { originOf } from "./told.ts";

const TILL = originOf("A");
const DEVICE = TILL.slice(0, 26) as DeviceId;
const SESSION = `${TILL}:12:00000000` as EventId;
const DAY = "2026-11-20" as BusinessDay;

const FIGURES = {
  receipts: 12,
  sales: 123_450,
  returns: 1,
  returned: -280,
  refunds: 1,
  refunded: -450,
  rounding: -3,
  "tax/9000/included/VAT 9%/base": 90_000,
  "tax/9000/included/VAT 9%/tax": 8100,
  "tax/21000/included/VAT 21%/base": 20_000,
  "tax/21000/included/VAT 21%/tax": 4200,
  "tender/cash/count": 8,
  "tender/cash/amount": 83_000,
  "tender/cash/rounding": -3,
  "tender/cash/refunded": -450,
  "tender/card/count": 1,
  "tender/card/amount": 30_000,
  "tender/own-meal-voucher/count": 3,
  "tender/own-meal-voucher/amount": 10_450,
  "tender/own-meal-voucher/corrected": 280,
  "tip/card/2/count": 1,
  "tip/card/2/amount": 500,
  "foreign/USD/count": 1,
  "foreign/USD/amount": 5000,
  "foreign/USD/worth": 4600,
  "moved/out/own/count": 2,
  "moved/out/own/amount": 3250,
  "moved/drop/USD/count": 1,
  "moved/drop/USD/amount": 5000,
  "moved/tips/own/count": 1,
  "moved/tips/own/amount": 500,
  "no-sale/4": 2,
  "safe/bank/own": 60_000,
  "goods/VAT 9%/Coffee": 98_100,
  "goods/VAT 21%/Beer": 24_200,
  "goods/VAT 9%/": 1150,
};

/** Of the café on a Friday; a Z unless `closed` says otherwise. */
export function zPaper(locale: Locale, change: Partial<ZPaper> = {}): ZPaper {
  const at = { expected: minor(16_355), counted: minor(16_300) };
  return {
    shopName: "Café Kade",
    currency: euro,
    demo: false,
    training: false,
    locale,
    at: ticketView().at,
    closed: { no: 12, grandTotal: minor(9_876_543), grandTurnover: minor(9_990_003) },
    codeOf: () => "B",
    drawerOf: ({ no, pouch }) => pouch ?? `A${no ?? ""}`,
    open: [],
    withoutCash: false,
    body: {
      series: "A",
      day: DAY,
      till: TILL,
      from: 201,
      to: 642,
      figures: FIGURES,
      others: [
        {
          day: "2026-11-19" as BusinessDay,
          till: TILL,
          figures: { "tender/card/count": 1, "tender/card/amount": 2000 },
        },
      ],
      drawers: [
        { session: SESSION, device: DEVICE, no: 1, count: SESSION, by: "1", ...at, closed: true },
        {
          session: SESSION,
          device: DEVICE,
          pouch: "2",
          count: SESSION,
          by: "2",
          ...at,
          closed: false,
        },
      ],
      tenders: [{ method: "own-meal-voucher", name: "Meal voucher" }],
      unknown: [{ payment: SESSION, method: "card", amount: minor(1990) }],
      total: minor(122_720),
      program: "0.1.0",
    },
    ...change,
  };
}

export function drawerSlip(what: DrawerSlip["what"], change: Partial<DrawerSlip> = {}): DrawerSlip {
  return {
    drawer: "A1",
    pouch: undefined,
    till: "Front counter",
    at: ticketView().at,
    who: "Mia",
    approved: "",
    what,
    demo: false,
    training: false,
    ...change,
  };
}

export function drawerCount(change: Partial<DrawerCounted> = {}): DrawerCounted {
  return {
    cash: {
      own: minor(23_000),
      pieces: [
        { value: 1000, count: 20 },
        { value: 50, count: 60 },
      ],
      foreign: [{ currency: "USD", amount: minor(5000) }],
    },
    others: [{ method: "card", amount: minor(30_500) }],
    blind: false,
    expected: { own: minor(23_050), foreign: [], others: [] },
    knew: [],
    ...change,
  };
}
