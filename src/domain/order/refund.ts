/**
 * What of a receipt can come back, and what that comes to.
 *
 * What went out already is taken off what should have gone out by now (FIELD R9): so goods that come
 * back one by one give back to the cent what was paid for all of them, with their part of the order's
 * discount and of each tax. Cash is rounded anew each time it goes out, and never so that all refunds of
 * a receipt hand out more than was paid. All amounts of a refund are below zero. What came back already
 * when the receipt was issued can't come back once more.
 */

import { type SoldBy } from "../catalogue.ts";
import { type StatedCharge } from "../events/charge-events.ts";
import {
  type ReceiptIssued,
  type ReceiptItem,
  type ReceiptTax,
  type RefundIssued,
} from "../events/order-events.ts";
import { type OrderState, type ReceiptState, type RefundState } from "../folds/order-state.ts";
import { type GoodsFate, usualFate } from "../goods-fate.ts";
import { type EventId } from "../identity.ts";
import {
  minor,
  type MinorUnits,
  oneUnit,
  sumMinor,
  type Thousandths,
  thousandths,
  zeroMinor,
} from "../money/amounts.ts";
import { type CashRule, roundCash } from "../money/cash-rounding.ts";
import { negated } from "../money/remaining-tax.ts";
import { divideRounded, type HalfRule, productOf } from "../money/rounding.ts";
import {
  type BorneTax,
  onPrices,
  saysSomething,
  sumTaxes,
  taxBill,
  taxName,
  type TaxRules,
} from "../money/tax.ts";
import { orderBalance } from "../order-balance.ts";
import { chargesGoingBack, withChargeItems } from "../order-charges.ts";
import { borneOn } from "../order-exempt.ts";
import { isTaxedAsStated, toReceiptTax, toTaxView } from "../order-remainder.ts";
import { linesPaidTwice } from "../paid-parts.ts";
import { roundingSince } from "../payment-parts.ts";
import { type TenderMoney } from "../tenders.ts";
import { toSoldBy } from "./order-view.ts";
import { receiptMoney, sumByTender } from "./tender-money.ts";

/** A line of a receipt, with the quantity that can still come back. */
export interface RefundableItem {
  readonly line: EventId;
  readonly birth: EventId;
  readonly name: string;
  readonly soldBy: SoldBy;
  readonly net: MinorUnits;
  readonly quantity: Thousandths;
  readonly left: Thousandths;
  readonly leftNet: MinorUnits;
  /** The fate of the goods unless somebody says otherwise. */
  readonly usualFate: GoodsFate;
  /** False where another till has changed the line since: then what is left of it comes back as a whole. */
  readonly isCountable: boolean;
  /** Several parts of a bill paid for the line: what comes back is this one's share, and no piece of it. */
  readonly isShare: boolean;
}

/** Returns the items in the order of the receipt. */
export function refundableItems(
  order: OrderState,
  receipt: ReceiptState,
): ReadonlyArray<RefundableItem> {
  const { lines } = orderBalance(order);
  const gone = refundsOf(order, receipt.id).flatMap(({ body }) => body.items);
  return receipt.body.items.map(({ line, birth, gross, net, pieces, num, den }) => {
    const balance = lines.find(({ id }) => id === line);
    const isReturn = net < 0 || balance?.isReturn === true;
    const own = num === den ? pieces : undefined;
    const counted = own ?? (balance?.net === gross ? balance.quantity : undefined);
    const isCountable = counted !== undefined;
    const quantity = counted ?? oneUnit;
    const back = gone.filter((item) => item.line === line);
    const leftNet = minor(Math.max(0, net + sumMinor(back, (item) => item.net)));
    // The money of an item may all be back before its goods, where the item was paid twice.
    const isPaidBack = back.length > 0 && net > 0 && leftNet === 0;
    const isLeft = !isReturn && !isPaidBack;
    const uncounted = isLeft ? quantity : 0;
    const left =
      isCountable && isLeft
        ? Math.max(0, quantity + back.reduce((sum, item) => sum + item.quantity, 0))
        : uncounted;
    return {
      line,
      birth,
      name: balance?.line.added?.name ?? "",
      soldBy: toSoldBy(balance?.line.added?.by),
      net,
      quantity,
      left: thousandths(left),
      leftNet,
      usualFate: usualFate(balance?.line.added?.station ?? ""),
      isCountable,
      isShare: !isCountable && isShared(order, line),
    };
  });
}

/** Whether the line is shared: a share that another part leaves counts too. */
function isShared({ receipts }: OrderState, line: EventId): boolean {
  const items = receipts.flatMap(({ body }) => body.items.filter((item) => item.line === line));
  return items.some(({ num, den }) => num !== den);
}

function refundsOf({ refunds }: OrderState, receipt: EventId): ReadonlyArray<RefundState> {
  return refunds.filter(({ body }) => body.of === receipt);
}

export interface Returned {
  readonly item: RefundableItem;
  /** The quantity that comes back, at most what is left. */
  readonly quantity: Thousandths;
  readonly goods?: GoodsFate | undefined;
  /** No goods come back, but so much of their price, because it was paid beyond what they cost. */
  readonly beyond?: MinorUnits;
}

/** Returns the overpaid amounts on the lines of a receipt that nobody has settled: they can be refunded. */
export function paidBeyond(order: OrderState, receipt: ReceiptState): ReadonlyArray<Returned> {
  const { attention } = orderBalance(order);
  const twice = attention.some(
    ({ type, subject }) => type === "part/paid-twice" && subject === receipt.id,
  );
  if (twice) return allOfPartTwice(order, receipt);
  const open = attention.filter(({ type }) => type === "line/over-covered");
  if (open.length === 0) return [];
  return refundableItems(order, receipt).flatMap((item): ReadonlyArray<Returned> => {
    const amount = open.find(({ subject }) => subject === item.line)?.amount ?? zeroMinor;
    const beyond = minor(Math.min(amount, item.leftNet));
    return beyond > 0 ? [{ item, quantity: thousandths(0), goods: "none", beyond }] : [];
  });
}

/** Returns the lines of a part of the bill that another receipt had paid before. */
function allOfPartTwice(order: OrderState, receipt: ReceiptState): ReadonlyArray<Returned> {
  const again = linesPaidTwice(order, receipt);
  return refundableItems(order, receipt)
    .filter(({ line, leftNet }) => leftNet > 0 && again.has(line))
    .map((item) => {
      return { item, quantity: thousandths(0), goods: "none", beyond: item.leftNet };
    });
}

export type RefundSums = Pick<RefundIssued, "items" | "charges" | "taxes" | "total">;

/** Undefined where the taxes of a part can't be told: another till changed how the order is served. */
export function refundSums(
  order: OrderState,
  receipt: ReceiptState,
  returned: ReadonlyArray<Returned>,
): RefundSums | undefined {
  const { half } = orderBalance(order).rule;
  const items = returned.map(({ item, quantity, goods = item.usualFate, beyond }) => ({
    birth: item.birth,
    line: item.line,
    quantity: thousandths(item.isShare ? 0 : 0 - quantity),
    net: minor(0 - (beyond ?? netOf(item, quantity, half))),
    goods: item.isShare && beyond === undefined ? item.usualFate : goods,
  }));
  const charges = chargesBack(order, receipt, items);
  const taxes = taxesBack(order, receipt, withChargeItems({ items, charges }).items);
  if (taxes === undefined) return undefined;
  const total = minor(
    sumMinor(items, ({ net }) => net) + sumMinor(charges, ({ amount }) => amount) + onPrices(taxes),
  );
  return { items, ...(charges.length === 0 ? {} : { charges: [...charges] }), taxes, total };
}

/**
 * Returns the receipt's charges that go back with these items, less those that went back already;
 * below zero.
 */
function chargesBack(
  order: OrderState,
  receipt: ReceiptState,
  items: RefundIssued["items"],
): ReadonlyArray<StatedCharge> {
  const { half } = orderBalance(order).rule;
  const before = refundsOf(order, receipt.id).map(({ body }) => body);
  return chargesGoingBack(receipt.body, { before, items, half });
}

/** The last one takes the rest. */
function netOf(
  { net, quantity, left, leftNet }: RefundableItem,
  count: Thousandths,
  half: HalfRule,
): number {
  if (count === left) return leftNet;
  const stays = quantity - (left - count);
  const until = divideRounded(productOf(net, stays), quantity, half);
  return Math.min(leftNet, Math.max(0, until - (net - leftNet)));
}

type TaxedItem = Pick<ReceiptItem, "line" | "net">;

function taxesBack(
  order: OrderState,
  receipt: ReceiptState,
  items: ReadonlyArray<TaxedItem>,
): ReceiptTax[] | undefined {
  const { lines, rule } = orderBalance(order);
  const paper = withChargeItems(receipt.body);
  const before = refundsOf(order, receipt.id).map(({ body }) => withChargeItems(body));
  const back = [...before.flatMap((body) => body.items), ...items];
  const taxesByLine = borneOn(
    new Map(lines.map(({ id, taxes }) => [id, taxes] as const)),
    receipt.body,
  );
  if (paper.items.some(({ net }) => net < 0)) {
    return taxesBesideReturns(paper, { before, items, taxesByLine, rule });
  }
  // Line by line: what two tills gave back twice makes up for nothing that is still with the guest.
  const isWhole = paper.items.every(({ line, net }) => {
    const gone = back.filter((item) => item.line === line);
    return net + sumMinor(gone, (item) => item.net) === 0;
  });
  if (!isWhole && !isTaxedAsStated(paper, taxesByLine)) return undefined;

  function bears(line: EventId, tax: ReceiptTax): boolean {
    return isWhole || (taxesByLine.get(line) ?? []).some((own) => taxName(own) === taxName(tax));
  }

  return receipt.body.taxes.flatMap((stated) => {
    // A cent that rounding moved in goods of before is no tax of these.
    if (!isWhole && !items.some(({ line }) => bears(line, stated))) return [];
    const charged = sumMinor(
      paper.items.filter(({ line }) => bears(line, stated)),
      ({ net }) => net,
    );
    const returned =
      0 -
      sumMinor(
        back.filter(({ line }) => bears(line, stated)),
        ({ net }) => net,
      );

    function part(amount: number): number {
      return isWhole || charged === 0
        ? amount
        : divideRounded(productOf(amount, returned), charged, rule.half);
    }

    const tax = part(stated.tax);
    const off = part(stated.exempt ?? zeroMinor);
    const within = stated.included ? tax + off : 0;
    // The base and the tax make up the goods' price where they bear this tax alone.
    const contained = stated.included ? stated.tax + (stated.exempt ?? 0) : 0;
    const isAlone = stated.base + contained === charged;
    const base = isWhole || !isAlone ? part(stated.base) : returned - within;
    const gone = before.flatMap(({ taxes }) =>
      taxes.filter((other) => taxName(other) === taxName(stated)),
    );
    const exempt = minor(0 - off - sumMinor(gone, (it) => it.exempt ?? 0));
    const now = {
      base: minor(0 - base - sumMinor(gone, (it) => it.base)),
      tax: minor(0 - tax - sumMinor(gone, (it) => it.tax)),
      ...(stated.exempt === undefined ? {} : { exempt }),
    };
    return now.base === 0 && now.tax === 0 && exempt === 0 ? [] : [{ ...stated, ...now }];
  });
}

/**
 * Returns the taxes of a receipt that had returned goods on it. The refund takes the stated taxes
 * down to those of what is left, so that both together are right.
 */
function taxesBesideReturns(
  receipt: ReceiptIssued,
  {
    before,
    items,
    taxesByLine,
    rule,
  }: {
    readonly before: ReadonlyArray<
      Pick<RefundIssued, "taxes"> & { readonly items: ReadonlyArray<TaxedItem> }
    >;
    readonly items: ReadonlyArray<TaxedItem>;
    readonly taxesByLine: ReadonlyMap<EventId, ReadonlyArray<BorneTax>>;
    readonly rule: TaxRules;
  },
): ReceiptTax[] | undefined {
  if (!isTaxedAsStated(receipt, taxesByLine)) return undefined;
  const back = [...before.flatMap((body) => body.items), ...items];
  const stays = receipt.items.map(({ line, net }) => {
    const gone = sumMinor(
      back.filter((item) => item.line === line),
      (item) => item.net,
    );
    return { amount: minor(net + gone), taxes: taxesByLine.get(line) ?? [] };
  });
  const { taxes } = taxBill({ lines: stays, half: rule.half, rounding: rule.rounding });
  const stated = [receipt, ...before].flatMap((body) => body.taxes.map(toTaxView));
  // A cent that rounding moved in other goods is no tax of these.
  const borne = new Set(items.flatMap(({ line }) => (taxesByLine.get(line) ?? []).map(taxName)));
  return sumTaxes([...taxes, ...stated.map(negated)])
    .filter((sum) => borne.has(taxName(sum)) && saysSomething(sum))
    .map(toReceiptTax);
}

export interface HandedOut {
  /** Zero or below. */
  readonly amount: MinorUnits;
  /** The amount that pays for the goods of an exchange; never below zero. */
  readonly along: MinorUnits;
  /** The rounding: the amount that goes out or along, below zero, less the worth of the goods. */
  readonly rounding: MinorUnits;
}

/** To a card, to the cent. */
export const EXACT: CashRule = { step: 0, direction: "nearest" };

/**
 * `total`: below zero. Rounded by itself as long as something is left for that: goods that come back
 * one by one must not bring in what their roundings make up together.
 */
export function handedOut(
  order: OrderState,
  receipt: ReceiptState,
  { total, rule }: { readonly total: MinorUnits; readonly rule: CashRule },
): HandedOut {
  const { paid } = paidFor(order, receipt, total);
  return { ...outOf(paid, total, rule), along: zeroMinor };
}

/**
 * Returns the refund of goods whose worth partly pays for other goods: that part is exchanged, and
 * the rest is handed out. The last goods of a receipt take along all that is left, with its
 * rounding.
 */
export function handedOver(
  order: OrderState,
  receipt: ReceiptState,
  {
    total,
    rule,
    exchanged,
  }: { readonly total: MinorUnits; readonly rule: CashRule; readonly exchanged: MinorUnits },
): HandedOut {
  const { paid, isLast } = paidFor(order, receipt, total);
  const isAll = exchanged + total === 0;
  const along = minor(isAll && isLast ? paid : Math.min(exchanged, paid));
  if (isAll) return { amount: zeroMinor, along, rounding: minor(0 - total - along) };
  const owed = minor(total + exchanged);
  const { amount } = outOf(minor(paid - along), owed, rule);
  return { amount, along, rounding: minor(amount - along - total) };
}

/** `owed`: below zero. */
function outOf(paid: MinorUnits, owed: MinorUnits, rule: CashRule): Omit<HandedOut, "along"> {
  const most = roundCash(paid, { ...rule, direction: "down" });
  const amount = minor(Math.max(roundCash(owed, rule), 0 - most));
  return { amount, rounding: minor(amount - owed) };
}

/**
 * Returns the paid amount for all that can still come back, with its rounding and less refunds, and
 * whether the goods are all of that.
 */
function paidFor(
  order: OrderState,
  receipt: ReceiptState,
  total: MinorUnits,
): { readonly paid: MinorUnits; readonly isLast: boolean } {
  const left = refundableItems(order, receipt)
    .filter((item) => item.left > 0)
    .map((item) => ({ item, quantity: item.left }));
  const all = refundSums(order, receipt, left)?.total ?? total;
  const rounded = sumMinor(refundsOf(order, receipt.id), ({ body }) => body.rounding);
  const paid = minor(Math.max(0, receiptRounding(order, receipt) + rounded - all));
  return { paid, isLast: all === total };
}

/** Returns the cash rounding of the payment, as corrected since. */
export function receiptRounding(order: OrderState, { id, body }: ReceiptState): MinorUnits {
  return minor(body.rounding + roundingSince(order, id));
}

export interface ReceiptTender {
  readonly method: string;
  /** The name that the shop's own tender had when the payment was made. */
  readonly name?: string;
  readonly paid: MinorUnits;
  /** The amount that went back, for whatever goods. */
  readonly back: MinorUnits;
}

/** Returns the tenders that paid the receipt, and those that refunds went out by. */
export function receiptTenders(
  order: OrderState,
  receipt: ReceiptState,
): ReadonlyArray<ReceiptTender> {
  const { paid, back } = receiptMoney(order, receipt);
  const tenders: ReceiptTender[] = [];
  for (const { method, name } of sumByTender([...paid, ...back])) {
    const called = name === undefined ? { method } : { method, name };
    tenders.push({ ...called, paid: amountBy(paid, method), back: amountBy(back, method) });
  }
  return tenders;
}

function amountBy(money: ReadonlyArray<TenderMoney>, by: string): MinorUnits {
  return money.find(({ method }) => method === by)?.amount ?? zeroMinor;
}

/** Returns the amount paid by that tender that has not gone back, by it or in an exchange. */
export function tenderLeft(order: OrderState, receipt: ReceiptState, by: string): MinorUnits {
  const { left } = receiptMoney(order, receipt);
  const own = sumMinor(
    left.filter(({ method }) => method === by),
    ({ amount }) => amount,
  );
  return minor(Math.max(0, own));
}
