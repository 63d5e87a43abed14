/**
 * Orders as JSON for scripts. The shapes are documented in docs/cli.md and stable: fields are added,
 * never renamed. Money is integers in minor units beside the currency, quantities in thousandths.
 */

import { paymentToJson } from "../../acts/paid-text.ts";
import { type Doubts } from "../../domain/doubts/doubts.ts";
import { type LineCombo } from "../../domain/events/line-parts.ts";
import { sumMinor } from "../../domain/money/amounts.ts";
import { type Currency, formatMoney } from "../../domain/money/currency.ts";
import { type TaxView } from "../../domain/money/tax.ts";
import { partsPaidOf } from "../../domain/order/parts-paid.ts";
import { lastActMs } from "../../domain/order/who-serves.ts";
import { civilTime } from "../../domain/text/civil-time.ts";
import { type WallTime, momentText } from "../../domain/text/clock-text.ts";
import { type OrderView, type ReceiptView } from "../../domain/views.ts";
import { type Customers } from "../till/customers.ts";
import { type Till } from "../till/till.ts";
import { aboutText } from "../words/about-text.ts";
import { type OrderDetails } from "./orders.ts";

type Json = Readonly<Record<string, unknown>>;

/** For those who may look up customers alone. */
type LookUp = Customers["look"] | undefined;

export function orderToJson(
  { order, receipts, refunds, corrections, reassigned }: OrderDetails,
  { currency }: Pick<Till, "currency">,
  look?: LookUp,
): Json {
  const payments = receipts.flatMap((receipt) => receipt.payments);
  return {
    currency: currency.code,
    order: { ...orderHead(order, look), course: order.course ?? 0 },
    lines: order.lines.map((line) => ({
      id: line.id,
      position: line.position,
      sku: line.sku,
      name: line.name,
      ...(line.combo === undefined ? {} : { combo: comboJson(line.combo) }),
      quantity: line.quantity,
      soldBy: line.soldBy,
      ...(line.packWeight === undefined ? {} : { packWeight: line.packWeight }),
      unitPrice: line.unitPrice,
      list: line.list === "" ? null : line.list,
      gross: line.gross,
      discount: line.off,
      ...(line.promo === undefined ? {} : { promotions: line.promo }),
      modifiers: line.modifiers,
      note: line.note,
      ...(line.serial === undefined ? {} : { serial: line.serial === "" ? null : line.serial }),
      course: line.course,
      seat: line.seat,
      kitchen: line.kitchen,
      made: line.isMade,
      held: line.isOnHold,
      voided: line.voided,
    })),
    totals: {
      discount: order.off,
      ...(order.offGoods === undefined ? {} : { discountOn: order.offGoods }),
      ...(order.charges === undefined ? {} : { charges: order.charges }),
      ...(order.exempt === undefined ? {} : { exempt: order.exempt }),
      total: order.total,
      paid: order.paid,
      due: order.due,
      giveBack: order.refundDue,
      refunded: order.refunded,
      tooMuch: order.tooMuch,
    },
    giveBackBy: order.giveBackBy.map(({ method, name = null, amount }) => ({
      method,
      name,
      amount,
    })),
    payments: order.returnable.map(({ method, name = null, amount, tip }, at) => ({
      no: at + 1,
      method,
      name,
      amount,
      tip,
    })),
    money: order.money.map(({ what, number, method, name = null, amount, tip, isCorrected }) => ({
      what,
      refund: number === "" ? null : number,
      method,
      name,
      amount,
      tip,
      corrected: isCorrected,
    })),
    ...billsToJson(order),
    returns: order.returns.map(({ number, lines, total }) => ({ number, lines, total })),
    tax: order.taxes.map(taxToJson),
    ...(order.taxChanges === undefined ? {} : { taxChanges: order.taxChanges }),
    change: payments.reduce((sum, { change }) => sum + change, 0),
    receipt: receipts.at(-1)?.number ?? null,
    receipts: receipts.map(receiptToJson),
    refunds: refunds.map(refundToJson),
    corrections,
    ...(reassigned.length === 0 ? {} : { reassigned }),
    attention: order.attention.map((fact) => attentionText(fact, currency)),
    incomplete: order.incomplete.length > 0,
  };
}

/** How the bill is paid in parts, what was printed of it, and whether the order is another one by now. */
function billsToJson({ parts, besideParts, bills, billed }: OrderView): Json {
  return {
    parts: parts.map(({ no, of, total, due, receipt }) => ({
      no,
      of,
      total,
      due,
      receipt: receipt === "" ? null : receipt,
    })),
    besideParts,
    bills: bills.map(({ no, part, total, by, ...at }) => ({
      no,
      part: part ?? null,
      total,
      at: wallToText(at),
      by,
    })),
    billed:
      billed === undefined
        ? null
        : {
            numbers: billed.numbers,
            asked: billed.asked,
            now: billed.now,
            changed: billed.isChanged,
          },
  };
}

/** Returns one entry of a list of orders. */
export function orderHead(order: OrderView, look?: LookUp): Json {
  const parts = partsPaidOf(order.parts);
  return {
    id: order.id,
    number: order.number,
    service: order.service,
    table: order.table,
    name: order.name,
    covers: order.covers,
    owner: order.owner,
    joined: order.joined.map(({ number, table, name }) => ({ number, table, name })),
    customer: order.customer === "" ? null : customerToJson(order.customer, look),
    note: order.note,
    status: order.status,
    dueAt: order.dueAt === "" ? null : order.dueAt,
    day: order.day,
    opened: wallToText(order.opened),
    last: wallToText({ ...order.opened, wallMs: lastActMs(order) }),
    ...doubtsToJson(order.doubts),
    total: order.total,
    deposited: order.deposited,
    due: order.due,
    parts: parts.of,
    partsPaid: parts.paid,
    receipts: order.receipts,
  };
}

/** Name and group are null of whom nothing can be told any more, and for who may not look anybody up. */
function customerToJson(id: string, look?: LookUp): Json {
  const customer = look?.(id);
  return typeof customer === "object"
    ? { id, name: customer.name, group: customer.group }
    : { id, name: null, group: null };
}

export function receiptToJson(receipt: ReceiptView): Json {
  return {
    id: receipt.id,
    number: receipt.number,
    barcode: receipt.barcode,
    day: receipt.day,
    at: wallToText(receipt.at),
    ...doubtsToJson(receipt.doubts),
    cashier: receipt.cashier,
    till: receipt.till,
    part: receipt.part ?? null,
    ...(receipt.exempt === undefined ? {} : { exempt: receipt.exempt }),
    ...(receipt.points === undefined ? {} : { points: { ...receipt.points } }),
    ...(receipt.pointsBack === undefined ? {} : { pointsBack: receipt.pointsBack }),
    total: receipt.total,
    rounding: receipt.rounding,
    tax: receipt.taxes.map(taxToJson),
    payments: receipt.payments.map(paymentToJson),
  };
}

/** Null for what is in no doubt. */
export function doubtsToJson({ clock, behind }: Doubts = {}): Json {
  return { clock: clock ?? null, behind: behind ?? null };
}

/** All amounts are zero or below. */
export function refundToJson(receipt: ReceiptView): Json {
  const { refund, lines } = receipt;
  return {
    ...receiptToJson(receipt),
    of: refund?.of ?? "",
    reason: refund?.reason ?? "",
    lines: lines.map(({ name, quantity, soldBy, amount, goods = null }) => {
      return { name, quantity, soldBy, amount, goods };
    }),
    raised: sumMinor(refund?.raised ?? [], ({ amount }) => amount),
  };
}

/** `exempt`: of a sale that owes none, what prices contain of it. */
export function taxToJson({ label, rate, included, net, tax, exempt }: TaxView): Json {
  return { label, rate, included, net, tax, ...(exempt === undefined ? {} : { exempt }) };
}

/** Local time with its offset, as ISO 8601 writes it; null where a clock said what is no date. */
export function wallToText({ wallMs, offsetMinutes }: WallTime): string | null {
  const { date, time } = civilTime(wallMs, offsetMinutes);
  if (date === undefined) return null;
  const magnitude = Math.abs(offsetMinutes);
  const hours = String(Math.floor(magnitude / 60)).padStart(2, "0");
  const minutes = String(magnitude % 60).padStart(2, "0");
  return `${date}T${time}${offsetMinutes < 0 ? "-" : "+"}${hours}:${minutes}`;
}

/** The same for a cell or a line that people read: there what is no date has its words. */
export function wallToWords(at: WallTime): string {
  return wallToText(at) ?? momentText({ ...at, isTwice: false });
}

/** The question of an order for a person, in a sentence of a command. */

/** `a line is paid beyond what it costs, A-000012, B-000003: 14.90`. */
function attentionText(
  { type, isPaidTwice, amount, papers }: OrderView["attention"][number],
  currency: Currency,
): string {
  const money = amount === 0 ? "" : `: ${formatMoney(amount, currency)}`;
  return `${[aboutText("en", { type, isPaidTwice }), ...papers].join(", ")}${money}`;
}

/** A part of a combo: whose parts have the same `of` are one. */
function comboJson({ of, sku, name, price, extra }: LineCombo): object {
  return { of, sku, name, price, extra };
}
