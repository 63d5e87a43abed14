/**
 * What an order amounts to: worked out anew from its facts after each fold, never stored.
 *
 * Per line: live + over-covered = covered + remaining. What receipts cover is frozen; tax of the rest is
 * tax on everything minus tax covered, so that no cent drifts however often a bill is paid in parts.
 */

import { lazy, oncePer } from "../base/lazy.ts";
import { type GivenDiscount, type OrderDiscount } from "../events/discount-events.ts";
import { type Exempt } from "../events/exempt-events.ts";
import { type LineModifier } from "../events/line-parts.ts";
import { type ReceiptIssued } from "../events/order-events.ts";
import { type Service } from "../goods/catalogue.ts";
import { discountLine, lineGross, priceWithOptions } from "../goods/pricing.ts";
import { type EventId } from "../identity.ts";
import { type BornLine, kindOf, type LineKind } from "../lines/line-kinds.ts";
import {
  minor,
  type MinorUnits,
  subtractMinor,
  sumMinor,
  type Thousandths,
  thousandths,
  zeroMinor,
} from "../money/amounts.ts";
import { type PricingRule, pricingRule } from "../money/pricing-rule.ts";
import { saysSomething, type Tax, type TaxableLine, taxBill, type TaxView } from "../money/tax.ts";
import { noteOf, orderNoteOf } from "../state/notes.ts";
import {
  isSeated,
  type LineState,
  type Making,
  type OrderState,
  taxesOfLine,
} from "../state/order-state.ts";
import { registerValue } from "../state/register.ts";
import { type Covered, coveredBy, grantedBeyond } from "./covered-lines.ts";
import { keptTwice } from "./forfeits.ts";
import { lineAt, ordersOnBill, shareHere } from "./line-places.ts";
import { type ChargeBalance, chargeBalances, withChargeItems } from "./order-charges.ts";
import { type LineDeals, lineDeals, offOfPieces } from "./order-deals.ts";
import { discountsOf, isDiscounted, orderDiscount } from "./order-discount.ts";
import { borneTaxes, exemptionOf, type TaxedLine } from "./order-exempt.ts";
import {
  countedOnce,
  isReceiptOf,
  paidItemsOf,
  type PaidItem,
  refundsHeardOf,
} from "./paid-items.ts";
import { remainderOfOrder } from "./remaining-bill.ts";
import { openReturns, worthOfReturns } from "./returns-taken.ts";
import { depositsOf, type UnusedMoney } from "./unused-payments.ts";

export interface LineBalance {
  readonly id: EventId;
  readonly line: LineState;
  readonly voided: boolean;
  readonly kind: LineKind;
  readonly quantity: Thousandths;
  /** The price of one unit, with modifiers. */
  readonly unitPrice: MinorUnits;
  readonly modifiers: ReadonlyArray<LineModifier>;
  readonly service: Service;
  /** The taxes of the line where nobody is exempt. */
  readonly taxes: ReadonlyArray<Tax>;
  readonly discount: GivenDiscount | null;
  /** The price of the goods before the line's discount, voided or not. */
  readonly gross: MinorUnits;
  /** The price after the line's discount, which a receipt calls the item's gross. */
  readonly net: MinorUnits;
  /** The amount that the line's discount takes off; zero once voided. */
  readonly off: MinorUnits;
  /** The amount that promotions take off; zero once voided. A person's discount is on the other pieces. */
  readonly promo: MinorUnits;
  /** The price of the goods now: the net, or zero once voided. */
  readonly live: MinorUnits;
  /** The amount that receipts cover, before the order's discount, as `remaining` is. */
  readonly covered: MinorUnits;
  /** The part of `covered` that still stands, up to what the goods cost now. */
  readonly standing: Covered["standing"];
  /**
   * The amount paid for what no longer stands, after the order's discount; below zero for goods
   * that come back.
   */
  readonly beyond: Covered["beyond"];
  /** The line's share of an order discount that standing items were granted beyond an amount. */
  readonly grantedBeyond: MinorUnits;
  readonly remaining: MinorUnits;
  /** The share of the order's discount that falls on `remaining`. */
  readonly remainingOff: MinorUnits;
  /** The share of the line that a part of a split bill has; missing where the part has all of it. */
  readonly share?: { readonly num: number; readonly den: number };
  /** The amount covered beyond `live`, before the order's discount: covered twice, or voided after payment. */
  readonly overCovered: MinorUnits;
}

export interface OrderBalance extends UnusedMoney {
  readonly status: "empty" | "open" | "paid";
  readonly rule: PricingRule;
  readonly ruleNumber: number;
  readonly lines: ReadonlyArray<LineBalance>;
  /** The charges on top of the lines; the sums below include them. */
  readonly charges: ReadonlyArray<ChargeBalance>;
  /** The order's own discount; the lines have their shares of it. */
  readonly discount: OrderDiscount | null;
  /** The exemption from taxes; null where the order owes them. */
  readonly exempt: Exempt | null;
  /** The amount that the order's discount takes off the goods now, paid or not. */
  readonly off: MinorUnits;
  /** The taxes of the whole bill, paid or not; those of zero are left out. */
  readonly taxes: ReadonlyArray<TaxView>;
  /** The taxes of what no receipt covers yet. */
  readonly remainingTaxes: ReadonlyArray<TaxView>;
  /**
   * The amount that no receipt covers yet, with taxes and before deposits; below zero where more
   * comes back.
   */
  readonly remaining: MinorUnits;
  readonly total: MinorUnits;
  readonly paid: MinorUnits;
  /** The amount still to pay after deposits and returned goods; never below zero. */
  readonly due: MinorUnits;
  /** The deposits beyond what is left to pay, or the worth of returned goods; never below zero. */
  readonly refundDue: MinorUnits;
  /** The events that the order names and that are not here yet. */
  readonly waitsFor: ReadonlyArray<EventId>;
}

const DEFAULT_RULE_NUMBER = 1;

/**
 * A state never changes, so what it amounts to is worked out once however many ask: fold, decision,
 * screen and paper of one key press. A memory of a pure function is no state: it can't be told apart
 * from its absence.
 */
export const orderBalance = oncePer(workOutBalance);

function workOutBalance(order: OrderState): OrderBalance {
  const lines = lineBalances(order);
  const ruleNumber = ruleNumberOf(lines);
  const rule = pricingRule(ruleNumber);
  // The bill is worked out lazily: a fold over history asks only for `attention` and the sums.
  const exempt = exemptionOf(order);
  const bill = lazy(() => {
    const all = billed(lines, charges);
    return taxBill({ lines: all.map((line) => asBorne(line, exempt)), ...rule });
  });
  const receipts = countedReceipts(order);
  const restLines = lines.map(restLine);
  const charges = chargeBalances(order, chargesInput(lines, receipts, rule));
  const remainder = remainderOfOrder({
    lines: [...restLines, ...charges].map((line) => asBorne(line, exempt)),
    receipts: charges.length === 0 ? receipts : receipts.map(withChargeItems),
    ...rule,
  });
  const { deposits, handedBeyond, overUsed } = depositsOf(order, remainder.total);
  const deposited = sumMinor(deposits, ({ amount }) => amount);
  // Goods that come back pay as a deposit does, and are no money before the payment.
  const paidBefore = deposited + worthOfReturns(order);
  return {
    status: statusOf(order, lines, { remaining: remainder.total, deposited: paidBefore }),
    rule,
    ruleNumber,
    lines,
    charges,
    discount: registerValue(order.fields.discount) ?? null,
    exempt,
    off: sumMinor(lines, offOfLine),
    get taxes() {
      return bill().taxes.filter(saysSomething);
    },
    remainingTaxes: remainder.taxes.filter(saysSomething),
    remaining: remainder.total,
    get total() {
      return bill().total;
    },
    paid: sumMinor(Object.values(order.paymentsById), ({ captured }) => captured?.amount ?? 0),
    due: minor(Math.max(0, remainder.total - paidBefore)),
    refundDue: minor(Math.max(0, paidBefore - remainder.total)),
    deposits,
    handedBeyond,
    overUsed,
    waitsFor: waitsOf(order),
  };
}

type ChargesInput = Parameters<typeof chargeBalances>[1];

function chargesInput(
  lines: ReadonlyArray<LineBalance>,
  receipts: ChargesInput["receipts"],
  { half }: PricingRule,
): ChargesInput {
  return { lines: lines.map(restLine), standing: lines, receipts, half };
}

/** Returns what an order's charges are worked out on: its lines, and the receipts that count. */
export function chargedOf(order: OrderState): ChargesInput {
  const { lines, rule } = orderBalance(order);
  return chargesInput(lines, countedReceipts(order), rule);
}

function countedReceipts({ receipts }: OrderState): ReadonlyArray<ReceiptIssued> {
  return countedOnce(receipts).map(({ body }) => body);
}

/** Returns the rule number for sums over all lines, which is the first line's. */
function ruleNumberOf(lines: ReadonlyArray<Pick<LineBalance, "line">>): number {
  return lines[0]?.line.added?.rule ?? DEFAULT_RULE_NUMBER;
}

function lineBalances(order: OrderState): ReadonlyArray<LineBalance> {
  const lines = ownBalances(order);
  const shares = orderDiscounts(order, lines);
  const beyond = grantedBeyond(order, lines);
  const balances: LineBalance[] = [];
  for (const [index, line] of lines.entries()) {
    const parts = {
      remainingOff: shares[index] ?? zeroMinor,
      grantedBeyond: beyond[index] ?? zeroMinor,
    };
    balances.push({ ...line, ...parts });
  }
  return balances;
}

/**
 * Each order's discount applies to the lines that lie in that very order, merged or not. Source:
 * docs/rules/merging.md, L6.
 */
function orderDiscounts(
  order: OrderState,
  lines: ReadonlyArray<OwnBalance>,
): ReadonlyArray<MinorUnits> {
  const { half } = pricingRule(ruleNumberOf(lines));
  const shares = lines.map(() => zeroMinor);
  for (const { opened, fields } of ordersOnBill(order)) {
    const places = lines.flatMap(({ id }, at) => (lineAt(order, id) === opened?.id ? [at] : []));
    const write = fields.discount.open.at(-1);
    const parts = orderDiscount({
      write,
      // A discount on goods that were paid twice belongs to `beyond`, and takes nothing from the
      // rest.
      lines: places.flatMap((at) => {
        const line = lines[at];
        return line === undefined ? [] : [bearing(line, write?.value)];
      }),
      half,
    });
    for (const [index, at] of places.entries()) shares[at] = parts[index] ?? zeroMinor;
  }
  return shares;
}

/** Returns what an order's discount applies to of a line; nothing of one that bears none of it. */
function bearing(own: OwnBalance, discount: OrderDiscount | null | undefined) {
  return isDiscounted(discount, own)
    ? { remaining: own.remaining, items: own.standing }
    : { remaining: zeroMinor, items: [] };
}

type OwnBalance = Omit<LineBalance, "remainingOff" | "grantedBeyond">;

/** Returns the balances of the lines without the order's discount. */
function ownBalances(order: OrderState): ReadonlyArray<OwnBalance> {
  return Object.entries(order.linesById).flatMap(([key, line]): ReadonlyArray<OwnBalance> => {
    if (line.added === null) return [];
    const id = key as EventId;
    const items = paidItemsOf(order, id);
    const whole = wholeLine(order, { id, line, added: line.added, items });
    return [shareHere(whole, order.gathered?.linesById[id], items)];
  });
}

function wholeLine(
  order: OrderState,
  {
    id,
    line,
    added,
    items,
  }: {
    readonly id: EventId;
    readonly line: LineState;
    readonly added: BornLine;
    readonly items: ReadonlyArray<PaidItem>;
  },
): OwnBalance {
  const quantity = registerValue(line.fields.quantity) ?? thousandths(0);
  const modifiers = registerValue(line.fields.modifiers) ?? [];
  const unitPrice = priceWithOptions(
    registerValue(line.fields.unit) ?? minor(0),
    sumMinor(modifiers, ({ price, count }) => price * count),
  );
  const voided = line.voids.length > 0;
  const { half } = pricingRule(added.rule);
  const gross = lineGross({ unitPrice, modifiersPerUnit: zeroMinor, quantity, half });
  const discount = registerValue(line.fields.discount) ?? null;
  const ofAll = gross - discountLine(gross, discountsOf(discount), half).net;
  const { promo, off } = offsOf({ gross, quantity, off: ofAll, ...lineDeals(order, id) });
  const net = minor(gross - off - promo);
  const live = voided || keptTwice(order).has(id) ? minor(0) : net;
  const covered = sumMinor(items, (item) => item.gross);
  const service = registerValue(line.fields.service) ?? serviceWhere(order, id);
  const kind = kindOf(added);
  return {
    id,
    line,
    voided,
    kind,
    quantity,
    unitPrice,
    modifiers,
    service,
    taxes: kind.taxed ? (taxesOfLine(line, added)[service] ?? []) : [],
    discount,
    gross,
    net,
    off: voided ? zeroMinor : off,
    promo: voided ? zeroMinor : promo,
    live,
    covered,
    ...coveredBy(
      items,
      { id, quantity, net, live },
      { refunds: refundsHeardOf(order), linesById: order.linesById },
    ),
    remaining: atLeastNothing(kind, live - covered),
    overCovered: atLeastNothing(kind, covered - live),
  };
}

/**
 * Returns what a person's discount and what deals take off a line. The discount is of pieces outside of deals,
 * evenly; its odd cents are on the first of them.
 */
function offsOf({
  gross,
  quantity,
  off,
  promo,
  held,
}: LineDeals & { readonly gross: MinorUnits; readonly quantity: number; readonly off: number }): {
  readonly promo: MinorUnits;
  readonly off: MinorUnits;
} {
  if (held === 0 && promo === 0) return { promo, off: minor(off) };
  const byDeals = Math.min(promo, gross);
  const outside = offOfPieces(off, { pieces: quantity - held, of: quantity });
  return { promo: minor(byDeals), off: minor(Math.min(outside, gross - byDeals)) };
}

/** Returns the service of the order that the line lies in. */
function serviceWhere({ fields, gathered }: OrderState, line: EventId): Service {
  const at = gathered?.linesById[line]?.at;
  const order = gathered?.orders.find(({ opened }) => opened?.id === at);
  return registerValue((order?.fields ?? fields).service) ?? "counter";
}

/** Keeps the amount of a line on the side of its kind. */
function atLeastNothing({ side }: LineKind, amount: number): MinorUnits {
  return minor(side < 0 ? Math.min(0, amount) : Math.max(0, amount));
}

function asBorne<Line extends TaxedLine>(line: Line, exempt: Exempt | null): Line {
  return exempt === null ? line : { ...line, taxes: borneTaxes(line, exempt) };
}

function restLine({ id, kind, taxes, remaining, remainingOff }: LineBalance) {
  return { id, kind, taxes, remaining: subtractMinor(remaining, remainingOff) };
}

function billed(
  lines: ReadonlyArray<LineBalance>,
  charges: ReadonlyArray<ChargeBalance>,
): ReadonlyArray<TaxableLine & TaxedLine> {
  return [
    ...lines.map(billedLine),
    ...charges.map(({ live: amount, taxes }) => ({ amount, taxes })),
  ];
}

/** Returns the taxable line at its price now, less its discounts. */
function billedLine({
  standing,
  remaining,
  taxes,
  kind,
  ...line
}: LineBalance): TaxableLine & TaxedLine {
  const gross = sumMinor(standing, (item) => item.gross) + remaining;
  return { amount: minor(gross - offOfLine({ standing, ...line })), taxes, kind };
}

/** Returns the line's share of the order's discount, paid or not. */
function offOfLine({
  standing,
  remainingOff,
  grantedBeyond: beyond,
}: Pick<LineBalance, "standing" | "remainingOff" | "grantedBeyond">): MinorUnits {
  return minor(sumMinor(standing, ({ off }) => off) + remainingOff - beyond);
}

/** Whether one of the bill's orders has a receipt; lines that lie here may be on those of other bills. */
export function hasReceipt(order: OrderState): boolean {
  const members = new Set(ordersOnBill(order).map(({ opened }) => opened?.id));
  return order.receipts.some((receipt) => isReceiptOf(members, receipt));
}

function statusOf(
  order: OrderState,
  lines: ReadonlyArray<LineBalance>,
  { remaining, deposited }: { readonly remaining: number; readonly deposited: number },
): OrderBalance["status"] {
  // Goods that come back beside sold goods may sum to zero, and the order is open all the same.
  const isLeft = remaining !== 0 || lines.some((line) => line.remaining !== line.remainingOff);
  if (hasReceipt(order)) {
    return isLeft || openReturns(order).length > 0 ? "open" : "paid";
  }
  const hasGoods = lines.some((line) => !line.voided && !isDone(order, line));
  return hasGoods || deposited !== 0 || isForSomebody(order) ? "open" : "empty";
}

/** Whether the line is done: paid where it lies, or by the order's own receipt. */
function isDone(order: OrderState, { id, remaining, remainingOff }: LineBalance): boolean {
  return remaining === remainingOff && paidItemsOf(order, id).length > 0;
}

/** Whether guests sit there or wait, and nobody has said that they left. */
function isForSomebody(order: OrderState): boolean {
  const { fields, gathered } = order;
  if (gathered !== undefined) return gathered.orders.some(isTaken);
  const isMerged = fields.merged !== undefined && registerValue(fields.merged) !== null;
  return !isMerged && isTaken(order);
}

function isTaken(order: OrderState): boolean {
  const customer = registerValue(order.fields.customer) ?? "";
  return order.ended === undefined && (customer !== "" || isSeated(order));
}

/** Whether the order names an event that is not here or is in question: its opening, a line, a payment. */
export function isIncomplete(order: OrderState): boolean {
  return orderBalance(order).waitsFor.length > 0;
}

/** Returns how the kitchen is to make and serve the line now. */
export function makingOf(order: OrderState, { line, modifiers, service }: LineBalance): Making {
  const orderNote = orderNoteOf(order);
  return {
    modifiers: modifiers.map(({ name, count }) => ({ name, count })),
    note: noteOf(line),
    service,
    course: courseOf(line),
    ...(orderNote === "" ? {} : { orderNote }),
  };
}

/** Returns the line's course; 0 for none. */
export function courseOf({ fields }: LineState): number {
  return registerValue(fields.course) ?? 0;
}

/** Returns the making that the kitchen was last sent; undefined for a line that it does not know. */
export function sentMaking(order: OrderState, line: EventId): Making | undefined {
  return order.sentLines.findLast((sent) => sent.line === line && sent.act !== "void")?.making;
}

export function isSameMaking(one: Making, other: Making): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Whether nothing but the note of the whole order is otherwise. */
export function isSameButOrderNote(one: Making, other: Making): boolean {
  return isSameMaking({ ...one, orderNote: "" }, { ...other, orderNote: "" });
}

/* The events that an order names and that are not here. */

/**
 * Returns the missing events: the opening, lines, payments, receipts, returned goods, and writes of
 * the discount.
 */
function waitsOf(order: OrderState): ReadonlyArray<EventId> {
  if (order.gathered !== undefined) return order.gathered.orders.flatMap(waitsOf);
  const idsHere = new Set<string>([
    ...Object.keys(order.linesById),
    ...Object.keys(order.paymentsById),
  ]);
  const lines = Object.entries(order.linesById).filter(([, { added }]) => added === null);
  const payments = Object.entries(order.paymentsById).filter(([, { started }]) => started === null);
  // The order's id is known before its opening: a receipt of it may have come first.
  const orderId = order.opened?.id ?? order.unopened;
  const named = order.receipts.flatMap(({ body }) => [
    ...body.items.filter((item) => item.birth === orderId).map((item) => item.line),
    ...body.uses.filter((use) => use.order === orderId).map((use) => use.payment),
  ]);
  const receipts = new Set(order.receipts.map(({ id }) => id));
  const refunded = order.refunds.map(({ body: { of } }) => of).filter((id) => !receipts.has(id));
  const { open, gone } = order.fields.discount;
  const writes = new Set([...open.map(({ id }) => id), ...gone]);
  const granted = order.receipts.flatMap(({ body }) =>
    body.items.flatMap(({ at, offWrite }) =>
      offWrite === null || at !== orderId ? [] : [offWrite],
    ),
  );
  const discounts = [...new Set(granted)].filter((id) => !writes.has(id));
  const opening = order.unopened === undefined ? [] : [order.unopened];
  const absent = [...opening, ...named.filter((id) => !idsHere.has(id)), ...refunded, ...discounts];
  const returns = Object.entries(order.returnsById ?? {}).filter(([, it]) => it.taken === null);
  return [...lines, ...payments, ...returns].map(([id]) => id as EventId).concat(absent);
}
