/**
 * By which tenders an order's money came, and so by which it goes back: the last payment first, each
 * tender at most what it brought.
 *
 * Goods that paid for others brought no money themselves: their payment says by what they had been paid.
 */

import { type OrderState, type PaymentState, type ReceiptState } from "../folds/order-state.ts";
import { minor, type MinorUnits, sumMinor, zeroMinor } from "../money/amounts.ts";
import { orderBalance } from "../order-balance.ts";
import { amountBy, type TenderMoney } from "../tenders.ts";
import { roundingSince, usedParts } from "./payment-tenders.ts";
import { worthOfReturns } from "./returns-taken.ts";

export interface TenderOwed extends TenderMoney {
  /** The most that may go out for `amount`: cash may have been rounded when it came. */
  readonly most: MinorUnits;
}

/** The money that an order has to refund: all of it together is its `refundDue`. */
export interface MoneyOwed {
  /** The amounts by the tender that they came by; the last payment comes first. */
  readonly byTender: ReadonlyArray<TenderOwed>;
  /** For goods of receipts that come back: by what these were paid. */
  readonly forReturns: MinorUnits;
  /** For goods that come back without a receipt: nobody knows how they were paid. */
  readonly forGoods: MinorUnits;
}

export function moneyOwed(order: OrderState): MoneyOwed {
  const { refundDue, remaining, deposits } = orderBalance(order);
  if (refundDue === 0) return { byTender: [], forReturns: zeroMinor, forGoods: zeroMinor };
  const brought = createPurse();
  const kept = createPurse();
  let outForGoods = 0;
  for (const { payment: id, amount } of deposits) {
    const payment = order.paymentsById[id];
    if (amount > 0) {
      for (const it of settledBy(payment, amount)) brought.put(it);
      for (const it of keptOf(payment, amount)) kept.put(it);
      continue;
    }
    const method = cameBy(payment);
    const beyond = brought.take(method, 0 - amount);
    outForGoods += beyond;
    const rounding = beyond === 0 ? (payment?.captured?.rounding ?? 0) : 0;
    kept.take(method, 0 - amount - beyond - rounding);
  }
  const forReturns = minor(Math.min(refundDue, worthOfReturns(order)));
  const goodsBack = Math.max(0, 0 - remaining - outForGoods);
  const forGoods = minor(Math.min(refundDue - forReturns, goodsBack));
  const byTender: TenderOwed[] = [];
  for (const part of sumByTender(brought.takeLast(refundDue - forReturns - forGoods))) {
    byTender.push({ ...part, most: kept.left(part.method) });
  }
  return { byTender, forReturns, forGoods };
}

/**
 * The tenders of a receipt: what was paid, what of that went back, and what remains, in the order
 * of paying.
 */
export interface ReceiptMoney {
  readonly paid: ReadonlyArray<TenderMoney>;
  readonly back: ReadonlyArray<TenderMoney>;
  readonly left: ReadonlyArray<TenderMoney>;
}

/** Goods that paid for others took their money along: what was paid last, unless it went out. */
export function receiptMoney(order: OrderState, receipt: ReceiptState): ReceiptMoney {
  const purse = createPurse();
  let rounding = receipt.body.rounding + roundingSince(order, receipt.id);
  for (const { payment: id, amount } of receipt.body.uses) {
    const payment = order.paymentsById[id];
    // The rounding of refunded money stays with the tender that it came by.
    const isRounded = amount < 0 || payment?.started?.from !== undefined;
    const own = isRounded ? (payment?.captured?.rounding ?? 0) : 0;
    rounding -= own;
    if (amount < 0) {
      const method = cameBy(payment);
      purse.put({ method, amount: minor(0 - purse.take(method, 0 - amount - own)) });
    } else for (const it of keptOf(payment, amount)) purse.put(it);
  }
  // A payment is used for what it settles; what was rounded changed hands in cash.
  const short = rounding < 0 ? purse.take("cash", 0 - rounding) : 0 - rounding;
  purse.put({ method: "cash", amount: minor(0 - short) });
  const paid = sumByTender(purse.all());
  const back: TenderMoney[] = [];
  for (const { body } of order.refunds.filter((refund) => refund.body.of === receipt.id)) {
    for (const it of body.out.filter(({ method }) => method !== "exchange")) {
      const out = { ...it, amount: minor(0 - it.amount) };
      purse.take(out.method, out.amount);
      back.push(out);
    }
    const exchanged = body.out.filter(({ method }) => method === "exchange");
    back.push(...purse.takeLast(0 - sumMinor(exchanged, ({ amount }) => amount)));
  }
  return { paid, back: sumByTender(back), left: purse.all() };
}

/**
 * Returns the tenders of the money that returned goods take along to other goods, when `out` of it
 * is handed out now.
 */
export function takenAlong(
  order: OrderState,
  receipt: ReceiptState,
  { out, along }: { readonly out: TenderMoney; readonly along: MinorUnits },
): ReadonlyArray<TenderMoney> {
  const purse = createPurse();
  for (const it of receiptMoney(order, receipt).left) purse.put(it);
  purse.take(out.method, out.amount);
  const taken = purse.takeLast(along);
  const rest = minor(along - sumMinor(taken, ({ amount }) => amount));
  // Goods that cost nothing in coins were paid in cash all the same.
  const isAll = rest === 0 && taken.length > 0;
  return sumByTender(isAll ? taken : [...taken, { method: "cash", amount: rest }]);
}

export function sumByTender(amounts: ReadonlyArray<TenderMoney>): ReadonlyArray<TenderMoney> {
  const sums = new Map<string, TenderMoney>();
  for (const money of amounts) {
    const before = sums.get(money.method) ?? withAmount(money, 0);
    sums.set(money.method, withAmount(before, before.amount + money.amount));
  }
  return [...sums.values()];
}

function withAmount(money: TenderMoney, amount: number): TenderMoney {
  return { ...money, amount: minor(amount) };
}

/** Money by the piece, in the order in which it came. */
interface Purse {
  readonly put: (money: TenderMoney) => void;
  /** Takes money of that tender, the last first; gives how much of it was not there. */
  readonly take: (method: string, amount: number) => number;
  /** Takes money of any tender, the last first. */
  readonly takeLast: (amount: number) => ReadonlyArray<TenderMoney>;
  readonly left: (method: string) => MinorUnits;
  readonly all: () => ReadonlyArray<TenderMoney>;
}

function createPurse(): Purse {
  let pieces: ReadonlyArray<TenderMoney> = [];

  function takeWhere(isMeant: (money: TenderMoney) => boolean, amount: number) {
    let left = amount;
    const taken: TenderMoney[] = [];
    const kept: TenderMoney[] = [];
    for (const piece of pieces.toReversed()) {
      const part = isMeant(piece) ? Math.max(0, Math.min(left, piece.amount)) : 0;
      left -= part;
      if (part > 0) taken.push(withAmount(piece, part));
      if (part !== piece.amount) kept.unshift(withAmount(piece, piece.amount - part));
    }
    pieces = kept;
    return { taken, left };
  }

  return {
    put: (money) => {
      if (money.amount !== 0) pieces = [...pieces, money];
    },
    take: (method, amount) => takeWhere((money) => money.method === method, amount).left,
    takeLast: (amount) => takeWhere(() => true, amount).taken,
    left: (method) => amountBy(pieces, method),
    all: () => pieces,
  };
}

/** Returns the tender that refunded money had come by, where it went out by another one. */
function cameBy(payment: PaymentState | undefined): string {
  const { method = "cash", otherwise } = payment?.started ?? {};
  return otherwise?.of ?? method;
}

/** Returns the money that changed hands for `amount` of a payment. */
function keptOf(payment: PaymentState | undefined, amount: MinorUnits): ReadonlyArray<TenderMoney> {
  const { method = "cash", from } = payment?.started ?? {};
  if (from !== undefined) return from;
  if (method === "exchange") return [{ method: "cash", amount }];
  return usedParts(payment, amount).map(({ method: by, name, amount: part }) =>
    name === undefined ? { method: by, amount: part } : { method: by, name, amount: part },
  );
}

/** Returns the amounts that a payment settles, by the same tenders: only cash is rounded. */
function settledBy(
  payment: PaymentState | undefined,
  amount: MinorUnits,
): ReadonlyArray<TenderMoney> {
  const kept = keptOf(payment, amount);
  const rounded = kept.find(({ method }) => method === "cash") ?? kept.at(-1);
  const rounding = sumMinor(kept, (it) => it.amount) - amount;
  return kept.map((it) => (it === rounded ? withAmount(it, it.amount - rounding) : it));
}
