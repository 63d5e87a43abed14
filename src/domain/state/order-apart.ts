/** What becomes of what two tills said apart of one order, of its lines and of its payments. */

import { type ApartOf } from "./apart.ts";
import {
  type LineFields,
  type LineState,
  type OrderState,
  type PaymentState,
  type ReturnState,
} from "./order-state.ts";

/** The registers of an order's head. */
export const HEAD_APART: ApartOf<OrderState["fields"]> = {
  service: { asks: "order/service-contested" },
  table: "last",
  name: { asks: "order/name-contested" },
  covers: "last",
  course: "last",
  customer: { asks: "order/customer-contested" },
  discount: { asks: "order/contested" },
  owner: "last",
  note: "added",
  split: { asks: "order/split-contested" },
  charges: { asks: "order/charges-contested" },
  exempt: { asks: "order/exempt-contested" },
  dueAt: { asks: "order/due-contested" },
  ageChecked: "last",
  merged: { asks: "order/merged-contested" },
};

/** The registers of a line. */
export const LINE_APART: ApartOf<LineFields> = {
  // Of goods whose stock is kept the smallest holds, so that what came free is never taken again.
  quantity: { asks: "line/contested" },
  unit: { asks: "line/contested" },
  note: "added",
  seat: { asks: "line/contested" },
  course: { asks: "line/contested" },
  service: { asks: "line/contested" },
  modifiers: { asks: "line/contested" },
  discount: { asks: "line/contested" },
  serial: { asks: "line/contested" },
  place: { asks: "line/contested" },
  held: "last",
  counted: "follows",
  list: "follows",
  taxes: "follows",
};

/** A line beside its registers. */
export const LINE_PARTS_APART: ApartOf<Omit<LineState, "fields">> = {
  added: "one",
  hlc: "one",
  by: "one",
  owner: "one",
  voids: { asks: "line/voided-twice" },
  afterBill: "follows",
  stock: "follows",
  billed: "follows",
  handedOut: "added",
  undone: "added",
  again: "added",
  came: "follows",
};

export const PAYMENT_APART: ApartOf<PaymentState> = {
  started: "one",
  captured: "one",
  refunded: "one",
  held: "one",
  declined: { asks: "payment/contradicted" },
  unknown: { asks: "payment/unknown" },
  words: { asks: "payment/contradicted" },
  forwarded: { asks: "payment/refused-later" },
  corrections: { asks: "payment/over-corrected" },
  correctedAlike: "one",
  tipped: { asks: "payment/tipped-twice" },
  tipOf: "last",
  noted: "last",
};

export const RETURN_APART: ApartOf<ReturnState> = {
  taken: "one",
  ends: { asks: "receipt/over-returned" },
};

/** An order beside its head, its lines, its payments and its returns. */
export const ORDER_APART: ApartOf<
  Omit<OrderState, "fields" | "linesById" | "paymentsById" | "returnsById" | "gathered">
> = {
  opened: "one",
  unopened: "follows",
  ended: "last",
  actsMs: "follows",
  begun: "follows",
  receipts: { asks: "receipt/over-covered" },
  refunds: { asks: "receipt/over-refunded" },
  reassigned: "one",
  sentLines: { asks: "ticket/possible-duplicate" },
  destinationByTicket: "follows",
  movedByTicket: "follows",
  billByTicket: "follows",
  guests: "added",
  joined: "follows",
  bills: "added",
  invoices: "added",
  amountsOff: { asks: "order/over-granted" },
  knownBy: "follows",
  whyOff: "follows",
  goodsOff: "follows",
  compsBy: "follows",
  promoted: "last",
  coupons: "added",
  pointed: "last",
  resolved: "added",
};
