/**
 * What an order amounts to: worked out anew from its facts after each fold, never stored.
 *
 * Per line: live + over-covered = covered + remaining. What receipts cover is frozen; tax of the rest is
 * tax on everything minus tax covered, so that no cent drifts however often a bill is paid in parts.
 */

import { type AttentionFact, openOf } from "./attention.ts";
import { type Service, type Tax } from "./catalogue.ts";
import { type Exempt } from "./events/exempt-events.ts";
import {
  type GivenDiscount,
  type LineAdded,
  type LineModifier,
  type ReceiptItem,
} from "./events/order-events.ts";
import {
  isSeated,
  type LineState,
  type Making,
  type OrderState,
  type RefundState,
} from "./folds/order-state.ts";
import { registerValue, isContested, openWriteIds } from "./folds/register.ts";
import { isMoneyAlone } from "./goods-fate.ts";
import { type EventId, type BusinessDay, type StreamId, streamName } from "./identity.ts";
import { lazy } from "./lazy.ts";
import { lineAt, ordersOnBill, shareHere } from "./line-places.ts";
import {
  minor,
  type MinorUnits,
  subtractMinor,
  sumMinor,
  type Thousandths,
  thousandths,
  zeroMinor,
} from "./money/amounts.ts";
import { type PricingRule, pricingRule } from "./money/pricing-rule.ts";
import { saysSomething, type TaxableLine, taxBill } from "./money/tax.ts";
import {
  type ChargeBalance,
  chargeBalances,
  chargesApart,
  withChargeItems,
} from "./order-charges.ts";
import { discountsOf, orderDiscount } from "./order-discount.ts";
import { borneTaxes, exemptionOf, exemptOtherwise } from "./order-exempt.ts";
import { type RemainingLine, remainderOfOrder } from "./order-remainder.ts";
import {
  beyondFacts,
  type Covered,
  coveredBy,
  grantedBeyond,
  givenBackBeyond,
} from "./paid-beyond.ts";
import { isReceiptOf, itemsOf, paidTwice, partTwice } from "./paid-parts.ts";
import { overCorrections } from "./payment-parts.ts";
import { discountLine, lineGross, priceWithOptions } from "./pricing.ts";
import { openReturns, worthOfReturns } from "./returns-taken.ts";
import { sentLineKey } from "./sent-pieces.ts";
import { type TaxView } from "./views.ts";

export interface LineBalance {
  readonly id: EventId;
  readonly line: LineState;
  readonly voided: boolean;
  /** The goods come back without a receipt: quantity and amounts are zero or below. */
  readonly isReturn: boolean;
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

export interface OrderBalance {
  readonly status: "empty" | "open" | "paid";
  readonly rule: PricingRule;
  readonly ruleNumber: number;
  readonly lines: ReadonlyArray<LineBalance>;
  /** The charges on top of the lines; the sums below include them. */
  readonly charges: ReadonlyArray<ChargeBalance>;
  /** The order's own discount; the lines have their shares of it. */
  readonly discount: GivenDiscount | null;
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
  /** The payments with the amount that no receipt has used. */
  readonly deposits: ReadonlyArray<{ readonly payment: EventId; readonly amount: MinorUnits }>;
  /** The contradictions that nobody has settled. */
  readonly attention: ReadonlyArray<AttentionFact>;
  /** The events that the order names and that are not here yet. */
  readonly waitsFor: ReadonlyArray<EventId>;
}

const DEFAULT_RULE_NUMBER = 1;

/**
 * A state never changes, so what it amounts to is worked out once however many ask: fold, decision,
 * screen and paper of one key press. A memory of a pure function is no state: it can't be told apart
 * from its absence.
 */
const balances = new WeakMap<OrderState, OrderBalance>();

export function orderBalance(order: OrderState): OrderBalance {
  const known = balances.get(order);
  if (known !== undefined) return known;
  const balance = workOutBalance(order);
  balances.set(order, balance);
  return balance;
}

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
  const twice = paidTwice(order);
  // A receipt covers nothing of a part that was paid before.
  const receipts = order.receipts.filter(({ id }) => !twice.has(id)).map(({ body }) => body);
  const restLines = lines.map(restLine);
  const ofCharges = { lines: restLines, standing: lines, receipts, half: rule.half };
  const charges = chargeBalances(order, ofCharges);
  const remainder = remainderOfOrder({
    lines: [...restLines, ...charges].map((line) => asBorne(line, exempt)),
    receipts: charges.length === 0 ? receipts : receipts.map(withChargeItems),
    ...rule,
  });
  const unused = unusedOf(order);
  const deposits = unused
    .filter(({ amount, isOverUsed }) => amount !== 0 && !isOverUsed)
    .map(({ payment, amount }) => ({ payment, amount }));
  const deposited = sumMinor(deposits, ({ amount }) => amount);
  // Goods that come back pay as a deposit does, and are no money before the payment.
  const before = deposited + worthOfReturns(order);
  const beyond = beyondFacts(order, lines);
  return {
    status: statusOf(order, lines, { remaining: remainder.total, deposited: before }),
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
    due: minor(Math.max(0, remainder.total - before)),
    refundDue: minor(Math.max(0, before - remainder.total)),
    deposits,
    attention: openOf(
      ofItsOwn(order, [
        ...beyond,
        ...overRefunds(order, beyond),
        ...lines.flatMap(lineAttention),
        ...orderAttention(order, { lines, remaining: remainder.total }),
        ...chargesApart(order, ofCharges),
        ...unused.filter(({ isOverUsed }) => isOverUsed).map(overUse),
        ...overCorrections(order),
        ...overpayment(order, { remaining: remainder.total, deposited }),
        ...[...twice].map(([receipt, amount]) => partTwice(receipt, amount)),
        ...exemptOtherwise(order, lines, rule),
        ...ticketAttention(order),
      ]),
      order.resolved,
    ),
    waitsFor: waitsOf(order),
  };
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

/** Each order's discount applies to the lines that lie in that very order, merged or not. Source: MODEL L6. */
function orderDiscounts(
  order: OrderState,
  lines: ReadonlyArray<OwnBalance>,
): ReadonlyArray<MinorUnits> {
  const { half } = pricingRule(ruleNumberOf(lines));
  const shares = lines.map(() => zeroMinor);
  for (const { opened, fields } of ordersOnBill(order)) {
    const places = lines.flatMap(({ id }, at) => (lineAt(order, id) === opened?.id ? [at] : []));
    const parts = orderDiscount({
      write: fields.discount.open.at(-1),
      // A discount on goods that were paid twice belongs to `beyond`, and takes nothing from the
      // rest.
      lines: places.flatMap((at) => {
        const line = lines[at];
        return line === undefined
          ? []
          : [{ remaining: sold(line.remaining), items: line.standing }];
      }),
      half,
    });
    for (const [index, at] of places.entries()) shares[at] = parts[index] ?? zeroMinor;
  }
  return shares;
}

/** Returns the amount that an order's discount applies to: goods that come back count for nothing. */
function sold(amount: MinorUnits): MinorUnits {
  return minor(Math.max(0, amount));
}

type OwnBalance = Omit<LineBalance, "remainingOff" | "grantedBeyond">;

/** Returns the balances of the lines without the order's discount. */
function ownBalances(order: OrderState): ReadonlyArray<OwnBalance> {
  return Object.entries(order.linesById).flatMap(([key, line]): ReadonlyArray<OwnBalance> => {
    if (line.added === null) return [];
    const id = key as EventId;
    const items = itemsOf(order, id);
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
    readonly added: LineAdded;
    readonly items: ReadonlyArray<ReceiptItem>;
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
  const { net } = discountLine(gross, discountsOf(discount), half);
  const live = voided ? minor(0) : net;
  const covered = sumMinor(items, (item) => item.gross);
  const service = registerValue(line.fields.service) ?? serviceWhere(order, id);
  const isReturn = added.quantity < 0;
  return {
    id,
    line,
    voided,
    isReturn,
    quantity,
    unitPrice,
    modifiers,
    service,
    taxes: added.taxes[service] ?? [],
    discount,
    gross,
    net,
    off: voided ? minor(0) : minor(gross - net),
    live,
    covered,
    ...coveredBy(items, live),
    remaining: onItsSide(live - covered, isReturn),
    overCovered: onItsSide(covered - live, isReturn),
  };
}

/** Returns the service of the order that the line lies in. */
function serviceWhere({ fields, gathered }: OrderState, line: EventId): Service {
  const at = gathered?.linesById[line]?.at;
  const order = gathered?.orders.find(({ opened }) => opened?.id === at);
  return registerValue((order?.fields ?? fields).service) ?? "counter";
}

/** Keeps the amount of sold goods at zero or above, and of returned goods at zero or below. */
function onItsSide(amount: number, isReturn: boolean): MinorUnits {
  return minor(isReturn ? Math.min(0, amount) : Math.max(0, amount));
}

function asBorne<Line extends { readonly taxes: ReadonlyArray<Tax> }>(
  line: Line,
  exempt: Exempt | null,
): Line {
  return exempt === null ? line : { ...line, taxes: borneTaxes(line.taxes, exempt) };
}

function restLine({ id, taxes, remaining, remainingOff }: LineBalance): RemainingLine {
  return { id, taxes, remaining: subtractMinor(remaining, remainingOff) };
}

function billed(
  lines: ReadonlyArray<LineBalance>,
  charges: ReadonlyArray<ChargeBalance>,
): ReadonlyArray<TaxableLine> {
  return [
    ...lines.map(billedLine),
    ...charges.map(({ live: amount, taxes }) => ({ amount, taxes })),
  ];
}

/** Returns the taxable line at its price now, less its discounts. */
function billedLine({ standing, remaining, taxes, ...line }: LineBalance): TaxableLine {
  const gross = sumMinor(standing, (item) => item.gross) + remaining;
  return { amount: minor(gross - offOfLine({ standing, ...line })), taxes };
}

/** Returns the line's share of the order's discount, paid or not. */
function offOfLine({
  standing,
  remainingOff,
  grantedBeyond: beyond,
}: Pick<LineBalance, "standing" | "remainingOff" | "grantedBeyond">): MinorUnits {
  return minor(sumMinor(standing, ({ off }) => off) + remainingOff - beyond);
}

/**
 * Returns the amount of each payment that receipts have not used; below zero where two receipts
 * made apart used it.
 */
function unusedOf(order: OrderState): ReadonlyArray<Unused> {
  const uses = order.receipts.flatMap(({ body }) => body.uses);
  return Object.entries(order.paymentsById).flatMap(([key, { captured }]) => {
    if (captured === null) return [];
    const payment = key as EventId;
    const used = sumMinor(
      uses.filter((use) => use.payment === payment),
      ({ amount }) => amount,
    );
    const amount = minor(captured.amount - used);
    const isOverUsed = captured.amount < 0 ? amount > 0 : amount < 0;
    return [{ payment, amount, isOverUsed }];
  });
}

function statusOf(
  order: OrderState,
  lines: ReadonlyArray<LineBalance>,
  { remaining, deposited }: { readonly remaining: number; readonly deposited: number },
): OrderBalance["status"] {
  // Goods that come back beside sold goods may sum to zero, and the order is open all the same.
  const isLeft = remaining !== 0 || lines.some((line) => line.remaining !== line.remainingOff);
  const orders = ordersOnBill(order);
  const members = new Set(orders.map(({ opened }) => opened?.id));
  if (order.receipts.some((receipt) => isReceiptOf(members, receipt))) {
    return isLeft || openReturns(order).length > 0 ? "open" : "paid";
  }
  const hasGoods = lines.some((line) => !line.voided && !isDone(order, line));
  return hasGoods || deposited !== 0 || isForSomebody(order) ? "open" : "empty";
}

/** Whether the line is done: paid where it lies, or by the order's own receipt. */
function isDone(order: OrderState, { id, remaining, remainingOff }: LineBalance): boolean {
  return remaining === remainingOff && itemsOf(order, id).length > 0;
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
export function makingOf({ line, modifiers, service }: LineBalance): Making {
  return {
    modifiers: modifiers.map(({ name, count }) => ({ name, count })),
    note: registerValue(line.fields.note) ?? "",
    service,
    course: courseOf(line),
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

/* The events that an order names and that are not here. */

/**
 * Returns the missing events: the opening, lines, payments, receipts, returned goods, and writes of
 * the discount.
 */
function waitsOf(order: OrderState): ReadonlyArray<EventId> {
  if (order.gathered !== undefined) return order.gathered.orders.flatMap(waitsOf);
  const known = new Set<string>([
    ...Object.keys(order.linesById),
    ...Object.keys(order.paymentsById),
  ]);
  const lines = Object.entries(order.linesById).filter(([, { added }]) => added === null);
  const payments = Object.entries(order.paymentsById).filter(([, { started }]) => started === null);
  // The order's id is known before its opening: a receipt of it may have come first.
  const own = order.opened?.id ?? order.unopened;
  const named = order.receipts.flatMap(({ body }) => [
    ...body.items.filter((item) => item.birth === own).map((item) => item.line),
    ...body.uses.filter((use) => use.order === own).map((use) => use.payment),
  ]);
  const receipts = new Set(order.receipts.map(({ id }) => id));
  const refunded = order.refunds.map(({ body: { of } }) => of).filter((id) => !receipts.has(id));
  const { open, gone } = order.fields.discount;
  const writes = new Set([...open.map(({ id }) => id), ...gone]);
  const granted = order.receipts.flatMap(({ body }) =>
    body.items.flatMap(({ at, offWrite }) => (offWrite === null || at !== own ? [] : [offWrite])),
  );
  const discounts = [...new Set(granted)].filter((id) => !writes.has(id));
  const opening = order.unopened === undefined ? [] : [order.unopened];
  const absent = [...opening, ...named.filter((id) => !known.has(id)), ...refunded, ...discounts];
  const returns = Object.entries(order.returnsById ?? {}).filter(([, it]) => it.taken === null);
  return [...lines, ...payments, ...returns].map(([id]) => id as EventId).concat(absent);
}

/* The refunds of money that two tills apart both refunded. */

type BeyondByDay = Map<BusinessDay, number>;

/**
 * Returns the goods of one receipt that were returned twice, and the overpayment that was refunded
 * twice, each on the day on which there was nothing left to refund. `beyond` is the overpayment,
 * settled or not.
 */
function overRefunds(
  order: OrderState,
  beyond: ReadonlyArray<AttentionFact>,
): ReadonlyArray<AttentionFact> {
  if (order.refunds.length === 0) return [];
  const byLine = new Map<EventId, BeyondByDay>();
  for (const { id, body } of order.receipts) {
    const back = order.refunds.filter(({ body: { of } }) => of === id);
    for (const { line, net } of body.items) {
      const days = byLine.get(line) ?? new Map<BusinessDay, number>();
      byLine.set(line, days);
      addGoodsBeyond(days, line, { paid: minor(Math.max(0, net)), back });
    }
  }
  addMoneyBeyond(byLine, order, beyond);
  return [...byLine].flatMap(([subject, days]) =>
    [...days].map(([day, amount]) => ({
      type: "line/over-refunded",
      subject,
      amount: minor(amount),
      day,
    })),
  );
}

function addGoodsBeyond(
  days: BeyondByDay,
  line: EventId,
  { paid, back }: { readonly paid: MinorUnits; readonly back: ReadonlyArray<RefundState> },
): void {
  let left: number = paid;
  for (const { body, day } of back) {
    const gone = sumMinor(
      body.items.filter((item) => item.line === line),
      ({ net }) => 0 - net,
    );
    const beyond = Math.max(0, gone - left);
    left = Math.max(0, left - gone);
    if (beyond > 0) days.set(day, (days.get(day) ?? 0) + beyond);
  }
}

/** Each till can refund the other's receipt where two receipts were paid for the same goods. */
function addMoneyBeyond(
  byLine: ReadonlyMap<EventId, BeyondByDay>,
  order: OrderState,
  beyond: ReadonlyArray<AttentionFact>,
): void {
  const given = givenBackBeyond(order);
  const wasBeyond = beyond.filter(({ type }) => type === "line/over-covered");
  const all = sumMinor([...given.values()], (amount) => amount);
  let left = all - sumMinor(wasBeyond, ({ amount }) => amount);
  for (const [line, amount] of given) {
    const own = wasBeyond.find(({ subject }) => subject === line)?.amount ?? 0;
    const days = byLine.get(line);
    const part = Math.min(left, amount - own);
    if (days === undefined || part <= 0) continue;
    left -= part;
    // The refund of one receipt beyond its own amount is counted already.
    const more = part - [...days.values()].reduce((sum, it) => sum + it, 0);
    const last = order.refunds.findLast(({ body }) =>
      body.items.some((item) => item.line === line && isMoneyAlone(item)),
    );
    if (last !== undefined && more > 0) days.set(last.day, (days.get(last.day) ?? 0) + more);
  }
}

/* The contradictions in an order that two tills apart made, and that a person has to look at. */

/** The parts of a line's balance that may ask somebody. */
interface LineToCheck {
  readonly id: EventId;
  readonly line: LineState;
  readonly voided: boolean;
  readonly live: MinorUnits;
  readonly remaining: MinorUnits;
}

interface Unused {
  readonly payment: EventId;
  readonly amount: MinorUnits;
  /**
   * Receipts made apart used more of the payment than there was. A refunded payment is negative,
   * and so is its use.
   */
  readonly isOverUsed: boolean;
}

/** Leaves out the lines that were born in another order: their own stream asks. */
function ofItsOwn(
  order: OrderState,
  facts: ReadonlyArray<AttentionFact>,
): ReadonlyArray<AttentionFact> {
  const own = order.opened?.id ?? order.unopened;
  const foreign = new Set(
    order.receipts.flatMap(({ body }) =>
      body.items.flatMap(({ birth, line }) => (birth === own ? [] : [line])),
    ),
  );
  for (const [line, { birth }] of Object.entries(order.gathered?.linesById ?? {})) {
    if (birth !== own) foreign.add(line as EventId);
  }
  return foreign.size === 0 ? facts : facts.filter(({ subject }) => !foreign.has(subject));
}

function lineAttention(balance: LineToCheck): ReadonlyArray<AttentionFact> {
  const { line, id } = balance;
  const { quantity, unit, modifiers, discount, place } = line.fields;
  const places = place === undefined ? [] : [place];
  // The discount on a receipt is frozen.
  const isDiscountOpen = balance.remaining !== 0 && isContested(discount);
  const writes = [quantity, unit, modifiers, ...places, ...(isDiscountOpen ? [discount] : [])]
    .filter(isContested)
    .flatMap(openWriteIds);
  const contested = writes.length > 0;
  if (!contested && line.voids.length < 2) return [];
  const voidedBy = new Set(line.voids.map(({ reason, approved }) => `${approved} ${reason}`));
  const voids = line.voids.map((it) => it.id);
  const facts: ReadonlyArray<readonly [boolean, Omit<AttentionFact, "subject">]> = [
    [
      contested && !balance.voided,
      { type: "line/contested", amount: balance.live, voices: writes },
    ],
    [voidedBy.size > 1, { type: "line/voided-twice", amount: zeroMinor, voices: voids }],
  ];
  return facts.flatMap(([holds, fact]) => (holds ? [{ ...fact, subject: id }] : []));
}

/**
 * Returns the order's own contradictions while they matter: discounts on receipts are frozen.
 * `remaining` is the amount still to pay.
 */
function orderAttention(
  order: OrderState,
  {
    lines,
    remaining,
  }: { readonly lines: ReadonlyArray<LineToCheck>; readonly remaining: MinorUnits },
): ReadonlyArray<AttentionFact> {
  const { id } = order.opened ?? {};
  const isOpen = lines.some((line) => line.remaining > 0);
  if (id === undefined || !isOpen) return [];
  const { discount, customer, split, merged } = order.fields;
  const contested = [
    ...(order.gathered?.isInCircle === true || (merged !== undefined && isContested(merged))
      ? [["order/merged-contested", openWriteIds(merged)] as const]
      : []),
    ...(split !== undefined && isContested(split)
      ? [["order/split-contested", openWriteIds(split)] as const]
      : []),
    ...(isContested(discount) ? [["order/contested", openWriteIds(discount)] as const] : []),
    ...(isContested(customer)
      ? [["order/customer-contested", openWriteIds(customer)] as const]
      : []),
  ];
  return contested.map(([type, voices]) => {
    const amount = type === "order/split-contested" ? remaining : zeroMinor;
    return { type, subject: id, amount, voices };
  });
}

/** The use beyond a payment is a question of its own, apart from what is left to pay elsewhere. */
function overUse({ payment, amount }: Unused): AttentionFact {
  return { type: "payment/over-used", subject: payment, amount: minor(Math.abs(amount)) };
}

function overpayment(
  order: OrderState,
  { remaining, deposited }: { readonly remaining: number; readonly deposited: number },
): ReadonlyArray<AttentionFact> {
  const last = Object.keys(order.paymentsById).at(-1) as EventId | undefined;
  // Goods that came back are owed their money, which is no contradiction.
  const payable = Math.max(0, remaining);
  if (last === undefined || deposited <= payable || order.receipts.length === 0) return [];
  // The subject is the order and not the last payment, since a further payment may be less than
  // nothing.
  const subject = order.opened?.id ?? last;
  return [{ type: "order/overpaid", subject, amount: minor(deposited - payable) }];
}

/**
 * Finds a line that two tills apart sent for the same cause, on two tickets. Carrying it to the
 * same table twice makes nothing twice, so that asks nobody.
 */
function ticketAttention(order: OrderState): ReadonlyArray<AttentionFact> {
  const firstTicket = new Map<string, StreamId>();
  const doubled = new Map<EventId, Set<StreamId>>();
  for (const { line, act, cause, ticket } of order.sentLines) {
    if (act === "move") continue;
    const name = sentLineKey({ line, act, cause });
    const first = firstTicket.get(name);
    if (first === undefined) firstTicket.set(name, ticket);
    else if (first !== ticket) {
      doubled.set(line, (doubled.get(line) ?? new Set()).add(first).add(ticket));
    }
  }
  return [...doubled].map(([subject, tickets]) => ({
    type: "ticket/possible-duplicate",
    subject,
    amount: zeroMinor,
    // A ticket is named for the event that issued it.
    voices: [...tickets].map((ticket) => streamName(ticket) as EventId),
  }));
}
